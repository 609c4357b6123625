//! Nothing that a file, its name or an argument holds acts on the terminal: no control character comes out, and no mark that
//! turns the direction of writing.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

mod support;

use support::{Folder, Run};

/// Clears the screen, rings, sets the title, and writes from right to left.
const EVIL: &str = "\u{1b}[2J\u{7}\u{1b}]0;T\u{7}\u{8}\r\u{9b}31m\u{202e}";

#[track_caller]
fn harmless(args: &[&str], run: &Run) {
    for text in [&run.out, &run.err] {
        let evil = text.chars().find(|char| {
            (char.is_control() && *char != '\n')
                || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2028}')
        });
        assert_eq!(evil, None, "{args:?}: {text}");
    }
    assert!(
        !run.out.is_empty() || !run.err.is_empty(),
        "{args:?} says nothing"
    );
}

/// The file with all of that behind each value that has four letters.
fn evil(edi: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(edi).unwrap();
    let mut file = String::new();
    for segment in text.split_inclusive("~\n") {
        let envelope = ["ISA", "GS*", "ST*", "SE*", "GE*", "IEA"];
        for (at, element) in segment.trim_end_matches("~\n").split('*').enumerate() {
            if at > 0 {
                file.push('*');
            }
            file.push_str(element);
            let is_text = element.len() > 3
                && element
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
            if is_text && !envelope.iter().any(|id| segment.starts_with(id)) {
                file.push_str(EVIL);
            }
        }
        file.push_str("~\n");
    }
    assert!(file.contains(EVIL));
    file.into_bytes()
}

#[test]
fn no_command_passes_control_characters_through() {
    let folder = Folder::new();
    let edi = |name: &str| {
        fixtures::era()
            .iter()
            .find(|of| of.name == name)
            .unwrap()
            .edi
    };
    let (era, claims) = ("era\u{1b}[31m.835", "claims.837");
    folder.write(era, evil(edi("R08")));
    folder.write(claims, evil(fixtures::claims()[1].edi));
    folder.write("status.277", evil(fixtures::statuses()[0].edi));
    folder.write("ack.999", fixtures::acknowledgments()[1].edi);
    folder.write("envelope.json", fixtures::claim_envelope());
    let claim = fixtures::claims()[1]
        .claims
        .replace("SH-1", "SH-\\u001b[2J1");
    assert!(claim.contains("\\u001b"));
    folder.write("claims.json", claim);
    let commands: &[&[&str]] = &[
        &["era", "show", era],
        &["era", "show", era, "--claim", EVIL],
        &["check", era, claims, "status.277", "ack.999"],
        &[
            "check",
            "--show-values",
            era,
            claims,
            "status.277",
            "ack.999",
        ],
        &["check", "--format", "json", era, claims],
        &["check", "--format", "sarif", era, claims],
        &["claim", "read", claims, "--envelope", "out.json"],
        &["claim", "check", "claims.json", "--show-values"],
        &["claim", "check", "claims.json", "--format", "json"],
        &[
            "claim",
            "write",
            "claims.json",
            "--envelope",
            "envelope.json",
            "--show-values",
            "--out",
            "out",
        ],
        &["status", "read", "status.277"],
        &["ack", "read", "ack.999"],
        &["track", claims, era, "status.277"],
        &["track", claims, era, "--format", "json"],
        &["explain", EVIL],
        &["check", EVIL],
        &["era", "convert", era, "--to", "csv", "--out", "tables"],
        &["era", "convert", era, "--to", EVIL, "--out", "tables"],
    ];
    for args in commands {
        harmless(args, &folder.run(args));
    }
}
