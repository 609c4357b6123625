//! The crate `x12-types` on one file, in the form of `measure` in the package above: as JSON the seconds, the most memory of
//! the process, and what the tool says is in the file. Afterwards ours reads the same bytes, and must find as many claims.
//! `../peers/run` runs this in turns with `measure`.
//!
//! ```text
//! x12-types-beside era|claims FILE
//! ```

use std::{env, fs, process::ExitCode, time::Instant};

use rust_decimal::Decimal;
use serde_json::{Value, json};
use x12_835::Era;
use x12_837p::ClaimBatches;
use x12_types::{
    util::Parser,
    v005010::{_835, _837, Transmission},
};

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let result = match (words.next().as_deref(), words.next()) {
        (Some("era"), Some(path)) => remittances(&text(&path)),
        (Some("claims"), Some(path)) => claims(&text(&path)),
        _ => {
            eprintln!("Usage: x12-types-beside era|claims <FILE>");
            return ExitCode::from(2);
        }
    };
    println!("{result}");
    ExitCode::SUCCESS
}

fn text(path: &str) -> String {
    fs::read_to_string(path).expect("a file that can be read")
}

fn remittances(file: &str) -> Value {
    let start = Instant::now();
    let (_, read) = Transmission::<_835>::parse(file).expect("a file it can read");
    let (seconds, peak) = (start.elapsed().as_secs_f64(), peak_kibibytes());
    let mut totals = Totals::default();
    let mut payments = Decimal::ZERO;
    for payment in read
        .functional_group
        .iter()
        .flat_map(|group| &group.segments)
    {
        payments += amount(&payment.bpr._02);
        for claim in payment.loop_2000.iter().flat_map(|group| &group.loop_2100) {
            totals.claims += 1;
            totals.lines += claim.loop_2110.len();
            totals.charged += amount(&claim.clp._03);
            totals.paid += amount(&claim.clp._04);
        }
    }
    let mut ours = 0;
    let mut era = Era::new(file.as_bytes());
    while let Some(event) = era.next().expect("well-formed") {
        ours += usize::from(matches!(event, x12_835::Event::Claim(_)));
    }
    assert_eq!(totals.claims, ours, "claims");
    let mut said = totals.said();
    said["paid"] = plain(totals.paid);
    said["payments"] = plain(payments);
    json!({ "seconds": [seconds], "bytes": file.len(), "peak_kib": peak, "totals": said })
}

fn claims(file: &str) -> Value {
    let start = Instant::now();
    let (_, read) = Transmission::<_837>::parse(file).expect("a file it can read");
    let (seconds, peak) = (start.elapsed().as_secs_f64(), peak_kibibytes());
    let mut totals = Totals::default();
    for batch in read
        .functional_group
        .iter()
        .flat_map(|group| &group.segments)
    {
        for claim in batch.loop_2000.iter().flat_map(|level| &level.loop_2300) {
            totals.claims += 1;
            totals.lines += claim.loop_2400.len();
            totals.charged += claim.clm._02.as_deref().map_or(Decimal::ZERO, amount);
        }
    }
    let mut ours = 0;
    let mut batches = ClaimBatches::new(file.as_bytes());
    while let Some(event) = batches.next().expect("well-formed") {
        ours += usize::from(matches!(event, x12_837p::Event::Claim(_)));
    }
    assert_eq!(totals.claims, ours, "claims");
    json!({ "seconds": [seconds], "bytes": file.len(), "peak_kib": peak, "totals": totals.said() })
}

/// Counts and sums, added up here: the crate's values are text.
#[derive(Default)]
struct Totals {
    claims: usize,
    lines: usize,
    charged: Decimal,
    paid: Decimal,
}

impl Totals {
    fn said(&self) -> Value {
        json!({ "claims": self.claims, "lines": self.lines, "charged": plain(self.charged) })
    }
}

fn amount(text: impl AsRef<str>) -> Decimal {
    Decimal::from_str_exact(text.as_ref()).expect("an amount")
}

fn plain(amount: Decimal) -> Value {
    amount.normalize().to_string().into()
}

/// The most memory this process ever had, where the system tells.
fn peak_kibibytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_ascii_whitespace().nth(1)?.parse().ok()
}
