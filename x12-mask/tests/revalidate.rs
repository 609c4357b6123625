//! Readers find in a copy what they find in the original, at the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod common;

use common::{Seen, all, findings, mask, masker};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use x12_mask::MaskError;

/// Findings that one has oftener than the other.
///
/// Of a segment that no guide and no other set has, the identifier is masked, and so differs. A copy may say that ICD-10 is
/// used before October 2015 (X12-0676) where the original is little later: its dates were moved.
fn differing(original: &[Seen], copy: &[Seen]) -> Vec<String> {
    let without_names = |all: &[Seen]| -> Vec<Seen> {
        let mut all = all.to_vec();
        for (_, _, place) in all.iter_mut().filter(|of| matches!(of.0, 110 | 204)) {
            let from = place.find("segment: ").unwrap();
            let to = from + place[from..].find(", transaction").unwrap();
            place.replace_range(from..to, "");
        }
        all
    };
    let (original, copy) = (without_names(original), without_names(copy));
    let mut counts = BTreeMap::<&Seen, i32>::new();
    original
        .iter()
        .for_each(|of| *counts.entry(of).or_default() += 1);
    copy.iter()
        .for_each(|of| *counts.entry(of).or_default() -= 1);
    counts.retain(|(rule, ..), count| *count > 0 || (*count < 0 && *rule != 676));
    let told = counts.iter().map(|((rule, _, place), count)| {
        let whose = if *count > 0 { "original" } else { "copy" };
        format!("{whose}: X12-{rule:04} {place}")
    });
    told.collect()
}

#[test]
fn fixtures_have_the_same_findings() {
    let mut masker = masker();
    let (mut copied, mut refused) = (0, 0);
    let mut faults = Vec::new();
    // What passes a limit is refused, and takes long to read.
    for (name, file) in all().into_iter().filter(|(_, file)| file.len() < 200_000) {
        let mut copy = Vec::new();
        match masker.mask(&file[..], &mut copy) {
            Ok(_) => copied += 1,
            Err(MaskError::Input(error)) => {
                let found = findings(&file, false);
                assert!(
                    found.iter().any(|(rule, ..)| *rule == error.rule().number),
                    "{name}: {error}"
                );
                refused += 1;
                continue;
            }
            Err(error) => panic!("{name}: {error}"),
        }
        assert_eq!(copy.len(), file.len(), "{name}");
        let differ = differing(&findings(&file, false), &findings(&copy, false));
        if !differ.is_empty() {
            faults.push(format!("{name}\n  {}", differ.join("\n  ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(copied > 200 && refused > 0, "{copied} {refused}");
}

/// Public sample files, where their folder is there (`X12_CORPUS`, else `../shared/corpus` beside the workspace).
#[test]
fn corpus_files_have_the_same_findings() {
    let folder = std::env::var_os("X12_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    collect(&folder, &mut files);
    if files.is_empty() {
        println!("no corpus: nothing compared");
        return;
    }
    let mut masker = masker();
    let (mut copied, mut refused) = (0, 0);
    let mut faults = Vec::new();
    for path in files {
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let file = std::fs::read(&path).unwrap();
        let mut copy = Vec::new();
        if masker.mask(&file[..], &mut copy).is_err() {
            refused += 1;
            continue;
        }
        copied += 1;
        assert_eq!(copy.len(), file.len(), "{name}");
        for any_version in [false, true] {
            let original = findings(&file, any_version);
            let differ = differing(&original, &findings(&copy, any_version));
            if !differ.is_empty() {
                faults.push(format!("{name} {any_version}\n  {}", differ.join("\n  ")));
            }
        }
    }
    println!(
        "{copied} copied, {refused} refused, {} differ",
        faults.len()
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if !matches!(
            path.extension().and_then(|of| of.to_str()),
            Some("tsv" | "md" | "json")
        ) {
            files.push(path);
        }
    }
}

/// A copy of a copy reads like the original, too.
#[test]
fn copies_can_be_copied() {
    let mut masker = masker();
    for (name, file) in common::clean() {
        let copy = mask(&mut masker, &file);
        let again = mask(&mut masker, &copy);
        assert!(copy != again, "{name}");
        assert!(
            differing(&findings(&file, false), &findings(&again, false)).is_empty(),
            "{name}"
        );
    }
}
