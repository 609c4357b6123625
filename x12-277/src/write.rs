//! Writing reports: strictly by the guide, and never levels or totals that contradict each other.

use std::io::Write;

use x12_core::{Delimiters, Envelope, Error, notation::Node, write_interchange};

use crate::{
    hierarchy::{Outermost, ReportHeader},
    report::CollectedReport,
};

/// Writes one interchange with one group that holds these reports, all of one kind.
///
/// The same input gives the same bytes: control numbers and time stand in the envelope, each report's own control number
/// in its ST, the numbers of levels in their structures.
///
/// # Errors
///
/// [`Error::Refused`] for levels that are misnumbered or contradict each other (`X12-0551` to `X12-0553`), for totals that
/// are not those of the claims (`X12-0555`, `X12-0556`), for a value that the guide does not allow or that could change the
/// structure of the file, and for structures that hold unmatched or rejected segments; [`Error::Io`] where the output
/// fails. Nothing of a refused file should be kept.
pub fn write<'a, W: Write, H, S>(
    out: W,
    delimiters: Delimiters,
    envelope: &Envelope,
    reports: &[CollectedReport<'a, H, S>],
) -> Result<W, Error>
where
    H: ReportHeader<'a> + Node<'a>,
    S: Outermost<'a> + Node<'a>,
{
    write_interchange(out, delimiters, envelope, reports)
}
