//! Reports in billing words: a flat list of statuses, for whoever knows no X12.

use std::{collections::VecDeque, io::Read};

use claim_model::{
    Amount, ClearinghouseClaimNumber, Day, EntityCode, Modifier, PatientControlNumber,
    PayerClaimNumber, Period, ProcedureCode, Quantity, StatusCategory, StatusCode, Text,
    life::{
        ClaimStatus, ReportedBy, ReportedProvider, StatusAction, StatusLevel, StatusLine,
        StatusReason, StatusReport, StatusSource, StatusTotals,
    },
};
use rust_decimal::Decimal;
use x12_core::{Code, Date, Diagnostic, Error, ReadOptions};

use crate::{
    acknowledgment, answer,
    claims::{StatusClaim, is_accepted},
    guides::UNKNOWN_LEVEL,
    reader::{Event, StatusReportReader},
    segments::{Amt, Dtp, Nm1, Procedure, Qty, Ref, Status, Stc, Trn},
};

/// Turns the events of reports into statuses, one level after the other; it knows whose level is open.
///
/// There is one status for each loop that says something: source (2200A), receiver (2200B), provider (2200C), claim and
/// line. Inquiries say nothing.
#[derive(Debug, Default)]
pub struct StatusView {
    source: Option<StatusSource>,
    batch: Option<Text>,
    provider: Option<ReportedProvider>,
}

impl StatusView {
    /// The statuses that an event says, in the order of the file.
    pub fn see(&mut self, event: &Event<'_>) -> Vec<ClaimStatus> {
        let mut out = Vec::new();
        match event {
            Event::Report(_) => *self = Self::default(),
            Event::Rejected(rejected) if rejected.loop_id == UNKNOWN_LEVEL => {
                *self = Self::default();
            }
            Event::Acknowledged(level) => self.acknowledged(level, &mut out),
            Event::Answered(level) => self.answered(level, &mut out),
            _ => {}
        }
        out
    }

