//! Every amount that is off by a cent is found, and sums that cannot be held exactly never hold.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use common::numbers;
use x12_835::{EraOptions, collect};
use x12_core::{Detail, Limits, rust_decimal::Decimal};

fn plus_a_cent(amount: &str) -> String {
    common::number(amount.parse::<Decimal>().unwrap() + Decimal::new(1, 2))
}

/// The file with element `element` of segment `at` raised by a cent.
fn raised(input: &str, at: usize, element: usize) -> Option<String> {
    let mut segments: Vec<String> = input.split('~').map(str::to_owned).collect();
    let mut elements: Vec<String> = segments[at].split('*').map(str::to_owned).collect();
    let value = elements.get(element).filter(|value| !value.is_empty())?;
    elements[element] = plus_a_cent(value);
    segments[at] = elements.join("*");
    Some(segments.join("~"))
}

/// Balance rules that must be broken by a change of this element. Where the claim is off by as much as the sum of its
/// lines is (405), one finding (402) says so.
fn rules(segment: &str, element: usize, in_line: bool, claim_has_lines: bool) -> Option<Vec<u16>> {
    match (segment, element) {
        ("BPR", 2) => Some(vec![403]),
        ("CLP", 3) if claim_has_lines => Some(vec![402, 404]),
        ("CLP", 3) => Some(vec![402]),
        ("CLP", 4) => Some(vec![402, 403]),
        ("SVC", 2) => Some(vec![401, 404]),
        ("SVC", 3) => Some(vec![401, 405]),
        ("CAS", 3 | 6 | 9 | 12 | 15 | 18) if in_line => Some(vec![401, 402]),
        ("CAS", 3 | 6 | 9 | 12 | 15 | 18) => Some(vec![402]),
        ("PLB", 4 | 6 | 8 | 10 | 12 | 14) => Some(vec![403]),
        _ => None,
    }
}

#[test]
fn a_cent_in_any_amount_is_found() {
    let mut changes = 0;
    for fixture in fixtures::era() {
        let input = std::str::from_utf8(fixture.edi).unwrap();
        let segments: Vec<&str> = input.split('~').map(str::trim_start).collect();
        for at in 0..segments.len() {
            let tag = segments[at].split('*').next().unwrap();
            // Between the claim's CLP and the next start of a unit: is there a line before, or at all?
            let start = (0..=at).rev().find(|at| {
                ["CLP", "LX", "PLB", "ST"].contains(&segments[*at].split('*').next().unwrap())
            });
            let in_line = start
                .is_some_and(|start| segments[start..at].iter().any(|of| of.starts_with("SVC*")));
            let end = (at + 1..segments.len()).find(|at| {
                ["CLP", "LX", "PLB", "SE"].contains(&segments[*at].split('*').next().unwrap())
            });
            let has_lines = end.is_some_and(|end| {
                segments[start.unwrap_or(at)..end]
                    .iter()
                    .any(|of| of.starts_with("SVC*"))
            });
            for element in 1..20 {
                let Some(wanted) = rules(tag, element, in_line, has_lines) else {
                    continue;
                };
                let Some(changed) = raised(input, at, element) else {
                    continue;
                };
                changes += 1;
                let file = collect(changed.as_bytes(), &EraOptions::default());
                let found: Vec<_> = numbers(&file.findings)
                    .into_iter()
                    .filter(|number| (401..=405).contains(number))
                    .collect();
                assert_eq!(
                    found, wanted,
                    "{} {tag}{element:02} in segment {at}",
                    fixture.name
                );
                for finding in file
                    .findings
                    .iter()
                    .filter(|finding| (401..=405).contains(&finding.rule.number))
                {
                    let Detail::Amount { expected, found } = finding.detail else {
                        panic!("{finding}: no sums")
                    };
                    assert_eq!((expected - found).abs(), Decimal::new(1, 2), "{finding}");
                    assert!(finding.to_string().contains("difference "), "{finding}");
                    let place = finding.place.excerpt(changed.as_bytes()).unwrap();
                    assert_eq!(
                        std::str::from_utf8(place)
                            .unwrap()
                            .parse::<Decimal>()
                            .unwrap(),
                        found,
                        "{finding} does not show what was found"
                    );
                }
                let payment = file
                    .remittances
                    .iter()
                    .find(|of| of.totals.as_ref().is_some_and(|of| !of.is_balanced()));
                assert_eq!(
                    payment.is_some(),
                    wanted.contains(&403),
                    "{} {tag}{element:02}",
                    fixture.name
                );
            }
        }
    }
    assert!(changes > 90, "{changes}");
}

