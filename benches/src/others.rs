//! The work of other crates on the same bytes.

use std::{hint::black_box, str};

use x12_stream_parser::{Delimiters, Parser};

use crate::{Kind, Totals};

fn parser(file: &[u8]) -> Parser<'_> {
    Parser::new(file, Delimiters::new(b'~', b'*', b':'))
}

/// `x12-stream-parser`: segments and their elements as slices. Gives the number of elements.
#[must_use]
pub fn tokens(file: &[u8]) -> usize {
    parser(file)
        .map(|segment| segment.expect("well-formed").elements().count())
        .sum()
}

/// What the tokens come to: added up here, since the crate knows no claims.
#[must_use]
pub fn token_totals(file: &[u8], kind: Kind) -> Totals {
    let mut totals = Totals::default();
    for segment in parser(file) {
        let segment = segment.expect("well-formed");
        let id = str::from_utf8(segment.id()).expect("ASCII");
        totals.add_segment(kind, id, |at| {
            let element = segment.elements().nth(at.checked_sub(1)?)?;
            str::from_utf8(element).ok()
        });
    }
    totals
}

/// `edi`: a tree of strings that knows no guide. Gives the number of interchanges.
#[must_use]
pub fn tree(text: &str) -> usize {
    black_box(edi::parse(text).expect("well-formed"))
        .interchanges
        .len()
}

/// What the tree comes to: added up here, since the crate knows no claims.
#[must_use]
pub fn tree_totals(text: &str, kind: Kind) -> Totals {
    let mut totals = Totals::default();
    let document = edi::parse(text).expect("well-formed");
    let groups = document
        .interchanges
        .iter()
        .flat_map(|interchange| &interchange.functional_groups);
    for segment in groups
        .flat_map(|group| &group.transactions)
        .flat_map(|transaction| &transaction.segments)
    {
        totals.add_segment(kind, &segment.segment_abbreviation, |at| {
            segment.elements.get(at.checked_sub(1)?).map(AsRef::as_ref)
        });
    }
    totals
}
