//! Levels and numbering that are wrong, each by one change of a clean file: the finding, its place, and that nothing is lost.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{Owned, claims, numbers, read_slice, scenario};
use x12_837p::{ClaimFile, ReadOptions, collect, rules};
use x12_core::{Limits, Severity};

/// The scenario with `from` replaced, and SE01 set right where segments were added or taken out.
fn changed(name: &str, changes: &[(&str, &str)]) -> String {
    let mut text = scenario(name);
    for (from, to) in changes {
        assert!(text.contains(from), "{name} has no {from}");
        text = text.replacen(from, to, 1);
    }
    counted(&text)
}

fn counted(text: &str) -> String {
    let start = text.find("\nST*").unwrap() + 1;
    let end = text.find("\nSE*").unwrap() + 1;
    let count = text[start..end].matches('~').count() + 1;
    let behind = text[end + 3..].find('*').unwrap() + end + 3;
    format!("{}SE*{count}{}", &text[..end], &text[behind..])
}

/// Numbers of the findings, and the texts of the places that they name.
fn found(text: &str) -> Vec<(u16, String)> {
    let read = read_slice(text.as_bytes(), &ReadOptions::default());
    assert!(read.error.is_none(), "{:?}", read.error);
    let place = |span: x12_core::Span| {
        let bytes = span.of(text.as_bytes()).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    };
    let all = read.findings.iter();
    all.map(|of| (of.rule.number, place(of.place.span)))
        .collect()
}

fn one(number: u16, text: &str) -> Vec<(u16, String)> {
    vec![(number, text.to_owned())]
}

fn file(text: &str) -> ClaimFile<'_> {
    collect(text.as_bytes(), &ReadOptions::default())
}

const BILLING: &str = "HL*1**20*1~";
const SUBSCRIBER: &str = "HL*2*1*22*0~";

/// What is found at the end of a set is a finding of that set.
#[test]
fn findings_at_the_end_name_their_set() {
    let text = changed("P01", &[]) + &changed("P01", &[(SUBSCRIBER, "HL*2*1*22*1~")]);
    let file = file(&text);
    let at_end = file.findings.iter().filter(|of| of.rule.number == 503);
    let sets: Vec<_> = at_end.map(|of| of.place.transaction).collect();
    assert_eq!(sets, [2]);
}

/// A claim that cannot be read is there all the same.
#[test]
fn a_rejected_claim_is_one() {
    let text = changed("P01", &[("CLM*SH-10001*150*", "CLM*SH-10001*X*")]);
    let file = file(&text);
    assert_eq!(file.batches[0].totals.as_ref().unwrap().rejected, 1);
    assert!(file.findings.iter().all(|of| of.rule.number != 507));
}

#[test]
fn levels_are_counted() {
    let text = changed("P12", &[("HL*3*1*22", "HL*4*1*22")]);
    assert_eq!(found(&text), one(501, "4"));
    assert_eq!(file(&text).findings[0].severity, Severity::Warning);
    // Counted on from what is there: the next level is not named too.
    let text = changed(
        "P12",
        &[
            ("HL*1**", "HL*7**"),
            ("HL*2*1*22", "HL*8*7*22"),
            ("HL*3*1*22", "HL*9*7*22"),
        ],
    );
    assert_eq!(found(&text), one(501, "7"));
    let text = changed("P01", &[("HL*2*1*", "HL*B*1*")]);
    assert_eq!(found(&text), one(501, "B"));
}

#[test]
fn levels_name_their_parent() {
    let text = changed("P12", &[("HL*3*1*22", "HL*3*2*22")]);
    assert_eq!(found(&text), one(502, "2"));
    let text = changed("P01", &[("HL*2*1*22", "HL*2*9*22")]);
    assert_eq!(found(&text), one(502, "9"));
    // The guide has no HL02 at the billing provider, and needs one below.
    assert_eq!(
        found(&changed("P01", &[("HL*1**20", "HL*1*1*20")])),
        one(316, "1")
    );
    assert_eq!(
        found(&changed("P01", &[("HL*2*1*22", "HL*2**22")])),
        one(301, "")
    );
}

