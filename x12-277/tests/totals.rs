//! Totals, levels and categories that contradict each other: each is a finding with its place, and nothing is repaired.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{fixture, named, read_slice, rewritten};
use x12_277::{Event, ReadOptions, acknowledgment::Level, collect};
use x12_core::Detail;

/// Findings of the fixture with an edit, without those on the count of its segments.
fn findings(name: &str, edits: &[(&str, &str)]) -> Vec<String> {
    let mut text = fixture(name);
    for (from, to) in edits {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replace(from, to);
    }
    let all = read_slice(text.as_bytes(), &ReadOptions::default());
    assert!(all.error.is_none());
    let mut findings = named(&all.findings);
    findings.retain(|of| !of.ends_with("SE01"));
    findings
}

#[test]
fn counts_are_those_of_the_claims() {
    assert_eq!(
        findings("T01", &[("QTY*90*2", "QTY*90*3")]),
        ["error 555 2200B QTY02"]
    );
    assert_eq!(
        findings("T01", &[("QTY*QC*1", "QTY*QC*2"), ("QTY*AA*1", "QTY*AA*2")]),
        ["error 555 2200C QTY02", "error 555 2200B QTY02"]
    );
    // A total that is absent is zero: here one claim was rejected. The finding stands at the trace.
    assert_eq!(
        findings("T01", &[("QTY*AA*1~\n", ""), ("QTY*QC*1~\n", "")]),
        ["error 555 2200C TRN", "error 555 2200B TRN"]
    );
    // The provider's totals may be left out as a whole.
    let none = "QTY*QA*2~\nQTY*QC*1~\nAMT*YU*325~\nAMT*YY*175~\nHL*4";
    assert!(findings("T01", &[(none, "HL*4")]).is_empty());
}

#[test]
fn charges_are_those_of_the_claims() {
    let text = fixture("T01").replacen("AMT*YU*325", "AMT*YU*325.01", 1);
    let all = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(named(&all.findings), ["error 556 2200B AMT02"]);
    let Detail::Amount { expected, found } = &all.findings[0].detail else {
        panic!("an amount")
    };
    assert_eq!(
        (expected.to_string(), found.to_string()),
        ("325".to_owned(), "325.01".to_owned())
    );
    // The same amount in another spelling.
    assert!(findings("T01", &[("AMT*YU*325", "AMT*YU*325.00")]).is_empty());
    // A claim without a charge: the charges cannot be compared, the counts can. Its absence is only a warning.
    assert_eq!(
        findings(
            "T01",
            &[
                ("*U*175", "*U"),
                ("AMT*YY*175", "AMT*YY*1"),
                ("QTY*AA*1", "QTY*AA*7")
            ]
        ),
        ["warning 301 2200D STC04", "error 555 2200B QTY02"]
    );
}

/// A claim that says neither accepted nor rejected is counted on neither side, and nothing is compared.
#[test]
fn unknown_claims_compare_with_nothing() {
    assert_eq!(
        findings("T01", &[("*U*175", "**175"), ("QTY*AA*1", "QTY*AA*7")]),
        ["error 301 2200D STC03"]
    );
}

/// A provider without patients speaks for its claims by its own totals.
#[test]
fn totals_of_a_provider_without_patients() {
    assert!(findings("T03", &[]).is_empty());
    assert_eq!(
        findings("T03", &[("QTY*AA*3", "QTY*AA*4")]),
        ["error 555 2200B QTY02"]
    );
    // Without any provider there is nothing to compare with.
    let text = fixture("T03");
    let (before, rest) = text.split_once("HL*3").unwrap();
    let (_, after) = rest.split_once("SE*").unwrap();
    let alone = format!("{}SE*{after}", before.replace("*21*1~", "*21*0~"));
    let all = read_slice(alone.as_bytes(), &ReadOptions::default());
    assert_eq!(named(&all.findings), ["warning 105  SE01"]);
}

/// Two providers, one with patients and one without: the batch has the sum of both.
#[test]
fn totals_of_several_providers() {
    let more = "HL*7*2*19*0~\nNM1*85*2*OAK CLINIC*****XX*1987654328~\nTRN*1*0~\nSTC*A3:24:85**U*90~\nQTY*QC*2~\nAMT*YY*90~\nSE*";
    let edits = [("SE*", more), ("QTY*AA*1", "QTY*AA*3")];
    // The rejected charge, and the charge of all.
    assert_eq!(
        findings("T01", &edits),
        ["error 556 2200B AMT02", "error 556 2200B STC04"]
    );
    let text = fixture("T01")
        .replace("SE*", more)
        .replace("QTY*AA*1", "QTY*AA*3")
        .replacen("AMT*YY*175", "AMT*YY*265", 1)
        .replacen("WQ*500", "WQ*590", 1);
    let all = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(named(&all.findings), ["warning 105  SE01"]);
    let Some(Event::ReportEnd(totals)) = all.events.iter().rev().nth(2) else {
        panic!("the end of a report")
    };
    assert_eq!(
        (
            totals.claims,
            totals.accepted_claims,
            totals.rejected_claims
        ),
        (3, 2, 1)
    );
}

