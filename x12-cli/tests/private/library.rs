//! What the crates print of what they read: `Debug` of everything, messages of findings and errors.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    path::{Path, PathBuf},
};

use claim_model::{CheckOptions, Claim, PatientControlNumber, Submission, life::Tracker};
use fixtures::{HostileKind, Marked, marked_files};
use x12_277::{Inquirer, InquiryEnvelope, InquiryOptions, StatusView, inquiry_of};
use x12_837p::claim::{ClaimEvent, ClaimWriter, WriteOptions};
use x12_ack::{AckOptions, ReceiptView, acknowledge};
use x12_core::{Assemble, Error, ReadOptions, ReaderEvents, SliceEvents, TokenReader, Tokens};

use crate::leak;

/// What was printed.
#[derive(Default)]
struct Seen {
    /// Names of types.
    names: BTreeSet<String>,
    /// Values that came out, and the first file of which.
    leaks: BTreeMap<String, String>,
}

impl Seen {
    fn text(&mut self, what: &str, text: &str) {
        if let Some(leak) = leak(text) {
            self.leaks.entry(leak).or_insert_with(|| what.to_owned());
        }
    }

    fn silent(&mut self, what: &str, of: &impl Debug) {
        let text = format!("{of:?}");
        self.text(what, &text);
        let words = text.split(|char: char| !char.is_alphanumeric());
        for name in words.filter(|word| word.starts_with(char::is_uppercase)) {
            if !self.names.contains(name) {
                self.names.insert(name.to_owned());
            }
        }
    }

    fn error(&mut self, what: &str, error: &Error) {
        self.text(what, &error.to_string());
        self.silent(what, error);
    }
}

/// Events or segments to the end, or to an error, and what gave them.
macro_rules! to_the_end {
    ($steps:ident, $seen:ident, $file:ident) => {{
        loop {
            match $steps.next() {
                Ok(Some(step)) => $seen.silent(&$file.name, &step),
                Ok(None) => break,
                Err(error) => {
                    $seen.error(&$file.name, &error);
                    break;
                }
            }
        }
        $seen.silent(&$file.name, &$steps);
    }};
}

/// The same of events, with their findings.
macro_rules! drain {
    ($events:ident, $seen:ident, $file:ident) => {{
        to_the_end!($events, $seen, $file);
        for finding in $events.take_findings() {
            $seen.text(&$file.name, &finding.to_string());
            $seen.silent(&$file.name, &finding);
        }
    }};
}

/// Everything that a guide gives of a file, from memory and streamed, strictly and not.
macro_rules! read {
    ($seen:expr, $assembler:ty, $file:expr) => {{
        let (seen, file): (&mut Seen, &Marked) = ($seen, $file);
        let lenient = ReadOptions::default().any_version(true);
        let mut events = SliceEvents::<$assembler>::new(&file.bytes, &lenient);
        drain!(events, seen, file);
        let strict = ReadOptions::default().strict(true);
        let mut events = ReaderEvents::<_, $assembler>::new(&file.bytes[..], &strict);
        drain!(events, seen, file);
    }};
}

fn acknowledged<G: Assemble>(seen: &mut Seen, file: &Marked) {
    let answers = acknowledge::<G>(
        &file.bytes[..],
        &ReadOptions::default(),
        AckOptions::default(),
    );
    seen.silent(&file.name, &answers);
}

fn read(seen: &mut Seen, file: &Marked) {
    let mut tokens = Tokens::new(&file.bytes);
    to_the_end!(tokens, seen, file);
    let mut tokens = TokenReader::new(&file.bytes[..]);
    to_the_end!(tokens, seen, file);
    let options = ReadOptions::default();
    match file.kind {
        HostileKind::Era => {
            read!(seen, x12_835::Assembler, file);
            acknowledged::<x12_835::Assembler>(seen, file);
            let era = x12_835::collect(&file.bytes, &x12_835::EraOptions::default());
            seen.silent(&file.name, &era);
        }
        HostileKind::Claims => {
            read!(seen, x12_837p::Assembler, file);
            read!(seen, x12_837p::claim::Assembler, file);
            acknowledged::<x12_837p::claim::Assembler>(seen, file);
            seen.silent(&file.name, &x12_837p::collect(&file.bytes, &options));
        }
        HostileKind::Statuses => {
            read!(seen, x12_277::Assembler, file);
            acknowledged::<x12_277::Assembler>(seen, file);
            seen.silent(&file.name, &x12_277::collect(&file.bytes, &options));
        }
        HostileKind::Acknowledgments => {
            read!(seen, x12_ack::Assembler, file);
            let all = x12_ack::collect(&file.bytes, &options);
            seen.silent(&file.name, &all);
            for answer in &all.groups {
                seen.silent(&file.name, &answer.view());
            }
        }
    }
}