#[test]
fn children_are_there_as_said() {
    let text = changed("P01", &[(SUBSCRIBER, "HL*2*1*22*1~")]);
    assert_eq!(found(&text), one(503, "1"));
    let dependents = "HL*2*1*22*1~";
    let text = changed("P03", &[(dependents, SUBSCRIBER)]);
    assert_eq!(found(&text), one(503, "0"));
    // Codes that a level may not have are findings of the element alone.
    assert_eq!(
        found(&changed("P01", &[(BILLING, "HL*1**20*0~")])),
        one(308, "0")
    );
    assert_eq!(
        found(&changed("P01", &[(SUBSCRIBER, "HL*2*1*22*X~")])),
        one(308, "X")
    );
}

#[test]
fn levels_come_in_order() {
    // Without a billing provider the subscriber stands alone; its claim is the subscriber's.
    let text = scenario("P01");
    let (start, end) = (text.find(BILLING).unwrap(), text.find(SUBSCRIBER).unwrap());
    let text = counted(&format!(
        "{}{}",
        &text[..start],
        text[end..].replacen("HL*2", "HL*1", 1)
    ));
    assert_eq!(found(&text), one(504, "HL*1*1*22*0~"));
    let read = file(&text);
    let providers = &read.batches[0].billing_providers;
    assert_eq!(providers.len(), 1);
    assert_eq!(providers[0].level.number, None);
    assert_eq!(providers[0].subscribers[0].claims.len(), 1);

    // Without a subscriber the claims stand alone; one of them is named.
    let text = scenario("P12");
    let start = text.find(SUBSCRIBER).unwrap();
    let (claims, third) = (
        text.find("CLM*SH-10012").unwrap(),
        text.find("HL*3*1*22").unwrap(),
    );
    let text = counted(&format!(
        "{}{}{}",
        &text[..start],
        &text[claims..third],
        text[third..].replacen("HL*3*", "HL*2*", 1)
    ));
    let all = found(&text);
    assert_eq!(all.len(), 1);
    assert!(all[0].0 == 504 && all[0].1.starts_with("CLM*SH-10012*"));
    let read = file(&text);
    let subscribers = &read.batches[0].billing_providers[0].subscribers;
    let counts: Vec<_> = subscribers
        .iter()
        .map(|of| (of.level.number.is_some(), of.claims.len()))
        .collect();
    assert_eq!(counts, [(false, 2), (true, 1)]);

    // A patient without a subscriber.
    let text = changed(
        "P03",
        &[("HL*2*1*22*1~", "HL*2*1*23*0~"), ("HL*3*2*23", "HL*3*1*23")],
    );
    let orders = found(&text).into_iter().filter(|of| of.0 == 504).count();
    assert_eq!(orders, 2);
}

/// What follows a level of an unknown kind is not lent to the level before.
#[test]
fn unknown_levels_are_set_aside() {
    let text = changed("P12", &[("HL*3*1*22", "HL*3*1*24")]);
    let all: Vec<_> = found(&text).into_iter().map(|of| of.0).collect();
    assert_eq!(all, [209, 504]);
    let read = file(&text);
    let batch = &read.batches[0];
    assert_eq!(batch.rejected.len(), 1);
    assert_eq!(batch.rejected[0].segments.len(), 7);
    let providers = &batch.billing_providers;
    assert_eq!(providers.len(), 2);
    assert_eq!(providers[0].subscribers[0].claims.len(), 2);
    assert_eq!(providers[1].level.number, None);
    assert_eq!(providers[1].subscribers[0].claims.len(), 1);
    let totals = batch.totals.as_ref().unwrap();
    assert_eq!((totals.claims, totals.rejected), (3, 1));
}

#[test]
fn a_subscriber_is_the_patient_or_not() {
    let text = scenario("P03");
    let sbr = text.find("SBR*").unwrap();
    let end = sbr + text[sbr..].find('~').unwrap();
    let old = text[sbr..=end].to_owned();
    let new = old.replacen("SBR*P**", "SBR*P*18*", 1);
    assert_ne!(old, new);
    let all = found(&changed("P03", &[(&old, &new)]));
    assert_eq!(all, one(505, "3"));

    let all = found(&changed("P01", &[("SBR*P*18*", "SBR*P**")]));
    assert_eq!(all.len(), 1);
    assert!(all[0].0 == 506 && all[0].1.starts_with("CLM*SH-10001*"));
    // Two claims of one level: one finding.
    let all = found(&changed("P12", &[("SBR*P*18*", "SBR*P**")]));
    assert_eq!(all.len(), 1);
}

