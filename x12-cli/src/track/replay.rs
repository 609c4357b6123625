//! Files of any kind, in the order in which they are named, into a tracker.

use std::{
    collections::{BTreeMap, HashMap},
    io::Write as _,
    path::Path,
};

use claim_model::{
    Claim,
    life::{Answered, Profile, Tracker, What},
    matching::{Sending, SentClaim, SentId},
};
use x12_277::{InquiryTrace, StatusView};
use x12_835::PaymentHeader;
use x12_837p::claim::ClaimEvent;
use x12_ack::ReceiptView;
use x12_core::ReaderEvents;

use super::Nobodys;
use crate::{
    any::{Any, AnyEvent},
    args::ReadArgs,
    exit::{Exit, Failure},
    input,
    notes::Notes,
    output::count,
};

/// What happened, in order.
pub(super) struct Replay {
    pub(super) tracker: Tracker,
    /// Answers that are nobody's.
    pub(super) nobodys: Vec<Nobodys>,
    /// Further attempts of claims by our number: each is built when it is sent, and not before the one before was.
    later: BTreeMap<String, Vec<Claim>>,
    /// Trace numbers of inquiries whose claim is not there yet.
    traces: Vec<InquiryTrace>,
    /// Claims that were given twice.
    pub(super) twice: u64,
    file: u32,
}

/// What is known within a file.
#[derive(Default)]
struct Open {
    /// Of the payment that is open.
    payment: Option<PaymentHeader<'static>>,
    /// Of the batch that is open.
    sending: Sending,
    /// Of the report that is open.
    view: StatusView,
    /// Of the acknowledgment that is open.
    receipts: ReceiptView,
    /// Claims and levels that could not be followed.
    lost: u64,
}

impl Replay {
    pub(super) fn new(profile: Profile) -> Self {
        Self {
            tracker: Tracker::new(profile),
            nobodys: Vec::new(),
            later: BTreeMap::new(),
            traces: Vec::new(),
            twice: 0,
            file: 0,
        }
    }

    /// A claim was built.
    pub(super) fn built(&mut self, claim: Claim) {
        let sent = SentClaim::of(&claim);
        let known = self.tracker.claims();
        let Some(id) = known.earlier_attempt(&sent) else {
            self.tracker.built(&claim);
            return;
        };
        let number = claim.patient_control_number.as_str().to_owned();
        let later = self.later.entry(number).or_default();
        if known.get(id) == Some(&sent) || later.contains(&claim) {
            self.twice = self.twice.saturating_add(1);
        } else {
            later.push(claim);
        }
    }

    /// An inquiry with this trace asked for a claim.
    pub(super) fn asked(&mut self, trace: InquiryTrace) {
        self.traces.push(trace);
    }

    /// Tells the tracker of the inquiries about claims that are there. A number that several claims have says of none.
    fn tell_traces(&mut self) {
        if self.traces.is_empty() {
            return;
        }
        let mut ids: HashMap<String, Option<SentId>> = HashMap::new();
        let claims = self.tracker.claims();
        for id in claims.ids() {
            if let Some(sent) = claims.get(id) {
                let number = sent.patient_control_number.as_str().to_owned();
                ids.entry(number)
                    .and_modify(|several| *several = None)
                    .or_insert(Some(id));
            }
        }
        let tracker = &mut self.tracker;
        self.traces.retain(|of| {
            let id = ids.get(of.patient_control_number.as_str());
            if let Some(Some(id)) = id {
                tracker.asked(&of.trace, *id);
            }
            id.is_none()
        });
    }

    /// All files were read: what was not sent waits.
    pub(super) fn finish(&mut self) {
        for claim in std::mem::take(&mut self.later).into_values().flatten() {
            self.tracker.built(&claim);
        }
    }

    /// Reads a file and takes what it says. Findings go to standard error.
    pub(super) fn file(&mut self, path: &Path, args: &ReadArgs) -> Result<Exit, Failure> {
        let name = input::spoken_name(path);
        let opened = input::open(path).map_err(|error| Failure(format!("{name}: {error}")))?;
        self.tell_traces();
        self.tracker.begin_file();
        self.file = self.file.saturating_add(1);
        let mut notes = Notes::of(path);
        let mut reader = ReaderEvents::<_, Any>::new(opened, &args.options());
        let mut open = Open::default();
        let error = loop {
            let event = reader.next();
            let ended = match event {
                Ok(Some(event)) => {
                    self.event(event, &mut open);
                    None
                }
                Ok(None) => Some(None),
                Err(error) => Some(Some(error)),
            };
            notes.tell(&reader.take_findings())?;
            if let Some(error) = ended {
                break error;
            }
        };
        self.end_set();
        if open.lost > 0 {
            let lost = count(open.lost, "part");
            writeln!(
                notes.out,
                "error: {name}: {lost} could not be followed; the findings say why"
            )?;
        }
        let exit = notes.end(error.as_ref())?;
        Ok(if open.lost > 0 {
            exit.max(Exit::Findings)
        } else {
            exit
        })
    }

