//! Claims written and read, in one run.
#![allow(
    missing_docs,
    clippy::expect_used,
    clippy::as_conversions,
    reason = "benchmarks stop at the first surprise"
)]

use std::hint::black_box;

use benches::{input, others, ours};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const CLAIMS: u64 = 20_000;

fn claims(c: &mut Criterion) {
    let claims = input::claims(1, CLAIMS);
    let file = ours::write_claims(&claims);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let mut group = c.benchmark_group("claims");
    group
        .sample_size(15)
        .throughput(Throughput::Elements(CLAIMS));
    group.bench_function("to bytes", |b| {
        b.iter(|| black_box(ours::write_claims(&claims)));
    });
    group.throughput(Throughput::Bytes(file.len() as u64));
    group.bench_function("typed loops", |b| {
        b.iter(|| black_box(ours::claim_loops(black_box(&file), true)));
    });
    group.bench_function("into claims", |b| {
        b.iter(|| ours::claims(black_box(&file)));
    });
    group.bench_function("edi", |b| {
        b.iter(|| black_box(others::tree(black_box(&text))));
    });
    group.finish();
}

criterion_group!(all, claims);
criterion_main!(all);