#[test]
fn levels_are_there_for_claims() {
    let text = scenario("P12");
    let start = text.find("CLM*SH-10014").unwrap();
    let end = text.find("\nSE*").unwrap() + 1;
    let text = counted(&format!("{}{}", &text[..start], &text[end..]));
    assert_eq!(found(&text), one(507, "3"));
    assert_eq!(file(&text).findings[0].severity, Severity::Warning);
    // Nothing but a header.
    let text = scenario("P01");
    let text = counted(&format!(
        "{}{}",
        &text[..text.find(BILLING).unwrap()],
        &text[(text.find("\nSE*").unwrap() + 1)..]
    ));
    assert_eq!(found(&text), one(208, "ST*837*0001*005010X222A1~"));
    // A billing provider and nobody else: HL04 is wrong.
    let text = scenario("P01");
    let text = counted(&format!(
        "{}{}",
        &text[..text.find(SUBSCRIBER).unwrap()],
        &text[(text.find("\nSE*").unwrap() + 1)..]
    ));
    assert_eq!(found(&text), one(503, "1"));
}

#[test]
fn lines_are_counted() {
    assert_eq!(found(&changed("P01", &[("LX*1~", "LX*2~")])), one(508, "2"));
    let name = fixtures::claims()
        .iter()
        .find(|of| String::from_utf8_lossy(of.edi).contains("LX*2~"))
        .unwrap()
        .name;
    let text = changed(name, &[("LX*2~", "LX*1~")]);
    let wrong: Vec<_> = found(&text).into_iter().filter(|of| of.0 == 508).collect();
    assert_eq!(wrong, one(508, "1"));
}

#[test]
fn claim_numbers_are_used_once() {
    let text = changed("P12", &[("SH-10014", "SH-10012")]);
    assert_eq!(found(&text), one(509, "SH-10012"));
    // Also through the file: the same batch twice, in two interchanges.
    let first = scenario("P01");
    let twice = format!("{first}{}", first.replace("000000001", "000000002"));
    assert_eq!(found(&twice), one(509, "SH-10001"));
    // Past the limit one finding says that duplicates are no longer noticed.
    let mut limits = Limits::default();
    limits.control_numbers = 2;
    let options = ReadOptions::default().limits(limits);
    let read = read_slice(scenario("P12").as_bytes(), &options);
    assert!(numbers(&read.findings).contains(&113));
}

/// A batch of one subscriber whose claim is repeated.
fn many(count: usize, levels: usize) -> String {
    let text = scenario("P01");
    let (start, end) = (
        text.find("CLM*").unwrap(),
        (text.find("\nSE*").unwrap() + 1),
    );
    let level = text.find(SUBSCRIBER).unwrap();
    let mut all = text[..level].to_owned();
    let mut number = 0;
    for at in 0..levels {
        all.push_str(&text[level..start].replacen("HL*2*", &format!("HL*{}*", at + 2), 1));
        for _ in 0..count {
            number += 1;
            all.push_str(&text[start..end].replacen("SH-10001", &format!("C{number}"), 1));
        }
    }
    all.push_str(&text[end..]);
    counted(&all)
}

#[test]
fn levels_and_batches_have_limits() {
    assert_eq!(found(&many(100, 1)), []);
    let all = found(&many(102, 1));
    assert_eq!(all.len(), 1);
    assert!(all[0].0 == 510 && all[0].1.starts_with("CLM*C101*"));
    assert_eq!(found(&many(100, 50)), []);
    let text = many(100, 51);
    assert_eq!(found(&text), one(511, "ST*837*0001*005010X222A1~"));
    let read = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(claims(&read).len(), 5_100);
}

#[test]
fn places_of_codes_are_filled() {
    let text = changed("P01", &[("HI*ABK:F411~", "HI*ABK:F411**ABF:F331~")]);
    assert_eq!(found(&text), one(512, ""));
    let read = file(&text);
    let codes = &read.batches[0]
        .claims()
        .next()
        .unwrap()
        .diagnoses
        .as_ref()
        .unwrap()
        .codes;
    assert_eq!(codes.len(), 3, "the third diagnosis keeps its number");
    assert_eq!(codes[2].code.as_ref().unwrap().as_str(), "F331");
}

