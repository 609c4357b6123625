//! What the levels of the three guides have in common: who stands below whom.

use x12_core::{
    Error, Text, Unit,
    levels::LevelNumbers,
    notation::{Context, Guide, LoopNode, LoopSpec, RejectedLoop},
};

use crate::segments::{Hl, St};

/// For levels that the file does not have.
pub(crate) const NO_LEVEL: Hl<'static> = Hl {
    number: None,
    parent: None,
    kind: None,
    has_children: None,
};

/// One level of a guide, by its kind.
pub(crate) trait AnyLevel<'a>: Sized {
    /// Reads a unit that begins with HL; `None` for a kind that the guide does not have.
    fn read(
        kind: &[u8],
        unit: Unit<'a, '_>,
        context: &mut Context<'_>,
    ) -> Option<Result<Self, RejectedLoop<'a>>>;

    /// How deep it stands, counted from 0, and its loop.
    fn place(&self) -> (usize, &'static LoopSpec);
}

/// A level that holds those below it.
pub trait Nested<'a>: LoopNode<'a> {
    /// Any level of the guide.
    type Level;
    /// How deep it stands, counted from 0.
    const DEPTH: usize;

    /// A level that the file does not have.
    fn absent() -> Self;

    /// This level, or one of another kind back.
    ///
    /// # Errors
    ///
    /// The level, where it is of another kind.
    fn own(level: Self::Level) -> Result<Self, Self::Level>;

    /// Puts a deeper level where it belongs, where `open` levels are open, and says how many are open behind it.
    fn put_below(&mut self, level: Self::Level, open: usize) -> usize;

    /// Numbers, parents and flags of this level and those below.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where they contradict each other.
    fn check_levels(
        &self,
        numbers: &mut LevelNumbers,
        above: Option<&Text<'_>>,
    ) -> Result<(), Error>;
}

/// Puts a level into the tree, where `open` levels are open, and says how many are open behind it. What stands below none
/// must not be lent to one that was closed: it gets levels whose number is `None`.
pub(crate) fn put<'a, N: Nested<'a>>(list: &mut Vec<N>, level: N::Level, open: usize) -> usize {
    match N::own(level) {
        Ok(own) => {
            list.push(own);
            N::DEPTH.saturating_add(1)
        }
        Err(level) => {
            if open <= N::DEPTH {
                list.push(N::absent());
            }
            list.last_mut()
                .map_or(open, |last| last.put_below(level, open))
        }
    }
}

/// The outermost level of a guide: what writing a report takes.
pub trait Outermost<'a>: Nested<'a> {
    /// The guide.
    const GUIDE: &'static Guide;
    /// GS01.
    const FUNCTIONAL_ID: &'static str;

    /// What the guide asks of a report beyond its levels; nothing unless it says so.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where the report contradicts itself.
    fn check_content(_levels: &[Self]) -> Result<(), Error> {
        Ok(())
    }
}

/// The header of a report: its first segment.
pub trait ReportHeader<'a>: LoopNode<'a> {
    /// ST.
    fn set(&self) -> &St<'a>;
}

/// The levels of a guide, from the outermost: depth, HL03, name, loop, and the field that holds those below.
macro_rules! hierarchy {
    ($(#[$meta:meta])* $enum:ident {
        $( $(#[$vmeta:meta])* $depth:literal $code:literal $variant:ident($loop:ident) $(> $children:ident)?, )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(::serde::Serialize, ::serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        pub enum $enum<'a> {
            $( $(#[$vmeta])* $variant(Box<$loop<'a>>), )*
        }

        impl<'a> $enum<'a> {
            /// Number, parent and kind of the level.
            #[must_use]
            pub fn level(&self) -> &$crate::segments::Hl<'a> {
                match self { $( Self::$variant(of) => &of.level, )* }
            }

            /// Where it stands in the file.
            #[must_use]
            pub fn span(&self) -> x12_core::Span {
                match self { $( Self::$variant(of) => of.span, )* }
            }

            /// The same with nothing borrowed from the input.
            #[must_use]
            pub fn into_owned(self) -> $enum<'static> {
                match self { $( Self::$variant(of) => $enum::$variant(Box::new(of.into_owned())), )* }
            }
        }

        impl<'a> $crate::hierarchy::AnyLevel<'a> for $enum<'a> {
            fn read(
                kind: &[u8],
                unit: x12_core::Unit<'a, '_>,
                context: &mut x12_core::notation::Context<'_>,
            ) -> Option<Result<Self, x12_core::notation::RejectedLoop<'a>>> {
                let code = std::str::from_utf8(kind).ok()?;
                match code {
                    $( $code => Some(x12_core::notation::read_boxed_unit(unit, context).map(Self::$variant)), )*
                    _ => None,
                }
            }

            fn place(&self) -> (usize, &'static x12_core::notation::LoopSpec) {
                match self {
                    $( Self::$variant(_) => (
                        $depth,
                        &<$loop<'static> as x12_core::notation::LoopNode<'static>>::LOOP,
                    ), )*
                }
            }
        }

        $(
            impl<'a> $crate::hierarchy::Nested<'a> for $loop<'a> {
                type Level = $enum<'a>;
                const DEPTH: usize = $depth;

                fn absent() -> Self {
                    Self::new($crate::hierarchy::NO_LEVEL)
                }

                fn own(level: $enum<'a>) -> Result<Self, $enum<'a>> {
                    match level {
                        $enum::$variant(of) => Ok(*of),
                        other => Err(other),
                    }
                }

                #[allow(unused_variables, reason = "the innermost level has none below")]
                fn put_below(&mut self, level: $enum<'a>, open: usize) -> usize {
                    $( let open = $crate::hierarchy::put(&mut self.$children, level, open); )?
                    open
                }

                fn check_levels(
                    &self,
                    numbers: &mut x12_core::levels::LevelNumbers,
                    above: Option<&x12_core::Text<'_>>,
                ) -> Result<(), x12_core::Error> {
                    let id = <Self as x12_core::notation::LoopNode<'a>>::LOOP.id;
                    let _number = numbers.check(&self.level, above, id)?;
                    $(
                        numbers.check_children(&self.level, !self.$children.is_empty(), id)?;
                        for below in &self.$children {
                            $crate::hierarchy::Nested::check_levels(below, numbers, _number)?;
                        }
                    )?
                    Ok(())
                }
            }
        )*
    };
}

pub(crate) use hierarchy;
