//! Writes 999s for validators that are not ours, into the folder that `X12_WRITE_FILES_TO` names: answers to clean files,
//! to files that miss a segment or hold a bad element, to dirty remittances and to the public samples. Without the folder
//! there is nothing to do; the other tests judge the same answers.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs
)]

mod common;
#[path = "../../x12-835/tests/corpus/folder.rs"]
#[allow(
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    reason = "shared with the 835, which asks for its own files too"
)]
mod folder;

use std::{env, fs, path::PathBuf};

use common::acks::numbers;
use x12_ack::{AckOptions, acknowledge, write_replies};
use x12_core::{Assemble, Delimiters, ReadOptions};

struct Out {
    folder: PathBuf,
    count: u32,
}

impl Out {
    fn answer<G: Assemble>(&mut self, kind: &str, input: &[u8]) {
        let options = ReadOptions::default();
        let answers = acknowledge::<G>(input, &options, AckOptions::default());
        // Some public samples have no sender whom an answer could be addressed to.
        let reply = match write_replies(Vec::new(), Delimiters::USUAL, &numbers(), &answers) {
            Ok(reply) if !reply.is_empty() => reply,
            Ok(_) => return,
            Err(error) => return assert_eq!(error.rule().number, 811, "{error}"),
        };
        self.count += 1;
        let text = String::from_utf8(reply).unwrap().replace('~', "~\n");
        let name = format!("{kind}-{:04}.edi", self.count);
        fs::write(self.folder.join(name), text).unwrap();
    }
}

#[test]
fn files_for_validators() {
    let Some(folder) = env::var_os("X12_WRITE_FILES_TO").map(PathBuf::from) else {
        println!("SKIPPED: X12_WRITE_FILES_TO names no folder");
        return;
    };
    fs::create_dir_all(&folder).unwrap();
    let mut out = Out { folder, count: 0 };
    for fixture in fixtures::claims() {
        out.answer::<x12_837p::claim::Assembler>("claims", fixture.edi);
        let text = std::str::from_utf8(fixture.edi).unwrap();
        let segments: Vec<_> = text.split_inclusive('\n').collect();
        // From behind ST up to SE.
        for at in (3..segments.len() - 3).step_by(2) {
            let mut without = segments.clone();
            without.remove(at);
            out.answer::<x12_837p::claim::Assembler>("without", without.concat().as_bytes());
            let elements: Vec<_> = segments[at].trim_end_matches("~\n").split('*').collect();
            let mut bad = elements.clone();
            let last = bad.len() - 1;
            bad[last] = "A:B:C?";
            let bad = bad.join("*") + "~\n";
            let mut with = segments.clone();
            with[at] = &bad;
            out.answer::<x12_837p::claim::Assembler>("bad", with.concat().as_bytes());
        }
    }
    for dirty in fixtures::dirty_eras() {
        out.answer::<x12_835::Assembler>("era", &dirty.bytes);
    }
    if let Some(corpus) = folder::Corpus::find("files for validators") {
        for (file, kinds) in corpus.files() {
            let input = corpus.read(file);
            if kinds.contains("837") {
                out.answer::<x12_837p::claim::Assembler>("public", &input);
            } else if kinds.contains("835") {
                out.answer::<x12_835::Assembler>("public", &input);
            } else if kinds.contains("277") {
                out.answer::<x12_277::Assembler>("public", &input);
            }
        }
    }
    println!("{} answers", out.count);
}
