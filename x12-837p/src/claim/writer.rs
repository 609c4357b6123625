//! Claims into a file: judged, grouped into levels, split into transaction sets.

use std::io::Write;

use claim_model::{At, Claim, Detail, Finding, check, check::CheckOptions, may_be_sent};
use x12_core::{Error, Place, Refusal, Tag, Writer};

use crate::{
    claim::{
        body::{self, Sent},
        envelope::ClaimEnvelope,
        heads::{Heads, write_head},
        options::WriteOptions,
        pending::{Parts, Pending},
        rules,
    },
    guide::GUIDE,
};

/// Why a claim was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimError {
    /// The claim may not be sent: all its findings, those of error level among them.
    #[error("the claim may not be sent: {} findings", .0.len())]
    Refused(Vec<Finding>),
    /// The output failed.
    #[error(transparent)]
    Write(#[from] Error),
}

/// What the guide does not take of a claim, though no rule of the claim is against it, is a finding as well.
fn taken<T>(written: Result<T, Error>, findings: &mut Vec<Finding>) -> Result<T, ClaimError> {
    match written {
        Err(Error::Refused(refusal)) => {
            let detail = Detail::Reason(refusal.rule.title);
            findings.push(Finding::new(&rules::NOT_TAKEN, At::CLAIM).with(detail));
            Err(ClaimError::Refused(std::mem::take(findings)))
        }
        written => Ok(written?),
    }
}

/// Writes claims one by one, in memory that holds no more than one transaction set.
///
/// Each claim is judged when it is added; one that may not be sent changes nothing. Claims of a transaction set are
/// grouped: one level for each billing provider, subscriber and patient, in the order in which they came first.
///
/// ```
/// use x12_837p::claim::{ClaimEnvelope, ClaimWriter, WriteOptions};
/// # let envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope())?;
/// # let claims: Vec<claim_model::Claim> = serde_json::from_str(fixtures::claims()[0].claims)?;
///
/// let mut writer = ClaimWriter::new(Vec::new(), envelope, WriteOptions::default())?;
/// for claim in &claims {
///     let warnings = writer.add(claim)?;
///     assert!(warnings.is_empty());
/// }
/// let file = writer.finish()?;
/// assert!(file.starts_with(b"ISA*"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct ClaimWriter<W> {
    writer: Writer<W>,
    envelope: ClaimEnvelope,
    options: WriteOptions,
    check: CheckOptions,
    numbers: check::Batch,
    /// Claims with charges, and reports of encounters: one transaction set holds one kind only.
    charges: Pending,
    encounters: Pending,
    sets: u32,
}

impl<W: Write> ClaimWriter<W> {
    /// Begins a file. The day of the envelope is the day that claims are judged by.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value of the envelope that has not its fixed form, [`Error::Io`] where the output fails.
    pub fn new(out: W, envelope: ClaimEnvelope, options: WriteOptions) -> Result<Self, Error> {
        let mut writer = Writer::new(out, options.spelling.delimiters())
            .line_breaks(options.line_breaks)
            .leading_zeros(options.leading_zeros);
        // The header of each set is written with its first claim; what is wrong with it must show before.
        let mut findings = Vec::new();
        let mut out = options.out(&mut findings);
        if envelope.transaction_control_number == 0 {
            let place = Place {
                guide: GUIDE.id,
                loop_id: "HDR",
                segment: Some(Tag::new("ST")),
                element: 2,
                ..Place::default()
            };
            return Err(Refusal {
                rule: &x12_core::rules::WRITE_ENVELOPE,
                place,
                expected: Some("1 to 999999999".to_owned()),
            }
            .into());
        }
        let header = envelope.header(&mut out, 0, false);
        options
            .rendered()
            .add(GUIDE.id, |to| write_head(&header, to))?;
        drop(header);
        writer.begin_interchange(&envelope.interchange)?;
        writer.begin_group(&envelope.interchange, "HC", GUIDE.id)?;
        let check = CheckOptions {
            today: Some(envelope.interchange.date.into()),
        };
        Ok(Self {
            writer,
            envelope,
            charges: Pending::new(options.rendered()),
            encounters: Pending::new(options.rendered()),
            options,
            check,
            numbers: check::Batch::new(),
            sets: 0,
        })
    }

    /// Adds a claim. Gives findings that do not stand in its way.
    ///
    /// # Errors
    ///
    /// [`ClaimError::Refused`] for a claim that may not be sent, [`ClaimError::Write`] where the output fails.
    pub fn add(&mut self, claim: &Claim) -> Result<Vec<Finding>, ClaimError> {
        let twice = self.numbers.see(claim);
        let is_new = twice.is_none();
        let added = self.add_numbered(claim, twice);
        if added.is_err() && is_new {
            // Nothing has this number: the claim may come again, corrected.
            self.numbers.forget(claim);
        }
        added
    }

