//! Claims into a file: judged, grouped into levels, split into transaction sets.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash},
    io::Write,
};

use claim_model::{
    At, BillingProvider, Claim, Coverage, Detail, Finding, Patient, PatientCondition, check,
    check::CheckOptions, may_be_sent,
};
use rustc_hash::FxBuildHasher;
use x12_core::{
    Delimiters, Error, Place, Refusal, Rendered, Tag, Writer,
    notation::{LoopNode, Node, line_of},
};

use crate::{
    claim::{
        body::{self, Sent},
        context::Out,
        envelope::ClaimEnvelope,
        levels::{self, SubscriberParts},
        rules,
        text::Letters,
    },
    guide::{CLM, GUIDE, HL},
    loops::{BillingProviderLevel, ClaimLoop, PatientLevel, SubscriberLevel},
    segments::Hl,
};

/// How claims are written. The default is what every receiver takes.
#[derive(Debug, Clone)]
pub struct WriteOptions {
    delimiters: Delimiters,
    letters: Letters,
    line_breaks: bool,
    leading_zeros: bool,
    only_differences: bool,
    subscriber_in_full: bool,
    claims_in_set: usize,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self {
            delimiters: Delimiters::USUAL,
            letters: Letters::Capitals,
            line_breaks: false,
            leading_zeros: false,
            only_differences: true,
            subscriber_in_full: false,
            claims_in_set: CLAIMS_IN_SET,
        }
    }
}

/// What receivers take in one transaction set.
const CLAIMS_IN_SET: usize = 5_000;
/// What the guide allows below one subscriber or patient.
const CLAIMS_IN_LEVEL: usize = 100;

impl WriteOptions {
    /// Other delimiters; none of them may stand in any value.
    #[must_use]
    pub fn delimiters(self, delimiters: Delimiters) -> Self {
        Self { delimiters, ..self }
    }

    /// Capitals (the default), or letters as they are.
    #[must_use]
    pub fn letters(self, letters: Letters) -> Self {
        Self { letters, ..self }
    }

    /// A line break behind each segment, for people who read the file.
    #[must_use]
    pub fn line_breaks(self, line_breaks: bool) -> Self {
        Self {
            line_breaks,
            ..self
        }
    }

    /// Amounts below a dollar with a zero before the point, `0.5`; without it the shortest form, `.5`.
    #[must_use]
    pub fn leading_zeros(self, leading_zeros: bool) -> Self {
        Self {
            leading_zeros,
            ..self
        }
    }

    /// Leave out a rendering provider who is the billing provider, a facility at the billing provider's address, and
    /// what lines say as the claim does (the default). Without it everything is written that the claim says.
    #[must_use]
    pub fn only_differences(self, only_differences: bool) -> Self {
        Self {
            only_differences,
            ..self
        }
    }

    /// Write the subscriber's address, birth date and sex also where somebody else is the patient, for clearinghouses
    /// that want them. The guide does not.
    #[must_use]
    pub fn subscriber_in_full(self, subscriber_in_full: bool) -> Self {
        Self {
            subscriber_in_full,
            ..self
        }
    }

    /// Room for segments that are written now and placed later.
    fn rendered(&self) -> Rendered {
        Rendered::new(self.delimiters, self.line_breaks, self.leading_zeros)
    }

    /// Fewer claims in a transaction set than the usual 5,000, for receivers that take no more. At least one.
    #[must_use]
    pub fn claims_in_set(self, claims_in_set: usize) -> Self {
        Self {
            claims_in_set: claims_in_set.clamp(1, CLAIMS_IN_SET),
            ..self
        }
    }
}

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
    pending: [Pending; 2],
    /// Room for segments, empty.
    blank: Rendered,
    sets: u32,
}

