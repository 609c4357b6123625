//! The crate `x12-types` on one file, in the form of `measure` in the package above: as JSON the seconds, the most memory of
//! the process, and what the tool says is in the file. `../peers/run` runs it in turns with ours.
//!
//! ```text
//! x12-types-beside era|claims FILE
//! ```

use std::{env, fs, process::ExitCode, str, time::Instant};

use benches::{Kind, Totals};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use x12_types::{
    util::Parser,
    v005010::{_835, _837, Transmission},
};

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let result = match (words.next().as_deref(), words.next()) {
        (Some("era"), Some(path)) => measure(&path, Kind::Era),
        (Some("claims"), Some(path)) => measure(&path, Kind::Claims),
        _ => {
            eprintln!("Usage: x12-types-beside era|claims <FILE>");
            return ExitCode::from(2);
        }
    };
    println!("{result}");
    ExitCode::SUCCESS
}

fn measure(path: &str, kind: Kind) -> Value {
    let file = fs::read_to_string(path).expect("a file that can be read");
    let start = Instant::now();
    let (seconds, peak, totals) = match kind {
        Kind::Era => {
            let (_, read) = Transmission::<_835>::parse(&file).expect("a file it can read");
            (start.elapsed(), benches::peak_kibibytes(), remittances(&read))
        }
        Kind::Claims => {
            let (_, read) = Transmission::<_837>::parse(&file).expect("a file it can read");
            (start.elapsed(), benches::peak_kibibytes(), claims(&read))
        }
    };
    json!({
        "seconds": [seconds.as_secs_f64()], "bytes": file.len(), "peak_kib": peak,
        "totals": totals.to_json(kind),
    })
}

/// Its values are text: amounts are added up here.
fn amount(text: &str) -> Decimal {
    Decimal::from_str_exact(text).expect("an amount")
}

fn remittances(read: &Transmission<_835>) -> Totals {
    let mut totals = Totals::default();
    for payment in read.functional_group.iter().flat_map(|group| &group.segments) {
        totals.add_payment(amount(&payment.bpr._02));
        for claim in payment.loop_2000.iter().flat_map(|group| &group.loop_2100) {
            totals.add_claim(amount(&claim.clp._03), amount(&claim.clp._04));
            totals.add_lines(claim.loop_2110.len());
        }
    }
    totals
}

fn claims(read: &Transmission<_837>) -> Totals {
    let mut totals = Totals::default();
    for batch in read.functional_group.iter().flat_map(|group| &group.segments) {
        for claim in batch.loop_2000.iter().flat_map(|level| &level.loop_2300) {
            let charge = claim.clm._02.as_deref().map_or(Decimal::ZERO, amount);
            totals.add_claim(charge, Decimal::ZERO);
            totals.add_lines(claim.loop_2400.len());
        }
    }
    totals
}
