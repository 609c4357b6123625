//! What holds of the lives of claims whatever is said of them, in whatever order.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    Adjudication, Amount, Claim, PatientControlNumber, PayerClaimNumber, PayerId, PayerSequence,
    Processing, Submission,
    life::{
        Answered, ClaimLife, ClaimStatus, Decision, Flag, Profile, Receipt, ReceiptOf,
        ReceiptOutcome, ReportedBy, ReportedProvider, Status, StatusAction, StatusLevel,
        StatusReport, Tracker, What,
    },
    matching::{Sending, SentId},
};
use common::{claims::claim, dollars, life::*, lines::back};
use proptest::{option, prelude::*, sample::select};

/// One thing that happens.
#[derive(Debug, Clone)]
enum Step {
    Built(Box<Claim>),
    Sent(Box<Claim>, Sending),
    BeginFile,
    EndSet,
    Receipt(Receipt),
    Status(Box<ClaimStatus>),
    Decision(Box<Decision>),
    Asked(&'static str, usize),
}

/// Numbers that answers name: those of two claims, one in other letters, one that nobody has, and none.
const NUMBERS: &[&str] = &["SH-1", "SH-2", "sh-1", "SH-9", ""];
const PAYER_NUMBERS: &[&str] = &["ICN1", "ICN2", "ICN3"];

fn number() -> impl Strategy<Value = Option<PatientControlNumber>> {
    select(NUMBERS).prop_map(|text| (!text.is_empty()).then(|| own_number(text)))
}

fn payer_number_or_none() -> impl Strategy<Value = Option<PayerClaimNumber>> {
    option::of(select(PAYER_NUMBERS).prop_map(payer_number))
}

fn claims() -> impl Strategy<Value = Claim> {
    let submission = (0..4, select(PAYER_NUMBERS)).prop_map(|(kind, number)| match kind {
        0 => Submission::Replacement(payer_number(number)),
        1 => Submission::Void(payer_number(number)),
        _ => Submission::Original,
    });
    (
        select(&NUMBERS[..2]),
        submission,
        select(vec!["150", "175"]),
        any::<bool>(),
    )
        .prop_map(|(number, submission, charge, second)| {
            let mut claim = claim(number);
            claim.submission = submission;
            claim.lines[0].charge = dollars(charge);
            if second {
                claim.coverage.sequence = PayerSequence::Secondary;
                claim.coverage.payer.id = PayerId::new("BET02").unwrap();
            }
            claim
        })
}

fn sendings() -> impl Strategy<Value = Sending> {
    (1_u32..4, 1_u32..10).prop_map(|(number, day)| sending(number, march(day)))
}

fn receipts() -> impl Strategy<Value = Receipt> {
    use ReceiptOutcome as R;
    let of = select(vec![
        ReceiptOf::Interchange,
        ReceiptOf::Group,
        ReceiptOf::Set,
    ]);
    let outcome = select(vec![
        R::Accepted,
        R::AcceptedWithErrors,
        R::PartlyAccepted,
        R::Rejected,
    ]);
    (of, outcome, 1_u32..5, option::of(1_u32..20)).prop_map(|(of, outcome, number, day)| Receipt {
        date: day.map(march),
        ..receipt(of, outcome, number)
    })
}

fn statuses() -> impl Strategy<Value = ClaimStatus> {
    use StatusLevel as Level;
    let level = select(vec![
        Level::Source,
        Level::Receiver,
        Level::Provider,
        Level::Claim,
        Level::Claim,
        Level::Claim,
        Level::Line,
    ]);
    let by = select(vec![ReportedBy::Payer, ReportedBy::Clearinghouse]);
    let said = select(vec![
        "A1:19",
        "A2:20",
        "A3:21",
        "A4:35",
        "A7:562 A2:20",
        "P1:20",
        "P3:1",
        "R3:297",
        "F1:65",
        "F2:88",
        "F3F:1",
        "F4:1",
        "E1:0",
        "D0:35",
        "Z9:1",
        "",
    ]);
    let action = option::of(select(vec![StatusAction::Accept, StatusAction::Reject]));
    let answer = (any::<bool>(), option::of(select(vec!["T1", "T2"])));
    let where_ = (
        option::of(1_u32..5),
        option::of(select(vec!["1234567893", "2333007005"])),
    );
    let numbers = (number(), payer_number_or_none());
    (
        level,
        by,
        said,
        action,
        answer,
        where_,
        numbers,
        option::of(1_u32..20),
    )
        .prop_map(
            |(
                level,
                by,
                said,
                action,
                (answer, trace),
                (batch_number, npi),
                (number, payer_number),
                day,
            )| {
                ClaimStatus {
                    report: if answer {
                        StatusReport::Answer
                    } else {
                        StatusReport::Acknowledgment
                    },
                    level,
                    trace: trace.map(Into::into),
                    batch: batch_number.map(batch),
                    provider: npi.map(|npi| ReportedProvider {
                        npi: Some(npi.into()),
                        ..ReportedProvider::default()
                    }),
                    patient_control_number: number,
                    payer_claim_number: payer_number,
                    reasons: reasons(said),
                    action,
                    date: day.map(march),
                    ..acknowledged(by, "", StatusAction::Accept, march(1))
                }
            },
        )
}

fn decisions() -> impl Strategy<Value = Decision> {
    use Processing as P;
    let processing = select(vec![
        P::Primary,
        P::Primary,
        P::Secondary,
        P::Denied,
        P::Reversal,
        P::Predetermination,
        P::NotOurs,
        P::Other,
    ]);
    let said = select(vec![
        "CO-45 40",
        "CO-197 150",
        "PR-1 150",
        "CO-24 150",
        "CO-45 20",
        "",
    ]);
    let payer = option::of(select(vec!["ACM01", "BET02"]));
    let charge = select(vec!["150", "175", "90"]);
    let line = option::of(select(vec!["L-SH-1", "L-SH-2", "X"]));
    (
        (number(), payer_number_or_none()),
        processing,
        said,
        payer,
        charge,
        line,
        1_u32..20,
        any::<bool>(),
    )
        .prop_map(
            |((number, payer_number), processing, said, payer, charge, line, day, crossed_over)| {
                let lines = line.map(|own| back(own, "90834", charge));
                let mut all = Adjudication {
                    patient_control_number: number,
                    payer_claim_number: payer_number,
                    payer_id: payer.map(|id| PayerId::new(id).unwrap()),
                    charge: dollars(charge),
                    crossed_over,
                    lines: lines.into_iter().collect(),
                    ..adjudicated(said)
                };
                if processing == P::Reversal {
                    all = reversed(&all);
                }
                decision(Adjudication { processing, ..all }, march(day))
            },
        )
}

fn answers() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::BeginFile),
        2 => Just(Step::EndSet),
        2 => receipts().prop_map(Step::Receipt),
        4 => statuses().prop_map(|status| Step::Status(Box::new(status))),
        4 => decisions().prop_map(|decision| Step::Decision(Box::new(decision))),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        1 => claims().prop_map(|claim| Step::Built(Box::new(claim))),
        2 => (claims(), sendings()).prop_map(|(claim, sending)| Step::Sent(Box::new(claim), sending)),
        1 => (select(vec!["T1", "T2"]), 0_usize..3).prop_map(|(trace, at)| Step::Asked(trace, at)),
        8 => answers(),
    ];
    prop::collection::vec(step, 0..40)
}

