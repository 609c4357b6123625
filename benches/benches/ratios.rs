//! Tables of ratios: everything runs in turns on the same bytes in one process, and medians are compared. Machines are
//! shared and noisy; what is fair is what ran side by side.
//!
//! `--json FILE` writes the figures to a file as well.
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

use std::{env, fs, hint::black_box, time::Instant};

use benches::{input, others, ours};
use serde_json::{Value, json};
use x12_core::Index;

const BYTES: usize = 32_000_000;
const CLAIMS: u64 = 40_000;
const ROUNDS: usize = 9;

/// A piece of work and how long it took each time.
struct Work<'w> {
    key: &'static str,
    name: &'static str,
    run: Box<dyn FnMut() + 'w>,
    seconds: Vec<f64>,
}

fn work<'w>(key: &'static str, name: &'static str, run: impl FnMut() + 'w) -> Work<'w> {
    Work {
        key,
        name,
        run: Box::new(run),
        seconds: Vec::new(),
    }
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    // `cargo test --benches` only wants to know that this runs.
    let rounds = if arguments.iter().any(|argument| argument == "--test") {
        1
    } else {
        ROUNDS
    };
    let tables = json!({
        "remittances": remittances(rounds),
        "claims": claims(rounds),
        "statuses": statuses(rounds),
    });
    let path = arguments
        .iter()
        .position(|argument| argument == "--json")
        .and_then(|at| arguments.get(at + 1));
    if let Some(path) = path {
        fs::write(path, tables.to_string()).expect("a file that can be written");
    }
}

fn remittances(rounds: usize) -> Value {
    let (file, truth) = input::era(1, BYTES as u64);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let mut copy = vec![0_u8; file.len()];
    let mut index = Index::default();
    let mut all = [
        work("memcpy", "memcpy", || {
            copy.copy_from_slice(black_box(&file));
            black_box(copy.last());
        }),
        work("index", "x12-core: structural index", || {
            black_box(ours::index(&file, &mut index));
        }),
        work("tokens", "x12-stream-parser: tokens", || {
            black_box(others::tokens(&file));
        }),
        work("tree", "edi: untyped tree", || {
            black_box(others::tree(&text));
        }),
        work("typed", "x12-835: typed, streamed, balances", || {
            assert_eq!(ours::era(&file, false), truth.claims);
        }),
        work(
            "checked",
            "x12-835: the same, every element checked",
            || {
                assert_eq!(ours::era(&file, true), truth.claims);
            },
        ),
    ];
    measure(rounds, &mut all);
    print("remittances (835)", &all, file.len(), truth.claims)
}

fn claims(rounds: usize) -> Value {
    let claims = input::claims(1, CLAIMS);
    let file = ours::write_claims(&claims);
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let mut all = [
        work("tree", "edi: untyped tree", || {
            black_box(others::tree(&text));
        }),
        work("typed", "x12-837p: typed loops, streamed", || {
            assert_eq!(ours::claim_loops(&file, false), CLAIMS);
        }),
        work(
            "checked",
            "x12-837p: the same, every element checked",
            || {
                assert_eq!(ours::claim_loops(&file, true), CLAIMS);
            },
        ),
        work(
            "judged",
            "x12-837p: into claims, judged by all rules",
            || {
                ours::claims(&file);
            },
        ),
        work(
            "written",
            "x12-837p: claims to bytes, judged by all rules",
            || {
                black_box(ours::write_claims(&claims));
            },
        ),
    ];
    measure(rounds, &mut all);
    print(
        "claims (837P), two lines each",
        &all,
        file.len(),
        claims.len() as u64,
    )
}

fn statuses(rounds: usize) -> Value {
    let mut file = Vec::new();
    let truth = fixtures::write_status_of_size(1, BYTES as u64, false, &mut file).expect("memory");
    let text = String::from_utf8(file.clone()).expect("ASCII");
    let mut all = [
        work("tree", "edi: untyped tree", || {
            black_box(others::tree(&text));
        }),
        work("typed", "x12-277: typed levels, streamed, totals", || {
            ours::status_levels(&file, false);
        }),
        work(
            "checked",
            "x12-277: the same, every element checked",
            || {
                ours::status_levels(&file, true);
            },
        ),
        work("words", "x12-277: statuses in billing words", || {
            ours::statuses(&file);
        }),
    ];
    measure(rounds, &mut all);
    print("acknowledgments (277CA)", &all, file.len(), truth.claims)
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

/// Prints a table, each row beside the other crates in it, and gives it as JSON.
fn print(title: &str, all: &[Work<'_>], bytes: usize, claims: u64) -> Value {
    let others: Vec<(&str, f64)> = [
        ("memcpy", "memcpy"),
        ("tokens", "x12-stream-parser"),
        ("tree", "edi"),
    ]
    .into_iter()
    .filter_map(|(key, name)| {
        let of = all.iter().find(|of| of.key == key)?;
        Some((name, median(of)))
    })
    .collect();
    print!("\n| {title} | MB/s | claims/s |");
    for (name, _) in &others {
        print!(" × {name} |");
    }
    print!("\n|---|---:|---:|{}", "---:|".repeat(others.len()));
    let mut rows = Vec::new();
    for of in all {
        let seconds = median(of);
        let (speed, rate) = (bytes as f64 / 1e6 / seconds, claims as f64 / seconds);
        print!("\n| {} | {speed:.0} | {rate:.0} |", of.name);
        for (_, beside) in &others {
            print!(" {:.2} |", beside / seconds);
        }
        rows.push(json!({ "key": of.key, "name": of.name, "seconds": of.seconds }));
    }
    println!();
    json!({ "bytes": bytes, "claims": claims, "rows": rows })
}
