//! The three macros of the notation.

/// A struct of components, or of elements that come in groups: `number usage type min/max field: Type`.
///
/// See [`notation`](crate::notation).
#[macro_export]
macro_rules! composite {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$lt:lifetime>)? {
            $( $(#[$fmeta:meta])* $number:literal $usage:ident $kind:ident $($min:literal / $max:literal)? $field:ident : $type:ty $([ $($code:literal)* ])? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(::serde::Serialize, ::serde::Deserialize))]
        $vis struct $name $(<$lt>)? {
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\nPart ", stringify!($number), ": `", stringify!($usage), " ", stringify!($kind) $(, " ", stringify!($min), "/", stringify!($max))?, "`.")]
                pub $field: $type,
            )*
        }

        impl<'a> $crate::notation::Composite<'a> for $name $(<$lt>)? {
            const PARTS: &'static [$crate::notation::ElementSpec] = &[
                $( $crate::__element!(segment stringify!($number), $number, $usage, $kind, [$($min $max)?], $field, [$($($code)*)?], $type) ),*
            ];
            type Owned = $crate::__owned!($name $(<$lt>)?);

            #[inline]
            fn read_parts(parts: &mut impl $crate::notation::PartSource<'a>, seen: &mut $crate::notation::Seen) -> Option<Self> {
                $( let $field: Option<$type> = $crate::__element!(part $kind $usage [$($min $max)?] [$($($code)*)?], parts, $number, seen, $type); )*
                Some(Self { $( $field: $field? ),* })
            }

            #[inline(always)]
            fn put_parts<G: $crate::notation::Gate>(
                &self,
                position: $crate::notation::Position,
                out: &mut G,
            ) -> $crate::notation::Put {
                let mut parts = <Self as $crate::notation::Composite<'a>>::PARTS.iter();
                $(
                    if let Some(part) = parts.next() {
                        $crate::__element!(
                            put $kind $usage [$($min $max)?] [$($($code)*)?], part, position, self.$field, out, $type
                        )?;
                    }
                )*
                Ok(())
            }

            fn into_owned_composite(self) -> Self::Owned {
                $name { $( $field: $crate::__element!(own $kind, self.$field, $type) ),* }
            }
        }

        impl $(<$lt>)? $name $(<$lt>)? {
            /// The same with nothing borrowed from the input.
            #[must_use]
            pub fn into_owned(self) -> $crate::__owned!($name $(<$lt>)?) {
                $crate::notation::Composite::into_owned_composite(self)
            }
        }
    };
}

