//! An office with one claim, and answers to it, made through the public interface.

use claim_model::{
    Adjudication, Adjustment, AdjustmentGroup, Claim, Day, EntityCode, PatientControlNumber,
    PayerClaimNumber, PayerId, Processing, StatusCategory, StatusCode,
    life::{
        Answered, ClaimLife, ClaimStatus, Decision, Event, Flag, PaymentKey, Profile, Receipt,
        ReceiptOf, ReceiptOutcome, ReportedBy, Status, StatusAction, StatusLevel, StatusReason,
        StatusReport, StatusSource, Tracker,
    },
    matching::{Sending, SentId},
};

use super::{adjustment, day, dollars, good};

/// A day of March 2025, in which everything happens.
pub fn march(of: u32) -> Day {
    day(2025, 3, of)
}

pub fn payer_number(text: &str) -> PayerClaimNumber {
    PayerClaimNumber::new(text).unwrap()
}

pub fn own_number(text: &str) -> PatientControlNumber {
    PatientControlNumber::new(text).unwrap()
}

/// The sending of the batch `BATCH000<number>`, alone in its file.
pub fn sending(number: u32, date: Day) -> Sending {
    Sending {
        interchange: format!("{number:09}").into(),
        group: number.to_string().into(),
        set: "0001".into(),
        batch: Some(batch(number)),
        date: Some(date),
    }
}

pub fn batch(number: u32) -> claim_model::Text {
    format!("BATCH{number:04}").into()
}

/// An answer about the transmission of batch `number`.
pub fn receipt(of: ReceiptOf, outcome: ReceiptOutcome, number: u32) -> Receipt {
    let interchange = of == ReceiptOf::Interchange;
    Receipt {
        of,
        outcome,
        interchange: interchange.then(|| format!("{number:09}").into()),
        group_kind: None,
        group: (!interchange).then(|| number.to_string().into()),
        set: (of == ReceiptOf::Set).then(|| "0001".into()),
        date: None,
        errors: vec![],
        claims: vec![],
    }
}

/// `A7:562:85 A7:128`: category, status and entity of each reason.
pub fn reasons(text: &str) -> Vec<StatusReason> {
    let reason = |text: &str| {
        let mut parts = text.split(':');
        StatusReason {
            category: StatusCategory::as_received(parts.next().unwrap()),
            status: parts.next().map(StatusCode::as_received),
            entity: parts.next().map(EntityCode::as_received),
            pharmacy: false,
        }
    };
    text.split_whitespace().map(reason).collect()
}

pub fn source(by: ReportedBy) -> StatusSource {
    let (name, id) = match by {
        ReportedBy::Payer => ("ACME HEALTH PLAN", "ACM01"),
        _ => ("DEMO CLEARINGHOUSE", "DEMOCH"),
    };
    StatusSource {
        by,
        name: Some(name.into()),
        id: Some(id.into()),
        report_number: None,
        received: None,
        processed: None,
    }
}

/// What a 277CA says of the claim SH-10001 of the first batch.
pub fn acknowledged(by: ReportedBy, said: &str, action: StatusAction, date: Day) -> ClaimStatus {
    ClaimStatus {
        source: Some(source(by)),
        batch: Some(batch(1)),
        trace: Some("SH-10001".into()),
        patient_control_number: Some(own_number("SH-10001")),
        reasons: reasons(said),
        action: Some(action),
        date: Some(date),
        charge: Some(dollars("150")),
        ..ClaimStatus::new(StatusReport::Acknowledgment, StatusLevel::Claim)
    }
}

/// What a 277CA says of the first batch, or of all claims of a provider of it.
pub fn acknowledged_above(level: StatusLevel, said: &str, action: StatusAction) -> ClaimStatus {
    ClaimStatus {
        level,
        trace: None,
        patient_control_number: None,
        charge: None,
        ..acknowledged(ReportedBy::Payer, said, action, march(2))
    }
}

/// What a 277 answers to an inquiry about the claim SH-10001.
pub fn answered(said: &str, date: Day) -> ClaimStatus {
    ClaimStatus {
        source: Some(source(ReportedBy::Payer)),
        patient_control_number: Some(own_number("SH-10001")),
        reasons: reasons(said),
        date: Some(date),
        charge: Some(dollars("150")),
        ..ClaimStatus::new(StatusReport::Answer, StatusLevel::Claim)
    }
}

/// `CO-45 40`: group, reason and dollars of each adjustment, with commas between.
pub fn adjustments(text: &str) -> Vec<Adjustment> {
    let one = |text: &str| {
        let (pair, amount) = text.trim().split_once(' ').unwrap();
        let (group, reason) = pair.split_once('-').unwrap();
        adjustment(AdjustmentGroup::of_code(group).unwrap(), reason, amount)
    };
    let texts = text.split(',').filter(|text| !text.trim().is_empty());
    texts.map(one).collect()
}

