//! Reading and writing remittances beside copying the same bytes and beside two other crates, in one run.
#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::as_conversions,
    reason = "benchmarks stop at the first surprise"
)]

use std::hint::black_box;

use benches::{input, others, ours};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use x12_835::EraOptions;
use x12_core::{Delimiters, Envelope, Index};

/// Larger than the processor's caches: memory counts, as it does for a real file.
const BYTES: u64 = 64_000_000;
/// Enough for what keeps every claim.
const SMALL: u64 = 8_000_000;

fn index(c: &mut Criterion) {
    let file = input::era(1, BYTES).0;
    let mut group = c.benchmark_group("index");
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(20);
    let mut copy = vec![0_u8; file.len()];
    group.bench_function("memcpy", |b| {
        b.iter(|| {
            copy.copy_from_slice(black_box(&file));
            black_box(copy.last());
        });
    });
    let mut index = Index::default();
    group.bench_function("x12-core", |b| {
        b.iter(|| black_box(ours::index(black_box(&file), &mut index)));
    });
    group.bench_function("x12-stream-parser", |b| {
        b.iter(|| black_box(others::tokens(black_box(&file))));
    });
    group.finish();
}

fn read(c: &mut Criterion) {
    let file = input::era(1, BYTES).0;
    let mut group = c.benchmark_group("read");
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(15);
    for (name, elements) in [
        ("all elements checked", true),
        ("elements not checked", false),
    ] {
        group.bench_with_input(
            BenchmarkId::new("x12-835 streamed", name),
            &elements,
            |b, &elements| {
                b.iter(|| black_box(ours::era(black_box(&file), elements)));
            },
        );
    }
    group.bench_function("x12-835 streamed/io::Read", |b| {
        b.iter(|| black_box(ours::era_streamed(black_box(&file[..]), true)));
    });
    let text = String::from_utf8(file.clone()).expect("ASCII");
    group.bench_function("edi", |b| {
        b.iter(|| black_box(others::tree(black_box(&text))));
    });
    group.finish();
}

fn keep(c: &mut Criterion) {
    let file = input::era(1, SMALL).0;
    let mut group = c.benchmark_group("keep");
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(15);
    group.bench_function("x12-835 collected", |b| {
        b.iter(|| {
            black_box(
                x12_835::collect(black_box(&file), &EraOptions::default())
                    .remittances
                    .len(),
            )
        });
    });
    let text = String::from_utf8(file.clone()).expect("ASCII");
    group.bench_function("edi", |b| {
        b.iter(|| black_box(others::tree(black_box(&text))));
    });
    group.finish();
}

fn write(c: &mut Criterion) {
    let file = input::era(1, SMALL).0;
    let read = x12_835::collect(&file, &EraOptions::default());
    let date = read
        .remittances
        .first()
        .and_then(|of| of.payment.header.identity().date)
        .expect("a date")
        .get();
    let envelope = Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "PAYER".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "PAYEE".into(),
        application_sender: "PAYER".into(),
        application_receiver: "PAYEE".into(),
        date,
        time: Default::default(),
        interchange_control_number: 1,
        group_control_number: 1,
        acknowledgment_requested: false,
        production: false,
    };
    let mut group = c.benchmark_group("write");
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(15);
    group.bench_function("x12-835", |b| {
        b.iter(|| {
            let out = Vec::with_capacity(file.len());
            let out = x12_835::write(
                out,
                Delimiters::USUAL,
                &envelope,
                black_box(&read.remittances),
            );
            black_box(out.expect("balanced").len())
        });
    });
    group.finish();
}

criterion_group!(all, index, read, keep, write);
criterion_main!(all);