/// A segment: `ELEMENT usage type min/max field: Type [codes]`, where the type is `composite` for a composite element
/// `group T/S` for T groups of S elements, and `repeat 1/T` for a composite that stands up to T times within the element.
///
/// See [`notation`](crate::notation).
#[macro_export]
macro_rules! segment {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$lt:lifetime>)? = $tag:literal {
            $( $(#[$fmeta:meta])* $element:ident $usage:ident $kind:ident $($min:literal / $max:literal)? $field:ident : $type:ty $([ $($code:literal)* ])? ),* $(,)?
        }
        $(syntax $($note:ident)*)?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(::serde::Serialize, ::serde::Deserialize))]
        $vis struct $name $(<$lt>)? {
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\n`", stringify!($element), " ", stringify!($usage), " ", stringify!($kind) $(, " ", stringify!($min), "/", stringify!($max))?, "`")]
                pub $field: $type,
            )*
        }

        impl $(<$lt>)? $name $(<$lt>)? {
            /// The same with nothing borrowed from the input.
            #[must_use]
            pub fn into_owned(self) -> $crate::__owned!($name $(<$lt>)?) {
                $crate::notation::SegmentRecord::into_owned_record(self)
            }
        }

        impl<'a> $crate::notation::SegmentRecord<'a> for $name $(<$lt>)? {
            const SPEC: $crate::notation::SegmentSpec = $crate::notation::SegmentSpec {
                tag: $crate::Tag::new($tag),
                elements: &[
                    $(
                        $crate::__element!(
                            segment stringify!($element),
                            const { $crate::notation::element_number(stringify!($element)).0 },
                            $usage, $kind, [$($min $max)?], $field, [$($($code)*)?], $type
                        )
                    ),*
                ],
                notes: &[$( $($crate::notation::note(stringify!($note))),* )?],
            };
            type Owned = $crate::__owned!($name $(<$lt>)?);

            #[inline]
            fn read(segment: &$crate::Segment<'a, '_>, seen: &mut $crate::notation::Seen) -> Option<Self> {
                $(
                    let $field: Option<$type> = $crate::__element!(
                        read $kind $usage [$($($code)*)?], segment, const { $crate::notation::element_index(stringify!($element)) },
                        seen, [$($min $max)?], $type
                    );
                )*
                seen.clean &= !segment.has_unknown(const { $crate::notation::known_elements(Self::SPEC.elements) });
                Some(Self { $( $field: $field? ),* })
            }

            #[inline]
            fn put<G: $crate::notation::Gate>(&self, out: &mut G) -> $crate::notation::Put {
                let mut rows = const { Self::SPEC.elements }.iter();
                $(
                    if let Some(row) = rows.next() {
                        $crate::__element!(
                            write $kind $usage [$($($code)*)?], row, self.$field, out, [$($min $max)?], $type
                        )?;
                    }
                )*
                Ok(())
            }

            fn into_owned_record(self) -> Self::Owned {
                $name { $( $field: $crate::__element!(own $kind, self.$field, $type) ),* }
            }
        }

        impl<'a> $crate::notation::Node<'a> for $name $(<$lt>)? {
            const ITEM: $crate::notation::Item = $crate::notation::Item::Segment(&<Self as $crate::notation::SegmentRecord<'a>>::SPEC);
            type Owned = $crate::__owned!($name $(<$lt>)?);

            #[inline]
            fn open_node(
                first: &$crate::Segment<'a, '_>,
                context: &mut $crate::notation::Context<'_>,
                line: &'static $crate::notation::LineSpec,
                loop_id: &'static str,
            ) -> Option<Self> {
                context.read_segment(first, line, loop_id)
            }

            #[inline]
            fn read_node(
                &mut self,
                _first: &$crate::Segment<'a, '_>,
                cursor: &mut $crate::notation::Cursor<'a, '_>,
                _context: &mut $crate::notation::Context<'_>,
                _host: &mut dyn $crate::notation::Host<'a>,
            ) {
                cursor.step();
            }

            fn write_node<W: ::std::io::Write>(
                &self,
                line: &'static $crate::notation::LineSpec,
                loop_id: &'static str,
                out: &mut $crate::Writer<W>,
            ) -> Result<(), $crate::Error> {
                out.record(self, line, loop_id)
            }

            fn into_owned_node(self) -> Self::Owned {
                self.into_owned()
            }
        }
    };
}

