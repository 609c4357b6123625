//! The values of one column in memory.

use crate::column::Kind;

/// The values of a column, and which of them are there.
#[derive(Debug)]
pub(crate) struct Values {
    pub(crate) present: Vec<bool>,
    pub(crate) data: Data,
}

#[derive(Debug)]
pub(crate) enum Data {
    /// Where each text ends in the bytes of all.
    Text {
        ends: Vec<i32>,
        bytes: Vec<u8>,
    },
    /// Ten-thousandths of a dollar, or millionths of a unit.
    Decimal(Vec<i64>),
    /// Days since 1 January 1970.
    Date(Vec<i32>),
    Number(Vec<u64>),
    Flag(Vec<bool>),
}

impl Values {
    pub(super) fn new(kind: Kind) -> Self {
        let data = match kind {
            Kind::Id | Kind::Text | Kind::Code => Data::Text {
                ends: Vec::new(),
                bytes: Vec::new(),
            },
            Kind::Money | Kind::Total | Kind::Quantity => Data::Decimal(Vec::new()),
            Kind::Date => Data::Date(Vec::new()),
            Kind::Number => Data::Number(Vec::new()),
            Kind::Flag => Data::Flag(Vec::new()),
        };
        Self {
            present: Vec::new(),
            data,
        }
    }

    /// No values, with room for as many as another one has.
    pub(super) fn with_room(kind: Kind, other: &Self) -> Self {
        let mut empty = Self::new(kind);
        empty.present.reserve(other.present.len());
        match (&mut empty.data, &other.data) {
            (
                Data::Text { ends, bytes },
                Data::Text {
                    ends: other_ends,
                    bytes: other_bytes,
                },
            ) => {
                ends.reserve(other_ends.len());
                bytes.reserve(other_bytes.len());
            }
            (Data::Decimal(values), Data::Decimal(other)) => values.reserve(other.len()),
            (Data::Date(values), Data::Date(other)) => values.reserve(other.len()),
            (Data::Number(values), Data::Number(other)) => values.reserve(other.len()),
            (Data::Flag(values), Data::Flag(other)) => values.reserve(other.len()),
            _ => {}
        }
        empty
    }

    #[inline]
    pub(super) fn put_absent(&mut self) {
        self.present.push(false);
        match &mut self.data {
            Data::Text { ends, bytes } => ends.push(end(bytes)),
            Data::Decimal(values) => values.push(0),
            Data::Date(values) => values.push(0),
            Data::Number(values) => values.push(0),
            Data::Flag(values) => values.push(false),
        }
    }

    pub(super) fn truncate(&mut self, rows: usize) {
        self.present.truncate(rows);
        match &mut self.data {
            Data::Text { ends, bytes } => {
                ends.truncate(rows);
                let length = ends.last().copied().unwrap_or_default();
                bytes.truncate(usize::try_from(length).unwrap_or_default());
            }
            Data::Decimal(values) => values.truncate(rows),
            Data::Date(values) => values.truncate(rows),
            Data::Number(values) => values.truncate(rows),
            Data::Flag(values) => values.truncate(rows),
        }
    }

    /// Adds rows of a column of the same kind, and says how many bytes of text they have.
    pub(super) fn append(&mut self, other: &Self, from: usize, to: usize) -> usize {
        let mut texts = 0;
        self.present
            .extend_from_slice(part(&other.present, from, to));
        match (&mut self.data, &other.data) {
            (
                Data::Text { ends, bytes },
                Data::Text {
                    ends: other_ends,
                    bytes: other_bytes,
                },
            ) => {
                let before = start_of(other_ends, from);
                let base = end(bytes).wrapping_sub(before);
                // Both are below the size of a row group, so sums fit.
                ends.extend(
                    part(other_ends, from, to)
                        .iter()
                        .map(|end| end.wrapping_add(base)),
                );
                let after = start_of(other_ends, to);
                let range = |at: i32| usize::try_from(at).unwrap_or_default();
                let added = part(other_bytes, range(before), range(after));
                texts = added.len();
                bytes.extend_from_slice(added);
            }
            (Data::Decimal(values), Data::Decimal(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Date(values), Data::Date(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Number(values), Data::Number(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            (Data::Flag(values), Data::Flag(other)) => {
                values.extend_from_slice(part(other, from, to));
            }
            _ => {}
        }
        texts
    }
}

fn part<T>(all: &[T], from: usize, to: usize) -> &[T] {
    all.get(from..to).unwrap_or_default()
}

/// Where the text of a row starts: where the one before it ends.
pub(super) fn start_of(ends: &[i32], row: usize) -> i32 {
    row.checked_sub(1)
        .and_then(|before| ends.get(before))
        .copied()
        .unwrap_or_default()
}

#[inline]
pub(super) fn end(bytes: &[u8]) -> i32 {
    i32::try_from(bytes.len()).unwrap_or(i32::MAX)
}