impl<W: Write> ClaimWriter<W> {
    /// Begins a file. The day of the envelope is the day that claims are judged by.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for a value of the envelope that has not its fixed form, [`Error::Io`] where the output fails.
    pub fn new(out: W, envelope: ClaimEnvelope, options: WriteOptions) -> Result<Self, Error> {
        let mut writer = Writer::new(out, options.delimiters)
            .line_breaks(options.line_breaks)
            .leading_zeros(options.leading_zeros);
        // The header of each set is written with its first claim; what is wrong with it must show before.
        let mut findings = Vec::new();
        let mut out = Out {
            letters: options.letters,
            delimiters: options.delimiters,
            findings: &mut findings,
        };
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
        let blank = options.rendered();
        blank
            .another()
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
            pending: [Pending::default(), Pending::default()],
            options,
            check,
            numbers: check::Batch::new(),
            blank,
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
        let pending = &mut self.pending[usize::from(claim.encounter)];
        let found = pending.find(&parts);
        let mut findings = Vec::new();
        // Levels that hold already were judged with their first claim.
        if found.provider.is_none() {
            check::billing_provider(parts.provider, &mut findings);
        }
        // The patient's number of property and casualty is judged with the plan.
        if found.subscriber.is_none() || (parts.patient.is_some() && found.patient.is_none()) {
            check::coverage(parts.coverage, claim.patient.as_ref(), &mut findings);
        }
        if let (Some((patient, _)), None) = (parts.patient, found.patient) {
            check::patient(patient, &mut findings);
        }
        check::body(claim, &self.check, &mut findings);
        findings.extend(twice);
        let mut out = Out {
            letters: self.options.letters,
            delimiters: self.options.delimiters,
            findings: &mut findings,
        };
        let heads = Heads::of(&mut out, &parts, found, &self.envelope, &self.options);
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
            return Err(ClaimError::Refused(findings));
        }
        let heads = taken(heads.render(&self.blank), &mut findings)?;
        // A claim that the guide does not let through leaves nothing behind but levels without claims, which are not
        // written.
        if let Some(room) = pending.room(&parts, found, heads) {
            taken(room.add(&node, &self.blank), &mut findings)?;
        }
        pending.claims = pending.claims.saturating_add(1);
        if pending.claims >= self.options.claims_in_set {
            self.write_set(usize::from(claim.encounter))?;
        }
        Ok(findings)
    }

    /// Ends the file and gives the output back.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where no claim was added: a file without claims is none. [`Error::Io`] where the output fails.
    pub fn finish(mut self) -> Result<W, Error> {
        self.write_set(0)?;
        self.write_set(1)?;
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

    fn write_set(&mut self, kind: usize) -> Result<(), Error> {
        let Some(pending) = self.pending.get_mut(kind).map(std::mem::take) else {
            return Ok(());
        };
        if pending.claims == 0 {
            return Ok(());
        }
        let mut findings = Vec::new();
        let mut out = Out {
            letters: self.options.letters,
            delimiters: self.options.delimiters,
            findings: &mut findings,
        };
        self.writer.start_set(GUIDE.id);
        let header = self.envelope.header(&mut out, self.sets, kind == 1);
        write_head(&header, &mut self.writer)?;
        let mut numbers = Numbers(0);
        for provider in &pending.providers.items {
            provider.write(&mut numbers, &mut self.writer)?;
        }
        self.writer
            .end_set(&self.envelope.control_number(self.sets))?;
        self.sets = self.sets.saturating_add(1);
        Ok(())
    }
}

/// The levels that a claim stands below.
struct Parts<'c> {
    provider: &'c BillingProvider,
    coverage: &'c Coverage,
    condition: &'c PatientCondition,
    patient: Option<(&'c Patient, &'c PatientCondition)>,
}

impl<'c> Parts<'c> {
    fn of(claim: &'c Claim) -> Self {
        Self {
            provider: &claim.billing_provider,
            coverage: &claim.coverage,
            condition: &claim.patient_condition,
            patient: claim
                .patient
                .as_ref()
                .map(|patient| (patient, &claim.patient_condition)),
        }
    }

    /// The patient's condition where the subscriber is the patient.
    fn own_condition(&self) -> Option<&'c PatientCondition> {
        self.patient.is_none().then_some(self.condition)
    }
}

/// Where the levels of a claim are, as far as they are there.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    provider: Option<usize>,
    subscriber: Option<usize>,
    patient: Option<usize>,
}

/// Things in the order in which they came first, and where each is.
#[derive(Debug)]
struct Ordered<T> {
    items: Vec<T>,
    /// Places by hash; the last place of a thing that is there more than once.
    places: HashMap<u64, usize, FxBuildHasher>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            places: HashMap::default(),
        }
    }
}

impl<T> Ordered<T> {
    fn find<K: Hash>(&self, key: &K, is: impl Fn(&T) -> bool) -> Option<usize> {
        let last = self.items.len().checked_sub(1)?;
        if self.items.get(last).is_some_and(&is) {
            return Some(last);
        }
        let at = *self.places.get(&FxBuildHasher.hash_one(key))?;
        self.items.get(at).is_some_and(is).then_some(at)
    }

    fn push<K: Hash>(&mut self, key: &K, item: T) -> usize {
        let at = self.items.len();
        self.places.insert(FxBuildHasher.hash_one(key), at);
        self.items.push(item);
        at
    }
}

/// Claims of one transaction set that is not written yet.
#[derive(Debug, Default)]
struct Pending {
    providers: Ordered<ProviderGroup>,
    claims: usize,
}

