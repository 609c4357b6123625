//! Inquiries made from claims: which claims a payer is asked about, and under which trace numbers.

mod findings;
mod levels;
mod words;

use std::collections::HashMap;

use claim_model::{Claim, PartyName, PatientControlNumber, PayerClaimNumber, Text as Words};
use x12_core::{Delimiters, Envelope, Error, words::Letters};

use crate::{inquiry, write::write};
use levels::Levels;
use words::Out;

pub use findings::{InquiryError, InquiryFinding, InquiryProblem};

/// Who asks (2100B): the practice's system or a clearinghouse, not necessarily who bills.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Inquirer {
    /// Name.
    pub name: PartyName,
    /// Id that the payer or clearinghouse gave (2100B NM109).
    pub id: Words,
}

/// Everything of an inquiry that is not a claim. Numbers and time are given: the same input gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct InquiryEnvelope {
    /// Interchange and group: ids, date, time, control numbers, usage.
    pub interchange: Envelope,
    /// Control number of the transaction set (ST02), 1 to 999,999,999.
    pub transaction_control_number: u32,
    /// Our own number of the inquiry (BHT03), up to 50 characters.
    pub reference: Words,
    /// Who asks.
    pub inquirer: Inquirer,
}

/// How an inquiry is made.
#[derive(Debug, Clone)]
pub struct InquiryOptions {
    prefix: String,
    first: u64,
    letters: Letters,
    delimiters: Delimiters,
    payer_claim_numbers: HashMap<PatientControlNumber, PayerClaimNumber>,
}

impl InquiryOptions {
    /// Trace numbers are `prefix` and a number, counted from 1. No two inquiries should share a trace number: the answer
    /// has no other link.
    #[must_use]
    pub fn new(prefix: impl Into<String>) -> Self {
        Self {
            prefix: prefix.into(),
            first: 1,
            letters: Letters::default(),
            delimiters: Delimiters::USUAL,
            payer_claim_numbers: HashMap::new(),
        }
    }

    /// The number of the first trace.
    #[must_use]
    pub fn first_trace(self, first: u64) -> Self {
        Self { first, ..self }
    }

    /// How names are written.
    #[must_use]
    pub fn letters(self, letters: Letters) -> Self {
        Self { letters, ..self }
    }

    /// Delimiters of the file.
    #[must_use]
    pub fn delimiters(self, delimiters: Delimiters) -> Self {
        Self { delimiters, ..self }
    }

    /// The payer's numbers of claims, by our own: payers find a claim best by theirs. Without one, that which a replacement
    /// or a void names is asked for.
    #[must_use]
    pub fn payer_claim_numbers(
        self,
        payer_claim_numbers: HashMap<PatientControlNumber, PayerClaimNumber>,
    ) -> Self {
        Self {
            payer_claim_numbers,
            ..self
        }
    }
}

/// Which claim a trace number stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InquiryTrace {
    /// The number that the answer gives back (2200D or 2200E TRN02).
    pub trace: Words,
    /// Our own claim number.
    pub patient_control_number: PatientControlNumber,
}

/// An inquiry that is ready to be written.
#[derive(Debug, Clone)]
pub struct InquirySet {
    /// The transaction set.
    pub report: inquiry::Report<'static>,
    /// The trace number of each claim, in the order of the claims.
    pub traces: Vec<InquiryTrace>,
    /// What was changed on the way: none of it is an error.
    pub findings: Vec<InquiryFinding>,
    envelope: Envelope,
    delimiters: Delimiters,
}

impl InquirySet {
    /// The file.
    ///
    /// # Errors
    ///
    /// As [`write()`](crate::write()).
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let report = std::slice::from_ref(&self.report);
        write(Vec::new(), self.delimiters, &self.envelope, report)
    }
}

/// Asks about `claims`: each gets a trace number and stands below its payer, billing provider, subscriber and patient.
/// Payers, providers and people come in the order of the claims.
///
/// ```
/// use claim_model::{Claim, PartyName};
/// use x12_277::{Inquirer, InquiryEnvelope, InquiryOptions, inquiry_of};
/// # use x12_core::{Date, Envelope};
/// # let claims: Vec<Claim> = serde_json::from_str(fixtures::claims()[0].claims)?;
/// # let interchange = Envelope {
/// #     sender_qualifier: "ZZ".into(), sender_id: "DEMO001".into(), receiver_qualifier: "ZZ".into(),
/// #     receiver_id: "DEMOCH".into(), application_sender: "DEMO001".into(), application_receiver: "DEMOCH".into(),
/// #     date: Date::read(b"20250305").ok_or("no such day")?.get(), time: Default::default(),
/// #     interchange_control_number: 1, group_control_number: 1, acknowledgment_requested: false, production: false,
/// # };
///
/// let envelope = InquiryEnvelope {
///     interchange, // as in a file of claims
///     transaction_control_number: 1,
///     reference: "ASK0001".into(),
///     inquirer: Inquirer { name: PartyName::Organization("Demo EHR Inc".into()), id: "DEMO001".into() },
/// };
/// let inquiry = inquiry_of(&claims, &envelope, &InquiryOptions::new("A1-"))?;
/// assert_eq!(inquiry.traces[0].trace.as_str(), "A1-1");
/// let file = String::from_utf8(inquiry.to_bytes()?)?;
/// assert!(file.contains("TRN*1*A1-1~"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`InquiryError::NoClaims`] without any claim; [`InquiryError::Refused`] with everything that is missing or cannot be
/// sent, of all claims at once.
pub fn inquiry_of(
    claims: &[Claim],
    envelope: &InquiryEnvelope,
    options: &InquiryOptions,
) -> Result<InquirySet, InquiryError> {
    if claims.is_empty() {
        return Err(InquiryError::NoClaims);
    }
    let mut out = Out::new(options.letters, options.delimiters);
    let header = levels::header(&mut out, envelope);
    let mut levels = Levels::new(&mut out, &envelope.inquirer);
    let mut traces = Vec::with_capacity(claims.len());
    for (number, (at, claim)) in (options.first..).zip(claims.iter().enumerate()) {
        out.claim = Some(at);
        let trace = format!("{}{number}", options.prefix);
        let known = options
            .payer_claim_numbers
            .get(&claim.patient_control_number);
        let known = known.or_else(|| claim.submission.original_reference());
        levels.add(&mut out, claim, &trace, known);
        traces.push(InquiryTrace {
            trace: trace.into(),
            patient_control_number: claim.patient_control_number.clone(),
        });
    }
    let findings = out.findings;
    if findings.iter().any(|of| of.problem.is_error()) {
        return Err(InquiryError::Refused(findings));
    }
    Ok(InquirySet {
        report: inquiry::Report::new(header, levels.finish()),
        traces,
        findings,
        envelope: envelope.interchange.clone(),
        delimiters: options.delimiters,
    })
}