    fn event(&mut self, event: AnyEvent<'_>, open: &mut Open) {
        match event {
            AnyEvent::Claims(event) => self.sent(event, open),
            AnyEvent::Remittance(event) => self.decided(event, open),
            AnyEvent::Status(event) => self.said(&event, open),
            AnyEvent::Acknowledgment(event) => self.received(&event, open),
            AnyEvent::Other => {}
        }
    }

    fn sent(&mut self, event: ClaimEvent, open: &mut Open) {
        match event {
            ClaimEvent::Batch(_, sending) => open.sending = *sending,
            ClaimEvent::Claim(claim) => {
                self.build_later(&claim);
                if self.tracker.sent(&claim, &open.sending).is_none() {
                    open.lost = open.lost.saturating_add(1);
                }
            }
            ClaimEvent::NoClaim(_) => open.lost = open.lost.saturating_add(1),
            ClaimEvent::BatchEnd(_) => self.end_set(),
            _ => {}
        }
    }

    /// What is sent may be a further attempt that waits to be built.
    fn build_later(&mut self, sent: &Claim) {
        let number = sent.patient_control_number.as_str();
        let Some(later) = self.later.get_mut(number) else {
            return;
        };
        let id = self.tracker.claims().earlier_attempt(&SentClaim::of(sent));
        let before = id.and_then(|id| self.tracker.life(id)?.attempts().last());
        if before.is_some_and(|attempt| attempt.sending.is_none()) {
            return;
        }
        let is_it = |of: &Claim| {
            of.submission == sent.submission && of.coverage.sequence == sent.coverage.sequence
        };
        if let Some(at) = later.iter().position(is_it) {
            let built = later.remove(at);
            self.tracker.built(&built);
        }
    }

    fn decided(&mut self, event: x12_835::Event<'_>, open: &mut Open) {
        match event {
            x12_835::Event::Payment(payment) => open.payment = Some(payment.header.into_owned()),
            x12_835::Event::Claim(claim) => match &open.payment {
                Some(header) => {
                    let decision = claim.decision(header);
                    let answered = self.tracker.decision(&decision);
                    self.keep(&answered, || What::Decision(Box::new(decision)));
                }
                None => open.lost = open.lost.saturating_add(1),
            },
            x12_835::Event::ProviderAdjustments(of) => {
                let all = open.payment.as_ref().map(|header| of.adjustments(header));
                for money in all.unwrap_or_default() {
                    let answered = self.tracker.money(&money);
                    self.keep(&answered, || What::Money(Box::new(money)));
                }
            }
            x12_835::Event::Rejected(_) => open.lost = open.lost.saturating_add(1),
            x12_835::Event::PaymentEnd(_) => {
                open.payment = None;
                self.end_set();
            }
            _ => {}
        }
    }

    fn received(&mut self, event: &x12_ack::Event<'_>, open: &mut Open) {
        if let Some(receipt) = open.receipts.see(event) {
            let answered = self.tracker.receipt(&receipt);
            self.keep(&answered, || What::Receipt(Box::new(receipt)));
        }
        match event {
            x12_ack::Event::Rejected(_) => open.lost = open.lost.saturating_add(1),
            x12_ack::Event::AnswerEnd(_) => self.end_set(),
            _ => {}
        }
    }

    fn said(&mut self, event: &x12_277::Event<'_>, open: &mut Open) {
        for status in open.view.see(event) {
            for (status, answered) in self.tracker.status(&status) {
                self.keep(&answered, || What::Status(Box::new(status)));
            }
        }
        match event {
            x12_277::Event::Rejected(_) => open.lost = open.lost.saturating_add(1),
            x12_277::Event::ReportEnd(_) => self.end_set(),
            _ => {}
        }
    }

    fn end_set(&mut self) {
        for (status, answered) in self.tracker.end_set() {
            self.keep(&answered, || What::Status(Box::new(status)));
        }
    }

    /// Keeps what is nobody's.
    fn keep(&mut self, answered: &Answered, what: impl FnOnce() -> What) {
        if let Some(why) = answered.unmatched {
            self.nobodys.push(Nobodys {
                file: self.file,
                what: what(),
                why,
            });
        }
    }
}