/// A claim whose CLM02 cannot be read is set aside with its lines; its neighbours are not touched.
#[test]
fn unreadable_claims_are_set_aside() {
    let text = changed("P12", &[("CLM*SH-10013*150*", "CLM*SH-10013*1.5.0*")]);
    let read = read_slice(text.as_bytes(), &ReadOptions::default());
    assert_eq!(numbers(&read.findings), [304, 209]);
    assert_eq!(claims(&read).len(), 2);
    let rejected = read.events.iter().find_map(|event| match event {
        Owned::Rejected(rejected) => Some(rejected),
        _ => None,
    });
    assert_eq!(rejected.unwrap().segments.len(), 8);
    let totals = read.events.iter().find_map(|event| match event {
        Owned::BatchEnd(totals) => Some(totals),
        _ => None,
    });
    let totals = totals.unwrap();
    assert_eq!((totals.claims, totals.rejected, totals.lines), (2, 1, 2));
    assert_eq!(totals.charge.unwrap().to_string(), "350");
}

/// Neither a line without a charge nor a date that is none loses anything else of the claim.
#[test]
fn odd_values_do_not_lose_the_claim() {
    let text = changed("P01", &[("*150*UN*1*", "**UN*1*")]);
    assert_eq!(found(&text), one(301, ""));
    let read = file(&text);
    let line = &read.batches[0].claims().next().unwrap().lines[0];
    assert!(line.service.as_ref().unwrap().charge.is_none());
    assert!(line.service.as_ref().unwrap().procedure.is_some());

    for (value, rule) in [
        ("D8*20250230", 306),
        ("RD8*20250210", 306),
        ("RD8*20250211-20250210", 306),
        ("TM*1200", 308),
    ] {
        let text = changed(
            "P01",
            &[("DTP*472*D8*20250210", &format!("DTP*472*{value}"))],
        );
        let all = found(&text);
        assert_eq!(all.len(), 1, "{value}: {all:?}");
        assert_eq!(all[0].0, rule, "{value}");
        let read = file(&text);
        let line = &read.batches[0].claims().next().unwrap().lines[0];
        assert!(
            line.service_date.as_ref().unwrap().from().is_none(),
            "{value}"
        );
    }
    let text = changed(
        "P01",
        &[("DTP*472*D8*20250210", "DTP*472*RD8*20250210-20250212")],
    );
    assert_eq!(found(&text), []);
}

#[test]
fn subrogation_is_read_with_a_warning() {
    let text = changed("P01", &[("*1200*CH~", "*1200*31~")]);
    assert_eq!(found(&text), one(308, "31"));
    assert_eq!(file(&text).findings[0].severity, Severity::Warning);
}

/// 2310A to 2310F stand at one position: any order is right.
#[test]
fn providers_come_in_any_order() {
    let rendering = "NM1*82*1*CHEN*AMY*L***XX*2888002005~\nPRV*PE*PXC*1041C0700X~\n";
    let referring = "NM1*DN*1*LEE*SAM****XX*1234567893~\n";
    let supervising = "NM1*DQ*1*POE*ANN****XX*1234567893~\n";
    for order in [
        [rendering, referring, supervising],
        [supervising, rendering, referring],
    ] {
        let text = changed("P12", &[(rendering, &order.concat())]);
        assert_eq!(found(&text), []);
        let read = file(&text);
        let claim = read.batches[0].claims().next().unwrap();
        assert!(claim.rendering_provider.is_some() && claim.supervising_provider.is_some());
        assert_eq!(claim.referring_providers.len(), 1);
    }
}

#[test]
fn trailing_separators_are_named() {
    let text = changed("P01", &[("REF*6R*L10001-1~", "REF*6R*L10001-1**~")]);
    let all: Vec<_> = found(&text).into_iter().map(|of| of.0).collect();
    assert_eq!(all, [314]);
}

#[test]
fn every_rule_is_tested() {
    let here = include_str!("levels.rs");
    for rule in rules::ALL.iter().filter(|rule| rule.number < 520) {
        let number = format!("({}, ", rule.number);
        let compared = format!("== {} &&", rule.number);
        let filtered = format!("== {})", rule.number);
        assert!(
            [number, compared, filtered]
                .iter()
                .any(|form| here.contains(form.as_str())),
            "{rule}"
        );
    }
}