/// A loop: `position usage maximum SEGMENT["qualifier" | …] field: Type { what differs }`. The first line opens the loop
/// and ends with a semicolon. A qualifier that is not the first element is named: `HL[HL03: "20"]`, and `HI[HI01_1: "BK"]`
/// for one inside a composite.
///
/// See [`notation`](crate::notation).
#[macro_export]
macro_rules! segment_loop {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident $(<$lt:lifetime>)? = $id:literal {
            $(#[$ofmeta:meta])* $oposition:literal $ousage:ident $omax:tt $otag:ident $([ $($oqel:ident :)? $($oqual:literal)|+ ])? $ofield:ident : $otype:ty $({ $( $ouel:ident $ouuse:ident $([ $($oucode:literal)* ])? )* })? ;
            $( $(#[$fmeta:meta])* $position:literal $usage:ident $max:tt $tag:ident $([ $($qel:ident :)? $($qual:literal)|+ ])? $field:ident : $type:ty $({ $( $uel:ident $uuse:ident $([ $($ucode:literal)* ])? )* })? ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(::serde::Serialize, ::serde::Deserialize))]
        $vis struct $name $(<$lt>)? {
            $(#[$ofmeta])*
            #[doc = concat!("\n\n`", $id, " ", stringify!($otag), $($("*", $oqual,)+)? " ", stringify!($ousage), " ", stringify!($omax), "`")]
            pub $ofield: $otype,
            $(
                $(#[$fmeta])*
                #[doc = concat!("\n\n`", $id, " ", stringify!($tag), $($("*", $qual,)+)? " ", stringify!($usage), " ", stringify!($max), "`")]
                #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "x12_core::notation::Absent::is_absent"))]
                pub $field: $type,
            )*
            /// Segments inside this loop that belong to none of its lines, as they were read.
            #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
            pub unmatched: Vec<$crate::RawSegment<'a>>,
            /// Child loops that could not be read, with all their segments.
            #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
            pub rejected: Vec<$crate::notation::RejectedLoop<'a>>,
            /// Where the loop stands in the file; empty for one that was not read from a file.
            #[cfg_attr(feature = "serde", serde(default))]
            pub span: $crate::Span,
        }

        impl $(<$lt>)? $name $(<$lt>)? {
            /// A loop with its first segment and nothing else.
            #[must_use]
            #[inline]
            pub fn new($ofield: $otype) -> Self {
                Self {
                    $ofield,
                    $( $field: Default::default(), )*
                    unmatched: Vec::new(),
                    rejected: Vec::new(),
                    span: $crate::Span::default(),
                }
            }

            /// The same with nothing borrowed from the input.
            #[must_use]
            pub fn into_owned(self) -> $crate::__owned!($name $(<$lt>)?) {
                $crate::notation::Node::into_owned_node(self)
            }
        }

        impl<'a> $crate::notation::LoopNode<'a> for $name $(<$lt>)? {
            const LOOP: $crate::notation::LoopSpec = $crate::notation::LoopSpec {
                id: $id,
                name: stringify!($name),
                lines: &[
                    $crate::__line!(
                        $oposition $ousage $omax $otag [$($($oqel :)? $($oqual)|+)?] $ofield
                        { $($($ouel $ouuse $([ $($oucode)* ])? ;)*)? }
                        <$otype as $crate::notation::Node<'a>>::ITEM
                    ),
                    $(
                        $crate::__line!(
                            $position $usage $max $tag [$($($qel :)? $($qual)|+)?] $field
                            { $($($uel $uuse $([ $($ucode)* ])? ;)*)? }
                            <<$type as $crate::notation::Slot<'a>>::Node as $crate::notation::Node<'a>>::ITEM
                        ),
                    )*
                ],
            };
            const REQUIRED: u128 = $crate::notation::required_lines(Self::LOOP.lines);

            type First = $otype;

            #[inline]
            fn begin(first: $otype) -> Self {
                Self::new(first)
            }

            #[inline]
            fn place(
                &mut self,
                segment: &$crate::Segment<'a, '_>,
                cursor: &mut $crate::notation::Cursor<'a, '_>,
                context: &mut $crate::notation::Context<'_>,
                state: &mut $crate::notation::State,
                host: &mut dyn $crate::notation::Host<'a>,
            ) -> bool {
                let tag = segment.tag();
                let first = segment.qualifier(1);
                let mut at = 0_u32;
                $(
                    at = at.wrapping_add(1);
                    if tag == const { $crate::Tag::new(stringify!($tag)) }
                        $( && {
                            let place = const { $crate::notation::qualifier_place(stringify!($($qel)?)) };
                            let key = match place {
                                (1, 0) => first,
                                (number, part) => segment.qualifier_part(number, part),
                            };
                            false $( || match const { $crate::notation::qualifier_key($qual) } {
                                0 => segment.reads(place.0, place.1, $qual),
                                of => key == of,
                            } )+
                        } )?
                    {
                        let line = $crate::notation::line_at(const { Self::LOOP.lines }, at);
                        $crate::notation::fill(self, |this| &mut this.$field, at, line, segment, cursor, context, state, host);
                        return true;
                    }
                )*
                let _ = (at, first);
                false
            }

            fn unmatched(&mut self) -> &mut Vec<$crate::RawSegment<'a>> {
                &mut self.unmatched
            }

            fn rejected(&mut self) -> &mut Vec<$crate::notation::RejectedLoop<'a>> {
                &mut self.rejected
            }

            fn set_span(&mut self, span: $crate::Span) {
                self.span = span;
            }

            fn write_rest<W: ::std::io::Write>(&self, out: &mut $crate::Writer<W>) -> Result<(), $crate::Error> {
                let lines = const { Self::LOOP.lines };
                out.check_complete($id, &self.unmatched, &self.rejected)?;
                let mut at = 0_u32;
                $(
                    at = at.wrapping_add(1);
                    let line = $crate::notation::line_at(lines, at);
                    out.check_line(line, $id, $crate::notation::Slot::count(&self.$field))?;
                    for node in $crate::notation::Slot::nodes(&self.$field) {
                        $crate::notation::Node::write_node(node, line, $id, out)?;
                    }
                )*
                let _ = at;
                Ok(())
            }
        }

        impl<'a> $crate::notation::Node<'a> for $name $(<$lt>)? {
            const ITEM: $crate::notation::Item =
                $crate::notation::Item::Loop(&<Self as $crate::notation::LoopNode<'a>>::LOOP);
            type Owned = $crate::__owned!($name $(<$lt>)?);

            #[inline]
            fn open_node(
                first: &$crate::Segment<'a, '_>,
                context: &mut $crate::notation::Context<'_>,
                _line: &'static $crate::notation::LineSpec,
                _loop_id: &'static str,
            ) -> Option<Self> {
                $crate::notation::open_loop::<Self>(first, context).map(Self::new)
            }

            #[inline]
            fn read_node(
                &mut self,
                first: &$crate::Segment<'a, '_>,
                cursor: &mut $crate::notation::Cursor<'a, '_>,
                context: &mut $crate::notation::Context<'_>,
                host: &mut dyn $crate::notation::Host<'a>,
            ) {
                $crate::notation::read_rest(self, first, cursor, context, host);
            }

            fn write_node<W: ::std::io::Write>(
                &self,
                _line: &'static $crate::notation::LineSpec,
                _loop_id: &'static str,
                out: &mut $crate::Writer<W>,
            ) -> Result<(), $crate::Error> {
                let lines = const { <Self as $crate::notation::LoopNode<'a>>::LOOP.lines };
                $crate::notation::Node::write_node(&self.$ofield, $crate::notation::line_at(lines, 0), $id, out)?;
                $crate::notation::LoopNode::write_rest(self, out)
            }

            fn into_owned_node(self) -> Self::Owned {
                $name {
                    $ofield: self.$ofield.into_owned(),
                    $( $field: $crate::notation::Slot::into_owned_slot(self.$field), )*
                    unmatched: self.unmatched.into_iter().map($crate::RawSegment::into_owned).collect(),
                    rejected: self.rejected.into_iter().map($crate::notation::RejectedLoop::into_owned).collect(),
                    span: self.span,
                }
            }
        }
    };
}

/// `Name<'static>` or `Name`.
#[doc(hidden)]
#[macro_export]
macro_rules! __owned {
    ($name:ident < $lt:lifetime >) => { $name<'static> };
    ($name:ident) => { $name };
}

/// One element in each of its roles.
#[doc(hidden)]
#[macro_export]
macro_rules! __element {
    (row $name:expr, $number:expr, $usage:ident, $kind:ident, $min:literal, $max:literal, $field:ident, [$($code:literal)*]) => {
        $crate::notation::ElementSpec {
            name: $name,
            number: $number,
            field: stringify!($field),
            usage: $crate::notation::Usage::$usage,
            kind: $crate::notation::Kind::$kind,
            min: $min,
            max: $max,
            codes: &[$($code),*],
            shape: $crate::notation::Shape::Simple,
        }
    };
    (segment $name:expr, $number:expr, $usage:ident, composite, [], $field:ident, [$($code:literal)*], $type:ty) => {
        $crate::notation::ElementSpec {
            name: $name,
            number: $number,
            field: stringify!($field),
            usage: $crate::notation::Usage::$usage,
            kind: $crate::notation::Kind::Composite,
            min: 0,
            max: 0,
            codes: &[$($code),*],
            shape: $crate::notation::Shape::Composite(<$type as $crate::notation::CompositeSlot<'a>>::PARTS),
        }
    };
    (segment $name:expr, $number:expr, $usage:ident, group, [$times:literal $stride:literal], $field:ident, [$($code:literal)*], $type:ty) => {
        $crate::notation::ElementSpec {
            name: $name,
            number: $number,
            field: stringify!($field),
            usage: $crate::notation::Usage::$usage,
            kind: $crate::notation::Kind::Group,
            min: 0,
            max: 0,
            codes: &[$($code),*],
            shape: $crate::notation::Shape::Group {
                times: $times,
                fields: <$type as $crate::notation::GroupSlot<'a>>::PARTS,
            },
        }
    };
    (segment $name:expr, $number:expr, $usage:ident, repeat, [$least:literal $most:literal], $field:ident, [$($code:literal)*], $type:ty) => {
        $crate::notation::ElementSpec {
            name: $name,
            number: $number,
            field: stringify!($field),
            usage: $crate::notation::Usage::$usage,
            kind: $crate::notation::Kind::Composite,
            min: 0,
            max: 0,
            codes: &[$($code),*],
            shape: $crate::notation::Shape::Repeated {
                times: $most,
                parts: <$type as $crate::notation::RepeatSlot<'a>>::PARTS,
            },
        }
    };
    (segment $name:expr, $number:expr, $usage:ident, $kind:ident, [$min:literal $max:literal], $field:ident, [$($code:literal)*], $type:ty) => {
        $crate::__element!(row $name, $number, $usage, $kind, $min, $max, $field, [$($code)*])
    };

    (read composite $usage:ident [$($code:literal)*], $segment:ident, $number:expr, $seen:ident, [], $type:ty) => {{
        $crate::__element!(absent $usage $crate::notation::raw_element($segment, $number), $seen);
        <$type as $crate::notation::CompositeSlot<'a>>::read_composite(
            $crate::notation::raw_element($segment, $number), $segment.delimiters().component(), $seen,
        )
    }};
    (read group $usage:ident [$($code:literal)*], $segment:ident, $number:expr, $seen:ident, [$times:literal $stride:literal], $type:ty) => {{
        $crate::__element!(absent $usage $crate::notation::raw_element($segment, $number), $seen);
        <$type as $crate::notation::GroupSlot<'a>>::read_group($segment, $number, $times, $stride, $seen)
    }};
    (read repeat $usage:ident [$($code:literal)*], $segment:ident, $number:expr, $seen:ident, [$least:literal $most:literal], $type:ty) => {{
        // How often it repeats is for the full check to see.
        $seen.plain = false;
        <$type as $crate::notation::RepeatSlot<'a>>::read_repeats($segment, $number, $seen)
    }};
    (absent R $raw:expr, $seen:ident) => {
        $seen.plain &= !$raw.is_empty();
    };
    (absent $usage:ident $raw:expr, $seen:ident) => {};
    (read $kind:ident $usage:ident [$($code:literal)*], $segment:ident, $number:expr, $seen:ident, [$min:literal $max:literal], $type:ty) => {
        $crate::notation::read_element(
            $segment, $number, $seen, $crate::__element!(fit $kind $usage [$min $max] [$($code)*] $type),
        )
    };
    (fit $kind:ident $usage:ident [$min:literal $max:literal] [$($code:literal)*] $type:ty) => {{
        const CODES: &[u32] = &[$($crate::notation::qualifier_key($code)),*];
        const {
            &$crate::notation::Fit::new(
                $crate::notation::Usage::$usage,
                $crate::notation::Kind::$kind,
                <$type as $crate::ElementSlot<'a>>::KIND,
                ($min, $max),
                CODES,
            )
        }
    }};

    (write composite $usage:ident [$($code:literal)*], $row:ident, $value:expr, $out:ident, [], $type:ty) => {
        $crate::notation::CompositeSlot::put_composite(&$value, u16::from($row.number), $row, $out)
    };
    (write group $usage:ident [$($code:literal)*], $row:ident, $value:expr, $out:ident, [$times:literal $stride:literal], $type:ty) => {
        $crate::notation::GroupSlot::put_group(&$value, $row, $times, $stride, $out)
    };
    (write repeat $usage:ident [$($code:literal)*], $row:ident, $value:expr, $out:ident, [$least:literal $most:literal], $type:ty) => {
        $crate::notation::RepeatSlot::put_repeats(&$value, $row, $most, $out)
    };
    (write $kind:ident $usage:ident [$($code:literal)*], $row:ident, $value:expr, $out:ident, [$min:literal $max:literal], $type:ty) => {
        $out.element(
            $row, $crate::__element!(fit $kind $usage [$min $max] [$($code)*] $type),
            $crate::ElementSlot::written_slot(&$value),
        )
    };

    (part composite $usage:ident [] [$($code:literal)*], $parts:ident, $number:literal, $seen:ident, $type:ty) => {{
        let (separator, raw) = ($parts.separator(), $parts.part($number));
        $crate::__element!(absent $usage raw, $seen);
        <$type as $crate::notation::CompositeSlot<'a>>::read_composite(raw, separator, $seen)
    }};
    (part $kind:ident $usage:ident [$min:literal $max:literal] [$($code:literal)*], $parts:ident, $number:literal, $seen:ident, $type:ty) => {
        $crate::notation::read_part(
            $parts.part($number), $seen, $crate::__element!(fit $kind $usage [$min $max] [$($code)*] $type),
        )
    };

    (put composite $usage:ident [] [$($code:literal)*], $part:ident, $position:ident, $value:expr, $out:ident, $type:ty) => {
        $crate::notation::CompositeSlot::put_composite(&$value, $position.element($part), $part, $out)
    };
    (put $kind:ident $usage:ident [$min:literal $max:literal] [$($code:literal)*], $part:ident, $position:ident, $value:expr, $out:ident, $type:ty) => {
        $out.part(
            $position, $part, $crate::__element!(fit $kind $usage [$min $max] [$($code)*] $type),
            $crate::ElementSlot::written_slot(&$value),
        )
    };

    (own composite, $value:expr, $type:ty) => { $crate::notation::CompositeSlot::into_owned_slot($value) };
    (own group, $value:expr, $type:ty) => { $crate::notation::GroupSlot::into_owned_slot($value) };
    (own repeat, $value:expr, $type:ty) => { $crate::notation::RepeatSlot::into_owned_slot($value) };
    (own $kind:ident, $value:expr, $type:ty) => { $crate::ElementSlot::into_owned_slot($value) };
}

/// One line of a loop as data.
#[doc(hidden)]
#[macro_export]
macro_rules! __line {
    ($position:literal $usage:ident $max:tt $tag:ident [$($($qel:ident :)? $($qual:literal)|+)?] $field:ident { $($uel:ident $uuse:ident $([ $($ucode:literal)* ])? ;)* } $item:expr) => {{
        const USES: &[$crate::notation::ElementUse] = &[$(
            $crate::notation::ElementUse {
                element: $crate::notation::element_number(stringify!($uel)).0,
                component: $crate::notation::element_number(stringify!($uel)).1,
                usage: $crate::notation::Usage::$uuse,
                codes: $crate::__codes!($([ $($ucode)* ])?),
                keys: &[$($($crate::notation::qualifier_key($ucode)),*)?],
            }
        ),*];
        const QUALIFIER: $crate::notation::Qualifier = $crate::notation::Qualifier {
            element: $crate::notation::qualifier_place(concat!($($(stringify!($qel))?)?)).0,
            component: $crate::notation::qualifier_place(concat!($($(stringify!($qel))?)?)).1,
            values: &[$($($qual),+)?],
            keys: &[$($($crate::notation::qualifier_key($qual)),+)?],
        };
        $crate::notation::LineSpec {
            position: $position,
            usage: $crate::notation::Usage::$usage,
            max: $crate::notation::max_repeat(stringify!($max)),
            tag: $crate::Tag::new(stringify!($tag)),
            label: concat!(stringify!($tag) $(, $("*", $qual),+)?),
            qualifier: QUALIFIER,
            field: stringify!($field),
            uses: USES,
            first_uses: $crate::notation::first_uses(USES),
            required: $crate::notation::required_elements(&$item, USES),
            unused: $crate::notation::unused_elements(USES),
            special: $crate::notation::special_elements(&$item, &QUALIFIER, USES),
            item: $item,
        }
    }};
}

/// An optional list of codes.
#[doc(hidden)]
#[macro_export]
macro_rules! __codes {
    () => { None };
    ([ $($code:literal)* ]) => { Some(&[$($code),*]) };
}
