//! Answers find their claims: a large remittance against all claims that an office sent. Seconds, medians of several
//! rounds, and what the process needs at most.
#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a report for people; nothing here is money"
)]

use std::{hint::black_box, time::Instant};

use claim_model::{
    Adjudication, PatientControlNumber, PayerId, PayerSequence, ProcedureCode, Submission, TaxId,
    Text,
    matching::{Found, SentClaim, SentClaims, SentLine},
};
use x12_835::{Era, EraOptions, Event};

const SENT: usize = 1_000_000;
const ANSWERED: usize = 100_000;
const ROUNDS: usize = 5;

/// All decisions of a file.
fn decisions(file: &[u8], mut each: impl FnMut(Adjudication)) {
    let mut era = Era::with_options(file, &EraOptions::default());
    let mut header = None;
    while let Some(event) = era.next().expect("well-formed") {
        match event {
            Event::Payment(payment) => header = Some(payment.header),
            Event::Claim(claim) => each(claim.adjudication(header.as_ref().expect("a payment"))),
            _ => {}
        }
    }
}

/// The claim that a decision is about, as it was sent.
fn sent(of: &Adjudication) -> SentClaim {
    let lines = of.lines.iter().map(|line| SentLine {
        line_control_number: line.line_control_number.clone(),
        procedure: line
            .procedure
            .clone()
            .unwrap_or_else(|| ProcedureCode::as_received("90834")),
        modifiers: line.modifiers.clone(),
        charge: line.charge,
        units: line.units,
        dates: line.dates,
    });
    SentClaim {
        patient_control_number: of
            .patient_control_number
            .clone()
            .expect("our number comes back"),
        submission: Submission::Original,
        payer_id: of
            .payer_id
            .clone()
            .unwrap_or_else(|| PayerId::as_received("ACM01")),
        sequence: PayerSequence::Primary,
        billing_npi: Some(claim_model::Npi::as_received("1234567893")),
        tax_id: TaxId::default(),
        charge: of.charge,
        dates: of.lines.first().and_then(|line| line.dates),
        lines: lines.collect(),
    }
}

/// The claims of the file and many others like them.
fn all_sent(file: &[u8]) -> Vec<SentClaim> {
    let mut all = Vec::with_capacity(SENT);
    decisions(file, |of| all.push(sent(&of)));
    let answered = all.len();
    for number in 0..SENT.saturating_sub(answered) {
        let mut other = all[number % answered].clone();
        other.patient_control_number = PatientControlNumber::as_received(format!("OT-{number}"));
        for (at, line) in other.lines.iter_mut().enumerate() {
            line.line_control_number = Some(Text::from(format!("OT{number}-{at}")));
        }
        all.push(other);
    }
    all
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// Most memory that the process ever held, in MiB, where the system says it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}

fn main() {
    let mut file = Vec::new();
    let options = fixtures::EraOptions {
        payments: ANSWERED / 500,
        ..fixtures::EraOptions::default()
    };
    fixtures::write_era(&options, &mut file).expect("memory");
    println!("remittance: {} MB", file.len() / 1_000_000);

    let (mut building, mut reading, mut matching) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let all = all_sent(&file);
        let claims = all.len();
        let start = Instant::now();
        let mut index = SentClaims::with_capacity(claims);
        for sent in all {
            index.add(sent).expect("room");
        }
        building.push(start.elapsed().as_secs_f64());

        let start = Instant::now();
        let (mut found, mut decided) = (0_u64, 0_u64);
        decisions(&file, |of| {
            decided += 1;
            found += u64::from(matches!(black_box(index.of_decision(&of)), Found::One(_)));
        });
        let both = start.elapsed().as_secs_f64();
        let start = Instant::now();
        decisions(&file, |of| {
            black_box(&of);
        });
        let read = start.elapsed().as_secs_f64();
        reading.push(read);
        matching.push((both - read).max(0.0));
        assert!(found * 100 > decided * 99, "{found} of {decided}");
    }
    println!("index of {SENT} claims      {:.2} s", median(building));
    println!("reading {ANSWERED} decisions {:.2} s", median(reading));
    println!("finding their claims        {:.2} s", median(matching));
    if let Some(peak) = peak() {
        println!(
            "most memory                 {peak} MiB, the file and the claims to be indexed among it"
        );
    }
}