fn edited(name: &str, edits: &[(&str, &str)]) -> String {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == name)
        .unwrap();
    let mut text = String::from_utf8(fixture.edi.to_vec()).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn found(input: &str) -> Vec<u16> {
    numbers(&collect(input.as_bytes(), &EraOptions::default()).findings)
}

#[test]
fn the_patient_share_is_for_information() {
    let input = edited("R01", &[("*40*70*12", "*40*69.99*12")]);
    let file = collect(input.as_bytes(), &EraOptions::default());
    assert_eq!(numbers(&file.findings), [406]);
    assert_eq!(
        file.findings[0].detail,
        Detail::Amount {
            expected: Decimal::from(70),
            found: Decimal::new(6_999, 2)
        }
    );
    assert!(common::errors(&file.findings).is_empty());
    // In a reversal it should not be there at all, and its sum is not asked for.
    assert_eq!(
        found(&edited("R05", &[("*-150*-40**12", "*-150*-40*-70*12")])),
        [418]
    );
    assert_eq!(
        found(&edited("R05", &[("*-150*-40**12", "*-150*-40*-1*12")])),
        [418]
    );
}

#[test]
fn special_payments() {
    // A predetermination pays nothing.
    let paid = edited(
        "R18",
        &[
            ("*25*150*0*", "*25*150*1*"),
            ("BPR*H*0*C*NON", "BPR*I*1*C*CHK"),
            ("*150*0**1", "*150*1**1"),
            ("OA*101*130", "OA*101*129"),
        ],
    );
    assert_eq!(found(&paid), [415]);
    assert_eq!(
        found(&edited("R08", &[("AMT*I*5.25", "AMT*I*5.24")])),
        [419]
    );
    assert_eq!(
        found(&edited("R08", &[("AMT*I*5.25~\n", "")])),
        [105, 419],
        "interest that no claim mentions"
    );
    assert_eq!(
        found(&edited("R01", &[("BPR*I*40*", "BPR*I*-40*")])),
        [403, 410]
    );
    // Zero, whatever its sign and scale, is zero.
    for zero in ["0", "0.00", "-0", ".0", "0."] {
        assert_eq!(
            found(&edited("R03", &[("BPR*H*0*", &format!("BPR*H*{zero}*"))])),
            Vec::<u16>::new(),
            "{zero}"
        );
    }
}

#[test]
fn scale_does_not_matter() {
    let input = edited(
        "R01",
        &[
            ("BPR*I*40*", "BPR*I*40.000*"),
            ("*150*40*70*", "*150.0*040.00*70.*"),
            ("CAS*CO*45*40", "CAS*CO*45*40.0000"),
        ],
    );
    assert_eq!(found(&input), Vec::<u16>::new());
}

/// One payment with these claims; BPR02 and totals as given.
fn payment(amount: &str, body: &str) -> String {
    let fixture = edited("R01", &[]);
    let (head, _) = fixture.split_once("LX*1~").unwrap();
    let head = head.replace("BPR*I*40*", &format!("BPR*I*{amount}*"));
    let body = format!("LX*1~{body}");
    let count =
        head.split("ST*835").nth(1).unwrap().matches('~').count() + body.matches('~').count() + 1;
    format!("{head}{body}SE*{count}*0001~GE*1*1~IEA*1*000000001~")
}

const NAME: &str = "NM1*QC*1*LOPEZ*MARIA****MI*MBR100200~DTM*232*20250210~";