    fn acknowledged(&mut self, level: &acknowledgment::Level<'_>, out: &mut Vec<ClaimStatus>) {
        use acknowledgment::Level;
        let report = StatusReport::Acknowledgment;
        match level {
            Level::Source(of) => {
                *self = Self::default();
                let receipt = of.receipt.as_ref();
                let received = receipt.and_then(|of| of.received.as_ref());
                let processed = receipt.and_then(|of| of.processed.as_ref());
                let mut source = source(of.source.as_ref().map(|of| &of.name));
                source.report_number = receipt.and_then(|of| trace(&of.trace));
                source.received = received.or(of.received.as_deref()).and_then(first_day);
                source.processed = processed.or(of.processed.as_deref()).and_then(first_day);
                let says = source.received.is_some() || source.processed.is_some();
                self.source = Some(source);
                if says || receipt.is_some() {
                    let mut status = self.status(report, StatusLevel::Source);
                    status.trace = receipt.and_then(|of| trace(&of.trace));
                    out.push(status);
                }
            }
            Level::Receiver(of) => {
                self.batch = of.batch.as_ref().and_then(|of| trace(&of.trace));
                self.provider = None;
                if let Some(of) = &of.batch {
                    let mut status = self.status(report, StatusLevel::Receiver);
                    status.trace = trace(&of.trace);
                    say(&mut status, &of.statuses);
                    status.totals = totals(
                        [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                        [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                    );
                    out.push(status);
                }
            }
            Level::Provider(of) => {
                let mut provider = provider(of.providers.iter().map(|of| &of.name));
                if let Some(of) = &of.status {
                    more_ids(&mut provider, &of.references);
                }
                self.provider = Some(provider);
                if let Some(of) = &of.status {
                    let mut status = self.status(report, StatusLevel::Provider);
                    status.trace = trace(&of.trace);
                    say(&mut status, &of.statuses);
                    status.totals = totals(
                        [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                        [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                    );
                    out.push(status);
                }
            }
            Level::Patient(of) => {
                for claim in &of.claims {
                    let number = claim.trace.number.as_ref();
                    self.claim(report, claim, number, out);
                }
            }
        }
    }

    fn answered(&mut self, level: &answer::Level<'_>, out: &mut Vec<ClaimStatus>) {
        use answer::Level;
        let report = StatusReport::Answer;
        match level {
            Level::Source(of) => {
                *self = Self::default();
                self.source = Some(source(of.payer.as_ref().map(|of| &of.name)));
            }
            Level::Receiver(of) => {
                self.provider = None;
                if let Some(of) = &of.inquiry {
                    let mut status = self.status(report, StatusLevel::Receiver);
                    status.trace = trace(&of.trace);
                    say(&mut status, &of.statuses);
                    out.push(status);
                }
            }
            Level::Provider(of) => {
                self.provider = Some(provider(of.providers.iter().map(|of| &of.name)));
                if let Some(of) = &of.status {
                    let mut status = self.status(report, StatusLevel::Provider);
                    status.trace = trace(&of.trace);
                    say(&mut status, &of.statuses);
                    out.push(status);
                }
            }
            Level::Subscriber(of) => self.answers(&of.claims, out),
            Level::Dependent(of) => self.answers(&of.claims, out),
        }
    }

    fn answers<'a, C: StatusClaim<'a>>(&self, claims: &[C], out: &mut Vec<ClaimStatus>) {
        for claim in claims {
            let number = claim.patient_control_number().map(|of| &of.id);
            self.claim(StatusReport::Answer, claim, number, out);
        }
    }

    /// The claim, and behind it its lines.
    fn claim<'a, C: StatusClaim<'a>>(
        &self,
        report: StatusReport,
        claim: &C,
        number: Option<&x12_core::Text<'_>>,
        out: &mut Vec<ClaimStatus>,
    ) {
        use crate::claims::StatusLine as _;
        let mut of_claim = self.status(report, StatusLevel::Claim);
        of_claim.trace = trace(claim.trace());
        of_claim.patient_control_number =
            number.map(|of| PatientControlNumber::as_received(of.to_str()));
        of_claim.payer_claim_number = claim
            .payer_claim_number()
            .map(|of| PayerClaimNumber::as_received(of.id.to_str()));
        of_claim.clearinghouse_claim_number = claim
            .clearinghouse_claim_number()
            .map(|of| ClearinghouseClaimNumber::as_received(of.id.to_str()));
        let lines: Vec<_> = claim
            .lines()
            .iter()
            .map(|line| {
                let mut status = ClaimStatus {
                    level: StatusLevel::Line,
                    ..of_claim.clone()
                };
                let service = line.service();
                status.service_dates = line.service_dates().and_then(period);
                status.line = Some(StatusLine {
                    line_control_number: line.line_control_number().map(|of| text(&of.id)),
                    procedure: procedure(&service.procedure),
                    modifiers: modifiers(&service.procedure),
                    units: service.units.map(Quantity),
                });
                say(&mut status, line.statuses());
                status.charge = service.charge.map(Amount);
                status.paid = service.paid.map(Amount);
                status
            })
            .collect();
        of_claim.service_dates = claim.service_dates().and_then(period);
        say(&mut of_claim, claim.statuses());
        out.push(of_claim);
        out.extend(lines);
    }

    /// A status with what is known of the levels that are open.
    fn status(&self, report: StatusReport, level: StatusLevel) -> ClaimStatus {
        ClaimStatus {
            source: self.source.clone(),
            batch: self.batch.clone(),
            provider: self.provider.clone(),
            ..ClaimStatus::new(report, level)
        }
    }
}

/// What the statuses of one loop say together: all reasons and messages, and of dates and amounts the first that is there.
fn say(status: &mut ClaimStatus, statuses: &[Stc<'_>]) {
    let reasons = statuses.iter().flat_map(Stc::reasons);
    status.reasons = reasons.filter_map(|(_, of)| reason(of)).collect();
    if status.report == StatusReport::Acknowledgment {
        // Where the reason contradicts it, `ClaimStatus::outcome` says which one counts.
        status.action = is_accepted(statuses).map(|accepted| match accepted {
            true => StatusAction::Accept,
            false => StatusAction::Reject,
        });
    }
    let date = |of: fn(&Stc<'_>) -> Option<Date>| statuses.iter().find_map(of).map(day);
    let amount = |of: fn(&Stc<'_>) -> Option<Decimal>| statuses.iter().find_map(of).map(Amount);
    status.date = date(|of| of.date);
    status.finalized = date(|of| of.finalized);
    status.remitted = date(|of| of.remitted);
    status.charge = amount(|of| of.charge);
    status.paid = amount(|of| of.paid);
    let mut numbers = statuses.iter().filter_map(|of| of.payment_number.as_ref());
    status.payment_number = numbers.next().map(text);
    let messages = statuses.iter().filter_map(|of| of.message.as_ref());
    status.messages = messages.map(text).collect();
}

/// A reason without a category keeps its status code, with an empty category.
fn reason(of: &Status<'_>) -> Option<StatusReason> {
    let code = |of: Option<&Code<'_>>| of.map(|code| code.as_str().to_owned());
    let is_empty = of.category.is_none() && of.status.is_none() && of.entity.is_none();
    (!is_empty).then(|| StatusReason {
        category: StatusCategory::as_received(code(of.category.as_ref()).unwrap_or_default()),
        status: code(of.status.as_ref()).map(StatusCode::as_received),
        entity: code(of.entity.as_ref()).map(EntityCode::as_received),
        pharmacy: of.code_list.as_ref().is_some_and(|list| list.is("RX")),
    })
}

/// NM101 of a payer and of a clearinghouse.
const PAYER: &str = "PR";
const CLEARINGHOUSE: &str = "AY";

fn source(name: Option<&Nm1<'_>>) -> StatusSource {
    let by = match name.map(|of| of.entity.as_str()) {
        Some(PAYER) => ReportedBy::Payer,
        Some(CLEARINGHOUSE) => ReportedBy::Clearinghouse,
        _ => ReportedBy::Other,
    };
    StatusSource {
        by,
        name: name.and_then(|of| of.last_name.as_ref()).map(text),
        id: name.and_then(|of| of.id.as_ref()).map(text),
        report_number: None,
        received: None,
        processed: None,
    }
}

/// The identifiers that the names have, by NM108.
fn provider<'n, 'a: 'n>(names: impl Iterator<Item = &'n Nm1<'a>>) -> ReportedProvider {
    let mut provider = ReportedProvider::default();
    for name in names {
        let slot = match name.id_qualifier.as_ref().map(Code::as_str) {
            Some("XX") => &mut provider.npi,
            Some("FI") => &mut provider.tax_id,
            Some("SV") => &mut provider.payer_assigned,
            _ => continue,
        };
        if slot.is_none() {
            *slot = name.id.as_ref().map(text);
        }
    }
    provider
}

/// Tax id (`TJ`, `SY` of a person) and the payer's number (`G2`) of 2200C REF, where the name does not say them.
fn more_ids(provider: &mut ReportedProvider, references: &[Ref<'_>]) {
    for of in references {
        let slot = match of.qualifier.as_str() {
            "TJ" | "SY" => &mut provider.tax_id,
            "G2" => &mut provider.payer_assigned,
            _ => continue,
        };
        if slot.is_none() {
            *slot = Some(text(&of.id));
        }
    }
}

/// Accepted first, then rejected; `None` where nothing is said.
fn totals(counts: [Option<&Qty<'_>>; 2], charges: [Option<&Amt<'_>>; 2]) -> Option<StatusTotals> {
    let [accepted, rejected] = counts.map(|of| of.map(|of| Quantity(of.quantity)));
    let [accepted_charge, rejected_charge] = charges.map(|of| of.map(|of| Amount(of.amount)));
    let totals = StatusTotals {
        accepted,
        rejected,
        accepted_charge,
        rejected_charge,
    };
    (totals != StatusTotals::default()).then_some(totals)
}

/// The code, where it is one of HCPCS and CPT.
fn procedure(of: &Procedure<'_>) -> Option<ProcedureCode> {
    let is_procedure = of.qualifier.as_ref().is_none_or(|list| list.is("HC"));
    let code = of.code.as_ref().filter(|_| is_procedure)?;
    Some(ProcedureCode::as_received(code.as_str()))
}

fn modifiers(of: &Procedure<'_>) -> Vec<Modifier> {
    of.modifiers()
        .map(|code| Modifier::as_received(code.as_str()))
        .collect()
}

fn trace(of: &Trn<'_>) -> Option<Text> {
    of.number.as_ref().map(text)
}

fn period(of: &Dtp<'_>) -> Option<Period> {
    let from = of.from()?;
    Some(Period {
        from: day(from),
        to: of.to().filter(|to| *to != from).map(day),
    })
}

fn first_day(of: &Dtp<'_>) -> Option<Day> {
    of.from().map(day)
}

fn day(date: Date) -> Day {
    Day(date.get())
}

fn text(of: &x12_core::Text<'_>) -> Text {
    of.to_str().as_ref().into()
}

/// The statuses of anything that can be read, one after the other, in memory that does not grow with the file.
///
/// ```
/// use x12_277::Statuses;
///
/// # let file: &[u8] = fixtures::statuses()[0].edi;
/// for status in Statuses::new(file) {
///     let status = status?;
///     println!("{:?} {:?}: {} reasons", status.level, status.action, status.reasons.len());
/// }
/// # Ok::<(), x12_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Statuses<R> {
    events: StatusReportReader<R>,
    view: StatusView,
    waiting: VecDeque<ClaimStatus>,
}

impl<R: Read> Statuses<R> {
    /// Reads `reader`.
    pub fn new(reader: R) -> Self {
        Self::with_options(reader, &ReadOptions::default())
    }

    /// Reads `reader` as `options` say.
    pub fn with_options(reader: R, options: &ReadOptions) -> Self {
        Self {
            events: StatusReportReader::with_options(reader, options),
            view: StatusView::default(),
            waiting: VecDeque::new(),
        }
    }

    /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
    pub fn take_findings(&mut self) -> Vec<Diagnostic> {
        self.events.take_findings()
    }

    /// How many findings of error level were made so far, taken or not.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.events.errors()
    }
}

/// Ends after an error.
impl<R: Read> Iterator for Statuses<R> {
    type Item = Result<ClaimStatus, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(status) = self.waiting.pop_front() {
                return Some(Ok(status));
            }
            match self.events.next() {
                Ok(Some(event)) => self.waiting.extend(self.view.see(&event)),
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
