//! A whole interchange of transaction sets.

use std::{collections::HashSet, io::Write};

use crate::{Delimiters, Envelope, Error, Place, Refusal, Tag, Text, Writer, rules};

/// A transaction set that can be written.
pub trait TransactionSet {
    /// GS01 of its group.
    const FUNCTIONAL_ID: &'static str;
    /// The guide that it is written by: GS08.
    const VERSION: &'static str;

    /// ST02.
    fn control_number(&self) -> Option<&Text<'_>>;

    /// Writes it, from ST to SE.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] for what may not be written, [`Error::Io`] where the output fails.
    fn write_set<W: Write>(&self, writer: &mut Writer<W>) -> Result<(), Error>;
}

/// Writes one interchange with one group that holds these sets.
///
/// # Errors
///
/// [`Error::Refused`] for what may not be written, and for two sets with the same control number; [`Error::Io`] where the
/// output fails. Nothing of a refused file should be kept.
pub fn write_interchange<W: Write, S: TransactionSet>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    sets: &[S],
) -> Result<W, Error> {
    let mut writer = Writer::new(out, delimiters);
    writer.begin_interchange(envelope)?;
    writer.begin_group(envelope, S::FUNCTIONAL_ID, S::VERSION)?;
    let mut control_numbers = HashSet::new();
    for set in sets {
        if !control_numbers.insert(set.control_number()) {
            let place = Place {
                segment: Some(Tag::new("ST")),
                element: 2,
                ..Place::default()
            };
            let expected = Some("each set needs a control number of its own".to_owned());
            return Err(Refusal {
                rule: &rules::WRITE_ENVELOPE,
                place,
                expected,
            }
            .into());
        }
        set.write_set(&mut writer)?;
    }
    writer.end_group(envelope)?;
    writer.end_interchange(envelope)?;
    Ok(writer.into_inner())
}
