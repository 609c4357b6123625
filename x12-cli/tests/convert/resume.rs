//! Runs that are killed, gone on with, or started twice.

use std::{
    fs::{self, File},
    io::Read as _,
    path::Path,
    process::Child,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    harness::{Bench, FORMS, Run, bytes_of, edi, names_of},
    packed::{gz, zip},
};

/// Where a run notes what it has done.
const JOURNAL: &str = "out/.x12-convert/journal";

/// Inputs of every kind, one of them cut off, enough for a run to be stopped inside.
fn inputs() -> Bench {
    let bench = Bench::new(&[]);
    let era = |seed: u64, size: u64| {
        let mut bytes = Vec::new();
        fixtures::write_era_of_size(seed, size, false, &mut bytes).unwrap();
        bytes
    };
    for number in 0..12 {
        let bytes = era(number, 30_000);
        bench.add(&format!("in/{number:02}.835"), &bytes);
        bench.add(&format!("in/{number:02}.gz"), &gz(&bytes));
    }
    let bytes = era(99, 40_000);
    bench.add("in/05-cut.835", &bytes[..bytes.len() / 2]);
    bench.add(
        "in/07.zip",
        &zip(&[("a", &era(50, 20_000)), ("b", b"no X12")]),
    );
    bench
}

fn args<'a>(to: &'a str, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let all = ["in", "--checkpoint", "2", "--to", to, "--out", out];
    all.iter().chain(more).copied().collect()
}

fn checkpoints(bench: &Bench) -> usize {
    let journal = fs::read_to_string(bench.path(JOURNAL)).unwrap_or_default();
    journal
        .lines()
        .filter(|line| line.starts_with("{\"Checkpoint\""))
        .count()
}

/// Kills a run behind so many checkpoints; false where it was done before.
fn kill_behind(bench: &Bench, args: &[&str], count: usize) -> bool {
    let mut child = bench.start(args);
    let begun = Instant::now();
    while checkpoints(bench) < count && child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    bench.path(JOURNAL).exists()
}

/// A run that was killed behind so many checkpoints.
fn killed(to: &str, count: usize) -> Bench {
    for _ in 0..20 {
        let bench = inputs();
        if kill_behind(&bench, &args(to, "out", &["--jobs", "2"]), count) {
            assert_eq!(bench.entries("out"), [".x12-convert"]);
            return bench;
        }
    }
    panic!("no run could be stopped");
}

