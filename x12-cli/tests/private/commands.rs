//! What the program prints beside its outputs.

use fixtures::{HostileKind, marked_files};

use crate::{silent, support::Folder};

#[test]
fn check_shows_no_value_unless_it_is_told_to() {
    let folder = Folder::new();
    let files = marked_files();
    for (number, file) in files.iter().enumerate() {
        folder.write(&format!("{number:04}.edi"), &file.bytes);
    }
    let names: Vec<String> = (0..files.len())
        .map(|number| format!("{number:04}.edi"))
        .collect();
    let mut codes = 0;
    for options in [
        &["--format", "text"][..],
        &["--format", "json"],
        &["--format", "sarif"],
        &["--strict", "--any-version"],
    ] {
        // Few files at a time: what fails is found sooner.
        for names in names.chunks(200) {
            let names = names.iter().map(String::as_str);
            let args: Vec<&str> = ["check"]
                .into_iter()
                .chain(options.iter().copied())
                .chain(names)
                .collect();
            let run = folder.run(&args);
            silent("check", &run.out);
            silent("check", &run.err);
            codes += run.out.matches("X12-").count();
        }
    }
    assert!(codes > 10_000, "{codes} findings are few");
    let shown = folder.run(&["check", "--show-values", &names[1]]);
    assert!(
        fixtures::first_mark(&shown.out).is_some(),
        "--show-values shows nothing"
    );
}

#[test]
fn other_commands_are_silent_on_standard_error() {
    let folder = Folder::new();
    folder.write("envelope.json", fixtures::claim_envelope());
    for (number, file) in marked_files().iter().enumerate() {
        // One segment after the other is for `check` alone.
        if file.name.contains("nothing but") {
            continue;
        }
        let name = format!("{number:04}.edi");
        folder.write(&name, &file.bytes);
        let name = name.as_str();
        let of_kind: &[&[&str]] = match file.kind {
            HostileKind::Era => &[
                &["era", "show", name],
                &["era", "show", name, "--claim", "NONE"],
            ],
            HostileKind::Claims => &[&["claim", "read", name, "--envelope", "out.json"]],
            HostileKind::Statuses => &[&["status", "read", name]],
            HostileKind::Acknowledgments => &[&["ack", "read", name]],
        };
        let for_all: &[&[&str]] = &[
            &["ack", "write", name],
            &["ack", "write", "--ta1", name],
            &["ack", "write", "--no-copies", name],
            &["track", name],
            // The wrong command for most of them.
            &["status", "read", name],
            &["claim", "read", name, "--envelope", "out.json"],
            &["era", "show", name],
        ];
        for args in of_kind.iter().chain(for_all) {
            silent(&format!("{args:?} on {}", file.name), &folder.run(args).err);
        }
    }
    for command in ["era", "claim"] {
        let args = [
            command,
            "convert",
            ".",
            "--to",
            "csv",
            "--out",
            "tables",
            "--set-aside",
            "aside",
        ];
        silent(command, &folder.run(&args).err);
    }
    let findings = std::fs::read_to_string(folder.path().join("tables/findings.csv")).unwrap();
    assert!(findings.lines().count() > 100);
    silent("findings.csv", &findings);
    for entry in std::fs::read_dir(folder.path().join("aside")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "edi") {
            silent("set aside", &std::fs::read_to_string(path).unwrap());
        }
    }
}
