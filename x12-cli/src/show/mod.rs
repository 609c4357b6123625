//! `x12 era show`: a remittance that a biller can read.

mod adjustments;
mod claim;
mod filter;
mod findings;
mod header;
mod lines;
mod notices;
mod summary;
mod words;

use std::io::{self, BufWriter, Read, Write};

use x12_835::{EraReader, Event, Payment, PaymentTotals};
use x12_codes::Codes;
use x12_core::Error;

use crate::{
    args::ShowArgs,
    exit::{self, Exit, Failure, complain},
    input,
};
use filter::Filter;
use findings::Tally;
pub(crate) use header::field;
pub(crate) use words::{Words, join};

pub(crate) fn run(args: &ShowArgs) -> Result<Exit, Failure> {
    let loaded = args
        .codes
        .as_deref()
        .map(Codes::with_dir)
        .transpose()
        .map_err(|error| Failure(error.to_string()))?;
    let name = input::spoken_name(&args.file);
    let file = input::open(&args.file).map_err(|error| Failure(format!("{name}: {error}")))?;
    let show = Show {
        out: BufWriter::new(io::stdout().lock()),
        words: Words {
            codes: loaded.as_ref().unwrap_or(Codes::builtin()),
        },
        name,
        filter: args.claim.as_deref().map(Filter::new),
        tally: Tally::default(),
        payments: 0,
        open: false,
    };
    exit::after_writing(show.run(EraReader::with_options(file, &args.read.options())))
}

/// What showing remembers from one event to the next: nothing that grows with the file.
struct Show<'c, W> {
    out: W,
    words: Words<'c>,
    name: String,
    filter: Option<Filter>,
    tally: Tally,
    payments: u64,
    /// A payment has begun and not ended.
    open: bool,
}

impl<W: Write> Show<'_, W> {
    fn run<R: Read>(mut self, mut reader: EraReader<R>) -> io::Result<Exit> {
        let error = loop {
            match reader.next() {
                Ok(Some(event)) => self.event(&event)?,
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
            self.tally.add(reader.take_findings());
        };
        self.tally.add(reader.take_findings());
        self.finish(error.as_ref())
    }

    fn event(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Payment(payment) => self.payment(payment),
            Event::Claim(claim) => match &mut self.filter {
                None => claim::show(&mut self.out, self.words, claim),
                Some(filter) => filter.claim(&mut self.out, self.words, claim),
            },
            Event::PaymentEnd(totals) => self.payment_end(totals),
            Event::Rejected(rejected) => match &mut self.filter {
                None => notices::rejected(&mut self.out, rejected),
                Some(filter) => {
                    filter.rejected(rejected);
                    Ok(())
                }
            },
            _ if self.filter.is_some() => Ok(()),
            Event::ClaimGroup(group) => notices::group(&mut self.out, group),
            Event::ProviderAdjustments(adjustments) => {
                summary::adjustments(&mut self.out, self.words, adjustments)
            }
            Event::Acknowledgment(segment) => notices::acknowledgment(&mut self.out, segment),
            Event::Skipped(skipped) => notices::skipped(&mut self.out, skipped),
            _ => Ok(()),
        }
    }

    fn payment(&mut self, payment: &Payment<'_>) -> io::Result<()> {
        self.payments = self.payments.saturating_add(1);
        self.open = true;
        match &mut self.filter {
            None => header::show(&mut self.out, self.words, self.payments, &payment.header),
            Some(filter) => {
                filter.payment(header::title(self.words, self.payments, &payment.header));
                Ok(())
            }
        }
    }

    fn payment_end(&mut self, totals: &PaymentTotals) -> io::Result<()> {
        self.open = false;
        if self.filter.is_none() {
            summary::totals(&mut self.out, self.payments, totals)
        } else {
            Ok(())
        }
    }

    fn finish(mut self, error: Option<&Error>) -> io::Result<Exit> {
        if self.open && error.is_some() {
            writeln!(
                self.out,
                "\nPayment {} is not complete: reading stopped inside it, so there are no totals.",
                self.payments
            )?;
        }
        if self.payments == 0 {
            writeln!(self.out, "No remittance in this file.")?;
        }
        let mut exit = if self.tally.errors > 0 {
            Exit::Findings
        } else {
            Exit::Fine
        };
        let mut missing = None;
        if let Some(filter) = &self.filter {
            filter.finish(&mut self.out)?;
            missing = filter.missing();
        }
        self.tally.show(&mut self.out, &self.name, error)?;
        self.out.flush()?;
        if let Some(missing) = missing {
            complain(&format!("{missing} in {}", self.name));
            exit = exit.max(Exit::Findings);
        }
        if let Some(error) = error {
            complain(&format!("{}: {error}", self.name));
            exit = Exit::Failed;
        }
        Ok(exit)
    }
}
