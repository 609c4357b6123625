//! One piece of work on one file in a process of its own: for `peers/run`, which runs tools in turns.
//!
//! ```text
//! measure make era --megabytes N [--seed N] FILE       a file, and as JSON what is in it
//! measure make era-of-one-payment --claims N FILE
//! measure make claims --claims N FILE
//! measure WORK FILE [--times N]                        as JSON: seconds, peak memory, totals
//! ```
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for people who measure"
)]

use std::{env, fs, fs::File, hint::black_box, process::ExitCode, time::Instant};

use benches::{Kind, Totals, input, others, ours};
use serde_json::{Value, json};

const USAGE: &str = "\
Usage: measure make era --megabytes <N> [--seed <N>] <FILE>
       measure make era-of-one-payment --claims <N> [--seed <N>] <FILE>
       measure make claims --claims <N> [--seed <N>] <FILE>
       measure <WORK> <FILE> [--times <N>]

WORK: era, era-checked, era-streamed, era-tokens, era-tree,
      claims, claims-checked, claims-judged, claims-tokens, claims-tree";

/// The command line: words, and the numbers of options.
#[derive(Debug, Default)]
struct Line {
    words: Vec<String>,
    megabytes: u64,
    claims: u64,
    seed: u64,
    times: u64,
}

fn main() -> ExitCode {
    let done = line().and_then(|line| {
        let words: Vec<&str> = line.words.iter().map(String::as_str).collect();
        match words[..] {
            ["make", what, file] => make(what, file, &line),
            [work, file] => measure(work, file, line.times),
            _ => None,
        }
    });
    match done {
        Some(result) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn line() -> Option<Line> {
    let mut line = Line {
        seed: 1,
        times: 1,
        ..Line::default()
    };
    let mut arguments = env::args().skip(1);
    while let Some(word) = arguments.next() {
        let number = match word.as_str() {
            "--megabytes" => &mut line.megabytes,
            "--claims" => &mut line.claims,
            "--seed" => &mut line.seed,
            "--times" => &mut line.times,
            _ => {
                line.words.push(word);
                continue;
            }
        };
        *number = arguments.next()?.parse().ok()?;
    }
    Some(line)
}

fn make(what: &str, path: &str, line: &Line) -> Option<Value> {
    let (file, kind, totals) = match what {
        "era" => {
            let bytes = line.megabytes.checked_mul(1_000_000)?;
            let (file, totals) = input::era(line.seed, bytes);
            (file, Kind::Era, totals)
        }
        "era-of-one-payment" => {
            let claims = usize::try_from(line.claims).ok()?;
            let (file, totals) = input::era_of_one_payment(line.seed, claims);
            (file, Kind::Era, totals)
        }
        "claims" => {
            let claims = input::claims(line.seed, line.claims);
            let file = ours::write_claims(&claims);
            (file, Kind::Claims, input::totals_of(&claims))
        }
        _ => return None,
    };
    fs::write(path, &file).expect("a file that can be written");
    Some(json!({ "bytes": file.len(), "totals": totals.to_json(kind) }))
}

fn measure(work: &str, path: &str, times: u64) -> Option<Value> {
    let kind = if work.starts_with("era") {
        Kind::Era
    } else {
        Kind::Claims
    };
    // What is streamed is never in memory as a whole.
    let file = if work == "era-streamed" {
        Vec::new()
    } else {
        fs::read(path).expect("a file that can be read")
    };
    let text = if work.ends_with("tree") {
        str::from_utf8(&file).expect("ASCII")
    } else {
        ""
    };
    let mut seconds = Vec::new();
    for _ in 0..times {
        let start = Instant::now();
        match work {
            "era" => drop(black_box(ours::era(&file, false))),
            "era-checked" => drop(black_box(ours::era(&file, true))),
            "era-streamed" => {
                let opened = File::open(path).expect("a file that can be read");
                black_box(ours::era_streamed(opened, false));
            }
            "claims" => drop(black_box(ours::claim_loops(&file, false))),
            "claims-checked" => drop(black_box(ours::claim_loops(&file, true))),
            "claims-judged" => ours::claims(&file),
            "era-tokens" | "claims-tokens" => drop(black_box(others::tokens(&file))),
            "era-tree" | "claims-tree" => drop(black_box(others::tree(text))),
            _ => return None,
        }
        seconds.push(start.elapsed().as_secs_f64());
    }
    // Before the totals, which are worked out apart from what is measured.
    let peak = benches::peak_kibibytes();
    let file = if file.is_empty() {
        fs::read(path).expect("a file that can be read")
    } else {
        file
    };
    let totals = totals(work, kind, &file);
    Some(json!({
        "seconds": seconds, "bytes": file.len(), "peak_kib": peak, "totals": totals.to_json(kind),
    }))
}

fn totals(work: &str, kind: Kind, file: &[u8]) -> Totals {
    if work.ends_with("tokens") {
        others::token_totals(file, kind)
    } else if work.ends_with("tree") {
        others::tree_totals(str::from_utf8(file).expect("ASCII"), kind)
    } else {
        match kind {
            Kind::Era => ours::era_totals(file),
            Kind::Claims => ours::claim_totals(file),
        }
    }
}
