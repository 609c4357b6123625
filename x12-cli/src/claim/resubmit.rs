//! `x12 claim replace` and `x12 claim void`: a claim that the payer has processed, sent again.

use claim_model::PayerClaimNumber;

use super::{
    check::Judge,
    problem::Problem,
    single::{self, Given},
};
use crate::{
    args::ResubmitArgs,
    exit::{Exit, Failure},
};

/// Why it is sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Replacement,
    Void,
}

pub(super) fn run(args: &ResubmitArgs, kind: Kind) -> Result<Exit, Failure> {
    let (given, report) = single::claim(&args.claim, args.problems)?;
    let Some(Given { claim, line }) = given else {
        return Ok(Exit::Findings);
    };
    // The rules say what is wrong with the number, so it is taken as it is.
    let number = PayerClaimNumber::as_received(args.payer_claim_number.trim());
    let made = match kind {
        Kind::Replacement => claim.replacement(number),
        Kind::Void => claim.void(number),
    };
    let found = Judge::new(None).see(&made)?;
    // A wrong number would reach another claim, or none. Whatever else is wrong can be corrected in the claim that is
    // printed: that is what replacing is for.
    let is_of_number = |of: &Problem| of.is_error() && of.is_at("submission");
    let made = (!found.iter().any(is_of_number)).then_some(&made);
    single::print(made, line, &found, report, args.print)
}