/// A claim that nothing is wrong with.
fn good() -> Claim {
    let claims: Vec<Claim> = serde_json::from_str(fixtures::primary_claim()).unwrap();
    claims.into_iter().next().unwrap()
}

/// What was sent and what came back, all of it.
fn track(seen: &mut Seen, files: &[Marked]) {
    let mut tracker = Tracker::default();
    let whole = |kind| {
        let whole =
            move |file: &&Marked| file.kind == kind && file.name.ends_with("in their places");
        files.iter().filter(whole)
    };
    let mut matched = 0_usize;
    for file in whole(HostileKind::Claims) {
        let (mut claims, mut sending) = (x12_837p::claim::Claims::new(&file.bytes), None);
        let (mut writer, mut asking) = (None, None);
        while let Ok(Some(event)) = claims.next() {
            match (event, &sending) {
                (ClaimEvent::Batch(envelope, numbers), _) => {
                    sending = Some(numbers);
                    let envelope = *envelope.unwrap();
                    asking = Some(InquiryEnvelope {
                        interchange: envelope.interchange.clone(),
                        transaction_control_number: 1,
                        reference: envelope.batch_reference.clone(),
                        inquirer: Inquirer {
                            name: envelope.submitter.name.clone(),
                            id: envelope.submitter.id.clone(),
                        },
                    });
                    writer = ClaimWriter::new(Vec::new(), envelope, WriteOptions::default()).ok();
                }
                (ClaimEvent::Claim(claim), Some(numbers)) => {
                    seen.silent(&file.name, &claim.check(&CheckOptions::default()));
                    let mut refused = claim.clone();
                    refused.patient_control_number = PatientControlNumber::as_received("QWZ~QWZ");
                    for claim in [&claim, &refused] {
                        let written = writer.as_mut().map(|writer| writer.add(claim));
                        if let Some(Err(error)) = &written {
                            seen.text(&file.name, &error.to_string());
                        }
                        seen.silent(&file.name, &written);
                    }
                    seen.silent(&file.name, &writer);
                    let asking = asking.as_ref().unwrap();
                    let options = InquiryOptions::new("QWZ");
                    let clean = Claim {
                        submission: Submission::Original,
                        ..good()
                    };
                    for claim in [*claim.clone(), *refused, clean] {
                        let asked = inquiry_of(&[claim], asking, &options);
                        if let Err(error) = &asked {
                            seen.text(&file.name, &error.to_string());
                        }
                        seen.silent(&file.name, &asked);
                    }
                    seen.silent(&file.name, asking);
                    tracker.built(&claim);
                    tracker.sent(&claim, numbers);
                }
                _ => {}
            }
        }
    }
    for file in whole(HostileKind::Acknowledgments) {
        tracker.begin_file();
        let mut view = ReceiptView::default();
        let mut answers = x12_ack::Acknowledgments::new(&file.bytes);
        while let Ok(Some(event)) = answers.next() {
            if let Some(receipt) = view.see(&event) {
                seen.silent(&file.name, &view);
                seen.silent(&file.name, &receipt);
                seen.silent(&file.name, &tracker.receipt(&receipt));
            }
        }
        seen.silent(&file.name, &tracker.end_set());
    }
    for file in whole(HostileKind::Statuses) {
        tracker.begin_file();
        let mut view = StatusView::default();
        let mut reports = x12_277::StatusReports::new(&file.bytes);
        while let Ok(Some(event)) = reports.next() {
            let statuses = view.see(&event);
            seen.silent(&file.name, &view);
            for status in statuses {
                seen.silent(&file.name, &status);
                let answered = tracker.status(&status);
                matched = matched.saturating_add(
                    answered
                        .iter()
                        .filter(|(_, of)| of.unmatched.is_none())
                        .count(),
                );
                seen.silent(&file.name, &answered);
            }
        }
        seen.silent(&file.name, &tracker.end_set());
    }
    for file in whole(HostileKind::Era) {
        tracker.begin_file();
        let (mut era, mut header) = (x12_835::Era::new(&file.bytes), None);
        while let Ok(Some(event)) = era.next() {
            match (event, &header) {
                (x12_835::Event::Payment(payment), _) => {
                    seen.silent(&file.name, &payment.header.identity());
                    header = Some(payment.header);
                }
                (x12_835::Event::Claim(claim), Some(header)) => {
                    seen.silent(&file.name, &claim.balance());
                    let decision = claim.decision(header);
                    seen.silent(&file.name, &decision);
                    let answered = tracker.decision(&decision);
                    matched = matched.saturating_add(usize::from(answered.unmatched.is_none()));
                    seen.silent(&file.name, &answered);
                }
                _ => {}
            }
        }
        seen.silent(&file.name, &tracker.end_set());
    }
    assert!(matched > 10, "only {matched} answers name their claims");
    seen.silent("tracker", &tracker);
    for (_, life) in tracker.lives() {
        seen.silent("life", life);
    }
}

