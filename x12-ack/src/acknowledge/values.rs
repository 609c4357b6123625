//! What may be told back of a file: only what cannot change the file that tells it.

use x12_core::{Delimiters, Segment, Text, Unit, is_extended};

use crate::acknowledge::AckOptions;

/// Longest copy of a value in error, IK404.
const LONGEST_VALUE: usize = 99;
/// Longest value of a business unit, CTX01-2.
const LONGEST_UNIT: usize = 35;

/// A copy of a value in error, where it can be told.
pub(super) fn bad_value(raw: &[u8], options: &AckOptions) -> Option<Text<'static>> {
    copied(raw, LONGEST_VALUE, options)
}

/// A copy of what names a business unit, where it can be told.
pub(super) fn unit_value(raw: &[u8], options: &AckOptions) -> Option<Text<'static>> {
    copied(raw.trim_ascii(), LONGEST_UNIT, options)
}

fn copied(raw: &[u8], longest: usize, options: &AckOptions) -> Option<Text<'static>> {
    let fits = options.copies && raw.len() <= longest && is_writable(raw, &options.delimiters);
    fits.then(|| Text::from(raw.to_vec()))
}

/// True for a value that a writer with these delimiters takes: not empty, of the basic and extended character sets, no
/// delimiter, no blank at either end.
pub(super) fn is_writable(raw: &[u8], delimiters: &Delimiters) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    !is_blank(raw.first())
        && !is_blank(raw.last())
        && raw
            .iter()
            .all(|byte| is_extended(*byte) && !delimiters.contains(*byte))
}

/// The segment with this number, where the unit has it.
pub(super) fn segment_of<'a, 'i>(unit: Unit<'a, 'i>, ordinal: u32) -> Option<Segment<'a, 'i>> {
    let first = unit.segment(0)?.ordinal();
    unit.segment(usize::try_from(ordinal.checked_sub(first)?).ok()?)
}
