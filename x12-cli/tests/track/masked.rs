//! Files of a claim's life, each masked by itself, still tell the same story.

use serde_json::{Value, json};

use crate::{
    objects, statuses,
    story::{FILES, story},
    support::Folder,
};

/// What `x12 track` says of the claims that were sent in the first of these files, but for numbers and days.
fn told(folder: &Folder, files: &[String]) -> Vec<Value> {
    let read = folder.run(&["claim", "read", &files[0], "--envelope", "read.json"]);
    assert_eq!(read.code, 0, "{}", read.err);
    folder.write("read.jsonl", &read.out);
    let mut args = vec!["track", "--format", "json", "read.jsonl"];
    args.extend(files.iter().map(String::as_str));
    let run = folder.run(&args);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let mut told = objects(&run.out);
    for claim in &mut told {
        let events = statuses(claim).join(", ");
        *claim = json!([claim["status"], claim["flags"], claim["paid"], events]);
    }
    told
}

#[test]
fn masked_files_tell_the_same_story() {
    let folder = story();
    folder.write("key", "an invented key 0123456789 of more than 32 bytes");
    let plain = told(&folder, &FILES.map(str::to_owned));
    let masked = FILES.map(|file| {
        let copy = format!("masked-{file}");
        let run = folder.run(&["mask", file, "--key-file", "key", "-o", &copy]);
        assert_eq!(run.code, 0, "{}", run.err);
        copy
    });
    assert_eq!(told(&folder, &masked), plain);
    let ends: Vec<_> = plain.iter().map(|of| &of[0]).collect();
    assert_eq!(ends, ["Paid", "Received", "Rejected"]);

    // Under another key, the remittance is of claims that nobody sent.
    folder.write(
        "other",
        "another key 0123456789 of more than thirty-two bytes",
    );
    let run = folder.run(&[
        "mask",
        "remittance.835",
        "--key-file",
        "other",
        "-o",
        "other.835",
    ]);
    assert_eq!(run.code, 0);
    let run = folder.run(&[
        "track",
        "--format",
        "json",
        "read.jsonl",
        "masked-sent.837",
        "other.835",
    ]);
    assert_eq!(run.code, 1);
}
