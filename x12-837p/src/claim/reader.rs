//! A file into claims: levels and loops become claims, judged by the same rules as claims that are to be sent.

use std::io::Read;

use claim_model::{
    BillingProvider, Claim, Coverage, Finding, Patient, PatientCondition, PatientControlNumber,
    PlaceOfService, ProviderId, Signatures, check,
    check::CheckOptions,
    matching::Sending,
    rules::{
        BILLING_WITHOUT_NUMBER as NO_NPI, CASUALTY_NUMBER_DIFFERS, DIAGNOSIS_LIST,
        SUBSCRIBER_ORGANIZATION,
    },
};
use x12_core::{
    Assemble, Detail, Diagnostic, Envelope, Error, Findings, Frame, GroupHeader, InterchangeHeader,
    Place, RawSegment, ReadOptions, Situation, Span, Sum, Supported, TransactionHeader, Unit,
    notation::Context,
};

use crate::{
    claim::{
        body,
        context::{In, Lost, Why},
        envelope::{ClaimEnvelope, envelope_of, sending_of},
        expressed, fields, levels, places, provider_level,
    },
    guide::{GUIDE, SUPPORTED},
    loops::ClaimLoop,
    reader::{Assembler as Loops, Event},
    rules,
    totals::BatchTotals,
};

/// One step through a file of claims, in the words of the CMS-1500.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimEvent {
    /// An interchange begins.
    Interchange(Box<InterchangeHeader>),
    /// TA1: the answer to an interchange that was sent.
    Acknowledgment(RawSegment<'static>),
    /// A functional group begins.
    Group(Box<GroupHeader>),
    /// A batch begins: its envelope, `None` where its date, time or control numbers cannot be read; and the numbers that
    /// answers to it will name, as they stand in the file.
    Batch(Option<Box<ClaimEnvelope>>, Box<Sending>),
    /// A claim, whole, with its provider, plan and patient.
    Claim(Box<Claim>),
    /// Bytes of which no claim could be made. Findings say why.
    NoClaim(Span),
    /// A batch ends.
    BatchEnd(Box<BatchTotals>),
    /// A transaction set that is no professional claim, or of a version that is not read; skipped as a whole.
    Skipped(Box<TransactionHeader>),
    /// A functional group ends.
    GroupEnd,
    /// An interchange ends.
    InterchangeEnd,
}

/// What is known of the levels above the next claim.
#[derive(Debug, Default)]
struct Above {
    provider: Option<BillingProvider>,
    subscriber: Option<Subscriber>,
    patient: Option<(Patient, PatientCondition)>,
    /// The finding that the billing provider has no NPI: a number with the payer, one level below, stands in for it.
    no_npi: Option<Diagnostic>,
    encounters: bool,
    today: Option<claim_model::Day>,
}

#[derive(Debug)]
struct Subscriber {
    coverage: Coverage,
    condition: PatientCondition,
    provider_ids: Vec<ProviderId>,
    /// False where the level does not say which payer in line it is: no claim can be made then.
    is_known: bool,
}

/// Makes claims of frames: for who reads several guides in one pass. Levels give no event.
#[derive(Debug)]
pub struct Assembler {
    loops: Loops,
    above: Above,
}

impl Assemble for Assembler {
    // One event is handed out for each one of the loops that matters; levels give none.
    type Event<'a> = Option<ClaimEvent>;
    const SUPPORTED: &'static [Supported] = SUPPORTED;

    fn new(options: &ReadOptions) -> Self {
        Self {
            loops: Loops::new(options),
            above: Above::default(),
        }
    }

    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Option<ClaimEvent>, Error> {
        if let Frame::Unit(unit) = frame {
            let event = self.loops.unit(unit, findings)?;
            let number = unit.transaction().number;
            let mut context = Context::new(findings, &GUIDE, number, false, &self.loops.limits);
            return Ok(self.above.see(&event, unit, &mut context));
        }
        Ok(Some(match self.loops.event(frame, findings)? {
            Event::Interchange(header) => ClaimEvent::Interchange(header),
            Event::Acknowledgment(segment) => ClaimEvent::Acknowledgment(segment.into_owned()),
            Event::Group(header) => ClaimEvent::Group(header),
            Event::BatchEnd(totals) => ClaimEvent::BatchEnd(totals),
            Event::Skipped(header) => ClaimEvent::Skipped(header),
            Event::GroupEnd => ClaimEvent::GroupEnd,
            Event::Rejected(rejected) => ClaimEvent::NoClaim(rejected.span),
            _ => ClaimEvent::InterchangeEnd,
        }))
    }
}

