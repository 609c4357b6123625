//! What real files do that their guide does not allow: it is read, and found.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use claim_model::life::{
    ClaimStatus, Outcome, ReportedBy, StatusAction, StatusLevel, StatusReport,
};
use common::{fixture, named, read_slice};
use x12_277::{Event, ReadOptions, ReportKind, Statuses, acknowledgment::Level};

fn statuses(text: &str) -> Vec<ClaimStatus> {
    Statuses::new(text.as_bytes()).map(Result::unwrap).collect()
}

fn claims(text: &str) -> Vec<ClaimStatus> {
    let mut all = statuses(text);
    all.retain(|of| of.level == StatusLevel::Claim);
    all
}

fn reasons(of: &ClaimStatus) -> Vec<String> {
    let words = |reason: &claim_model::life::StatusReason| {
        let status = reason.status.as_ref().map_or("", |of| of.as_str());
        let entity = reason.entity.as_ref().map_or("", |of| of.as_str());
        format!("{}:{status}:{entity}", reason.category)
    };
    of.reasons.iter().map(words).collect()
}

fn findings(text: &str) -> Vec<String> {
    named(&read_slice(text.as_bytes(), &ReadOptions::default()).findings)
}

fn kind(text: &str) -> Option<ReportKind> {
    let options = ReadOptions::default();
    read_slice(text.as_bytes(), &options)
        .events
        .iter()
        .find_map(|event| match event {
            Event::Report(report) => Some(report.kind()),
            _ => None,
        })
}

/// L21: a segment that no line has is kept as it stands.
#[test]
fn unknown_segments_are_kept() {
    let text = fixture("T01").replace(
        "REF*D9*CH998877~\n",
        "REF*D9*CH998877~\nREF*ZZ*9~\nK3*WORDS~\n",
    );
    let all = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(
        named(&all.findings),
        [
            "error 204 2200D REF",
            "error 204 2200D K3",
            "warning 105  SE01"
        ]
    );
    let patient = all.events.iter().find_map(|event| match event {
        Event::Acknowledged(Level::Patient(of)) => Some(of),
        _ => None,
    });
    let claim = &patient.unwrap().claims[0];
    let tags: Vec<_> = claim
        .unmatched
        .iter()
        .map(|of| of.tag().to_string())
        .collect();
    assert_eq!(tags, ["REF", "K3"]);
    // What stands behind them is still the claim's.
    assert!(claim.service_dates.is_some());
}

/// L22: another version is skipped as a whole, unless it is asked for.
#[test]
fn other_versions_are_skipped() {
    let text = fixture("T05").replace("005010X212", "004010X093A1");
    assert_eq!(kind(&text), None);
    assert_eq!(findings(&text), ["error 109  ST"]);
    assert!(statuses(&text).is_empty());
    let options = ReadOptions::default().any_version(true);
    let all = read_slice(text.as_bytes(), &options);
    assert!(all.events.iter().any(|of| matches!(of, Event::Answered(_))));
}

/// L23: the category wins.
#[test]
fn rejected_by_category() {
    let text = fixture("T01").replace("STC*A7:164:IL*20250302*U", "STC*A7:164:IL*20250302*WQ");
    let claim = &claims(&text)[2];
    assert_eq!(claim.action, Some(StatusAction::Accept));
    assert_eq!(claim.outcome(), Some(Outcome::Rejected));
    assert!(claim.is_contradictory());
    assert_eq!(reasons(claim), ["A7:164:IL"]);
    // The totals count it as rejected. Senders that count it as accepted are not wrong either.
    assert_eq!(findings(&text), ["warning 558 2200D STC01"]);
    let accepted = text
        .replace("QTY*90*2", "QTY*90*3")
        .replace("QTY*QA*2", "QTY*QA*3")
        .replace("AMT*YU*325", "AMT*YU*500");
    let without = |text: String, segment: &str| text.replace(segment, "");
    let accepted = ["QTY*AA*1~\n", "QTY*QC*1~\n", "AMT*YY*175~\n"]
        .iter()
        .fold(accepted, |text, segment| without(text, segment));
    let said = findings(&accepted);
    assert_eq!(
        said.iter().filter(|of| of.contains(" 55")).count(),
        1,
        "{said:?}"
    );
    // Counted as neither, it is missed.
    let lost = text.replace("QTY*AA*1~\n", "");
    assert!(
        findings(&lost).contains(&"error 555 2200B TRN".to_owned()),
        "{:?}",
        findings(&lost)
    );
}

/// L24: all reasons of all statuses, in their order, with all texts.
#[test]
fn all_reasons_are_listed() {
    let text = fixture("T01").replace(
        "STC*A7:164:IL*20250302*U*175~\n",
        "STC*A7:164:IL*20250302*U*175******A7:562:85*A7:128:85*FIRST TEXT~\n\
         STC*A6:33*20250303*U*175********SECOND TEXT~\nSTC*A8:496:PR:RX*20250304*WQ*175~\n",
    );
    let claim = &claims(&text)[2];
    assert_eq!(
        reasons(claim),
        ["A7:164:IL", "A7:562:85", "A7:128:85", "A6:33:", "A8:496:PR"]
    );
    assert_eq!(
        claim
            .reasons
            .iter()
            .map(|of| of.pharmacy)
            .collect::<Vec<_>>(),
        [false, false, false, false, true]
    );
    let messages: Vec<_> = claim
        .messages
        .iter()
        .map(claim_model::Text::as_str)
        .collect();
    assert_eq!(messages, ["FIRST TEXT", "SECOND TEXT"]);
    assert_eq!(claim.action, Some(StatusAction::Reject));
    // Date and charge are those of the first status.
    assert_eq!(serde_json::to_value(claim).unwrap()["date"], "2025-03-02");
}