#[derive(Debug)]
struct ProviderGroup {
    provider: BillingProvider,
    /// Its segments behind HL.
    head: Rendered,
    subscribers: Ordered<SubscriberGroup>,
}

#[derive(Debug)]
struct SubscriberGroup {
    coverage: Coverage,
    /// The patient's condition where the subscriber is the patient.
    condition: Option<PatientCondition>,
    /// Its segments behind HL.
    head: Rendered,
    claims: Claims,
    patients: Ordered<PatientGroup>,
}

#[derive(Debug)]
struct PatientGroup {
    patient: Patient,
    condition: PatientCondition,
    /// Its segments behind HL.
    head: Rendered,
    claims: Claims,
}

/// Claims below one level, in lots that the guide allows for it.
#[derive(Debug, Default)]
struct Claims {
    lots: Vec<Rendered>,
    last: usize,
}

impl Claims {
    fn add(&mut self, claim: &ClaimLoop<'_>, blank: &Rendered) -> Result<(), Error> {
        if self.last == CLAIMS_IN_LEVEL || self.lots.is_empty() {
            self.lots.push(blank.another());
            self.last = 0;
        }
        let Some(lot) = self.lots.last_mut() else {
            return Ok(());
        };
        let added = lot.add(GUIDE.id, |to| write_head(claim, to));
        match added {
            Ok(()) => self.last = self.last.saturating_add(1),
            Err(_) if lot.is_empty() => {
                self.lots.pop();
            }
            Err(_) => {}
        }
        added
    }
}

impl Pending {
    fn find(&self, parts: &Parts<'_>) -> Found {
        let mut found = Found::default();
        let same = |group: &ProviderGroup| group.provider == *parts.provider;
        found.provider = self.providers.find(parts.provider, same);
        let Some(provider) = found.provider.and_then(|at| self.providers.items.get(at)) else {
            return found;
        };
        let own = parts.own_condition();
        let same = |group: &SubscriberGroup| {
            group.condition.as_ref() == own && group.coverage == *parts.coverage
        };
        found.subscriber = provider.subscribers.find(&(parts.coverage, own), same);
        let subscriber = found
            .subscriber
            .and_then(|at| provider.subscribers.items.get(at));
        if let (Some(subscriber), Some(patient)) = (subscriber, parts.patient) {
            let same = |group: &PatientGroup| (&group.patient, &group.condition) == patient;
            found.patient = subscriber.patients.find(&patient, same);
        }
        found
    }

    /// The claims of the level, which is made where it is not there.
    fn room(
        &mut self,
        parts: &Parts<'_>,
        found: Found,
        heads: RenderedHeads,
    ) -> Option<&mut Claims> {
        let at = match (found.provider, heads.provider) {
            (None, Some(head)) => {
                let group = ProviderGroup {
                    provider: parts.provider.clone(),
                    head,
                    subscribers: Ordered::default(),
                };
                self.providers.push(parts.provider, group)
            }
            (found, _) => found?,
        };
        let subscribers = &mut self.providers.items.get_mut(at)?.subscribers;
        let own = parts.own_condition();
        let at = match (found.subscriber, heads.subscriber) {
            (None, Some(head)) => {
                let group = SubscriberGroup {
                    coverage: parts.coverage.clone(),
                    condition: own.copied(),
                    head,
                    claims: Claims::default(),
                    patients: Ordered::default(),
                };
                subscribers.push(&(parts.coverage, own), group)
            }
            (found, _) => found?,
        };
        let subscriber = subscribers.items.get_mut(at)?;
        let Some(patient) = parts.patient else {
            return Some(&mut subscriber.claims);
        };
        let patients = &mut subscriber.patients;
        let at = match (found.patient, heads.patient) {
            (None, Some(head)) => {
                let group = PatientGroup {
                    patient: patient.0.clone(),
                    condition: *patient.1,
                    head,
                    claims: Claims::default(),
                };
                patients.push(&patient, group)
            }
            (found, _) => found?,
        };
        patients.items.get_mut(at).map(|group| &mut group.claims)
    }
}

/// Writes a loop; children that begin units of their own follow it.
fn write_head<'a, L: LoopNode<'a> + Node<'a>, W: Write>(
    node: &L,
    to: &mut Writer<W>,
) -> Result<(), Error> {
    node.write_node(line_of(L::LOOP.lines, 0), L::LOOP.id, to)
}

/// Counts levels.
struct Numbers(u32);

