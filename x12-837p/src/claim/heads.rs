//! Levels as they are written: HL, and what stands behind it.

use std::io::Write;

use x12_core::{
    Element, Error, Piece, Rendered, Text, Writer,
    notation::{LoopNode, Node, line_of},
};

use crate::{
    claim::{
        context::Out,
        envelope::ClaimEnvelope,
        levels,
        options::WriteOptions,
        pending::{Claims, Found, Levels, Parts, PatientGroup, ProviderGroup, SubscriberGroup},
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

/// The levels of a claim that are not there yet, ready to be written behind their HL.
pub(crate) struct Heads {
    pub(crate) provider: Option<Piece>,
    pub(crate) subscriber: Option<Piece>,
    pub(crate) patient: Option<Piece>,
}

impl Heads {
    /// Makes all of them, so that all that is to be said of them is said. After an error nothing is added to `rendered`.
    pub(crate) fn render(
        out: &mut Out<'_>,
        parts: &Parts<'_>,
        found: Found,
        envelope: &ClaimEnvelope,
        options: &WriteOptions,
        rendered: &mut Rendered,
    ) -> Result<Self, Error> {
        let start = rendered.end();
        let provider = found.provider.is_none().then(|| {
            let contacts = &envelope.submitter.contacts;
            let level = provider_level::billing_provider(out, parts.provider, contacts);
            one(&level, rendered)
        });
        let subscriber = found.subscriber.is_none().then(|| {
            let level = levels::subscriber(out, parts, options.subscriber_in_full);
            one(&level, rendered)
        });
        let patient = parts.patient.filter(|_| found.patient.is_none());
        let patient = patient.map(|patient| {
            let level = levels::patient(out, patient, parts.condition);
            one(&level, rendered)
        });
        let all = || {
            Ok(Self {
                provider: provider.transpose()?,
                subscriber: subscriber.transpose()?,
                patient: patient.transpose()?,
            })
        };
        let heads = all();
        if heads.is_err() {
            rendered.forget(start);
        }
        heads
    }
}

/// The segments of a level behind its HL.
fn one<'a, L: LoopNode<'a>>(level: &L, rendered: &mut Rendered) -> Result<Piece, Error> {
    rendered.add(GUIDE.id, |to| {
        to.apart(&[HL, CLM]);
        level.write_rest(to)
    })
}

impl Levels {
    /// Writes the levels that have claims, and these.
    pub(crate) fn write<W: Write>(
        &self,
        rendered: &Rendered,
        to: &mut Writer<W>,
    ) -> Result<(), Error> {
        let mut out = LevelsOut {
            rendered,
            levels: 0,
            to,
        };
        for provider in &self.providers.items {
            out.provider(provider)?;
        }
        Ok(())
    }
}

/// Levels on their way into a transaction set.
struct LevelsOut<'l, W> {
    rendered: &'l Rendered,
    levels: u64,
    to: &'l mut Writer<W>,
}

impl<W: Write> LevelsOut<'_, W> {
    /// HL and head of a level; its loop says which kind it is. Gives its number as the parent of levels below.
    fn level<'a, L: LoopNode<'a>>(
        &mut self,
        above: Option<u64>,
        has_children: bool,
        head: Piece,
    ) -> Result<u64, Error> {
        self.levels = self.levels.saturating_add(1);
        let number = self.levels;
        let (digits, parent) = (number.written(), above.as_ref().map(Element::written));
        let line = line_of(L::LOOP.lines, 0);
        let level = Hl {
            number: Some(Text::new(&digits)),
            parent: parent.as_deref().map(Text::new),
            kind: line.qualifier.values.first().map(|kind| (*kind).into()),
            has_children: Some(if has_children { "1" } else { "0" }.into()),
        };
        self.to.record(&level, line, L::LOOP.id)?;
        self.to.append(self.rendered, head)?;
        Ok(number)
    }

    /// Claims below a level of their own for each lot.
    fn claims<'a, L: LoopNode<'a>>(
        &mut self,
        above: u64,
        head: Piece,
        claims: &Claims,
    ) -> Result<(), Error> {
        for lot in claims.lots() {
            self.level::<L>(Some(above), false, head)?;
            for claim in lot {
                self.to.append(self.rendered, *claim)?;
            }
        }
        Ok(())
    }

    fn provider(&mut self, provider: &ProviderGroup) -> Result<(), Error> {
        let subscribers = provider.subscribers.items.iter();
        let mut subscribers = subscribers.filter(|of| of.has_claims()).peekable();
        if subscribers.peek().is_none() {
            return Ok(());
        }
        let above = self.level::<BillingProviderLevel<'_>>(None, true, provider.head)?;
        for subscriber in subscribers {
            self.subscriber(above, subscriber)?;
        }
        Ok(())
    }

    fn subscriber(&mut self, above: u64, subscriber: &SubscriberGroup) -> Result<(), Error> {
        let head = subscriber.head;
        self.claims::<SubscriberLevel<'_>>(above, head, &subscriber.claims)?;
        let patients = subscriber.patients.items.iter();
        let mut patients = patients.filter(|of| of.has_claims()).peekable();
        if patients.peek().is_none() {
            return Ok(());
        }
        let above = self.level::<SubscriberLevel<'_>>(Some(above), true, head)?;
        for patient in patients {
            self.claims::<PatientLevel<'_>>(above, patient.head, &patient.claims)?;
        }
        Ok(())
    }
}

impl SubscriberGroup {
    fn has_claims(&self) -> bool {
        !self.claims.is_empty() || self.patients.items.iter().any(|of| of.has_claims())
    }
}

impl PatientGroup {
    fn has_claims(&self) -> bool {
        !self.claims.is_empty()
    }
}