    /// Adds a claim, with the finding on its number.
    fn add_numbered(
        &mut self,
        claim: &Claim,
        twice: Option<Finding>,
    ) -> Result<Vec<Finding>, ClaimError> {
        let claim = &*claim.with_member_as_subscriber();
        let parts = Parts::of(claim);
        let pending = if claim.encounter {
            &mut self.encounters
        } else {
            &mut self.charges
        };
        let found = pending.levels.find(&parts);
        let mut findings = Vec::new();
        // Levels that hold already were judged with their first claim.
        if found.provider.is_none() {
            check::billing_provider(parts.provider, &mut findings);
        }
        // The patient's number of property and casualty is judged with the plan.
        if found.subscriber.is_none() || (parts.patient.is_some() && found.patient.is_none()) {
            check::coverage(parts.coverage, claim.patient.as_ref(), &mut findings);
        }
        if let (Some(patient), None) = (parts.patient, found.patient) {
            check::patient(patient, &mut findings);
        }
        check::body(claim, &self.check, &mut findings);
        findings.extend(twice);
        let mut out = self.options.out(&mut findings);
        let start = pending.rendered.end();
        let heads = Heads::render(
            &mut out,
            &parts,
            found,
            &self.envelope,
            &self.options,
            &mut pending.rendered,
        );
        let sent = if self.options.only_differences {
            Sent {
                rendering_provider: claim.sends_rendering_provider(),
                service_facility: claim.sends_service_facility(),
                only_differences: true,
            }
        } else {
            Sent {
                rendering_provider: true,
                service_facility: claim.service_facility.as_ref().is_some_and(|of| of.show),
                only_differences: false,
            }
        };
        let node = body::claim(&mut out, claim, sent);
        if !may_be_sent(&findings) {
            pending.rendered.forget(start);
            return Err(ClaimError::Refused(findings));
        }
        let heads = taken(heads, &mut findings)?;
        // A claim that the guide does not let through leaves nothing behind but levels without claims, which are not
        // written.
        if let Some(room) = pending.levels.room(&parts, found, heads) {
            taken(room.add(&node, &mut pending.rendered), &mut findings)?;
        }
        pending.claims = pending.claims.saturating_add(1);
        if pending.claims >= self.options.claims_in_set {
            self.write_set(claim.encounter)?;
        }
        Ok(findings)
    }

    /// Ends the file and gives the output back.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where no claim was added: a file without claims is none. [`Error::Io`] where the output fails.
    pub fn finish(mut self) -> Result<W, Error> {
        self.write_set(false)?;
        self.write_set(true)?;
        if self.sets == 0 {
            let place = Place {
                guide: GUIDE.id,
                loop_id: "2300",
                segment: Some(Tag::new("CLM")),
                ..Place::default()
            };
            return Err(Refusal {
                rule: &x12_core::rules::WRITE_MISSING,
                place,
                expected: Some("at least one claim".to_owned()),
            }
            .into());
        }
        self.writer.end_group(&self.envelope.interchange)?;
        self.writer.end_interchange(&self.envelope.interchange)?;
        Ok(self.writer.into_inner())
    }

    fn write_set(&mut self, encounters: bool) -> Result<(), Error> {
        let pending = if encounters {
            &mut self.encounters
        } else {
            &mut self.charges
        };
        if pending.claims == 0 {
            return Ok(());
        }
        let mut findings = Vec::new();
        let mut out = self.options.out(&mut findings);
        let header = self.envelope.header(&mut out, self.sets, encounters);
        let control_number = self.envelope.control_number(self.sets);
        let writer = &mut self.writer;
        writer.start_set(GUIDE.id);
        let written = write_head(&header, writer)
            .and_then(|()| pending.levels.write(&pending.rendered, writer))
            .and_then(|()| writer.end_set(&control_number));
        pending.clear();
        written?;
        self.sets = self.sets.saturating_add(1);
        Ok(())
    }
}

/// What is wrong with a batch: the claims that may not be sent, by their place in it, and the findings of each.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// Claims that may not be sent; nothing of the batch should be.
    #[error("{} claims may not be sent", .0.len())]
    Refused(Vec<(usize, Vec<Finding>)>),
    /// The envelope is not as it should be, or the output failed.
    #[error(transparent)]
    Write(#[from] Error),
}

/// Findings with the place of their claim in the batch.
pub type FindingsOfClaims = Vec<(usize, Finding)>;

/// Writes all claims or none: gives the file, and the findings that did not stand in its way with the place of their
/// claim.
///
/// # Errors
///
/// [`BatchError::Refused`] names all claims that may not be sent, each with all its findings; [`BatchError::Write`] an
/// envelope without its fixed form.
pub fn write_claims(
    claims: &[Claim],
    envelope: ClaimEnvelope,
    options: WriteOptions,
) -> Result<(Vec<u8>, FindingsOfClaims), BatchError> {
    let mut writer = ClaimWriter::new(Vec::new(), envelope, options)?;
    let mut refused = Vec::new();
    let mut findings = Vec::new();
    for (at, claim) in claims.iter().enumerate() {
        match writer.add(claim) {
            Ok(found) => findings.extend(found.into_iter().map(|finding| (at, finding))),
            Err(ClaimError::Refused(found)) => refused.push((at, found)),
            Err(ClaimError::Write(error)) => return Err(error.into()),
        }
    }
    if !refused.is_empty() {
        return Err(BatchError::Refused(refused));
    }
    Ok((writer.finish()?, findings))
}