fn profiles() -> impl Strategy<Value = Profile> {
    (any::<bool>(), any::<bool>()).prop_map(|(denied_stays_denied, accepted_by_clearinghouse)| {
        Profile {
            denied_stays_denied,
            accepted_by_clearinghouse,
            not_denied: vec![],
        }
    })
}

/// A tracker, and what was noted beside it without looking at it.
struct Watched {
    tracker: Tracker,
    /// Answers that found a claim, once for each claim.
    matched: usize,
    /// How often claims were built and sent.
    handed: usize,
    set: u32,
    /// Decisions that found a claim, and in which set.
    decisions: Vec<(SentId, u32, Decision)>,
    /// What became of each answer.
    all: Vec<Answered>,
}

impl Watched {
    fn new(profile: Profile) -> Self {
        Self {
            tracker: Tracker::new(profile),
            matched: 0,
            handed: 0,
            set: 0,
            decisions: Vec::new(),
            all: Vec::new(),
        }
    }

    fn note(&mut self, answered: Answered) {
        self.matched += answered.claims.len();
        assert_eq!(answered.claims.is_empty(), answered.unmatched.is_some());
        self.all.push(answered);
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Built(claim) => {
                self.tracker.built(claim).unwrap();
                self.handed += 1;
            }
            Step::Sent(claim, sending) => {
                self.tracker.sent(claim, sending).unwrap();
                self.handed += 1;
            }
            Step::BeginFile => {
                self.tracker.begin_file();
                self.set += 1;
            }
            Step::EndSet => {
                for (_, answered) in self.tracker.end_set() {
                    self.note_above(answered);
                }
                self.set += 1;
            }
            Step::Receipt(receipt) => {
                let answered = self.tracker.receipt(receipt);
                self.note_above(answered);
            }
            Step::Status(status) => {
                for (of, answered) in self.tracker.status(status) {
                    if matches!(of.level, StatusLevel::Claim | StatusLevel::Line) {
                        self.note(answered);
                    } else {
                        self.note_above(answered);
                    }
                }
            }
            Step::Decision(decision) => {
                let answered = self.tracker.decision(decision);
                for found in &answered.claims {
                    let of = (found.claim, self.set, (**decision).clone());
                    self.decisions.push(of);
                }
                self.note(answered);
            }
            Step::Asked(trace, at) => {
                let claim = self.tracker.lives().map(|(id, _)| id).nth(*at);
                if let Some(claim) = claim {
                    self.tracker.asked(trace, claim);
                }
            }
        }
    }

    /// What is said of many claims may leave out all of them, where each was spoken of by itself.
    fn note_above(&mut self, answered: Answered) {
        self.matched += answered.claims.len();
        self.all.push(answered);
    }

    fn lives(&self) -> Vec<&ClaimLife> {
        self.tracker.lives().map(|(_, life)| life).collect()
    }

    /// What the decisions of a claim come to, worked out beside the tracker: none that came before in another set, and no
    /// estimate.
    fn paid(&self, claim: SentId) -> Amount {
        let of_claim: Vec<_> = self
            .decisions
            .iter()
            .filter(|(of, ..)| *of == claim)
            .collect();
        let mut sum = dollars("0").0;
        for (at, (_, set, decision)) in of_claim.iter().enumerate() {
            let before = of_claim[..at]
                .iter()
                .any(|(_, of_set, of)| of == decision && of_set != set);
            let estimate = decision.adjudication.processing == Processing::Predetermination;
            if !before && !estimate {
                sum += decision.adjudication.paid.0;
            }
        }
        Amount(sum)
    }
}