impl Numbers {
    /// Writes the HL of a level. Gives its number as the parent of levels below.
    fn write<'a, L: LoopNode<'a>, W: Write>(
        &mut self,
        kind: &'static str,
        parent: Option<&str>,
        has_children: bool,
        to: &mut Writer<W>,
    ) -> Result<String, Error> {
        self.0 = self.0.saturating_add(1);
        let number = self.0.to_string();
        let level = Hl {
            number: Some(number.as_str().into()),
            parent: parent.map(Into::into),
            kind: Some(kind.into()),
            has_children: Some(if has_children { "1" } else { "0" }.into()),
        };
        to.record(&level, line_of(L::LOOP.lines, 0), L::LOOP.id)?;
        Ok(number)
    }
}

/// The levels of a claim that are not there yet.
struct Heads<'c> {
    provider: Option<BillingProviderLevel<'c>>,
    subscriber: Option<SubscriberLevel<'c>>,
    patient: Option<PatientLevel<'c>>,
}

/// The same, ready to be written behind their HL.
struct RenderedHeads {
    provider: Option<Rendered>,
    subscriber: Option<Rendered>,
    patient: Option<Rendered>,
}

impl<'c> Heads<'c> {
    fn of(
        out: &mut Out<'_>,
        parts: &Parts<'c>,
        found: Found,
        envelope: &ClaimEnvelope,
        options: &WriteOptions,
    ) -> Self {
        let provider = found.provider.is_none().then(|| {
            levels::billing_provider(out, parts.provider, &envelope.submitter.contacts)
        });
        let subscriber = found.subscriber.is_none().then(|| {
            let parts = SubscriberParts {
                coverage: parts.coverage,
                condition: parts.own_condition(),
                billing_provider: parts.provider,
            };
            levels::subscriber(out, parts, options.subscriber_in_full)
        });
        let patient = parts
            .patient
            .filter(|_| found.patient.is_none())
            .map(|(patient, condition)| levels::patient(out, patient, condition));
        Self {
            provider,
            subscriber,
            patient,
        }
    }

    fn render(&self, blank: &Rendered) -> Result<RenderedHeads, Error> {
        fn one<'a, L: LoopNode<'a>>(
            level: Option<&L>,
            blank: &Rendered,
        ) -> Result<Option<Rendered>, Error> {
            let Some(level) = level else {
                return Ok(None);
            };
            let mut head = blank.another();
            head.add(GUIDE.id, |to| {
                to.apart(&[HL, CLM]);
                level.write_rest(to)
            })?;
            Ok(Some(head))
        }
        Ok(RenderedHeads {
            provider: one(self.provider.as_ref(), blank)?,
            subscriber: one(self.subscriber.as_ref(), blank)?,
            patient: one(self.patient.as_ref(), blank)?,
        })
    }
}

impl ProviderGroup {
    fn write<W: Write>(&self, numbers: &mut Numbers, to: &mut Writer<W>) -> Result<(), Error> {
        let has_claims = |of: &&SubscriberGroup| {
            !of.claims.lots.is_empty() || of.patients.items.iter().any(PatientGroup::has_claims)
        };
        let mut subscribers = self.subscribers.items.iter().filter(has_claims).peekable();
        if subscribers.peek().is_none() {
            return Ok(());
        }
        let above = numbers.write::<BillingProviderLevel<'_>, W>("20", None, true, to)?;
        to.append(&self.head)?;
        for subscriber in subscribers {
            subscriber.write(&above, numbers, to)?;
        }
        Ok(())
    }
}

impl SubscriberGroup {
    fn write<W: Write>(
        &self,
        above: &str,
        numbers: &mut Numbers,
        to: &mut Writer<W>,
    ) -> Result<(), Error> {
        for lot in &self.claims.lots {
            numbers.write::<SubscriberLevel<'_>, W>("22", Some(above), false, to)?;
            to.append(&self.head)?;
            to.append(lot)?;
        }
        let patients = self.patients.items.iter();
        let mut patients = patients.filter(|of| of.has_claims()).peekable();
        if patients.peek().is_none() {
            return Ok(());
        }
        let above = numbers.write::<SubscriberLevel<'_>, W>("22", Some(above), true, to)?;
        to.append(&self.head)?;
        for patient in patients {
            for lot in &patient.claims.lots {
                numbers.write::<PatientLevel<'_>, W>("23", Some(&above), false, to)?;
                to.append(&patient.head)?;
                to.append(lot)?;
            }
        }
        Ok(())
    }
}

impl PatientGroup {
    fn has_claims(&self) -> bool {
        !self.claims.lots.is_empty()
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
) -> Result<(Vec<u8>, Vec<(usize, Finding)>), BatchError> {
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
