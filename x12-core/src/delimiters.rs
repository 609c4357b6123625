//! The four delimiters, learned from the ISA header.

use nom::{
    IResult, Parser,
    bytes::complete::{tag, take},
    combinator::verify,
};

use crate::{Error, envelope::InterchangeHeader, rules};

/// The delimiters of an interchange. They differ from each other, and none is a letter, a digit or a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiters {
    element: u8,
    component: u8,
    repetition: Option<u8>,
    terminator: u8,
}

impl Delimiters {
    /// The usual set: `*`, `:`, `^` and `~`.
    pub const USUAL: Self = Self {
        element: b'*',
        component: b':',
        repetition: Some(b'^'),
        terminator: b'~',
    };

    /// A set of delimiters; `None` where two are equal or one is a letter, a digit or a space.
    #[must_use]
    pub fn new(element: u8, component: u8, repetition: Option<u8>, terminator: u8) -> Option<Self> {
        let all = [element, component, terminator, repetition.unwrap_or(0)];
        let all = all.get(..if repetition.is_some() { 4 } else { 3 })?;
        let usable = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b' ';
        let distinct = all.iter().enumerate().all(|(at, byte)| {
            !all.iter()
                .skip(at.saturating_add(1))
                .any(|other| other == byte)
        });
        (distinct && all.iter().all(usable)).then_some(Self {
            element,
            component,
            repetition,
            terminator,
        })
    }

    /// Between elements: the byte behind `ISA`.
    #[must_use]
    pub const fn element(&self) -> u8 {
        self.element
    }

    /// Between components: ISA16.
    #[must_use]
    pub const fn component(&self) -> u8 {
        self.component
    }

    /// Between repetitions: ISA11; `None` where the interchange has none.
    #[must_use]
    pub const fn repetition(&self) -> Option<u8> {
        self.repetition
    }

    /// Behind each segment: the byte after ISA16.
    #[must_use]
    pub const fn terminator(&self) -> u8 {
        self.terminator
    }

    /// True for any of the four.
    #[must_use]
    #[inline]
    pub fn contains(&self, byte: u8) -> bool {
        byte == self.element
            || byte == self.component
            || byte == self.terminator
            || Some(byte) == self.repetition
    }
}

/// Widths of ISA01 to ISA16.
pub(crate) const ISA_WIDTHS: [usize; 16] = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
/// Bytes of an ISA segment with its terminator.
pub(crate) const ISA_BYTES: usize = 106;
/// How far an ISA whose elements lost or gained padding may reach.
const ISA_LONGEST: usize = 400;

/// An ISA header as it was found.
pub(crate) struct Isa {
    pub(crate) delimiters: Delimiters,
    pub(crate) header: InterchangeHeader,
    /// Bytes up to and with the terminator.
    pub(crate) len: usize,
    /// The elements do not have their fixed widths.
    pub(crate) width_off: bool,
}

/// What came of looking for an ISA header.
pub(crate) enum IsaRead {
    Found(Box<Isa>),
    /// The window ends too early to say.
    NeedMore,
    /// This is no ISA.
    No,
}

type Fields<'a> = [&'a [u8]; 16];

/// Data-free: nom's default error would carry the rest of the file.
type Parsed<'a, T> = IResult<&'a [u8], T, ()>;

fn separator(input: &[u8]) -> Parsed<'_, u8> {
    verify(
        take(1_usize).map(|one: &[u8]| one.first().copied().unwrap_or(0)),
        |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b' ',
    )
    .parse(input)
}

/// ISA with every element at its fixed offset.
fn fixed(input: &[u8]) -> Parsed<'_, (u8, Fields<'_>, u8)> {
    let (input, _) = tag(&b"ISA"[..]).parse(input)?;
    let (mut rest, element) = separator(input)?;
    let mut fields: Fields<'_> = [&[]; 16];
    for (at, (field, width)) in fields.iter_mut().zip(ISA_WIDTHS).enumerate() {
        if at > 0 {
            (rest, _) = tag(&[element][..]).parse(rest)?;
        }
        (rest, *field) =
            verify(take(width), |value: &[u8]| !value.contains(&element)).parse(rest)?;
    }
    let (rest, terminator) = take(1_usize).parse(rest)?;
    Ok((
        rest,
        (element, fields, terminator.first().copied().unwrap_or(0)),
    ))
}

/// ISA whose elements have other widths: sixteen separators, one byte of ISA16, one terminator.
fn by_separators(input: &[u8]) -> Parsed<'_, (u8, Fields<'_>, u8)> {
    let (input, _) = tag(&b"ISA"[..]).parse(input)?;
    let (mut rest, element) = separator(input)?;
    let mut fields: Fields<'_> = [&[]; 16];
    let (last, before) = fields.split_last_mut().ok_or(nom::Err::Error(()))?;
    for field in before {
        (rest, *field) = nom::bytes::complete::take_till(|byte| byte == element).parse(rest)?;
        (rest, _) = tag(&[element][..]).parse(rest)?;
    }
    (rest, *last) = take(1_usize).parse(rest)?;
    let (rest, terminator) = take(1_usize).parse(rest)?;
    Ok((
        rest,
        (element, fields, terminator.first().copied().unwrap_or(0)),
    ))
}

/// Reads the ISA header at the start of `window`, which stands at `base` in the file.
pub(crate) fn read_isa(window: &[u8], base: u64, last: bool) -> Result<IsaRead, Error> {
    let Some(start) = window.get(..window.len().min(4)) else {
        return Ok(IsaRead::No);
    };
    if !b"ISA".starts_with(start.get(..start.len().min(3)).unwrap_or_default()) {
        return Ok(IsaRead::No);
    }
    if window.len() < ISA_LONGEST && !last {
        return Ok(IsaRead::NeedMore);
    }
    let end = |len: usize| base.saturating_add(u64::try_from(len).unwrap_or(u64::MAX));
    if let Some(after) = start.get(3)
        && (after.is_ascii_alphanumeric() || *after == b' ')
    {
        return Ok(IsaRead::No);
    }
    let head = window
        .get(..window.len().min(ISA_LONGEST))
        .unwrap_or_default();
    let (rest, (element, fields, terminator), width_off) = match (fixed(head), by_separators(head))
    {
        (Ok((rest, found)), _) => (rest, found, false),
        (Err(_), Ok((rest, found))) => (rest, found, true),
        // Sixteen elements were not found: the input ends inside the header, or this is no header.
        (Err(_), Err(_)) if window.len() < ISA_BYTES => {
            return Err(Error::syntax(&rules::TRUNCATED, base, end(window.len())));
        }
        (Err(_), Err(_)) => {
            return Err(Error::syntax(&rules::BAD_DELIMITERS, base, end(ISA_BYTES)));
        }
    };
    let len = head.len().saturating_sub(rest.len());
    let header = InterchangeHeader::new(&fields);
    let first = |at: usize| {
        fields
            .get(at)
            .and_then(|field| field.first())
            .copied()
            .unwrap_or(0)
    };
    let (repetition, component) = (first(10), first(15));
    let separates =
        !repetition.is_ascii_alphanumeric() && repetition != b' ' && header.has_repetitions();
    let repetition = separates.then_some(repetition);
    let delimiters = Delimiters::new(element, component, repetition, terminator)
        .ok_or_else(|| Error::syntax(&rules::BAD_DELIMITERS, base, end(len)))?;
    Ok(IsaRead::Found(Box::new(Isa {
        delimiters,
        header,
        len,
        width_off,
    })))
}
