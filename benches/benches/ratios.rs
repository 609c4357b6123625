//! One table of ratios: everything runs in turns on the same bytes, and medians are compared. Machines are shared and
//! noisy; what is fair is what ran side by side.
#![allow(
    missing_docs,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a report for people; nothing here is money"
)]

use std::{hint::black_box, time::Instant};

use x12_835::{Era, EraOptions};
use x12_core::{Delimiters, Index};

const BYTES: usize = 32_000_000;
const ROUNDS: usize = 9;

struct Work<'w> {
    name: &'static str,
    run: Box<dyn FnMut() + 'w>,
    seconds: Vec<f64>,
}

fn work<'w>(name: &'static str, run: impl FnMut() + 'w) -> Work<'w> {
    Work {
        name,
        run: Box::new(run),
        seconds: Vec::new(),
    }
}

fn stream(file: &[u8], elements: bool) {
    let mut era = Era::with_options(file, &EraOptions::default().check_elements(elements));
    while let Some(event) = era.next().expect("well-formed") {
        black_box(&event);
    }
    assert_eq!(era.errors(), 0, "every balance holds");
}

fn main() {
    // `cargo test --benches` only wants to know that this runs.
    let rounds = if std::env::args().any(|arg| arg == "--test") {
        1
    } else {
        ROUNDS
    };
    let file = fixtures::era_of_size(1, BYTES);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let mut copy = vec![0_u8; file.len()];
    let mut index = Index::default();
    let mut all = [
        work("memcpy", || {
            copy.copy_from_slice(black_box(&file));
            black_box(copy.last());
        }),
        work("x12-core: structural index", || {
            for stretch in file.chunks(16 << 10) {
                index.clear();
                index.extend(stretch, 0, stretch.len(), &Delimiters::USUAL);
                black_box(index.marks().len());
            }
        }),
        work("x12-stream-parser: tokens", || {
            let delimiters = x12_stream_parser::Delimiters::new(b'~', b'*', b':');
            let parser = x12_stream_parser::Parser::new(&file, delimiters);
            let elements = parser.map(|segment| segment.expect("well-formed").elements().count());
            black_box(elements.sum::<usize>());
        }),
        work("edi: untyped tree", || {
            black_box(edi::parse(&text).expect("well-formed").interchanges.len());
        }),
        work("x12-835: typed, streamed, balances", || {
            stream(&file, false);
        }),
        work("x12-835: the same, every element checked", || {
            stream(&file, true);
        }),
    ];
    for _ in 0..rounds {
        for of in &mut all {
            let start = Instant::now();
            (of.run)();
            of.seconds.push(start.elapsed().as_secs_f64());
        }
    }
    let median = |of: &Work<'_>| {
        let mut seconds = of.seconds.clone();
        seconds.sort_by(f64::total_cmp);
        seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
    };
    let [memcpy, _, tokens, edi, _, _] = all.each_ref().map(median);
    println!("| work | MB/s (median of {rounds}) | × memcpy | × x12-stream-parser | × edi |");
    println!("|---|---|---|---|---|");
    for of in &all {
        let seconds = median(of);
        let speed = file.len() as f64 / 1e6 / seconds;
        let (a, b, c) = (memcpy / seconds, tokens / seconds, edi / seconds);
        println!("| {} | {speed:.0} | {a:.3} | {b:.2} | {c:.2} |", of.name);
    }
}
