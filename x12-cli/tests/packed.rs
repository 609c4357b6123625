//! Packed files in commands that read one file.
#![allow(clippy::unwrap_used, reason = "test code: a failure should be loud")]

mod support;

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use support::{Folder, ack_text, claims_text, era, status_text};

fn gz(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn gzip_files_are_read_like_what_they_hold() {
    let claims = claims_text(fixtures::claims().first().unwrap().name);
    let status = status_text(fixtures::statuses().first().unwrap().name);
    let ack = ack_text(fixtures::acknowledgments().first().unwrap().name);
    for (bytes, command) in [
        (era("R01"), &["check"][..]),
        (era("R01"), &["era", "show"]),
        (
            claims.as_bytes(),
            &["claim", "read", "--envelope", "envelope.json"],
        ),
        (status.as_bytes(), &["status", "read"]),
        (ack.as_bytes(), &["ack", "read"]),
    ] {
        let folder = Folder::new();
        let args: Vec<&str> = command.iter().copied().chain(["file"]).collect();
        let plain = folder.write("file", bytes).run(&args);
        let packed = folder.write("file", gz(bytes)).run(&args);
        assert_eq!(
            (packed.code, &packed.out),
            (plain.code, &plain.out),
            "{command:?}"
        );
        assert!(
            plain.code < 2 && !plain.out.is_empty(),
            "{command:?}: {}",
            plain.err
        );
        let args: Vec<&str> = command.iter().copied().chain(["-"]).collect();
        let piped = folder.run_with(&args, &gz(bytes));
        assert_eq!(piped.code, plain.code, "{command:?}: {}", piped.err);
    }
}

#[test]
fn claims_are_tracked_through_packed_files() {
    let claims = claims_text(fixtures::claims().first().unwrap().name);
    let folder = Folder::new();
    folder
        .write("sent.837", &claims)
        .write("sent.gz", gz(&claims));
    let read = folder.run(&["claim", "read", "sent.837", "--envelope", "envelope.json"]);
    folder.write("claims.jsonl", &read.out);
    let plain = folder.run(&["track", "claims.jsonl", "sent.837"]);
    let packed = folder.run(&["track", "claims.jsonl", "sent.gz"]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert_eq!(
        (packed.code, packed.out),
        (0, plain.out.replace("sent.837", "sent.gz"))
    );
}

#[test]
fn findings_of_a_packed_file_have_places_and_no_excerpt() {
    let folder = Folder::new();
    folder.write("cent.gz", gz(support::dirty("L14-off-by-a-cent")));
    let run = folder.run(&["check", "cent.gz"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("bytes "), "{}", run.out);
    assert!(support::is_harmless(&run.out), "{}", run.out);
}

#[test]
fn damaged_files_and_archives_are_refused_by_number() {
    let folder = Folder::new();
    let packed = gz(era("R01"));
    let cut = packed.get(..packed.len() / 2).unwrap();
    folder
        .write("cut.gz", cut)
        .write("era.zip", b"PK\x03\x04 and so on");
    for (file, rule) in [("cut.gz", "X12-1401"), ("era.zip", "X12-1408")] {
        for command in [
            &["check"][..],
            &["era", "show"],
            &["claim", "read", "--envelope", "envelope.json"],
            &["status", "read"],
            &["ack", "read"],
        ] {
            let args: Vec<&str> = command.iter().copied().chain([file]).collect();
            let run = folder.run(&args);
            assert_eq!(run.code, 2, "{command:?} {file}");
            assert!(
                run.out.contains(rule) || run.err.contains(rule),
                "{command:?} {file}: {}{}",
                run.out,
                run.err
            );
        }
        let run = folder.run(&["explain", rule]);
        assert_eq!(run.code, 0);
        assert!(run.out.starts_with(rule), "{}", run.out);
    }
}