#[test]
fn levels_contradict_each_other() {
    // A patient that names the first patient as its parent.
    assert_eq!(
        findings("T01", &[("HL*5*3*PT", "HL*5*4*PT")]),
        ["error 552 2000D HL02"]
    );
    assert_eq!(
        findings(
            "T01",
            &[("HL*5*3*PT", "HL*9*3*PT"), ("HL*6*3*PT", "HL*10*3*PT")]
        ),
        ["warning 551 2000D HL01"]
    );
    assert_eq!(
        findings("T03", &[("*19*0", "*19*1")]),
        ["error 553 2000C HL04"]
    );
    assert_eq!(
        findings("T06", &[("*22*1", "*22*0")]),
        ["error 553 2000D HL04"]
    );
    // HL04 of the innermost level has no use.
    assert_eq!(
        findings("T01", &[("HL*5*3*PT", "HL*5*3*PT*0")]),
        ["error 316 2000D HL04"]
    );
    // A level without the one above it.
    let text = fixture("T05");
    let (before, rest) = text.split_once("HL*3*2*19*1").unwrap();
    let (_, rest) = rest.split_once("HL*4").unwrap();
    let all = read_slice(
        format!("{before}HL*4{rest}").as_bytes(),
        &ReadOptions::default(),
    );
    assert_eq!(
        named(&all.findings),
        [
            "warning 551 2000D HL01",
            "error 554 2000D HL",
            "warning 105  SE01",
            "error 553 2000B HL04"
        ]
    );
}

/// A level of another guide is set aside with all its segments; what follows it is lent to no other level.
#[test]
fn levels_of_another_kind_are_set_aside() {
    let text = fixture("T01").replace("HL*5*3*PT", "HL*5*3*22");
    let file = collect(text.as_bytes(), &ReadOptions::default());
    let x12_277::AnyReport::Acknowledgment(report) = &file.reports[0] else {
        panic!("an acknowledgment")
    };
    assert_eq!(report.rejected.len(), 1);
    assert_eq!(report.rejected[0].segments.len(), 6);
    // The patient behind it stands in levels that the file does not have.
    assert_eq!(report.sources.len(), 2);
    let stray = &report.sources[1];
    assert!(stray.level.number.is_none());
    let patient = &stray.receivers[0].providers[0].patients[0];
    assert_eq!(
        patient.claims[0].trace.number.as_ref().unwrap(),
        &"SH-10003"
    );
    let rules: Vec<_> = named(&file.findings);
    assert_eq!(rules, ["error 209 2000 HL03", "error 554 2000D HL"]);
    let totals = report.totals.as_ref().unwrap();
    assert_eq!((totals.claims, totals.rejected), (2, 1));
    assert!(rewritten(&file.reports[0]).is_err());
}

#[test]
fn several_receivers_are_several_batches() {
    let text = fixture("T03");
    let (before, rest) = text.split_once("HL*2*1*21*1").unwrap();
    let (level, after) = rest.split_once("SE*").unwrap();
    let again = level.replace("HL*3*2", "HL*5*4");
    let text = format!("{before}HL*2*1*21*1{level}HL*4*1*21*1{again}SE*{after}");
    let all = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(
        named(&all.findings),
        ["warning 206 2000B HL", "warning 105  SE01"]
    );
    let receivers = all
        .events
        .iter()
        .filter(|of| matches!(of, Event::Acknowledged(Level::Receiver(_))));
    assert_eq!(receivers.count(), 2);
}

#[test]
fn categories_contradict() {
    // L23: rejected by its category.
    assert_eq!(
        findings(
            "T01",
            &[
                ("STC*A7:164:IL*20250302*U", "STC*A7:164:IL*20250302*WQ"),
                ("QTY*90*2", "QTY*90*3"),
                ("QTY*AA*1~\n", ""),
                ("QTY*QA*2", "QTY*QA*3"),
                ("QTY*QC*1~\n", ""),
                ("AMT*YU*325", "AMT*YU*500"),
                ("AMT*YY*175~\n", "")
            ]
        ),
        ["warning 558 2200D STC01"]
    );
    // A later step, told in an acknowledgment.
    assert_eq!(
        findings("T01", &[("STC*A7:164:IL", "STC*P1:20")]),
        ["warning 560 2200D STC01"]
    );
    assert_eq!(
        findings(
            "T01",
            &[(
                "STC*A7:164:IL*20250302*U*175",
                "STC*A7:164:IL*20250302*U*175******F2:88"
            )]
        ),
        ["warning 559 2200D STC10", "warning 560 2200D STC10"]
    );
    assert_eq!(
        findings("T05", &[("EFT20250301001", "EFT20250301001*F1:3*P1:20")]),
        ["warning 559 2200D STC11"]
    );
    // Of a line, in the loop of the line.
    assert_eq!(
        findings(
            "T05",
            &[("STC*F1:65*20250301~", "STC*F1:65*20250301********P1:20~")]
        ),
        ["warning 559 2220D STC10"]
    );
    // Categories that nobody knows fail nothing.
    assert!(findings("T01", &[("STC*A7:164:IL", "STC*Q7:164:IL")]).is_empty());
}

