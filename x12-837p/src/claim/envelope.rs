//! Who sends claims to whom, and the numbers and time of the file.

use std::borrow::Cow;

use claim_model::{At, Contact, PartyName, Text as Words, matching::Sending};
use serde::{Deserialize, Serialize};
use x12_core::{Envelope, Text};

use crate::{
    claim::{
        context::{In, Out, Within, code_words, string, words},
        party::{NAME, contact, contact_of, identify, name, nameless, party_of},
    },
    guide::GUIDE,
    loops::{BatchHeader, Receiver, Submitter},
    reader::Batch,
    segments::{Bht, St},
};

/// Who sends the claims (1000A): the practice's system or a clearinghouse, not necessarily who bills.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimSubmitter {
    /// Name.
    pub name: PartyName,
    /// Id that the receiver gave (1000A NM109).
    pub id: Words,
    /// Whom to ask about the file: one or two, each with at least one number.
    pub contacts: Vec<Contact>,
}

/// Who gets the claims (1000B).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimReceiver {
    /// Name.
    pub name: Words,
    /// Its id (1000B NM109).
    pub id: Words,
}

/// Everything of a file of claims that is not a claim. Numbers and time are given: the same input gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimEnvelope {
    /// Interchange and group: ids, date, time, control numbers, usage.
    #[cfg_attr(
        feature = "schema",
        schemars(with = "super::schema::InterchangeSchema")
    )]
    pub interchange: Envelope,
    /// Control number of the first transaction set (ST02), 1 to 999,999,999; the next ones follow.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub transaction_control_number: u32,
    /// The sender's own number of the batch (BHT03), up to 30 characters: it comes back in the 277CA. Further
    /// transaction sets of the file add `-2`, `-3` and so on, as far as there is room.
    pub batch_reference: Words,
    /// The batch was sent before and never arrived (BHT02 18).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reissue: bool,
    /// Who sends.
    pub submitter: ClaimSubmitter,
    /// Who gets it.
    pub receiver: ClaimReceiver,
}

fn first() -> u32 {
    1
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_first(number: &u32) -> bool {
    *number == 1
}

/// What BHT03 has room for.
const MOST_OF_REFERENCE: usize = 50;

/// BHT06: charges, or a report of services under capitation.
const CHARGEABLE: &str = "CH";
const REPORTING: &str = "RP";

impl ClaimEnvelope {
    /// The header of transaction set `index` of the file.
    pub(crate) fn header<'c>(
        &'c self,
        out: &mut Out<'_>,
        index: u32,
        encounters: bool,
    ) -> BatchHeader<'c> {
        let at = At::CLAIM;
        let mut this = BatchHeader::new(St {
            set: Some("837".into()),
            control_number: Some(self.control_number(index).into()),
            version: Some(GUIDE.id.into()),
        });
        this.begin = Some(Bht {
            structure: Some("0019".into()),
            purpose: Some(if self.reissue { "18" } else { "00" }.into()),
            reference: Some(match self.reference(index) {
                Cow::Borrowed(reference) => reference.into(),
                Cow::Owned(reference) => reference.into(),
            }),
            date: Some(self.interchange.date.into()),
            time: Some(self.interchange.time.into()),
            kind: Some(if encounters { REPORTING } else { CHARGEABLE }.into()),
        });
        let mut nm1 = name(out, at.field("submitter"), "41", &self.submitter.name);
        nm1.suffix = None;
        identify(&mut nm1, "46", out.id(at, &self.submitter.id));
        let mut submitter = Submitter::new(nm1);
        submitter.contacts = self
            .submitter
            .contacts
            .iter()
            .map(|of| contact(out, at.field("submitter"), of))
            .collect();
        this.submitter = Some(submitter);
        let mut nm1 = nameless("40", "2");
        nm1.last_name = out.words(at.field("receiver"), &self.receiver.name, NAME);
        identify(&mut nm1, "46", out.id(at, &self.receiver.id));
        this.receiver = Some(Receiver::new(nm1));
        this
    }

    /// What answers to transaction set `index` of the file name, counted from 0: for
    /// [`Tracker::sent`](claim_model::life::Tracker::sent). A reader says it of each batch: [`ClaimEvent::Batch`](super::ClaimEvent::Batch).
    #[must_use]
    pub fn sending(&self, index: u32) -> Sending {
        Sending {
            interchange: format!("{:09}", self.interchange.interchange_control_number).into(),
            group: self.interchange.group_control_number.to_string().into(),
            set: self.control_number(index).into(),
            batch: Some(self.reference(index).into_owned().into()),
            date: Some(self.interchange.date.into()),
        }
    }

    /// BHT03 of transaction set `index` of the file.
    fn reference(&self, index: u32) -> Cow<'_, str> {
        let numbered = format!(
            "{}-{}",
            self.batch_reference.as_str(),
            index.saturating_add(1)
        );
        // A reference that is too long for a number stands on every set as it is.
        if index == 0 || numbered.len() > MOST_OF_REFERENCE {
            self.batch_reference.as_str().into()
        } else {
            numbered.into()
        }
    }

    /// ST02 of transaction set `index` of the file.
    pub(crate) fn control_number(&self, index: u32) -> String {
        format!(
            "{:04}",
            self.transaction_control_number.saturating_add(index)
        )
    }
}

