//! What is wrong with a claim. A claim is judged as a whole, or in the parts in which a file carries it.
//!
//! Nothing is allocated while nothing is wrong.

mod batch;
mod billing;
mod body;
mod coordination;
mod coverage;
mod details;
mod diagnosis;
mod line;
mod provider;
mod values;

pub use batch::Batch;
pub use billing::billing_provider;
pub use body::body;
pub(crate) use coordination::coordination;
pub use coverage::{coverage, patient};

use crate::{At, Claim, Day, Detail, Finding, Invalid, Rule};

/// What the rules need to know besides the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CheckOptions {
    /// The day on which the claim is sent; `None` where future services are not looked for.
    pub today: Option<Day>,
}

impl Claim {
    /// Judges the claim by every rule. It may be sent where [`may_be_sent`](crate::may_be_sent) of the findings.
    ///
    /// Whether its number is used twice only its [`Batch`] knows.
    #[must_use]
    pub fn check(&self, options: &CheckOptions) -> Vec<Finding> {
        let mut out = Vec::new();
        billing_provider(&self.billing_provider, &mut out);
        coverage(&self.coverage, self.patient.as_ref(), &mut out);
        if let Some(dependent) = &self.patient {
            patient(dependent, &mut out);
        }
        body(self, options, &mut out);
        out
    }
}

/// A finding as bad as its rule says.
#[cold]
fn say(out: &mut Vec<Finding>, rule: &'static Rule, at: At<'_>) {
    out.push(Finding::new(rule, at));
}

/// A finding with its detail.
#[cold]
fn say_with(out: &mut Vec<Finding>, rule: &'static Rule, at: At<'_>, detail: Detail) {
    out.push(Finding::new(rule, at).with(detail));
}

/// A finding where an identifier is none.
fn ensure(out: &mut Vec<Finding>, rule: &'static Rule, at: At<'_>, checked: Result<(), Invalid>) {
    if let Err(invalid) = checked {
        say_with(out, rule, at, Detail::Reason(invalid.reason));
    }
}

/// A finding where there is more of something than there is room for.
fn at_most(out: &mut Vec<Finding>, rule: &'static Rule, at: At<'_>, found: usize, most: usize) {
    if found > most {
        say_with(out, rule, at, Detail::Count { most, found });
    }
}
