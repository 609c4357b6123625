//! One table of ratios: everything runs in turns on the same bytes, and medians are compared. Machines are shared and
//! noisy; what is fair is what ran side by side.
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

use claim_model::Claim;
use x12_277::{StatusReportReader, Statuses};
use x12_835::{Era, EraOptions};
use x12_837p::{
    ClaimBatches,
    claim::{ClaimEnvelope, ClaimWriter, Claims, WriteOptions},
};
use x12_core::{Delimiters, Index, ReadOptions};

const BYTES: usize = 32_000_000;
const CLAIMS: u64 = 40_000;
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

/// Claims into bytes, as they come from a billing system.
fn write(claims: &[Claim]) -> Vec<u8> {
    let envelope: ClaimEnvelope =
        serde_json::from_str(fixtures::claim_envelope()).expect("an envelope");
    let mut later = envelope;
    // The claims are of 2025: none may lie in the future.
    later.interchange.date = later
        .interchange
        .date
        .checked_add_days(chrono::Days::new(400))
        .expect("a day");
    let out = Vec::with_capacity(claims.len() * 1_000);
    let mut writer = ClaimWriter::new(out, later, WriteOptions::default()).expect("an envelope");
    for claim in claims {
        black_box(writer.add(claim).expect("a valid claim"));
    }
    writer.finish().expect("claims")
}

fn main() {
    // `cargo test --benches` only wants to know that this runs.
    let rounds = if std::env::args().any(|arg| arg == "--test") {
        1
    } else {
        ROUNDS
    };
    remittances(rounds);
    claims(rounds);
    statuses(rounds);
}

fn statuses(rounds: usize) {
    let file = fixtures::status_of_size(1, BYTES);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let options = |elements| ReadOptions::default().check_elements(elements);
    let levels = |elements| {
        let mut reports = StatusReportReader::with_options(&file[..], &options(elements));
        while let Some(event) = reports.next().expect("well-formed") {
            black_box(&event);
        }
        assert_eq!(reports.errors(), 0, "every total holds");
    };
    let mut all = [
        work("edi: untyped tree", || {
            black_box(edi::parse(&text).expect("well-formed").interchanges.len());
        }),
        work("x12-277: typed levels, streamed, totals", || levels(false)),
        work("x12-277: the same, every element checked", || levels(true)),
        work("x12-277: statuses in billing words", || {
            let mut statuses = Statuses::with_options(&file[..], &options(false));
            for status in &mut statuses {
                black_box(status.expect("well-formed"));
            }
            assert_eq!(statuses.errors(), 0, "every total holds");
        }),
    ];
    measure(rounds, &mut all);
    let base = median(&all[0]);
    println!();
    println!("| work, acknowledgments (277CA) | MB/s (median of {rounds}) | × edi |");
    println!("|---|---|---|");
    for of in &all {
        let seconds = median(of);
        let speed = file.len() as f64 / 1e6 / seconds;
        println!("| {} | {speed:.0} | {:.2} |", of.name, base / seconds);
    }
}

fn claims(rounds: usize) {
    let mut lines = Vec::new();
    fixtures::write_claims(1, CLAIMS, &mut lines).expect("memory");
    let claims: Vec<Claim> = lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).expect("a claim"))
        .collect();
    let file = write(&claims);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let options = |elements| ReadOptions::default().check_elements(elements);
    let loops = |elements| {
        let mut batches = ClaimBatches::with_options(&file, &options(elements));
        while let Some(event) = batches.next().expect("well-formed") {
            black_box(&event);
        }
        assert_eq!(batches.errors(), 0, "valid claims");
    };
    let mut all = [
        work("edi: untyped tree", || {
            black_box(edi::parse(&text).expect("well-formed").interchanges.len());
        }),
        work("x12-837p: typed loops, streamed", || loops(false)),
        work("x12-837p: the same, every element checked", || loops(true)),
        work("x12-837p: into claims, judged by all rules", || {
            let mut reader = Claims::with_options(&file, &options(false));
            while let Some(event) = reader.next().expect("well-formed") {
                black_box(&event);
            }
            assert_eq!(reader.errors(), 0, "valid claims");
        }),
        work("x12-837p: claims to bytes, judged by all rules", || {
            black_box(write(&claims));
        }),
    ];
    measure(rounds, &mut all);
    let base = median(&all[0]);
    println!();
    println!(
        "| work, {CLAIMS} claims of two lines | MB/s (median of {rounds}) | claims/s | × edi |"
    );
    println!("|---|---|---|---|");
    for of in &all {
        let seconds = median(of);
        let speed = file.len() as f64 / 1e6 / seconds;
        let claims = CLAIMS as f64 / seconds;
        println!(
            "| {} | {speed:.0} | {claims:.0} | {:.2} |",
            of.name,
            base / seconds
        );
    }
}

fn measure(rounds: usize, all: &mut [Work<'_>]) {
    for _ in 0..rounds {
        for of in &mut *all {
            let start = Instant::now();
            (of.run)();
            of.seconds.push(start.elapsed().as_secs_f64());
        }
    }
}

fn median(of: &Work<'_>) -> f64 {
    let mut seconds = of.seconds.clone();
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
}

fn remittances(rounds: usize) {
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
    measure(rounds, &mut all);
    let [memcpy, _, tokens, edi, _, _] = all.each_ref().map(|of| median(of));
    println!("| work | MB/s (median of {rounds}) | × memcpy | × x12-stream-parser | × edi |");
    println!("|---|---|---|---|---|");
    for of in &all {
        let seconds = median(of);
        let speed = file.len() as f64 / 1e6 / seconds;
        let (a, b, c) = (memcpy / seconds, tokens / seconds, edi / seconds);
        println!("| {} | {speed:.0} | {a:.3} | {b:.2} | {c:.2} |", of.name);
    }
}
