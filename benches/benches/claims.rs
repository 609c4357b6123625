//! Claims written and read, in one run.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::as_conversions,
    reason = "benchmarks stop at the first surprise"
)]

use std::hint::black_box;

use claim_model::Claim;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use x12_837p::{
    ClaimBatches,
    claim::{ClaimEnvelope, ClaimWriter, Claims, WriteOptions},
};

const CLAIMS: u64 = 20_000;

fn generated() -> Vec<Claim> {
    let mut lines = Vec::new();
    fixtures::write_claims(1, CLAIMS, &mut lines).expect("memory");
    lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a claim"))
        .collect()
}

fn write(claims: &[Claim]) -> Vec<u8> {
    let mut envelope: ClaimEnvelope =
        serde_json::from_str(fixtures::claim_envelope()).expect("an envelope");
    // The claims are of 2025: none may lie in the future.
    let date = envelope.interchange.date;
    envelope.interchange.date = date
        .checked_add_days(chrono::Days::new(400))
        .expect("a day");
    let mut writer =
        ClaimWriter::new(Vec::new(), envelope, WriteOptions::default()).expect("an envelope");
    for claim in claims {
        black_box(writer.add(claim).expect("a valid claim"));
    }
    writer.finish().expect("claims")
}

fn claims(c: &mut Criterion) {
    let claims = generated();
    let file = write(&claims);
    let mut group = c.benchmark_group("claims");
    group
        .sample_size(15)
        .throughput(Throughput::Elements(CLAIMS));
    group.bench_function("to bytes", |b| b.iter(|| black_box(write(&claims))));
    group.throughput(Throughput::Bytes(file.len() as u64));
    group.bench_function("typed loops", |b| {
        b.iter(|| {
            let mut batches = ClaimBatches::new(black_box(&file));
            while let Some(event) = batches.next().expect("well-formed") {
                black_box(&event);
            }
        });
    });
    group.bench_function("into claims", |b| {
        b.iter(|| {
            let mut reader = Claims::new(black_box(&file));
            while let Some(event) = reader.next().expect("well-formed") {
                black_box(&event);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, claims);
criterion_main!(benches);
