//! The clean remittances give exactly what was worked out for them by hand, from memory and from a reader.
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

use common::{Chunks, assemble, errors, expected, payments, read_stream};
use x12_835::{ClaimStatus, EraOptions, collect};
use x12_core::rust_decimal::Decimal;

#[test]
fn from_memory() {
    for fixture in fixtures::era() {
        let file = collect(fixture.edi, &EraOptions::default());
        assert!(file.error.is_none(), "{}: {:?}", fixture.name, file.error);
        assert_eq!(
            payments(&file.remittances),
            expected(fixture.expected),
            "{}",
            fixture.name
        );
        assert!(
            file.acknowledgments.is_empty() && file.skipped.is_empty(),
            "{}",
            fixture.name
        );
        assert!(
            file.remittances
                .iter()
                .all(|remittance| remittance.rejected.is_empty()),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn from_a_reader_that_returns_little() {
    for fixture in fixtures::era() {
        for sizes in [&[1][..], &[7, 1, 64], &[100_000]] {
            let read = read_stream(Chunks::new(fixture.edi, sizes), &EraOptions::default());
            assert!(read.error.is_none(), "{}: {:?}", fixture.name, read.error);
            assert_eq!(
                payments(&assemble(&read.events)),
                expected(fixture.expected),
                "{}",
                fixture.name
            );
        }
    }
}

/// No scenario explains a finding of error level. Findings below it, and why they are there:
/// every line has a date, every payment a technical contact, so only these remain.
#[test]
fn findings() {
    let explained: &[(&str, &[u16])] = &[
        // The patient was not found and no line was adjudicated: nothing to say.
        ("R04", &[]),
    ];
    for fixture in fixtures::era() {
        let file = collect(fixture.edi, &EraOptions::default());
        let allowed = explained
            .iter()
            .find(|(name, _)| *name == fixture.name)
            .map_or(&[][..], |(_, rules)| rules);
        assert_eq!(
            errors(&file.findings),
            Vec::<String>::new(),
            "{}",
            fixture.name
        );
        let shown: Vec<_> = file.findings.iter().map(ToString::to_string).collect();
        assert_eq!(
            common::numbers(&file.findings),
            allowed,
            "{}: {shown:#?}",
            fixture.name
        );
    }
}

#[test]
fn strict_reading_accepts_them_all() {
    for fixture in fixtures::era() {
        let file = collect(fixture.edi, &EraOptions::default().strict(true));
        assert!(file.error.is_none(), "{}: {:?}", fixture.name, file.error);
        assert_eq!(
            payments(&file.remittances),
            expected(fixture.expected),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn without_element_checks_the_values_are_the_same() {
    for fixture in fixtures::era() {
        let file = collect(fixture.edi, &EraOptions::default().check_elements(false));
        assert_eq!(
            payments(&file.remittances),
            expected(fixture.expected),
            "{}",
            fixture.name
        );
    }
}

#[test]
fn statuses_in_words() {
    let status = |name: &str| {
        let fixture = fixtures::era()
            .iter()
            .find(|fixture| fixture.name == name)
            .unwrap();
        let file = collect(fixture.edi, &EraOptions::default());
        file.remittances
            .iter()
            .flat_map(|of| of.claims().map(|claim| claim.status()).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!(status("R01"), [ClaimStatus::Primary]);
    assert_eq!(
        status("R03"),
        [ClaimStatus::Primary],
        "a denial comes as processed"
    );
    assert_eq!(status("R04"), [ClaimStatus::Denied]);
    assert_eq!(status("R05"), [ClaimStatus::Reversal, ClaimStatus::Primary]);
    assert_eq!(
        status("R14"),
        [ClaimStatus::Secondary, ClaimStatus::PrimaryForwarded]
    );
    assert_eq!(status("R18"), [ClaimStatus::Predetermination]);
    assert!(ClaimStatus::PrimaryForwarded.is_forwarded() && !ClaimStatus::Secondary.is_forwarded());
}

/// R08: interest of 5.25 is mentioned by the claim and paid by PLB; the claim balances without it.
#[test]
fn totals_of_a_payment() {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == "R08")
        .unwrap();
    let file = collect(fixture.edi, &EraOptions::default());
    let totals = file.remittances[0].totals.as_ref().unwrap();
    let shown = |amount: Option<Decimal>| amount.map(common::number);
    assert_eq!((totals.claims, totals.services, totals.rejected), (1, 1, 0));
    assert_eq!(shown(totals.charge).as_deref(), Some("150"));
    assert_eq!(shown(totals.paid).as_deref(), Some("100"));
    assert_eq!(shown(totals.provider_adjustments).as_deref(), Some("-5.25"));
    assert_eq!(shown(totals.claim_interest).as_deref(), Some("5.25"));
    assert!(totals.complete && totals.is_balanced());
    let balance = totals.balance.unwrap();
    assert_eq!(
        (
            common::number(balance.expected),
            common::number(balance.found)
        ),
        ("105.25".into(), "105.25".into())
    );
}

/// The generator counts what it writes; a reader must count the same.
#[test]
fn synthetic_totals() {
    for seed in 1..6 {
        let mut bytes = Vec::new();
        let options = fixtures::EraOptions {
            seed,
            claims_per_payment: 45,
            payments: 3,
            line_breaks: seed % 2 == 0,
        };
        let said = fixtures::write_era(&options, &mut bytes).unwrap();
        let file = collect(&bytes, &EraOptions::default());
        assert!(file.error.is_none());
        let shown: Vec<_> = file.findings.iter().map(ToString::to_string).collect();
        assert_eq!(errors(&file.findings), Vec::<String>::new(), "{shown:#?}");
        let totals: Vec<_> = file
            .remittances
            .iter()
            .map(|of| of.totals.clone().unwrap())
            .collect();
        assert_eq!(totals.len() as u64, said.payments);
        assert_eq!(totals.iter().map(|of| of.claims).sum::<u64>(), said.claims);
        assert_eq!(
            totals.iter().map(|of| of.services).sum::<u64>(),
            said.services
        );
        // Amounts have two decimals at most: with a scale of two the mantissa is cents.
        let cents = |amounts: Vec<Decimal>| {
            let mut sum: Decimal = amounts.into_iter().sum();
            sum.rescale(2);
            sum.mantissa()
        };
        assert_eq!(
            cents(totals.iter().map(|of| of.charge.unwrap()).collect()),
            said.charge_cents
        );
        assert_eq!(
            cents(totals.iter().map(|of| of.paid.unwrap()).collect()),
            said.paid_cents
        );
        assert_eq!(
            cents(totals.iter().map(|of| of.balance.unwrap().found).collect()),
            said.payment_cents
        );
        let pairs = file
            .remittances
            .iter()
            .flat_map(|of| &of.provider_adjustments)
            .map(|of| of.info.adjustments.len());
        assert_eq!(pairs.sum::<usize>() as u64, said.provider_adjustments);
        assert!(totals.iter().all(|of| of.is_balanced()));
    }
}

/// `Debug` of readers, events and payments shows no name, number or date of the file, also not as a list of bytes.
#[test]
fn debug_shows_nothing_private() {
    let private = [
        "LOPEZ",
        "MBR100200",
        "SH-10001",
        "CEDAR",
        "20250210",
        "2025-02-10",
        "123456789",
        "EFT20250301001",
    ];
    let silent = |text: String| {
        let packed: String = text.split_whitespace().collect();
        for word in private {
            assert!(!text.contains(word), "{word} in {text}");
            let numbers: Vec<_> = word.bytes().map(|byte| byte.to_string()).collect();
            assert!(!packed.contains(&numbers.join(",")), "{word} as numbers");
        }
    };
    let input = fixtures::era()[0].edi;
    let damaged = String::from_utf8(input.to_vec())
        .unwrap()
        .replace("*150*40*70*", "*15O*40*70*");
    for bytes in [input, damaged.as_bytes()] {
        let file = collect(bytes, &EraOptions::default());
        silent(format!("{file:?}"));
        silent(format!(
            "{:?}",
            file.remittances[0].payment.header.identity()
        ));
        silent(format!("{:?}", file.remittances[0].clone().into_owned()));
        let mut era = x12_835::Era::new(bytes);
        while let Some(event) = era.next().unwrap() {
            silent(format!("{event:?}"));
            silent(format!("{era:?}"));
        }
        let mut era = x12_835::EraReader::new(bytes);
        while let Some(event) = era.next().unwrap() {
            silent(format!("{event:?}"));
        }
        silent(format!("{era:?}"));
    }
}
