//! Packed inputs: what is read of them, and what is refused.

use std::{fs, io::Write};

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder},
};
use rawzip::{CompressionMethod, Crc32Option, ZipArchiveWriter, path::EntryPath};

use crate::harness::{Bench, TABLES, bytes_of, edi, of};

pub(crate) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A member, as it is packed.
struct Packed<'b> {
    name: &'b [u8],
    bytes: &'b [u8],
    method: CompressionMethod,
    encrypted: bool,
    crc: Crc32Option,
}

impl<'b> Packed<'b> {
    fn new(name: &'b str, bytes: &'b [u8]) -> Self {
        Self {
            name: name.as_bytes(),
            bytes,
            method: CompressionMethod::DEFLATE,
            encrypted: false,
            crc: Crc32Option::Calculate,
        }
    }
}

fn archive(members: &[Packed<'_>]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for member in members {
        let (mut entry, config) = archive
            .new_file(EntryPath::verbatim(member.name))
            .compression_method(member.method)
            .encrypted(member.encrypted)
            .crc32(member.crc)
            .start()
            .unwrap();
        let descriptor = if member.method == CompressionMethod::STORE {
            let mut writer = config.wrap(&mut entry);
            writer.write_all(member.bytes).unwrap();
            writer.finish().unwrap().1
        } else {
            let encoder = DeflateEncoder::new(&mut entry, Compression::fast());
            let mut writer = config.wrap(encoder);
            writer.write_all(member.bytes).unwrap();
            let (encoder, descriptor) = writer.finish().unwrap();
            encoder.finish().unwrap();
            descriptor
        };
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap()
}

pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let members: Vec<_> = members
        .iter()
        .map(|(name, bytes)| Packed::new(name, bytes))
        .collect();
    archive(&members)
}

/// An archive of one encrypted member.
pub(crate) fn encrypted(name: &str, bytes: &[u8]) -> Vec<u8> {
    archive(&[Packed {
        encrypted: true,
        ..Packed::new(name, bytes)
    }])
}

const TO: [&str; 4] = ["--to", "csv", "--out", "out"];

fn args<'a>(args: &[&'a str]) -> Vec<&'a str> {
    args.iter().copied().chain(TO).collect()
}

/// File, rule and message of each error.
fn errors(bench: &Bench) -> Vec<(String, String, String)> {
    let rows = bench.table("findings.csv");
    of(&rows, "severity", "error")
        .into_iter()
        .map(|row| {
            (
                row["file"].clone(),
                row["code"].clone(),
                row["message"].clone(),
            )
        })
        .collect()
}

/// The files that payments come from, one for each payment.
fn files(bench: &Bench) -> Vec<String> {
    let rows = bench.table("payments.csv");
    rows.iter().map(|row| row["file"].clone()).collect()
}

#[test]
fn gzip_files_are_read_like_what_they_hold() {
    let bench = Bench::new(&[("a", edi("R01")), ("b", edi("R07"))]);
    bench.run(&args(&["a", "b"])).ends_with_code(0);
    let plain = bytes_of(&bench.path("out"), &TABLES);
    // By content, whatever the name; and several members are one file.
    let (first, second) = edi("R07").split_at(400);
    bench.add("a", &gz(edi("R01")));
    bench.add("b", &[gz(first), gz(b""), gz(second)].concat());
    bench.run(&args(&["a", "b"])).ends_with_code(0);
    assert_eq!(bytes_of(&bench.path("out"), &TABLES), plain);
    // In folders and on standard input.
    bench.add("in/deep/x.835.gz", &gz(edi("R01")));
    bench
        .run_with(&args(&["in", "-"]), &gz(edi("R07")))
        .ends_with_code(0);
    assert_eq!(files(&bench), ["in/deep/x.835.gz", "-", "-"]);
}

#[test]
fn members_are_inputs_of_their_own_in_the_order_of_their_names() {
    let packed = zip(&[
        ("b.835", edi("R07")),
        ("deep/", b""),
        ("deep/z.835", edi("R02")),
        ("a.835", edi("R01")),
        (".hidden.835", edi("R01")),
        ("__MACOSX/._a.835", edi("R01")),
    ]);
    let bench = Bench::new(&[("in/era.zip", &packed), ("in/zz.835", edi("R01"))]);
    for jobs in ["1", "3"] {
        let run = bench.run(&args(&["in", "--jobs", jobs])).ends_with_code(0);
        assert!(run.stderr.starts_with("files     4\n"), "{}", run.stderr);
        assert_eq!(
            files(&bench),
            [
                "in/era.zip/a.835",
                "in/era.zip/b.835",
                "in/era.zip/b.835",
                "in/era.zip/deep/z.835",
                "in/zz.835"
            ]
        );
    }
    // Stored members, and an archive under another name.
    let stored = Packed {
        method: CompressionMethod::STORE,
        ..Packed::new("s.835", edi("R01"))
    };
    bench.add("batch", &archive(&[stored]));
    bench.run(&args(&["batch"])).ends_with_code(0);
    assert_eq!(files(&bench), ["batch/s.835"]);
}