impl Above {
    fn see(
        &mut self,
        event: &Event<'_>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) -> Option<ClaimEvent> {
        let mut cx = In::default();
        let mut found = Vec::new();
        let out = match event {
            Event::Batch(batch) => {
                *self = Self::default();
                let interchange = Envelope::of(&batch.interchange, &batch.group);
                self.today = interchange.as_ref().map(|of| of.date.into());
                let (envelope, encounters) = envelope_of(&mut cx, interchange, &batch.header);
                self.encounters = encounters;
                Some(ClaimEvent::Batch(
                    envelope.map(Box::new),
                    Box::new(sending_of(batch)),
                ))
            }
            Event::BillingProvider(level) => {
                let provider = provider_level::billing_provider_of(&mut cx, level);
                check::billing_provider(&provider, &mut found);
                let no_npi = |of: &Finding| of.rule.number == NO_NPI.number;
                self.no_npi = found
                    .extract_if(.., |of| no_npi(of))
                    .map(|of| diagnostic(&of, unit, context))
                    .next();
                self.provider = Some(provider);
                (self.subscriber, self.patient) = (None, None);
                None
            }
            Event::Subscriber(level) => {
                let read = levels::subscriber_of(&mut cx, level);
                let relationship = level.coverage.as_ref().map(|sbr| &sbr.relationship);
                // Dependents follow where the subscriber is not said to be the patient.
                let dependent = Patient::default();
                let patient = matches!(relationship, Some(None)).then_some(&dependent);
                check::coverage(&read.coverage, patient, &mut found);
                // What the patient's number decides is told with the patient.
                found.retain(|of| patient.is_none() || !needs_patient(of));
                self.check_provider_ids(&read.provider_ids, &mut found, context);
                self.subscriber = Some(Subscriber {
                    coverage: read.coverage,
                    condition: read.condition,
                    provider_ids: read.provider_ids,
                    is_known: read.sequence_is_known,
                });
                self.patient = None;
                None
            }
            Event::Patient(level) => {
                let (patient, condition) = levels::patient_of(&mut cx, level);
                if let Some(of) = &self.subscriber {
                    check::coverage(&of.coverage, Some(&patient), &mut found);
                    found.retain(needs_patient);
                }
                check::patient(&patient, &mut found);
                self.patient = Some((patient, condition));
                None
            }
            Event::Claim(of) => Some(self.claim(&mut cx, of, &mut found, unit, context)),
            Event::Rejected(rejected) => Some(ClaimEvent::NoClaim(rejected.span)),
            _ => None,
        };
        for lost in &cx.lost {
            tell_lost(lost, unit, context);
        }
        for finding in &found {
            tell(finding, unit, context);
        }
        out
    }

    /// The provider's numbers with the payer are judged with the provider that they belong to.
    fn check_provider_ids(
        &mut self,
        ids: &[ProviderId],
        found: &mut Vec<Finding>,
        context: &mut Context<'_>,
    ) {
        let no_npi = self.no_npi.take();
        if ids.is_empty() {
            if let Some(no_npi) = no_npi {
                context.findings.push(no_npi);
            }
            return;
        }
        if let Some(provider) = &self.provider {
            let mut whole = provider.clone();
            whole.other_ids = ids.to_vec();
            let mut all = Vec::new();
            check::billing_provider(&whole, &mut all);
            let of_ids = |of: &Finding| of.path.pattern().starts_with("billing_provider.other_ids");
            found.extend(all.into_iter().filter(of_ids));
        }
    }

    fn claim(
        &self,
        cx: &mut In,
        of: &ClaimLoop<'_>,
        found: &mut Vec<Finding>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) -> ClaimEvent {
        check_charge(of, unit, context);
        let claim = self.start().and_then(|claim| body::fill(cx, claim, of));
        match claim {
            Some(claim) => {
                let options = CheckOptions { today: self.today };
                check::body(&claim, &options, found);
                ClaimEvent::Claim(Box::new(claim))
            }
            None => ClaimEvent::NoClaim(of.span),
        }
    }

    /// A claim with its levels; `None` without them. The missing level is a finding of its own.
    fn start(&self) -> Option<Claim> {
        let subscriber = self.subscriber.as_ref().filter(|of| of.is_known)?;
        let mut provider = self.provider.clone()?;
        provider
            .other_ids
            .extend(subscriber.provider_ids.iter().cloned());
        let mut claim = Claim::new(
            PatientControlNumber::as_received(""),
            provider,
            subscriber.coverage.clone(),
            PlaceOfService::as_received(""),
            Signatures::on_file(),
        );
        claim.encounter = self.encounters;
        match &self.patient {
            Some((patient, condition)) => {
                claim.patient = Some(patient.clone());
                claim.patient_condition = *condition;
            }
            None => claim.patient_condition = subscriber.condition,
        }
        Some(claim)
    }
}

/// True for what can be said of a plan only with the patient, whose number of property and casualty counts.
fn needs_patient(finding: &Finding) -> bool {
    [&CASUALTY_NUMBER_DIFFERS, &SUBSCRIBER_ORGANIZATION]
        .iter()
        .any(|rule| rule.number == finding.rule.number)
}