/// L25: the provider's status stands alone, with its NPI and the batch.
#[test]
fn a_provider_is_rejected_without_patients() {
    let all = statuses(&fixture("T03"));
    let provider = all.last().unwrap();
    assert_eq!(provider.level, StatusLevel::Provider);
    assert_eq!(provider.action, Some(StatusAction::Reject));
    assert_eq!(provider.batch.as_deref(), Some("BATCH0001"));
    let npi = provider.provider.as_ref().unwrap().npi.as_deref();
    assert_eq!(npi, Some("1234567893"));
}

/// Without ST03 and GS08, BHT01 says which kind of 277 it is; ST03 that is missing is found.
#[test]
fn kinds_without_a_named_guide() {
    for (name, expected) in [
        ("T01", ReportKind::Acknowledgment),
        ("T05", ReportKind::Answer),
    ] {
        for guide in ["005010X214", "005010X212"] {
            let text = fixture(name);
            let unnamed = text
                .replace(&format!("*{guide}~\nBHT"), "~\nBHT")
                .replace(&format!("*X*{guide}"), "*X*");
            if unnamed == text {
                continue;
            }
            assert_eq!(kind(&unnamed), Some(expected), "{name}");
            assert!(findings(&unnamed).contains(&"error 301 HDR ST03".to_owned()));
            assert_eq!(claims(&unnamed).len(), claims(&text).len());
        }
    }
    // The named guide counts more than BHT01, which is then the finding.
    let text = fixture("T01").replace("BHT*0085", "BHT*0010");
    assert_eq!(kind(&text), Some(ReportKind::Acknowledgment));
    assert_eq!(findings(&text), ["error 308 HDR BHT01"]);
}

/// The report may have no number of its own; its dates are read all the same.
#[test]
fn a_report_without_a_number() {
    let text = fixture("T01").replace("TRN*1*RCPT20250302001~\n", "");
    assert_eq!(
        findings(&text),
        ["warning 208 2000A HL", "warning 105  SE01"]
    );
    let all = statuses(&text);
    let source = all[0].source.as_ref().unwrap();
    assert_eq!(
        (all[0].level, source.by),
        (StatusLevel::Source, ReportedBy::Payer)
    );
    assert_eq!(source.report_number, None);
    assert!(source.received.is_some() && source.processed.is_some());
    assert_eq!(all.len(), 6);
}

#[test]
fn control_numbers_may_be_long() {
    let text = fixture("T01")
        .replace("277*0001*", "277*0000000001*")
        .replace("*0001~\nGE", "*0000000001~\nGE");
    assert_eq!(findings(&text), ["warning 303 HDR ST02"]);
}

/// A clearinghouse names itself; tax ids and numbers of the payer tell the provider.
#[test]
fn sources_and_providers() {
    let text = fixture("T01")
        .replace(
            "NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01",
            "NM1*AY*2*DEMO CLEARINGHOUSE*****46*DEMOCH",
        )
        .replace("*****XX*1234567893", "*****FI*931234567")
        .replace("QTY*QA*2", "REF*G2*PROV77~\nREF*TJ*000000000~\nQTY*QA*2");
    let claim = &claims(&text)[0];
    assert_eq!(claim.reported_by(), ReportedBy::Clearinghouse);
    let provider = claim.provider.as_ref().unwrap();
    assert_eq!(provider.npi, None);
    assert_eq!(provider.tax_id.as_deref(), Some("931234567"));
    assert_eq!(provider.payer_assigned.as_deref(), Some("PROV77"));
}

/// Lines in error of an acknowledgment.
#[test]
fn lines_of_an_acknowledgment() {
    let text = fixture("T01").replace(
        "DTP*472*D8*20250210~\nSE*",
        "DTP*472*RD8*20250210-20250210~\nSVC*HC:90834:95*175*****1.5~\nSTC*A7:507**U~\nREF*FJ*L10003-1~\nSE*",
    );
    let all = statuses(&text);
    let line = all.last().unwrap();
    assert_eq!(
        (line.level, line.report),
        (StatusLevel::Line, StatusReport::Acknowledgment)
    );
    let json = serde_json::to_value(line).unwrap();
    assert_eq!(json["patient_control_number"], "SH-10003");
    assert_eq!(json["batch"], "BATCH0001");
    assert_eq!(json["line"]["line_control_number"], "L10003-1");
    assert_eq!(json["line"]["procedure"], "90834");
    assert_eq!(json["line"]["modifiers"][0], "95");
    assert_eq!(json["line"]["units"], "1.5");
    assert_eq!(json["charge"], "175");
    assert_eq!(json["action"], "reject");
    assert_eq!(json.get("service_dates"), None);
    // One day, written as a range.
    let claim = serde_json::to_value(&all[all.len() - 2]).unwrap();
    assert_eq!(
        claim["service_dates"],
        serde_json::json!({ "from": "2025-02-10" })
    );
}

/// The inquiry says nothing of claims: it has no statuses.
#[test]
fn inquiries_have_no_statuses() {
    let text = fixture("T05")
        .replace("ST*277", "ST*276")
        .replace("GS*HN", "GS*HR");
    assert_eq!(kind(&text), Some(ReportKind::Inquiry));
    assert!(statuses(&text).is_empty());
}

#[test]
fn strict_reading_stops_at_an_error() {
    let text = fixture("T01").replace("QTY*90*2", "QTY*90*3");
    let options = ReadOptions::default().strict(true);
    let all = read_slice(text.as_bytes(), &options);
    assert_eq!(all.error.unwrap().rule().number, 555);
    assert!(
        read_slice(fixture("T01").as_bytes(), &options)
            .error
            .is_none()
    );
}
