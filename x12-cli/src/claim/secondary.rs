//! `x12 claim secondary`: the claim for the next payer, from a claim and a remittance.

use claim_model::{Adjudication, Amount, Claim, Processing, rules::OTHER_CLAIM};
use x12_835::{EraReader, Event, PaymentHeader};
use x12_core::{Error, Span};

use super::{
    problem::problems,
    single::{self, Given},
};
use crate::{
    args::SecondaryArgs,
    exit::{Exit, Failure, complain},
    input,
    output::count,
};

pub(super) fn run(args: &SecondaryArgs) -> Result<Exit, Failure> {
    let (given, report) = single::claim(&args.claim, args.problems)?;
    let Some(Given { claim, line }) = given else {
        return Ok(Exit::Findings);
    };
    let name = input::spoken_name(&args.era);
    let decisions = decisions(args, &claim).map_err(|error| Failure(format!("{name}: {error}")))?;
    let decision = match decisions.one() {
        Ok(decision) => decision,
        Err(why) => {
            complain(&format!("{name}: {why}"));
            return Ok(Exit::Findings);
        }
    };
    match claim.secondary(&decision) {
        Ok(made) => single::print(
            Some(&made.claim),
            line,
            &problems(&made.findings),
            report,
            args.print,
        ),
        Err(findings) => single::print(None, line, &problems(&findings), report, args.print),
    }
}

/// What the remittance decides on the claim.
#[derive(Debug, Default)]
struct Decisions {
    /// Those that hold, in the order of the file.
    holding: Vec<Decided>,
    /// The last one that takes a payment back.
    reversal: Option<Adjudication>,
}

#[derive(Debug)]
struct Decided {
    adjudication: Adjudication,
    span: Span,
}

impl Decisions {
    fn add(&mut self, adjudication: Adjudication, span: Span) {
        if adjudication.processing != Processing::Reversal {
            // The same remittance twice in one file decides nothing new.
            let same = |of: &Decided| of.adjudication == adjudication;
            if !self.holding.iter().any(same) {
                self.holding.push(Decided { adjudication, span });
            }
            return;
        }
        // It takes back the payment whose amounts it mirrors; that may also stand in an earlier remittance.
        let cancel = |one: Amount, other: Amount| {
            let sum = one.0.checked_add(other.0);
            sum.is_some_and(|sum| sum.is_zero())
        };
        let mirrors = |of: &Decided| {
            cancel(of.adjudication.charge, adjudication.charge)
                && cancel(of.adjudication.paid, adjudication.paid)
        };
        if let Some(at) = self.holding.iter().rposition(mirrors) {
            self.holding.remove(at);
        }
        self.reversal = Some(adjudication);
    }

    /// The one that holds. A reversal alone is given as it is: the rules say why nothing can be made of it.
    fn one(mut self) -> Result<Adjudication, String> {
        let Some(last) = self.holding.pop() else {
            return self.reversal.ok_or_else(|| {
                format!("decides nothing on this claim: no patient control number (CLP01) is the claim's own ({OTHER_CLAIM})")
            });
        };
        if self.holding.is_empty() {
            return Ok(last.adjudication);
        }
        self.holding.push(last);
        let places: Vec<String> = self
            .holding
            .iter()
            .map(|of| format!("{}..{}", of.span.start, of.span.end))
            .collect();
        Err(format!(
            "{} on this claim contradict each other and none is taken back (bytes {}); which one holds is not guessed. \
            Keep the payment that holds in a file of its own",
            count(u64::try_from(places.len()).unwrap_or(u64::MAX), "decision"),
            places.join(", ")
        ))
    }
}

fn decisions(args: &SecondaryArgs, claim: &Claim) -> Result<Decisions, Error> {
    let number = normal(claim.patient_control_number.as_str());
    let mut reader = EraReader::with_options(input::open(&args.era)?, &args.read.options());
    let mut decisions = Decisions::default();
    let mut header: Option<PaymentHeader<'static>> = None;
    loop {
        match reader.next()? {
            Some(Event::Payment(payment)) => header = Some(payment.header.into_owned()),
            Some(Event::Claim(payment)) => {
                let back = payment.info.patient_control_number.as_ref();
                let is_ours = back.is_some_and(|back| normal(&back.to_str()) == number);
                if let Some(header) = header.as_ref().filter(|_| is_ours) {
                    decisions.add(payment.adjudication(header), payment.span);
                }
            }
            Some(_) => {}
            None => break,
        }
        // They are what `x12 check` is for; only their number matters here.
        drop(reader.take_findings());
    }
    if reader.errors() > 0 {
        complain(&format!(
            "{} has {} of error level; `x12 check` shows them",
            input::spoken_name(&args.era),
            count(reader.errors(), "finding")
        ));
    }
    Ok(decisions)
}

/// Payers change capitals and blanks of our numbers, and nothing else.
fn normal(number: &str) -> String {
    number.trim().to_ascii_uppercase()
}
