//! One input file, from its first byte to its rows.

use std::io;

use rust_decimal::Decimal;
use x12_835::{
    ClaimPayment, EraOptions, EraReader, Event, Payment, PaymentTotals, ProviderAdjustments,
};
use x12_core::{Diagnostic, Error, Place, Severity};

use super::{
    cells::{ClaimId, PaymentId},
    inputs::Input,
    progress::Progress,
    store::Store,
    tables::{FindingRow, PaymentRow},
};

/// A payment whose end has not come yet.
pub(super) struct OpenPayment<'f> {
    pub(super) id: PaymentId,
    pub(super) file: &'f str,
    pub(super) payment: Payment<'static>,
    claims: u64,
}

impl OpenPayment<'_> {
    /// Its row, which does not know yet whether the payment is balanced.
    pub(super) fn row(&self) -> PaymentRow<'_> {
        PaymentRow {
            id: self.id,
            file: self.file,
            payment: &self.payment,
            balanced: None,
        }
    }
}

/// A form of output: what becomes of the parts of a file.
pub(super) trait Rows: Sized {
    /// The names of the output files. Findings come last.
    const NAMES: &'static [&'static str];
    /// The columns that each of them begins with; empty where there is no such line.
    const HEADERS: &'static [&'static [&'static str]];

    /// Writes to these stores, one for each name.
    fn new(stores: Vec<Store>) -> io::Result<Self>;

    /// The line that names the columns.
    fn header(columns: &[&str]) -> io::Result<Vec<u8>>;

    /// How a finding of this file and payment begins.
    fn finding_start(file: &str, payment: Option<PaymentId>) -> io::Result<Vec<u8>>;

    /// A payment begins.
    fn payment(&mut self, _payment: &OpenPayment<'_>) {}

    fn claim(
        &mut self,
        payment: &OpenPayment<'_>,
        id: ClaimId,
        claim: &ClaimPayment<'_>,
    ) -> io::Result<()>;

    fn provider_adjustments(
        &mut self,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> io::Result<()>;

    fn payment_end(&mut self, payment: &OpenPayment<'_>, totals: &PaymentTotals) -> io::Result<()>;

    fn finding(&mut self, row: &FindingRow<'_>) -> io::Result<()>;

    /// How long each store is.
    fn lengths(&mut self, lengths: &mut Vec<u64>) -> io::Result<()>;

    fn into_stores(self) -> io::Result<Vec<Store>>;
}

/// What a file came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) payments: u64,
    pub(super) claims: u64,
    /// Sum of BPR02; `None` where it has more digits than can be held exactly, as in the other sum.
    pub(super) amount: Sum,
    /// Sum of CLP04.
    pub(super) paid: Sum,
    pub(super) infos: u64,
    pub(super) warnings: u64,
    pub(super) errors: u64,
    /// Why reading stopped before the end.
    pub(super) failure: Option<String>,
}

/// A sum of money; `None` once it has more digits than can be held exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum(pub(super) Option<Decimal>);

impl Default for Sum {
    fn default() -> Self {
        Self(Some(Decimal::ZERO))
    }
}

impl Sum {
    pub(super) fn add(&mut self, amount: Option<Decimal>) {
        self.0 = self
            .0
            .zip(amount)
            .and_then(|(sum, amount)| sum.checked_add(amount));
    }
}

/// Reads input `number`, counted from 1, behind what the stores hold already.
///
/// An error is one of the output; what is wrong with the input is part of the outcome.
pub(super) fn convert<R: Rows>(
    number: usize,
    input: &Input,
    stores: Vec<Store>,
    options: &EraOptions,
    progress: &Progress,
) -> io::Result<(Vec<Store>, Outcome)> {
    let mut file = Conversion {
        number,
        name: &input.name,
        rows: R::new(stores)?,
        outcome: Outcome::default(),
        payments: 0,
        open: None,
        last: None,
        kept: Vec::new(),
    };
    file.rows.lengths(&mut file.kept)?;
    let stop = match input.open() {
        Ok(reader) => file.read(EraReader::with_options(progress.count(reader), options))?,
        Err(source) => Some(Error::Io { source }),
    };
    match stop {
        None => Ok((file.rows.into_stores()?, file.outcome)),
        Some(error) => file.fail(&error),
    }
}

/// The state of reading one file.
struct Conversion<'f, R> {
    number: usize,
    name: &'f str,
    rows: R,
    outcome: Outcome,
    /// Payments that have begun.
    payments: u64,
    open: Option<OpenPayment<'f>>,
    /// The payment that began last, with the number of its transaction set in the file.
    last: Option<(u32, PaymentId)>,
    /// How long each store was when the last payment ended.
    kept: Vec<u64>,
}

impl<R: Rows> Conversion<'_, R> {
    /// Reads to the end, or to what stops reading.
    fn read(&mut self, mut era: EraReader<impl io::Read>) -> io::Result<Option<Error>> {
        loop {
            let stop = match era.next() {
                Ok(Some(event)) => {
                    self.event(event)?;
                    None
                }
                Ok(None) => return Ok(None),
                Err(error) => Some(error),
            };
            for diagnostic in era.take_findings() {
                self.finding(&diagnostic)?;
            }
            if stop.is_some() {
                return Ok(stop);
            }
        }
    }

    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Payment(payment) => self.payment(*payment),
            Event::Claim(claim) => {
                if let Some(open) = &mut self.open {
                    open.claims = open.claims.saturating_add(1);
                    self.rows
                        .claim(open, ClaimId(open.id, open.claims), &claim)?;
                }
            }
            Event::ProviderAdjustments(all) => {
                if let Some(open) = &self.open {
                    self.rows.provider_adjustments(open, &all)?;
                }
            }
            Event::PaymentEnd(totals) => {
                if let Some(open) = self.open.take() {
                    self.rows.payment_end(&open, &totals)?;
                    self.rows.lengths(&mut self.kept)?;
                    self.outcome.payments = self.outcome.payments.saturating_add(1);
                    self.outcome.claims = self.outcome.claims.saturating_add(totals.claims);
                    self.outcome
                        .amount
                        .add(Some(open.payment.header.amount().unwrap_or_default()));
                    self.outcome.paid.add(totals.paid);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn payment(&mut self, payment: Payment<'_>) {
        self.payments = self.payments.saturating_add(1);
        let id = PaymentId {
            file: self.number,
            payment: self.payments,
        };
        self.last = Some((payment.transaction.number, id));
        let Payment {
            interchange,
            group,
            transaction,
            header,
        } = payment;
        let payment = Payment {
            interchange,
            group,
            transaction,
            header: header.into_owned(),
        };
        let open = OpenPayment {
            id,
            file: self.name,
            payment,
            claims: 0,
        };
        self.rows.payment(&open);
        self.open = Some(open);
    }

    fn finding(&mut self, diagnostic: &Diagnostic) -> io::Result<()> {
        let payment = self
            .last
            .filter(|(transaction, _)| *transaction == diagnostic.place.transaction);
        let count = match diagnostic.severity {
            Severity::Info => &mut self.outcome.infos,
            Severity::Warning => &mut self.outcome.warnings,
            Severity::Error => &mut self.outcome.errors,
        };
        *count = count.saturating_add(1);
        self.rows.finding(&FindingRow {
            file: self.name,
            payment: payment.map(|(_, id)| id),
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            place: diagnostic.place,
            message: &diagnostic.message(),
        })
    }

    /// Ends with an error: it becomes a finding, and the payment that is still open is taken out again. What was found in
    /// that payment stays, but names no payment any more.
    fn fail(mut self, error: &Error) -> io::Result<(Vec<Store>, Outcome)> {
        // What stops strict reading is the first error that was found, and that has its row already.
        if !matches!(error, Error::Strict(_)) || self.outcome.errors == 0 {
            self.outcome.errors = self.outcome.errors.saturating_add(1);
            self.rows.finding(&FindingRow {
                file: self.name,
                payment: None,
                rule: error.rule(),
                severity: Severity::Error,
                place: error.place().unwrap_or_default(),
                message: &message(error),
            })?;
        }
        self.outcome.failure = Some(reason(error));
        let mut stores = self.rows.into_stores()?;
        let (Some(open), Some((findings, tables))) = (self.open, stores.split_last_mut()) else {
            return Ok((stores, self.outcome));
        };
        for (table, kept) in tables.iter_mut().zip(&self.kept) {
            table.cut(*kept)?;
        }
        let kept = self.kept.last().copied().unwrap_or_default();
        let (before, after) = (
            R::finding_start(self.name, Some(open.id))?,
            R::finding_start(self.name, None)?,
        );
        findings.replace_starts(kept, &before, &after)?;
        Ok((stores, self.outcome))
    }
}

/// What is wrong, without the place.
fn message(error: &Error) -> String {
    match error {
        Error::Strict(diagnostic) => diagnostic.message(),
        Error::Limit { rule, limit, .. } => format!("{}: more than {limit}", rule.title),
        Error::Io { source } => source.to_string(),
        _ => error.rule().title.to_owned(),
    }
}

/// The same for the summary: with number and place, and no sums.
fn reason(error: &Error) -> String {
    let rule = error.rule();
    match (error, error.place()) {
        (Error::Io { source }, _) => format!("{source} [{rule}]"),
        (_, Some(place)) if place != Place::default() => {
            format!("{} at {place} [{rule}]", rule.title)
        }
        _ => format!("{} [{rule}]", rule.title),
    }
}
