//! Files and claims to measure with: invented, from a seed.

use chrono::Days;
use claim_model::Claim;
use fixtures::EraTotals;
use rust_decimal::Decimal;
use x12_837p::claim::ClaimEnvelope;

use crate::Totals;

/// One interchange of remittances of about this many bytes, and what its writer says is in it.
#[must_use]
pub fn era(seed: u64, bytes: u64) -> (Vec<u8>, Totals) {
    let mut file = Vec::new();
    let truth = fixtures::write_era_of_size(seed, bytes, false, &mut file).expect("memory");
    (file, totals(&truth))
}

/// One payment of this many claims: for tools that know no more than one payment in a file.
#[must_use]
pub fn era_of_one_payment(seed: u64, claims: usize) -> (Vec<u8>, Totals) {
    let mut file = Vec::new();
    let options = fixtures::EraOptions {
        seed,
        claims_per_payment: claims,
        payments: 1,
        line_breaks: false,
    };
    let truth = fixtures::write_era(&options, &mut file).expect("memory");
    (file, totals(&truth))
}

/// Claims of two lines each, as a billing system would give them.
#[must_use]
pub fn claims(seed: u64, count: u64) -> Vec<Claim> {
    let mut lines = Vec::new();
    fixtures::write_claims(seed, count, &mut lines).expect("memory");
    lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a claim"))
        .collect()
}

/// What these claims come to.
#[must_use]
pub fn totals_of(claims: &[Claim]) -> Totals {
    let mut totals = Totals::default();
    for claim in claims {
        totals.add_claim(claim.total_charge().expect("a sum").0, Decimal::ZERO);
        totals.add_lines(claim.lines.len());
    }
    totals
}

/// The envelope of the claims that are written.
#[must_use]
pub fn envelope() -> ClaimEnvelope {
    let mut envelope: ClaimEnvelope =
        serde_json::from_str(fixtures::claim_envelope()).expect("an envelope");
    let date = envelope.interchange.date;
    // The claims are of 2025: none may lie in the future.
    envelope.interchange.date = date.checked_add_days(Days::new(400)).expect("a day");
    envelope
}

fn totals(truth: &EraTotals) -> Totals {
    let money = |cents: i128| Decimal::try_from_i128_with_scale(cents, 2).expect("an amount");
    Totals {
        claims: truth.claims,
        lines: truth.services,
        charged: money(truth.charge_cents),
        paid: money(truth.paid_cents),
        payments: money(truth.payment_cents),
    }
}