#[test]
fn an_archive_without_files_is_told() {
    let bench = Bench::new(&[("empty.zip", &zip(&[]))]);
    let run = bench.run(&args(&["empty.zip"])).ends_with_code(0);
    assert!(
        run.stderr
            .contains("warning: empty.zip is an archive without files"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_damaged_file_keeps_its_whole_payments() {
    let mut bytes = Vec::new();
    fixtures::write_era_of_size(3, 600_000, false, &mut bytes).unwrap();
    let packed = gz(&bytes);
    let mut bent = packed.clone();
    let checksum = bent.len() - 8;
    bent[checksum] ^= 1;
    let bench = Bench::new(&[
        ("cut.gz", &packed[..packed.len() * 2 / 3]),
        ("good.gz", &packed),
        ("sum.gz", &bent),
        ("tail.gz", &[&packed[..], b"and more"].concat()),
        ("zero.gz", &[0x1F, 0x8B]),
    ]);
    let run = bench
        .run(&args(&[
            "cut.gz", "good.gz", "sum.gz", "tail.gz", "zero.gz",
        ]))
        .ends_with_code(2);
    assert!(
        run.stderr.contains("files     5, 4 failed\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("failed: cut.gz: packed input is damaged: cut off [X12-1401]\n"),
        "{}",
        run.stderr
    );
    let found: Vec<_> = errors(&bench)
        .into_iter()
        .filter(|(file, ..)| file != "good.gz")
        .map(|(file, code, _)| (file, code))
        .collect();
    let damaged = |file: &str| (file.to_owned(), "X12-1401".to_owned());
    assert_eq!(
        found,
        ["cut.gz", "sum.gz", "tail.gz", "zero.gz"].map(damaged)
    );
    let rows = bench.table("payments.csv");
    assert!(!of(&rows, "file", "cut.gz").is_empty());
    assert!(of(&rows, "file", "cut.gz").len() < of(&rows, "file", "good.gz").len());
}

#[test]
fn a_damaged_member_fails_alone() {
    let bad_sum = Packed {
        crc: Crc32Option::Custom(7),
        ..Packed::new("b.835", edi("R02"))
    };
    let packed = archive(&[
        Packed::new("a.835", edi("R01")),
        bad_sum,
        Packed::new("c.835", edi("R07")),
    ]);
    let bench = Bench::new(&[("era.zip", &packed)]);
    let run = bench.run(&args(&["era.zip"])).ends_with_code(2);
    assert!(
        run.stderr.contains(
            "failed: era.zip/b.835: packed input is damaged: wrong checksum [X12-1401]\n"
        ),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("files     3, 1 failed\n"),
        "{}",
        run.stderr
    );
    assert!(files(&bench).contains(&"era.zip/c.835".to_owned()));
    // The list of members itself is gone: that is the archive.
    bench.add("era.zip", &packed[..packed.len() - 40]);
    let run = bench.run(&args(&["era.zip"])).ends_with_code(2);
    assert!(
        run.stderr.contains("files     1, 1 failed\n"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("failed: era.zip: packed input is damaged"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_packed_twice_encrypted_or_packed_otherwise_is_refused_alone() {
    let inner = zip(&[("a.835", edi("R01"))]);
    let inner_gz = gz(edi("R01"));
    let packed = archive(&[
        Packed::new("1-fine.835", edi("R01")),
        Packed::new("2-zip", &inner),
        Packed::new("3-gz", &inner_gz),
        Packed {
            method: CompressionMethod::STORE,
            ..Packed::new("4-stored-zip", &inner)
        },
        Packed {
            encrypted: true,
            ..Packed::new("5-secret", edi("R01"))
        },
        Packed {
            method: CompressionMethod::LZMA,
            ..Packed::new("6-lzma", edi("R01"))
        },
    ]);
    let bench = Bench::new(&[("era.zip", &packed), ("twice.gz", &gz(&gz(edi("R01"))))]);
    bench.add("zipped.gz", &gz(&inner));
    bench
        .run(&args(&["era.zip", "twice.gz", "zipped.gz"]))
        .ends_with_code(2);
    let found: Vec<_> = errors(&bench)
        .into_iter()
        .map(|(file, code, _)| (file, code))
        .collect();
    let expected = [
        ("era.zip/2-zip", "X12-1405"),
        ("era.zip/3-gz", "X12-1405"),
        ("era.zip/4-stored-zip", "X12-1405"),
        ("era.zip/5-secret", "X12-1406"),
        ("era.zip/6-lzma", "X12-1407"),
        ("twice.gz", "X12-1405"),
        ("zipped.gz", "X12-1405"),
    ];
    assert_eq!(
        found,
        expected.map(|(file, code)| (file.to_owned(), code.to_owned()))
    );
    assert_eq!(files(&bench), ["era.zip/1-fine.835"]);
}

/// Blanks that pack into next to nothing, behind a payment that is whole.
fn bomb(len: usize) -> Vec<u8> {
    let mut bytes = edi("R01").to_vec();
    bytes.resize(len, b' ');
    bytes
}

#[test]
fn what_grows_too_much_is_stopped() {
    let bomb = bomb(8 << 20);
    // Below the first MiB nothing is judged.
    let small = {
        let mut small = edi("R01").to_vec();
        small.resize(1 << 20, b'\n');
        small
    };
    let bench = Bench::new(&[
        ("bomb.gz", &gz(&bomb)),
        (
            "era.zip",
            &zip(&[("a.835", edi("R02")), ("bomb.835", &bomb)]),
        ),
        ("small.gz", &gz(&small)),
    ]);
    let names = ["bomb.gz", "era.zip", "small.gz"];
    bench.run(&args(&names)).ends_with_code(2);
    let found = errors(&bench);
    let expected = ["bomb.gz", "era.zip/bomb.835"].map(|file| {
        (
            file.to_owned(),
            "X12-1403".to_owned(),
            "input grows by more than the limit when it is unpacked: limit 200:1".to_owned(),
        )
    });
    assert_eq!(found, expected);
    // What was whole before is kept, and the limit can be raised.
    assert_eq!(
        files(&bench),
        ["bomb.gz", "era.zip/a.835", "era.zip/bomb.835", "small.gz"]
    );
    let raised = [&names[..], &["--max-ratio", "2000"]].concat();
    bench.run(&args(&raised)).ends_with_code(0);
}

#[test]
fn what_is_too_large_in_all_is_stopped() {
    let mut bytes = Vec::new();
    fixtures::write_era_of_size(3, 700_000, false, &mut bytes).unwrap();
    let three = zip(&[("a", &bytes), ("b", &bytes), ("c", &bytes)]);
    let bench = Bench::new(&[("era.zip", &three), ("one.gz", &gz(&bytes))]);
    bench.add("two.gz", &gz(&[&bytes[..], &bytes].concat()));
    let names = ["era.zip", "one.gz", "two.gz", "--max-expanded", "1"];
    for jobs in ["1", "4"] {
        let names = [&names[..], &["--jobs", jobs]].concat();
        bench.run(&args(&names)).ends_with_code(2);
        let mut found: Vec<_> = errors(&bench)
            .into_iter()
            .filter(|(_, code, _)| code.starts_with("X12-14"))
            .map(|(file, code, _)| (file, code))
            .collect();
        found.dedup();
        let expected = ["era.zip/b", "era.zip/c", "two.gz"];
        assert_eq!(
            found,
            expected.map(|file| (file.to_owned(), "X12-1404".to_owned()))
        );
    }
    assert!(files(&bench).iter().any(|file| file == "era.zip/a"));
}

/// A byte more than the limit is too much, and the limit itself is not.
#[test]
fn what_is_as_large_as_the_limit_is_read() {
    let of_size = |size: usize| {
        let mut bytes = edi("R01").to_vec();
        bytes.resize(size, b'\n');
        bytes
    };
    let (at, above) = (of_size(1 << 20), of_size((1 << 20) + 1));
    let bench = Bench::new(&[
        ("above.gz", &gz(&above)),
        ("above.zip", &zip(&[("a", &above)])),
        ("at.gz", &gz(&at)),
        ("at.zip", &zip(&[("a", &at)])),
    ]);
    let names = ["above.gz", "above.zip", "at.gz", "at.zip"];
    let limited = [&names[..], &["--max-expanded", "1"]].concat();
    bench.run(&args(&limited)).ends_with_code(2);
    let found = errors(&bench)
        .into_iter()
        .map(|(file, code, _)| (file, code));
    assert_eq!(
        found.collect::<Vec<_>>(),
        ["above.gz", "above.zip/a"].map(|file| (file.to_owned(), "X12-1404".to_owned()))
    );
}

#[test]
fn an_archive_of_too_many_members_is_not_read() {
    let members = [("a", edi("R01")), ("b", edi("R01")), ("c", edi("R01"))];
    let bench = Bench::new(&[("era.zip", &zip(&members))]);
    let run = bench
        .run(&args(&["era.zip", "--max-members", "2"]))
        .ends_with_code(2);
    assert!(
        run.stderr.contains(
            "failed: era.zip: archive has more members than the limit: limit 2 [X12-1402]\n"
        ),
        "{}",
        run.stderr
    );
    assert!(files(&bench).is_empty());
    bench
        .run(&args(&["era.zip", "--max-members", "3"]))
        .ends_with_code(0);
    // The default.
    let many: Vec<_> = (0..10_001).map(|number| format!("{number}")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    bench.add("era.zip", &zip(&many));
    let run = bench.run(&args(&["era.zip"])).ends_with_code(2);
    assert!(
        run.stderr.contains("limit 10000 [X12-1402]"),
        "{}",
        run.stderr
    );
}

#[test]
fn names_of_members_do_no_harm() {
    let members = [
        ("../../evil.835", edi("R01")),
        ("/etc/root.835", edi("R01")),
        ("..\\..\\back.835", edi("R01")),
        ("esc\x1b[2J\u{202e}.835", edi("R01")),
        ("..", edi("R01")),
    ];
    let bench = Bench::new(&[("in/era.zip", &zip(&members)), ("kept", b"kept")]);
    let bad = Packed {
        name: b"l\xD3pez\n.835",
        crc: Crc32Option::Custom(7),
        ..Packed::new("", edi("R01"))
    };
    bench.add("in/more.zip", &archive(&[bad]));
    let run = bench.run(&args(&["in"])).ends_with_code(2);
    let mut names = files(&bench);
    names.sort();
    assert_eq!(
        names,
        [
            "in/era.zip/?",
            "in/era.zip/back.835",
            "in/era.zip/esc?[2J?.835",
            "in/era.zip/etc/root.835",
            "in/era.zip/evil.835",
        ]
    );
    assert!(
        run.stderr
            .contains("failed: in/more.zip/l\u{fffd}pez?.835: "),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.chars().all(|of| of == '\n' || !of.is_control()),
        "{:?}",
        run.stderr
    );
    assert_eq!(bench.entries("."), ["in", "kept", "out"]);
    assert_eq!(bench.entries("in"), ["era.zip", "more.zip"]);
    let mut tables = TABLES.to_vec();
    tables.sort_unstable();
    assert_eq!(bench.entries("out"), tables);
}

#[test]
fn members_that_share_a_name_or_bytes_are_not_read_twice() {
    let twice = zip(&[("a.835", edi("R01")), ("a.835", edi("R02"))]);
    // The second entry of the directory is led to the first member.
    let mut shared = zip(&[("a.835", edi("R01")), ("b.835", edi("R01"))]);
    let second = shared
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x01\x02")
        .unwrap();
    shared[second + 42..second + 46].copy_from_slice(&[0; 4]);
    let bench = Bench::new(&[("twice.zip", &twice), ("shared.zip", &shared)]);
    bench
        .run(&args(&["twice.zip", "shared.zip"]))
        .ends_with_code(2);
    let found: Vec<_> = errors(&bench)
        .into_iter()
        .map(|(file, code, _)| (file, code))
        .collect();
    assert_eq!(
        found,
        ["twice.zip/a.835", "shared.zip/b.835"]
            .map(|file| (file.to_owned(), "X12-1409".to_owned()))
    );
    assert_eq!(files(&bench), ["twice.zip/a.835", "shared.zip/a.835"]);
}

#[test]
fn an_archive_on_standard_input_is_refused() {
    let bench = Bench::new(&[]);
    let packed = zip(&[("a.835", edi("R01"))]);
    let run = bench.run_with(&args(&["-"]), &packed).ends_with_code(2);
    assert!(
        run.stderr
            .contains("failed: -: archive where one file is read [X12-1408]"),
        "{}",
        run.stderr
    );
}

#[test]
fn inputs_are_never_touched() {
    let packed = zip(&[("a.835", edi("R01")), ("bad", b"no X12")]);
    let bench = Bench::new(&[("era.zip", &packed), ("a.gz", &gz(edi("R01")))]);
    bench.run(&args(&["era.zip", "a.gz"])).ends_with_code(2);
    assert_eq!(fs::read(bench.path("era.zip")).unwrap(), packed);
    assert_eq!(fs::read(bench.path("a.gz")).unwrap(), gz(edi("R01")));
}
