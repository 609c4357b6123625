//! `x12 mask`: files in, copies out, and nothing where something is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests stop at the first surprise"
)]

mod support;

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use support::{Folder, claims_text, era, era_text};

const KEY: &[u8] = b"an invented key 0123456789 of more than 32 bytes";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("key", KEY).write("a.835", era("R01"));
    folder
}

/// Names in the folder, those that are hidden too.
fn names(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn help_says_how_to_make_a_key() {
    let run = Folder::new().run(&["mask", "--help"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    insta::assert_snapshot!("mask_help", run.out);
}

#[test]
fn a_file_a_pipe_and_a_packed_file_give_the_same_copy() {
    let folder = folder();
    let run = folder.run(&["mask", "a.835", "--key-file", "key"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "a.835: 27 segments; 32 values masked, 6 dates moved, 75 kept\n"
    );
    assert_eq!(run.out.len(), era("R01").len());
    assert!(
        !run.out.contains("LOPEZ") && !run.out.contains("SH-10001") && !run.out.contains("20250")
    );
    assert!(run.out.contains("*1*150*40*70*12*"));

    let piped = folder.run_with(&["mask", "-", "--key-file", "key"], era("R01"));
    assert!(piped.code == 0 && piped.out == run.out);
    assert!(piped.err.starts_with("standard input: 27 segments"));

    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(era("R01")).unwrap();
    folder.write("a.gz", packed.finish().unwrap());
    let unpacked = folder.run(&["mask", "a.gz", "--key-file", "key", "-o", "copy.835"]);
    assert_eq!((unpacked.code, unpacked.out.as_str()), (0, ""));
    assert_eq!(
        std::fs::read_to_string(folder.path().join("copy.835")).unwrap(),
        run.out
    );

    let checked = folder.run(&["check", "copy.835"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    let other =
        folder
            .write("other", [KEY, b"."].concat())
            .run(&["mask", "a.835", "--key-file", "other"]);
    assert!(other.out.len() == run.out.len() && other.out != run.out);
}

/// What is said of the unknown holds no value of it.
#[test]
fn counts_tell_of_what_is_unknown() {
    let folder = folder();
    let odd = format!(
        "Dear HARRIET\n{}",
        era_text("R01").replace("LX*1~", "LX*1~QQQ*TUBMAN~")
    );
    folder.write("odd.835", odd);
    let run = folder.run(&["mask", "odd.835", "--key-file", "key"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "odd.835: 28 segments; 33 values masked, 6 dates moved, 75 kept\n\
         odd.835: 1 segment of no known kind, masked with the identifier\n\
         odd.835: 11 bytes outside of segments, masked without a key\n"
    );
    assert!(run.out.starts_with("Xxxx XXXXXXX\nISA*"));
    assert!(!run.out.contains("TUBMAN") && !run.out.contains("QQQ"));
}

#[test]
fn a_key_that_is_none_is_refused_and_not_shown() {
    let folder = folder();
    folder
        .write("short", "SECRETSECRETSECRETSECRETSECRET\n")
        .write("zeros", [0; 64])
        .write("long", vec![b'S'; 70_000]);
    for (args, words) in [
        (&["--key-file", "none"][..], "none: "),
        (
            &["--key-file", "short"],
            "short: a key has at least 32 bytes",
        ),
        (
            &["--key-file", "zeros"],
            "zeros: these bytes are not random",
        ),
        (
            &["--key-file", "long"],
            "long: a key has at most 65536 bytes",
        ),
        (&["--key-file", "-"], "the key is read from a file only"),
        (&["--key-file", "a.835"], "a.835 is named for two things"),
        (
            &["--key-file", "key", "-o", "key"],
            "key is named for two things",
        ),
        (
            &["--key-file", "key", "-o", "a.835"],
            "a.835 is named for two things",
        ),
    ] {
        let run = folder.run(&[&["mask", "a.835"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
        assert!(!run.err.contains("SECRET"), "{args:?}");
    }
    assert_eq!(names(&folder), ["a.835", "key", "long", "short", "zeros"]);
    assert_eq!(std::fs::read(folder.path().join("key")).unwrap(), KEY);
}

/// A file that is cut off, or none, gives no copy: nothing in place, nothing beside it, nothing on standard output.
#[test]
fn what_cannot_be_read_gives_nothing() {
    let folder = folder();
    let claims = claims_text("P01");
    folder
        .write("cut.837", &claims[..claims.len() - 40])
        .write("none.txt", "Dear Mrs TUBMAN, your remittance is late")
        .write("cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1])
        .write("there.837", "as it was");
    for (file, words) in [
        ("cut.837", "X12-0902"),
        ("none.txt", "X12-0901"),
        ("cut.gz", "X12-1401"),
        ("gone.837", "gone.837: "),
    ] {
        for out in [&[][..], &["-o", "new.837"], &["-o", "there.837"]] {
            let run = folder.run(&[&["mask", file, "--key-file", "key"], out].concat());
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{file} {out:?}");
            assert!(run.err.contains(words), "{file}: {}", run.err);
            assert!(!run.err.contains("TUBMAN"), "{file}");
        }
    }
    let there = std::fs::read_to_string(folder.path().join("there.837")).unwrap();
    assert_eq!(there, "as it was");
    assert_eq!(
        names(&folder),
        ["a.835", "cut.837", "cut.gz", "key", "none.txt", "there.837"]
    );
}

#[test]
fn an_output_that_cannot_be_made_is_said() {
    let folder = folder();
    let run = folder.run(&["mask", "a.835", "--key-file", "key", "-o", "nowhere/copy"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("nowhere/copy"), "{}", run.err);
}