fn is_handed(what: &What) -> bool {
    matches!(what, What::Built(_) | What::Sent(_))
}

/// The laws of one life.
fn check(life: &ClaimLife) -> Result<(), TestCaseError> {
    let events = life.events();
    for pair in events.windows(2) {
        let falls = pair[1].status.rank() < pair[0].status.rank();
        prop_assert!(
            !falls || is_handed(&pair[1].what),
            "the rank falls only where it begins anew"
        );
    }
    let mut last = Status::QueuedForSubmission;
    for event in events {
        prop_assert!(
            event.caused || event.status == last,
            "what changes it says so"
        );
        last = event.status;
        let silent = event.flags.contains(&Flag::Duplicate) || event.flags.contains(&Flag::Late);
        prop_assert!(!(silent && event.caused));
        prop_assert!(event.attempt < life.attempts().len());
        let mut sorted = event.flags.clone();
        sorted.sort_unstable();
        sorted.dedup();
        prop_assert_eq!(&event.flags, &sorted);
    }
    let attempts = life.attempts();
    prop_assert_eq!(life.status(), attempts.last().map(|of| of.status));
    prop_assert_eq!(life.status(), events.last().map(|of| of.status));
    let cause = life.cause().unwrap();
    prop_assert_eq!(Some(cause.status), life.status());
    prop_assert!(cause.caused);
    prop_assert_eq!(cause.attempt + 1, attempts.len());
    // What a remittance decided, nothing but a remittance changed.
    let mut decided = false;
    for event in events.iter().filter(|event| event.caused) {
        if is_handed(&event.what) {
            decided = false;
        } else if matches!(event.what, What::Decision(_)) {
            decided = event.status.rank() == Status::Paid.rank();
        } else {
            prop_assert!(!decided, "{:?}", event.what);
        }
    }
    let passing = [Flag::Duplicate, Flag::Late, Flag::EarlierAttempt];
    prop_assert!(life.flags().iter().all(|flag| !passing.contains(flag)));
    prop_assert!(attempts.iter().rev().skip(1).all(|of| of.sending.is_some()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens(profile in profiles(), steps in steps()) {
        let mut office = Watched::new(profile);
        for step in &steps {
            office.take(step);
            for life in office.lives() {
                check(life)?;
            }
        }
        let events = office.lives().into_iter().flat_map(ClaimLife::events);
        let named = events.filter(|event| event.what != What::NotListed).count();
        prop_assert_eq!(named, office.handed + office.matched, "each answer once, and none besides");
        for (id, life) in office.tracker.lives() {
            prop_assert_eq!(life.paid(), Some(office.paid(id)));
        }
    }

    /// The same file again: where it speaks of the same claims, nothing is different.
    #[test]
    fn a_file_that_comes_again(
        profile in profiles(),
        steps in steps(),
        file in prop::collection::vec(answers(), 0..12),
    ) {
        let mut office = Watched::new(profile);
        for step in &steps {
            office.take(step);
        }
        let read = |office: &mut Watched| {
            office.all.clear();
            office.take(&Step::BeginFile);
            for step in file.iter().filter(|step| !matches!(step, Step::BeginFile)) {
                office.take(step);
            }
            office.take(&Step::EndSet);
            std::mem::take(&mut office.all)
        };
        let first = read(&mut office);
        let state = |office: &Watched| -> Vec<_> {
            let lives = office.lives().into_iter();
            lives.map(|life| (life.status(), life.paid(), life.flags(), life.attempts().to_vec(), life.decisions().count())).collect()
        };
        let once = state(&office);
        let second = read(&mut office);
        if first == second {
            prop_assert_eq!(once, state(&office));
        }
    }
}
