//! Writes files for validators that are not ours: every scenario and many made-up claims, into the folder that
//! `X12_WRITE_FILES_TO` names. Without it there is nothing to do; the other tests judge the same claims.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    unreachable_pub,
    dead_code,
    missing_docs,
    reason = "a test fails by panicking, and shares its claims with others"
)]

mod generated;

use std::{env, fs, path::PathBuf};

use claim_model::Claim;
use generated::Dice;
use x12_837p::claim::{ClaimEnvelope, WriteOptions, write_claims};

/// Claims that are written one by one, each into a file.
const CLAIMS: u64 = 200;

#[test]
fn files_for_validators() {
    let Some(folder) = env::var_os("X12_WRITE_FILES_TO").map(PathBuf::from) else {
        println!("SKIPPED: X12_WRITE_FILES_TO names no folder");
        return;
    };
    fs::create_dir_all(&folder).unwrap();
    let envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope()).unwrap();
    let write = |name: String, claims: &[Claim], envelope: &ClaimEnvelope| {
        let options = WriteOptions::default().line_breaks(true);
        let (file, _) = write_claims(claims, envelope.clone(), options).expect(&name);
        fs::write(folder.join(name), file).unwrap();
    };
    for fixture in fixtures::claims() {
        let claims: Vec<Claim> = serde_json::from_str(fixture.claims).unwrap();
        write(format!("{}.edi", fixture.name), &claims, &envelope);
    }
    let envelope = generated::reading::envelope();
    for seed in 0..CLAIMS {
        // From claims with hardly anything to claims with everything.
        let mut dice = Dice::new(seed, seed % 60);
        let claims = generated::claims(&mut dice, 1);
        write(format!("generated-{seed:03}.edi"), &claims, &envelope);
    }
}
