//! A whole unit as one loop.

use super::{Context, Cursor, LoopNode, Root, loops};
use crate::{Unit, notation::spec::RejectedLoop};

/// Reads a whole unit as one loop.
///
/// # Errors
///
/// The unit's segments where the first of them cannot be read.
pub fn read_unit<'a, L: LoopNode<'a>>(
    unit: Unit<'a, '_>,
    context: &mut Context<'_>,
) -> Result<L, RejectedLoop<'a>> {
    read_boxed_unit(unit, context).map(|read| *read)
}

/// As [`read_unit`]; a large loop is built where it stays.
///
/// # Errors
///
/// As [`read_unit`].
pub fn read_boxed_unit<'a, L: LoopNode<'a>>(
    unit: Unit<'a, '_>,
    context: &mut Context<'_>,
) -> Result<Box<L>, RejectedLoop<'a>> {
    let mut cursor = Cursor::new(unit);
    context.apart = unit.starts();
    context.begin_unit(unit.span().len());
    let Some(first) = cursor.segment() else {
        return Err(RejectedLoop {
            loop_id: L::LOOP.id.into(),
            span: unit.span(),
            segments: Vec::new(),
        });
    };
    match loops::open_loop::<L>(&first, context) {
        Some(opened) => {
            let mut this = Box::new(L::begin(opened));
            loops::read_rest(&mut *this, &first, &mut cursor, context, &mut Root);
            Ok(this)
        }
        None => Err(loops::reject(&mut cursor, L::LOOP.id, &Root)),
    }
}

/// Sets a whole unit aside.
#[must_use]
pub fn reject_unit<'a>(unit: Unit<'a, '_>, loop_id: &'static str) -> RejectedLoop<'a> {
    RejectedLoop {
        loop_id: loop_id.into(),
        span: unit.span(),
        segments: (0..unit.len())
            .filter_map(|at| unit.segment(at))
            .map(|segment| segment.to_raw())
            .collect(),
    }
}