/// Public types that are not printed here, and why.
const NOT_SEEN: &[(&str, &[&str])] = &[
    (
        "hold nothing of a file: options, and guides as data",
        &[
            "AckOptions",
            "Ambiguity",
            "At",
            "FrameOptions",
            "InquiryOptions",
            "LevelRules",
            "Note",
            "ReadOptions",
            "ReadmeDoctests",
            "Root",
            "Row",
            "Seen",
            "Fit",
            "State",
            "Supported",
            "Invalid",
        ],
    ),
    (
        "hold positions, counts or a segment identifier",
        &[
            "GroupStart",
            "Index",
            "LevelNumbers",
            "OpenLevel",
            "Opened",
            "Piece",
            "Tag",
        ],
    ),
    (
        "live inside a reader: x12-core/tests/debug.rs prints them",
        &["Context", "Cursor", "Frames", "Written"],
    ),
    (
        "are printed by a name of their variant, by x12-core/tests/debug.rs or with the error that holds them",
        &["InputFault", "Refusal", "Acknowledging"],
    ),
    (
        "parts of claims and answers that no clean file has; all their texts are of the types that are printed here",
        &[
            "Disability",
            "InterchangeAnswered",
            "OutpatientAdjudication",
            "Paperwork",
            "PayerOtherId",
            "Prepared",
            "ProviderAdjustment",
            "PurchasedService",
            "ReplyNumbers",
            "SessionCount",
            "Statuses",
        ],
    ),
];

/// All public structs of the crates that read and hold what was read.
fn public_structs() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<PathBuf> = [
        "x12-core",
        "x12-835",
        "x12-837p",
        "x12-277",
        "x12-ack",
        "claim-model",
    ]
    .map(|name| root.join(name).join("src"))
    .into();
    let mut names = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for line in text.lines() {
                if let Some(rest) = line.strip_prefix("pub struct ") {
                    let name = rest.split(|char: char| !char.is_alphanumeric());
                    names.extend(name.take(1).map(str::to_owned));
                }
            }
        }
    }
    names
}

#[test]
fn nothing_that_is_printed_of_what_was_read_holds_a_value() {
    let files = marked_files();
    let mut seen = Seen::default();
    for file in &files {
        read(&mut seen, file);
    }
    track(&mut seen, &files);
    assert!(seen.leaks.is_empty(), "{:#?}", seen.leaks);
    println!("{} marked files printed, no value among it", files.len());
    let structs = public_structs();
    assert!(structs.len() > 100, "{structs:?}");
    let exempt = NOT_SEEN.iter().flat_map(|(_, names)| *names);
    let exempt: BTreeSet<_> = exempt.map(|name| (*name).to_owned()).collect();
    let unseen: BTreeSet<_> = structs.difference(&seen.names).cloned().collect();
    assert_eq!(unseen, exempt, "public types that this test does not print");
}