/// CLM02 is the sum of SV102. Lines without a charge are findings of their own.
fn check_charge(of: &ClaimLoop<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
    let mut sum = Sum::default();
    for line in &of.lines {
        let Some(charge) = line.service.as_ref().and_then(|service| service.charge) else {
            return;
        };
        sum.add(charge);
    }
    let Some(expected) = sum.total().filter(|_| of.rejected.is_empty()) else {
        return;
    };
    let found = of.info.charge;
    if expected != found {
        let place = places::place_of_label(unit, context, "2300", "CLM", [2, 0], [0, 0]);
        let detail = Detail::Amount { expected, found };
        context.push(&rules::CHARGE_DIFFERS, place, "", detail);
    }
}

fn tell(finding: &Finding, unit: Unit<'_, '_>, context: &mut Context<'_>) {
    let diagnostic = diagnostic(finding, unit, context);
    context.findings.push(diagnostic);
}

/// A finding of the claim at its place in the file.
fn diagnostic(finding: &Finding, unit: Unit<'_, '_>, context: &Context<'_>) -> Diagnostic {
    let rule = rules::of_claim(finding.rule);
    // To find a place takes a look at the whole unit, which a claim of nothing but faults must not cost each time.
    if context.findings.only_counts() {
        return Diagnostic {
            severity: rules::severity(finding.severity),
            ..Diagnostic::new(rule, Place::default())
        };
    }
    let place = places::place(unit, context, &finding.path);
    let detail = match finding.detail {
        claim_model::Detail::Amount { expected, found } => Detail::Amount { expected, found },
        claim_model::Detail::Count { most, found } => Detail::AtMost {
            most: u64::try_from(most).unwrap_or(u64::MAX),
            found: u64::try_from(found).unwrap_or(u64::MAX),
        },
        claim_model::Detail::Reason(reason) => Detail::Expected(reason),
        _ => Detail::None,
    };
    let situation = Situation {
        missing: expressed::is_about_missing(rule)
            .then(|| places::missing(unit, &finding.path, &place))
            .flatten(),
        trigger: expressed::trigger(rule).and_then(|of| places::trigger(unit, context, &place, of)),
    };
    let is_known = situation != Situation::default();
    Diagnostic {
        severity: rules::severity(finding.severity),
        form_box: finding.form_box(),
        situation: is_known.then(|| Box::new(situation)),
        ..Diagnostic::new(rule, place).with(detail)
    }
}

fn tell_lost(lost: &Lost, unit: Unit<'_, '_>, context: &mut Context<'_>) {
    let within = lost.within;
    let place = if context.findings.only_counts() {
        Place::default()
    } else {
        places::place_of_label(
            unit,
            context,
            within.loop_id,
            lost.label,
            lost.element,
            within.index,
        )
    };
    let (rule, detail) = match lost.why {
        Why::NoField => (&rules::NO_FIELD, Detail::Expected(lost.label)),
        Why::NoWord => (&rules::NO_CLAIM, Detail::None),
        Why::ReferenceOfOriginal => (&rules::ORIGINAL_WITH_REFERENCE, Detail::None),
        Why::MixedLists => (
            rules::of_claim(&DIAGNOSIS_LIST),
            Detail::Expected("codes of both lists"),
        ),
    };
    if let Some(form_box) = fields::form_box_of_label(within.loop_id, lost.label) {
        let diagnostic = Diagnostic {
            form_box: Some(form_box),
            ..Diagnostic::new(rule, place).with(detail)
        };
        context.findings.push(diagnostic);
        return;
    }
    context.push(rule, place, lost.label, detail);
}

x12_core::readers! {
    Assembler:
    /// Claims of an input in memory.
    ///
    /// ```
    /// use x12_837p::claim::{ClaimEvent, Claims};
    ///
    /// # let input: &[u8] = fixtures::claims()[0].edi;
    /// let mut claims = Claims::new(input);
    /// while let Some(event) = claims.next()? {
    ///     if let ClaimEvent::Claim(claim) = event {
    ///         println!("{}: {:?}", claim.patient_control_number, claim.total_charge());
    ///     }
    /// }
    /// assert!(claims.take_findings().is_empty());
    /// # Ok::<(), x12_core::Error>(())
    /// ```
    Claims,
    /// Claims of anything that can be read, in memory that does not grow with the file. It does its own buffering.
    ClaimReader
}

/// The next event that is one: levels give none of their own.
fn that_says_something(
    mut next: impl FnMut() -> Result<Option<Option<ClaimEvent>>, Error>,
) -> Result<Option<ClaimEvent>, Error> {
    loop {
        match next()? {
            Some(None) => {}
            event => return Ok(event.flatten()),
        }
    }
}

impl Claims<'_> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`ClaimBatches::next`](crate::ClaimBatches::next).
    #[allow(
        clippy::should_implement_trait,
        reason = "errors end reading, which an Iterator cannot say"
    )]
    pub fn next(&mut self) -> Result<Option<ClaimEvent>, Error> {
        that_says_something(|| self.0.next())
    }
}

impl<R: Read> ClaimReader<R> {
    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`ClaimBatches::next`](crate::ClaimBatches::next), and `X12-0911` where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "errors end reading, which an Iterator cannot say"
    )]
    pub fn next(&mut self) -> Result<Option<ClaimEvent>, Error> {
        that_says_something(|| self.0.next())
    }
}
