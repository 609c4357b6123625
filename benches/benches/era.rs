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

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use x12_835::{Era, EraOptions, EraReader, Event};
use x12_core::{Delimiters, Envelope, Index};

/// Larger than the processor's caches: memory counts, as it does for a real file.
const BYTES: usize = 64_000_000;
/// Enough for what keeps every claim.
const SMALL: usize = 8_000_000;

fn index(c: &mut Criterion) {
    let file = fixtures::era_of_size(1, BYTES);
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
    // As the reader does: stretch by stretch, so that positions stay in the cache until they are used.
    group.bench_function("x12-core", |b| {
        b.iter(|| {
            let mut delimiters = 0_usize;
            for stretch in black_box(&file).chunks(16 << 10) {
                index.clear();
                index.extend(stretch, 0, stretch.len(), &Delimiters::USUAL);
                delimiters += index.marks().len();
            }
            black_box(delimiters)
        });
    });
    group.bench_function("x12-stream-parser", |b| {
        b.iter(|| {
            let delimiters = x12_stream_parser::Delimiters::new(b'~', b'*', b':');
            let mut elements = 0_usize;
            for segment in x12_stream_parser::Parser::new(black_box(&file), delimiters) {
                elements += segment.expect("well-formed").elements().count();
            }
            black_box(elements)
        });
    });
    group.finish();
}

/// Reads everything and uses what every consumer uses, so that nothing is optimised away.
fn stream(file: &[u8], options: &EraOptions) -> u64 {
    let mut era = Era::with_options(file, options);
    let mut claims = 0;
    while let Some(event) = era.next().expect("well-formed") {
        if let Event::Claim(claim) = &event {
            claims += 1;
            black_box(claim.info.paid);
        }
        black_box(&event);
    }
    assert_eq!(era.errors(), 0, "every balance holds");
    claims
}

fn read(c: &mut Criterion) {
    let file = fixtures::era_of_size(1, BYTES);
    let mut group = c.benchmark_group("read");
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(15);
    for (name, elements) in [
        ("all elements checked", true),
        ("elements not checked", false),
    ] {
        let options = EraOptions::default().check_elements(elements);
        group.bench_with_input(
            BenchmarkId::new("x12-835 streamed", name),
            &options,
            |b, options| {
                b.iter(|| black_box(stream(&file, options)));
            },
        );
    }
    group.bench_function("x12-835 streamed/io::Read", |b| {
        b.iter(|| {
            let mut era = EraReader::new(black_box(&file[..]));
            while let Some(event) = era.next().expect("well-formed") {
                black_box(&event);
            }
        });
    });
    let text = String::from_utf8(file.clone()).expect("ASCII");
    group.bench_function("edi", |b| {
        b.iter(|| {
            black_box(
                edi::parse(black_box(&text))
                    .expect("well-formed")
                    .interchanges
                    .len(),
            )
        });
    });
    group.finish();
}

fn keep(c: &mut Criterion) {
    let file = fixtures::era_of_size(1, SMALL);
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
        b.iter(|| {
            black_box(
                edi::parse(black_box(&text))
                    .expect("well-formed")
                    .interchanges
                    .len(),
            )
        });
    });
    group.finish();
}

fn write(c: &mut Criterion) {
    let file = fixtures::era_of_size(1, SMALL);
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

criterion_group!(benches, index, read, keep, write);
criterion_main!(benches);