/// What a provider says of all its claims stands in its own status.
#[test]
fn charges_of_a_provider() {
    assert_eq!(
        findings("T01", &[("STC*A1:19:PR**WQ*500", "STC*A1:19:PR**WQ*501")]),
        ["error 556 2200C STC04"]
    );
    // One that lists neither patients nor parts of the charge is not compared with itself.
    let alone = [
        ("STC*A1:19:PR*20250302*WQ*475", "STC*A1:19:PR*20250302*WQ"),
        ("AMT*YY*475~\n", ""),
    ];
    assert_eq!(findings("T03", &alone), ["warning 301 2200B STC04"]);
    // A count that is none compares with nothing.
    assert_eq!(
        findings(
            "T03",
            &[("QTY*QC*3", "QTY*QC*2.5"), ("QTY*AA*3", "QTY*AA*9")]
        ),
        Vec::<String>::new()
    );
}

/// The loop of a status is that of its level.
#[test]
fn levels_of_mixed_categories() {
    let mixed = |status: &str| {
        let whole = fixture("T01");
        let line = whole
            .split('~')
            .map(str::trim)
            .find(|of| of.starts_with(status))
            .unwrap();
        let empty = 9 - line.matches('*').count();
        findings(
            "T01",
            &[(line, &format!("{line}{}*E0:20", "*".repeat(empty)))],
        )
    };
    assert_eq!(mixed("STC*A1:19:PR*2025"), ["warning 559 2200B STC10"]);
    assert_eq!(mixed("STC*A1:19:PR**"), ["warning 559 2200C STC10"]);
    assert_eq!(mixed("STC*A2"), ["warning 559 2200D STC10"]);
    // A line of a dependent.
    let line = "SVC*HC:90834*175*0****1~STC*P1:20*20250309********E0:20~DTP*472*D8*20250217~SE*";
    assert_eq!(
        findings("T06", &[("SE*", line)]),
        ["warning 559 2220E STC10"]
    );
}

/// Seven kinds of categories: two of one kind go together, two of different ones do not.
#[test]
fn kinds_of_categories() {
    let kinds: [&[&str]; 7] = [
        &["A1", "A7"],
        &["P1", "P5"],
        &["F0", "F4"],
        &["R0", "DR01"],
        &["E0", "E4"],
        &["D0"],
        &["X0"],
    ];
    for (kind, of_kind) in kinds.iter().enumerate() {
        for (other, of_other) in kinds.iter().enumerate() {
            for (one, two) in of_kind
                .iter()
                .flat_map(|one| of_other.iter().map(move |two| (one, two)))
            {
                let status = format!("STC*{one}:20*20250309**175******{two}:20");
                let found = findings("T06", &[("STC*P1:20*20250309**175", &status)]);
                let mixed = found.contains(&"warning 559 2200E STC10".to_owned());
                assert_eq!(mixed, kind != other, "{one} and {two}: {found:?}");
            }
        }
    }
}

#[test]
fn a_report_without_levels() {
    let text = fixture("T01");
    let (before, rest) = text.split_once("HL*1").unwrap();
    let (_, after) = rest.split_once("SE*").unwrap();
    let all = read_slice(
        format!("{before}SE*{after}").as_bytes(),
        &ReadOptions::default(),
    );
    assert_eq!(
        named(&all.findings),
        ["warning 105  SE01", "error 208 HDR ST"]
    );
}

/// Answers have no totals of their own: ours count the claims of subscribers and of dependents.
#[test]
fn totals_of_answers() {
    for (name, counts, charge) in [("T05", (4, 1, 1), 150), ("T06", (5, 2, 0), 350)] {
        let all = read_slice(fixture(name).as_bytes(), &ReadOptions::default());
        let end = all.events.iter().find_map(|of| match of {
            Event::ReportEnd(totals) => Some(totals),
            _ => None,
        });
        let totals = end.unwrap();
        assert_eq!((totals.levels, totals.claims, totals.lines), counts);
        assert_eq!(totals.charge, Some(charge.into()), "{name}");
        assert_eq!((totals.accepted_claims, totals.rejected_claims), (0, 0));
    }
}
