//! Levels as they are written: HL, and what stands behind it.

use std::io::Write;

use x12_core::{
    Error, Rendered, Writer,
    notation::{LoopNode, Node, line_of},
};

use crate::{
    claim::{
        context::Out,
        envelope::ClaimEnvelope,
        levels,
        options::WriteOptions,
        pending::{Found, Parts, PatientGroup, ProviderGroup, SubscriberGroup},
        provider_level,
    },
    guide::{CLM, GUIDE, HL},
    loops::{BillingProviderLevel, PatientLevel, SubscriberLevel},
    segments::Hl,
};

/// Writes a loop; children that begin units of their own follow it.
pub(crate) fn write_head<'a, L: LoopNode<'a> + Node<'a>, W: Write>(
    node: &L,
    to: &mut Writer<W>,
) -> Result<(), Error> {
    node.write_node(line_of(L::LOOP.lines, 0), L::LOOP.id, to)
}

/// Counts levels.
pub(crate) struct Numbers(pub(crate) u32);

impl Numbers {
    /// Writes the HL of a level; its loop says which kind it is. Gives its number as the parent of levels below.
    pub(crate) fn write<'a, L: LoopNode<'a>, W: Write>(
        &mut self,
        parent: Option<&str>,
        has_children: bool,
        to: &mut Writer<W>,
    ) -> Result<String, Error> {
        self.0 = self.0.saturating_add(1);
        let number = self.0.to_string();
        let line = line_of(L::LOOP.lines, 0);
        let level = Hl {
            number: Some(number.as_str().into()),
            parent: parent.map(Into::into),
            kind: line.qualifier.values.first().map(|kind| (*kind).into()),
            has_children: Some(if has_children { "1" } else { "0" }.into()),
        };
        to.record(&level, line, L::LOOP.id)?;
        Ok(number)
    }
}

/// The levels of a claim that are not there yet.
pub(crate) struct Heads<'c> {
    provider: Option<BillingProviderLevel<'c>>,
    subscriber: Option<SubscriberLevel<'c>>,
    patient: Option<PatientLevel<'c>>,
}

/// The same, ready to be written behind their HL.
pub(crate) struct RenderedHeads {
    pub(crate) provider: Option<Rendered>,
    pub(crate) subscriber: Option<Rendered>,
    pub(crate) patient: Option<Rendered>,
}

impl<'c> Heads<'c> {
    pub(crate) fn of(
        out: &mut Out<'_>,
        parts: &Parts<'c>,
        found: Found,
        envelope: &ClaimEnvelope,
        options: &WriteOptions,
    ) -> Self {
        let provider = found.provider.is_none().then(|| {
            provider_level::billing_provider(out, parts.provider, &envelope.submitter.contacts)
        });
        let subscriber = found
            .subscriber
            .is_none()
            .then(|| levels::subscriber(out, parts, options.subscriber_in_full));
        let patient = parts
            .patient
            .filter(|_| found.patient.is_none())
            .map(|patient| levels::patient(out, patient, parts.condition));
        Self {
            provider,
            subscriber,
            patient,
        }
    }

    pub(crate) fn render(&self, blank: &Rendered) -> Result<RenderedHeads, Error> {
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
    pub(crate) fn write<W: Write>(
        &self,
        numbers: &mut Numbers,
        to: &mut Writer<W>,
    ) -> Result<(), Error> {
        let has_claims = |of: &&SubscriberGroup| {
            !of.claims.lots.is_empty() || of.patients.items.iter().any(PatientGroup::has_claims)
        };
        let mut subscribers = self.subscribers.items.iter().filter(has_claims).peekable();
        if subscribers.peek().is_none() {
            return Ok(());
        }
        let above = numbers.write::<BillingProviderLevel<'_>, W>(None, true, to)?;
        to.append(&self.head)?;
        for subscriber in subscribers {
            subscriber.write(&above, numbers, to)?;
        }
        Ok(())
    }
}

impl SubscriberGroup {
    pub(crate) fn write<W: Write>(
        &self,
        above: &str,
        numbers: &mut Numbers,
        to: &mut Writer<W>,
    ) -> Result<(), Error> {
        for lot in &self.claims.lots {
            numbers.write::<SubscriberLevel<'_>, W>(Some(above), false, to)?;
            to.append(&self.head)?;
            to.append(lot)?;
        }
        let patients = self.patients.items.iter();
        let mut patients = patients.filter(|of| of.has_claims()).peekable();
        if patients.peek().is_none() {
            return Ok(());
        }
        let above = numbers.write::<SubscriberLevel<'_>, W>(Some(above), true, to)?;
        to.append(&self.head)?;
        for patient in patients {
            for lot in &patient.claims.lots {
                numbers.write::<PatientLevel<'_>, W>(Some(&above), false, to)?;
                to.append(&patient.head)?;
                to.append(lot)?;
            }
        }
        Ok(())
    }
}

impl PatientGroup {
    pub(crate) fn has_claims(&self) -> bool {
        !self.claims.lots.is_empty()
    }
}