/// A decision on the claim SH-10001 as a whole: 150 dollars less the adjustments are paid.
pub fn adjudicated(said: &str) -> Adjudication {
    let adjustments = adjustments(said);
    let less = adjustments.iter().map(|of| of.amount.0);
    let paid = less.fold(dollars("150").0, |paid, less| paid - less);
    Adjudication {
        patient_control_number: Some(own_number("SH-10001")),
        payer_claim_number: None,
        payer_id: Some(PayerId::new("ACM01").unwrap()),
        payer_name: None,
        processing: Processing::Primary,
        crossed_over: false,
        date: None,
        charge: dollars("150"),
        paid: claim_model::Amount(paid),
        patient_responsibility: None,
        adjustments,
        remarks: vec![],
        lines: vec![],
    }
}

/// The decision as it comes with a payment of that day.
pub fn decision(adjudication: Adjudication, date: Day) -> Decision {
    Decision {
        payment: PaymentKey {
            number: Some(format!("EFT{}", date.0).into()),
            payer: Some("1512345678".into()),
            payee: Some("1234567893".into()),
            date: Some(date),
            amount: None,
        },
        adjudication: Adjudication {
            date: Some(date),
            ..adjudication
        },
    }
}

/// The payment of an [`adjudicated`] claim taken back: all amounts are negative.
pub fn reversed(of: &Adjudication) -> Adjudication {
    let minus = |amount: claim_model::Amount| claim_model::Amount(-amount.0);
    let mut back = of.clone();
    back.processing = Processing::Reversal;
    (back.charge, back.paid) = (minus(of.charge), minus(of.paid));
    let lines = back.lines.iter_mut();
    let adjustments = lines.flat_map(|line| {
        (line.charge, line.paid) = (minus(line.charge), minus(line.paid));
        &mut line.adjustments
    });
    for adjustment in adjustments.chain(&mut back.adjustments) {
        adjustment.amount = minus(adjustment.amount);
    }
    back
}

/// An office that follows its claims.
#[derive(Debug)]
pub struct Office {
    pub tracker: Tracker,
    /// The claim SH-10001.
    pub claim: SentId,
}

impl Office {
    /// With the claim SH-10001 of 150 dollars, built.
    pub fn built(profile: Profile) -> Self {
        let mut tracker = Tracker::new(profile);
        let claim = tracker.built(&good()).unwrap();
        Self { tracker, claim }
    }

    /// With the claim SH-10001 sent in the first batch, on the first of March.
    pub fn sent() -> Self {
        Self::sent_by(Profile::default())
    }

    pub fn sent_by(profile: Profile) -> Self {
        let mut office = Self::built(profile);
        office.send(&good(), 1, march(1));
        office
    }

    /// Sends the claim in the batch of this number.
    pub fn send(&mut self, claim: &Claim, number: u32, date: Day) -> SentId {
        self.tracker.sent(claim, &sending(number, date)).unwrap()
    }

    /// A file with one receipt.
    pub fn receives(&mut self, receipt: &Receipt) -> Answered {
        self.tracker.begin_file();
        let answered = self.tracker.receipt(receipt);
        assert_eq!(self.tracker.end_set(), []);
        answered
    }

    /// A file with one transaction set of statuses. Gives what each came to.
    pub fn hears(&mut self, statuses: &[ClaimStatus]) -> Vec<Answered> {
        self.tracker.begin_file();
        let mut all = Vec::new();
        for status in statuses {
            all.extend(self.tracker.status(status));
        }
        all.extend(self.tracker.end_set());
        all.into_iter().map(|(_, answered)| answered).collect()
    }

    /// A file with one transaction set of decisions.
    pub fn is_paid(&mut self, decisions: &[Decision]) -> Vec<Answered> {
        self.tracker.begin_file();
        let all = decisions.iter();
        let all = all.map(|of| self.tracker.decision(of)).collect();
        assert_eq!(self.tracker.end_set(), []);
        all
    }

    pub fn life(&self) -> &ClaimLife {
        self.tracker.life(self.claim).unwrap()
    }

    pub fn status(&self) -> Status {
        self.life().status().unwrap()
    }

    pub fn flags(&self) -> Vec<Flag> {
        self.life().flags()
    }

    pub fn last(&self) -> &Event {
        self.life().events().last().unwrap()
    }

    /// The status behind each event.
    pub fn statuses(&self) -> Vec<Status> {
        let events = self.life().events().iter();
        events.map(|event| event.status).collect()
    }

    /// Position of the event that made the status.
    pub fn cause(&self) -> usize {
        let cause = self.life().cause().unwrap();
        let mut events = self.life().events().iter();
        events.position(|event| std::ptr::eq(event, cause)).unwrap()
    }
}
