//! The steady gate: instructions under callgrind, which are the same on a busy machine and on an idle one. `benches/gate`
//! runs this and holds the counts against the recorded ones.
//!
//! What is counted is the body of each function below; making its input is not.
#![allow(
    missing_docs,
    unused_qualifications,
    clippy::exit,
    clippy::semicolon_if_nothing_returned,
    reason = "the harness makes items and a main function of its own"
)]

use std::hint::black_box;

use benches::{input, ours};
use claim_model::Claim;
use gungraun::{
    Callgrind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use x12_core::Index;

/// Enough to make what is done once disappear, and little enough for callgrind.
const BYTES: u64 = 1_000_000;
const CLAIMS: u64 = 1_000;

fn era() -> Vec<u8> {
    input::era(1, BYTES).0
}

fn claims() -> Vec<Claim> {
    input::claims(1, CLAIMS)
}

fn claim_file() -> Vec<u8> {
    ours::write_claims(&claims())
}

#[library_benchmark]
#[bench::structural(era())]
fn index(file: Vec<u8>) -> usize {
    ours::index(black_box(&file), &mut Index::default())
}

#[library_benchmark]
#[bench::balances(era(), false)]
#[bench::every_element(era(), true)]
fn read_835(file: Vec<u8>, elements: bool) -> u64 {
    ours::era(black_box(&file), elements)
}

#[library_benchmark]
#[bench::loops(claim_file(), false)]
#[bench::every_element(claim_file(), true)]
fn read_837p(file: Vec<u8>, elements: bool) -> u64 {
    ours::claim_loops(black_box(&file), elements)
}

#[library_benchmark]
#[bench::into_claims(claim_file())]
fn judge_837p(file: Vec<u8>) {
    ours::claims(black_box(&file));
}

#[library_benchmark]
#[bench::claims(claims())]
fn write_837p(claims: Vec<Claim>) -> Vec<u8> {
    ours::write_claims(black_box(&claims))
}

library_benchmark_group!(
    name = gate,
    benchmarks = [index, read_835, read_837p, judge_837p, write_837p]
);

main!(
    // Only instructions count here; without a model of the caches it takes half the time.
    config = LibraryBenchmarkConfig::default().tool(Callgrind::with_args(["--cache-sim=no"])),
    library_benchmark_groups = gate
);