/// 28 digits can be held; sums that need more must be named and may not hold by rounding.
#[test]
fn sums_past_28_digits() {
    let most = "9".repeat(28);
    let large = format!("1{}", "0".repeat(27));
    // Charge and adjustment differ in scale: the exact difference has 30 digits.
    for (charge, adjustment, paid) in [
        (large.as_str(), "0.001", large.as_str()),
        (large.as_str(), "-0.001", large.as_str()),
        (most.as_str(), "0.01", most.as_str()),
        (
            most.as_str(),
            "0.0000000000000000000000000001",
            most.as_str(),
        ),
    ] {
        let input = payment(
            paid,
            &format!("CLP*A*1*{charge}*{paid}**12*B*11*1~CAS*CO*45*{adjustment}~{NAME}"),
        );
        let file = collect(input.as_bytes(), &EraOptions::default());
        let claim = file.remittances[0].claims().next().unwrap();
        assert!(
            !claim.balance().holds(),
            "{charge} - {adjustment} = {paid} by rounding"
        );
        let found = numbers(&file.findings);
        assert!(found.contains(&407) || found.contains(&402), "{found:?}");
    }
    // Three claims of the largest amount: their sum has 29 digits, above what 96 bits hold with the fourth.
    let claim = |number: u32| format!("CLP*A{number}*1*{most}*{most}**12*B{number}*11*1~{NAME}");
    let claims: String = (0..9).map(claim).collect();
    let input = payment(&most, &claims);
    let file = collect(input.as_bytes(), &EraOptions::default());
    assert!(
        numbers(&file.findings).contains(&407),
        "{:?}",
        numbers(&file.findings)
    );
    let totals = file.remittances[0].totals.as_ref().unwrap();
    assert!(!totals.is_balanced());
    assert_eq!(totals.paid, None);
    // Lines and provider adjustments, and a patient share.
    let lines: String = (0..9).map(|_| format!("SVC*HC:1*{most}*{most}~")).collect();
    assert!(
        found(&payment(
            &most,
            &format!("CLP*A*1*{most}*{most}**12*B*11*1~{NAME}{lines}")
        ))
        .contains(&407)
    );
    // One sum of the lines is enough.
    for (charge, paid) in [(most.as_str(), "0"), ("0", most.as_str())] {
        let lines: String = (0..9)
            .map(|_| format!("SVC*HC:1*{charge}*{paid}~"))
            .collect();
        let claim = format!("CLP*A*1*1*1**12*B*11*1~{NAME}{lines}");
        assert!(found(&payment("1", &claim)).contains(&407));
    }
    let adjustments: String = (0..9)
        .map(|_| format!("PLB*P*20251231*WO:A*{most}~"))
        .collect();
    assert!(found(&payment("0", &adjustments)).contains(&407));
    let shares: String = (0..9).map(|_| format!("CAS*PR*1*{most}~")).collect();
    assert!(
        found(&payment(
            "1",
            &format!("CLP*A*1*1*1*5*12*B*11*1~{shares}{NAME}")
        ))
        .contains(&407)
    );
}

/// Interest and difference never round either.
#[test]
fn the_message_shows_exact_differences_or_none() {
    let large = format!("1{}", "0".repeat(27));
    let input = payment(&large, &format!("CLP*A*1*{large}*0.001**12*B*11*1~{NAME}"));
    let file = collect(input.as_bytes(), &EraOptions::default());
    let finding = file
        .findings
        .iter()
        .find(|finding| finding.rule.number == 402);
    let finding = finding.unwrap_or_else(|| panic!("{:?}", file.findings));
    assert!(
        !finding.message().contains("difference"),
        "{}",
        finding.message()
    );
}

#[test]
fn duplicates_are_noticed_whatever_stands_between() {
    let one = edited("R01", &[]);
    let with = |control: &str, edits: &[(&str, &str)]| {
        let mut text = one.replace("000000001", control);
        for (from, to) in edits {
            text = text.replace(from, to);
        }
        text
    };
    let other = [("BPR*I*40*", "BPR*I*41*"), ("*150*40*", "*151*41*")];
    // A, B, B, A with one trace number: B follows A (reused), B again (twice), A again (twice).
    let input = [
        one.clone(),
        with("000000002", &other),
        with("000000003", &other),
        with("000000004", &[]),
    ]
    .concat();
    let file = collect(input.as_bytes(), &EraOptions::default());
    let found: Vec<_> = file
        .findings
        .iter()
        .filter(|of| [411, 412].contains(&of.rule.number))
        .map(|of| (of.rule.number, of.place.transaction))
        .collect();
    assert_eq!(found, [(412, 2), (411, 3), (411, 4)]);
}

/// What is remembered of earlier payments has a limit; those before it are still known.
#[test]
fn duplicates_of_remembered_payments() {
    let payment = |trace: &str| edited("R01", &[("EFT20250301001", trace)]);
    let input = ["ONE1", "TWO2", "TWO2", "ONE1"].map(payment).concat();
    let remembering = |payments: usize| {
        let mut limits = Limits::default();
        // Each takes two places: its number, and its number with its content.
        limits.control_numbers = payments * 2;
        let file = collect(input.as_bytes(), &EraOptions::default().limits(limits));
        let found = file.findings.iter().filter(|of| of.rule.number == 411);
        found.map(|of| of.place.transaction).collect::<Vec<_>>()
    };
    assert_eq!(remembering(2), [3, 4]);
    assert_eq!(remembering(1), [4]);
    assert_eq!(remembering(0), Vec::<u32>::new());
}