/// What standard error says but for the line about what is done.
fn summary(run: &Run) -> String {
    let lines = run.stderr.lines().filter(|line| !line.starts_with("x12: "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Puts something else in the place of a file of which nobody can see that.
fn replace_unseen(path: &Path) {
    let metadata = fs::metadata(path).unwrap();
    fs::write(path, vec![b'?'; metadata.len() as usize]).unwrap();
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(metadata.modified().unwrap()).unwrap();
}

#[test]
fn a_killed_run_goes_on_where_it_stopped() {
    let other = [("loops", "jsonl")];
    for (to, ending) in FORMS.iter().chain(&other) {
        let mut names = names_of(ending);
        for count in [1, 4, 9] {
            let bench = killed(to, count);
            let whole = bench
                .run(&args(to, "whole", &["--jobs", "1"]))
                .ends_with_code(2);
            names.retain(|name| bench.path("whole").join(name).exists());
            // What is done is not read again.
            replace_unseen(&bench.path("in/00.835"));
            let run = bench.run(&args(to, "out", &["--resume"])).ends_with_code(2);
            assert!(
                run.stderr.contains(" of 27 files are done already\n"),
                "{}",
                run.stderr
            );
            assert_eq!(summary(&run), summary(&whole));
            assert_eq!(
                bytes_of(&bench.path("out"), &names),
                bytes_of(&bench.path("whole"), &names),
                "{to} {count}"
            );
            names.sort();
            assert_eq!(bench.entries("out"), names);
        }
    }
}

#[test]
fn killed_at_any_moment_the_folder_holds_whole_files() {
    let bench = inputs();
    let names = names_of("csv");
    // What an earlier run made of other inputs.
    bench.add("other.835", edi("R01"));
    bench
        .run(&["other.835", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    let old = bytes_of(&bench.path("out"), &names);
    bench.run(&args("csv", "whole", &[])).ends_with_code(2);
    let new = bytes_of(&bench.path("whole"), &names);
    let mut moment: u64 = 7;
    for _ in 0..25 {
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(11);
        let mut child = bench.start(&args("csv", "out", &["--resume", "--jobs", "2"]));
        sleep(Duration::from_millis(moment >> 58));
        child.kill().unwrap();
        child.wait().unwrap();
        let placing = fs::read_to_string(bench.path(JOURNAL))
            .is_ok_and(|journal| journal.contains("{\"Placing\""));
        let now = bytes_of(&bench.path("out"), &names);
        assert!(
            now == old || now == new || placing,
            "files of two runs stand side by side"
        );
        let whole = |at: usize| now[at] == old[at] || now[at] == new[at];
        assert!((0..names.len()).all(whole), "a file is not whole");
    }
    bench
        .run(&args("csv", "out", &["--resume"]))
        .ends_with_code(2);
    assert_eq!(bytes_of(&bench.path("out"), &names), new);
    assert!(!bench.path("out/.x12-convert").exists());
}

#[test]
fn without_resume_a_run_begins_anew_and_says_so() {
    let bench = killed("csv", 2);
    let run = bench.run(&args("csv", "out", &[])).ends_with_code(2);
    assert!(
        run.stderr.contains("was stopped; it is begun anew"),
        "{}",
        run.stderr
    );
    assert!(!bench.path("out/.x12-convert").exists());
    // With nothing to go on with, too.
    let run = bench
        .run(&args("csv", "out", &["--resume"]))
        .ends_with_code(2);
    assert!(
        run.stderr.contains("nothing to go on with"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_run_of_other_inputs_or_options_is_not_gone_on_with() {
    let bench = killed("csv", 2);
    let refused = |args: &[&str], why: &str| {
        let run = bench.run(args).ends_with_code(2);
        assert!(
            run.stderr.contains("cannot be gone on with: "),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(why), "{why}: {}", run.stderr);
        // The other run can still be gone on with.
        assert_eq!(bench.entries("out"), [".x12-convert"]);
    };
    let same = args("csv", "out", &["--resume"]);
    refused(&args("jsonl", "out", &["--resume"]), "other options");
    refused(
        &args("csv", "out", &["--resume", "--strict"]),
        "other options",
    );
    let twice = [
        "in",
        "in",
        "--checkpoint",
        "2",
        "--to",
        "csv",
        "--out",
        "out",
        "--resume",
    ];
    refused(&twice, "the inputs are others");
    // A file that is done, and one that is not.
    for name in ["in/00.835", "in/11.gz"] {
        let path = bench.path(name);
        let (bytes, modified) = (
            fs::read(&path).unwrap(),
            fs::metadata(&path).unwrap().modified(),
        );
        let put_back = || {
            fs::write(&path, &bytes).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(modified.unwrap()).unwrap();
        };
        fs::write(&path, &bytes[1..]).unwrap();
        refused(&same, &format!("{name} has changed"));
        fs::remove_file(&path).unwrap();
        refused(&same, &format!("{name} is gone"));
        put_back();
    }
    bench.add("in/zz.835", edi("R01"));
    refused(&same, "in/zz.835 is new");
    fs::remove_file(bench.path("in/zz.835")).unwrap();
    // Another number of jobs changes nothing.
    bench
        .run(&args("csv", "out", &["--resume", "--jobs", "3"]))
        .ends_with_code(2);
    bench.run(&args("csv", "whole", &[])).ends_with_code(2);
    let names = names_of("csv");
    assert_eq!(
        bytes_of(&bench.path("out"), &names),
        bytes_of(&bench.path("whole"), &names)
    );
}

#[test]
fn of_a_line_that_was_cut_off_nothing_is_believed() {
    let bench = killed("csv", 3);
    let path = bench.path(JOURNAL);
    let journal = fs::read(&path).unwrap();
    let last = journal[..journal.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n');
    let last = last.unwrap() + 1;
    fs::write(&path, &journal[..last + 20]).unwrap();
    bench
        .run(&args("csv", "out", &["--resume"]))
        .ends_with_code(2);
    bench.run(&args("csv", "whole", &[])).ends_with_code(2);
    let names = names_of("csv");
    assert_eq!(
        bytes_of(&bench.path("out"), &names),
        bytes_of(&bench.path("whole"), &names)
    );
    // A line in the middle that is no line of a journal is another thing.
    let bench = killed("csv", 2);
    let path = bench.path(JOURNAL);
    let mut journal = fs::read(&path).unwrap();
    journal[2] = b'?';
    fs::write(&path, journal).unwrap();
    let run = bench
        .run(&args("csv", "out", &["--resume"]))
        .ends_with_code(2);
    assert!(run.stderr.contains("is damaged"), "{}", run.stderr);
    assert_eq!(bench.entries("out"), [".x12-convert"]);
    bench.run(&args("csv", "out", &[])).ends_with_code(2);
    assert!(!bench.path("out/.x12-convert").exists());
}

/// Waits until a run has the folder and reads standard input.
fn wait_for_work(bench: &Bench) {
    let begun = Instant::now();
    while !bench.path(JOURNAL).exists() {
        assert!(begun.elapsed() < Duration::from_secs(60));
        sleep(Duration::from_millis(2));
    }
}

fn end(mut child: Child, input: &[u8]) -> (i32, String) {
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, input).unwrap();
    drop(stdin);
    let code = child.wait().unwrap().code().unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    (code, said)
}

#[test]
fn one_run_at_a_time_writes_to_a_folder() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    let first = bench.start(&["-", "--to", "csv", "--out", "out"]);
    wait_for_work(&bench);
    for more in [&[][..], &["--resume"]] {
        let args = [&["R01.edi", "--to", "csv", "--out", "out"][..], more].concat();
        let run = bench.run(&args).ends_with_code(2);
        assert!(
            run.stderr.contains("another run writes to out"),
            "{}",
            run.stderr
        );
    }
    // Elsewhere it may.
    bench
        .run(&["R01.edi", "--to", "csv", "--out", "elsewhere"])
        .ends_with_code(0);
    let (code, said) = end(first, edi("R07"));
    assert_eq!(code, 0, "{said}");
    assert_eq!(bench.table("payments.csv").len(), 2);
    bench
        .run(&["R01.edi", "--to", "csv", "--out", "out"])
        .ends_with_code(0);
    assert_eq!(bench.table("payments.csv").len(), 1);
}

#[test]
fn files_that_cannot_be_put_in_place_are_kept_and_placed_later() {
    let bench = Bench::new(&[("R01.edi", edi("R01"))]);
    let old = ["R01.edi", "--to", "csv", "--out", "out"];
    bench.run(&old).ends_with_code(0);
    let names = names_of("csv");
    let before = bytes_of(&bench.path("out"), &names);
    let args = ["-", "--to", "csv", "--out", "out"];
    let first = bench.start(&args);
    wait_for_work(&bench);
    // Something stands in the way of the last file.
    fs::rename(bench.path("out/findings.csv"), bench.path("kept")).unwrap();
    fs::create_dir_all(bench.path("out/findings.csv/in")).unwrap();
    let (code, said) = end(first, edi("R07"));
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("--resume puts it in place"), "{said}");
    fs::remove_dir_all(bench.path("out/findings.csv")).unwrap();
    fs::rename(bench.path("kept"), bench.path("out/findings.csv")).unwrap();
    assert_eq!(bytes_of(&bench.path("out"), &names), before);
    let resumed = [&args[..], &["--resume"]].concat();
    let run = bench.run(&resumed).ends_with_code(0);
    assert!(
        run.stderr.contains("files     1\npayments  2,"),
        "{}",
        run.stderr
    );
    assert_eq!(bench.table("payments.csv").len(), 2);
    assert!(!bench.path("out/.x12-convert").exists());
}

#[test]
fn what_came_from_standard_input_cannot_be_read_again() {
    let bench = inputs();
    let args = [
        "in",
        "-",
        "--checkpoint",
        "2",
        "--to",
        "csv",
        "--out",
        "out",
    ];
    let mut child = bench.start(&args);
    wait_for_work(&bench);
    child.kill().unwrap();
    child.wait().unwrap();
    let resumed = [&args[..], &["--resume"]].concat();
    let run = bench.run_with(&resumed, edi("R01")).ends_with_code(2);
    assert!(
        run.stderr.contains("standard input is not there any more"),
        "{}",
        run.stderr
    );
}