/// The envelope of a batch, where that of its interchange could be read, and whether it reports encounters.
pub(crate) fn envelope_of(
    cx: &mut In,
    interchange: Option<Envelope>,
    header: &BatchHeader<'_>,
) -> (Option<ClaimEnvelope>, bool) {
    let BatchHeader {
        set,
        begin,
        submitter,
        receiver,
        unmatched: _,
        rejected: _,
        span: _,
    } = header;
    let number = string(set.control_number.as_ref());
    let begin = begin.as_ref();
    let (mut sender_name, mut sender_id, mut contacts) =
        (PartyName::default(), Words::default(), Vec::new());
    if let Some(of) = submitter {
        let within = Within::new("1000A", 0, 0);
        sender_name = party_of(&of.name);
        sender_id = words(of.name.id.as_ref()).unwrap_or_default();
        contacts = of
            .contacts
            .iter()
            .map(|per| contact_of(cx, within, per))
            .collect();
    }
    let to = receiver.as_ref().map(|of| &of.name);
    let is = |code: Option<&x12_core::Code<'_>>, what: &str| {
        code_words(code).is_some_and(|code| *code == *what)
    };
    let envelope = interchange.map(|interchange| ClaimEnvelope {
        interchange,
        transaction_control_number: number.parse().unwrap_or(1),
        batch_reference: string(begin.and_then(|bht| bht.reference.as_ref())).into(),
        reissue: is(begin.and_then(|bht| bht.purpose.as_ref()), "18"),
        submitter: ClaimSubmitter {
            name: sender_name,
            id: sender_id,
            contacts,
        },
        receiver: ClaimReceiver {
            name: words(to.and_then(|nm1| nm1.last_name.as_ref())).unwrap_or_default(),
            id: words(to.and_then(|nm1| nm1.id.as_ref())).unwrap_or_default(),
        },
    });
    (
        envelope,
        is(begin.and_then(|bht| bht.kind.as_ref()), REPORTING),
    )
}

/// The numbers that answers to a batch will name, as they stand in the file.
pub(crate) fn sending_of(batch: &Batch<'_>) -> Sending {
    let text = |of: &Text<'_>| Words::from(of.to_str());
    let begin = batch.header.begin.as_ref();
    let envelope = Envelope::of(&batch.interchange, &batch.group);
    let made = begin.and_then(|bht| bht.date).map(|date| date.get().into());
    Sending {
        interchange: text(&batch.interchange.control_number),
        group: text(&batch.group.control_number),
        set: text(&batch.transaction.control_number),
        batch: begin.and_then(|bht| bht.reference.as_ref()).map(text),
        date: envelope.map(|envelope| envelope.date.into()).or(made),
    }
}
