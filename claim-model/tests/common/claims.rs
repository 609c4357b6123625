//! Claims under several numbers, decisions on them, and what was found.

use claim_model::{
    Adjudication, Claim, PatientControlNumber,
    matching::{Confidence, Found, MatchReason, SentClaim, SentClaims},
};

use super::{dollars, good, life::adjudicated};

/// The claim of 150 dollars under another number; the number of its line goes with it.
pub fn claim(number: &str) -> Claim {
    let mut claim = good();
    claim.patient_control_number = PatientControlNumber::as_received(number);
    claim.lines[0].line_control_number = Some(format!("L-{number}").into());
    claim
}

pub fn charged(number: &str, charge: &str) -> Claim {
    let mut claim = claim(number);
    claim.lines[0].charge = dollars(charge);
    claim
}

pub fn all(claims: &[Claim]) -> SentClaims {
    let mut sent = SentClaims::new();
    for claim in claims {
        sent.add(SentClaim::of(claim)).unwrap();
    }
    sent
}

/// What came back in CLP01; `0` stands for none.
pub fn decided(number: &str) -> Adjudication {
    let number = (number != "0").then(|| PatientControlNumber::as_received(number));
    Adjudication {
        patient_control_number: number,
        ..adjudicated("CO-45 40")
    }
}

pub fn found(found: Found) -> Result<(usize, MatchReason, Confidence), &'static str> {
    match found {
        Found::One(of) => Ok((of.claim.index(), of.reason, of.confidence)),
        Found::Several => Err("several"),
        Found::None => Err("none"),
    }
}
