//! A batch in the columns of the table of truths.

use std::collections::BTreeMap;

use x12_837p::{ClaimLoop, CollectedBatch};
use x12_core::{Code, Sum, rust_decimal::Decimal};

/// Columns that hold amounts: compared as numbers.
const AMOUNTS: &[&str] = &["sum_clm02", "sum_lines"];

fn code(of: Option<&Code<'_>>) -> String {
    of.map_or_else(String::new, |code| code.to_str().into_owned())
}

fn charges(claim: &ClaimLoop<'_>) -> Sum {
    let mut sum = Sum::default();
    for line in &claim.lines {
        let service = line.service.as_ref();
        sum.extend(service.and_then(|service| service.charge));
    }
    sum
}

fn counted<K: Ord + std::fmt::Display>(counts: BTreeMap<K, usize>) -> String {
    let counts = counts.iter().map(|(key, count)| format!("{key}:{count}"));
    counts.collect::<Vec<_>>().join(",")
}

/// Column and value, in the order of the table.
pub fn columns(batch: &CollectedBatch<'_>) -> Vec<(&'static str, String)> {
    let begin = batch.batch.header.begin.as_ref();
    let claims: Vec<_> = batch.claims().collect();
    let (mut charge, mut line_charge, mut balanced) = (Sum::default(), Sum::default(), 0);
    let (mut frequencies, mut levels) = (BTreeMap::new(), BTreeMap::new());
    let (mut facilities, mut other, mut adjudications) = (0, 0, 0);
    for claim in &claims {
        charge.add(claim.info.charge);
        let own = charges(claim).total();
        line_charge.extend(own);
        balanced += usize::from(own == Some(claim.info.charge));
        let place = claim.info.place_of_service.as_ref();
        let frequency = code(place.and_then(|of| of.frequency.as_ref()));
        *frequencies.entry(frequency).or_default() += 1;
        facilities += usize::from(claim.service_facility.is_some());
        other += claim.other_coverages.len();
        for line in &claim.lines {
            facilities += usize::from(line.service_facility.is_some());
            adjudications += line.adjudications.len();
        }
        let there = claim.other_coverages.iter();
        facilities += there.filter(|of| of.service_facility.is_some()).count();
    }
    let mut pay_to = 0;
    let mut coverages = 0;
    for provider in &batch.billing_providers {
        *levels.entry("20").or_default() += usize::from(provider.level.kind.is_some());
        pay_to += usize::from(provider.pay_to_address.is_some());
        for subscriber in &provider.subscribers {
            *levels.entry("22").or_default() += usize::from(subscriber.level.kind.is_some());
            coverages += usize::from(subscriber.coverage.is_some());
            *levels.entry("23").or_default() += subscriber.patients.len();
        }
    }
    levels.retain(|_, count| *count > 0);
    let replaced = |claim: &&&ClaimLoop<'_>| claim.payer_claim_control_number.is_some();
    let lines: usize = claims.iter().map(|claim| claim.lines.len()).sum();
    let total = |sum: Sum| sum.total().unwrap_or_default().normalize().to_string();
    vec![
        ("bht02", code(begin.and_then(|of| of.purpose.as_ref()))),
        ("bht06", code(begin.and_then(|of| of.kind.as_ref()))),
        ("n_clm", claims.len().to_string()),
        ("sum_clm02", total(charge)),
        ("n_lines", lines.to_string()),
        ("sum_lines", total(line_charge)),
        ("claims_balanced", format!("{balanced}/{}", claims.len())),
        ("freq", counted(frequencies)),
        ("ref_f8", claims.iter().filter(replaced).count().to_string()),
        ("hl", counted(levels)),
        ("facility77", facilities.to_string()),
        ("payto87", pay_to.to_string()),
        ("cob_sbr", (coverages + other).to_string()),
        ("svd", adjudications.to_string()),
    ]
}

/// True where the table and this reader say the same.
pub fn same(column: &str, truth: &str, ours: &str) -> bool {
    if AMOUNTS.contains(&column) {
        let number = |text: &str| text.parse::<Decimal>().ok();
        return number(truth) == number(ours);
    }
    truth == ours
}
