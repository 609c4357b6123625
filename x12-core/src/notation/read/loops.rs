//! One loop, segment by segment.

use super::{Context, Cursor, Host, LoopNode, Opened, State, missing::report_missing};
use crate::{
    Detail, Segment, Span,
    notation::{
        derived::line_of,
        slots::{Node, Slot},
        spec::{Item, LineSpec, RejectedLoop},
    },
    rules,
};

/// Reads the first segment of a loop. `None` where it cannot be read, or where loops are nested too deep.
#[inline]
pub fn open_loop<'a, L: LoopNode<'a>>(
    first: &Segment<'a, '_>,
    context: &mut Context<'_>,
) -> Option<L::First> {
    let line = const { line_of(L::LOOP.lines, 0) };
    let opened = if context.depth_left == 0 {
        None
    } else {
        context.read_segment(first, line, L::LOOP.id)
    };
    if opened.is_none() {
        not_opened(first, L::LOOP.id, line, context);
    }
    opened
}

#[cold]
fn not_opened(
    first: &Segment<'_, '_>,
    loop_id: &'static str,
    line: &'static LineSpec,
    context: &mut Context<'_>,
) {
    let place = context.place(first, loop_id);
    if context.depth_left == 0 {
        context.too_deep.get_or_insert(place);
    } else {
        context.push(&rules::REJECTED_LOOP, place, line.label, Detail::None);
    }
}

/// Reads on behind the first segment of a loop, which the cursor stands on, up to a segment that an ancestor begins a
/// loop with.
pub fn read_rest<'a, L: LoopNode<'a>>(
    this: &mut L,
    first: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    host: &mut dyn Host<'a>,
) {
    let from = cursor.position();
    context.depth_left = context.depth_left.saturating_sub(1);
    cursor.step();
    let mut state = State {
        seen: 1,
        position: 0,
    };
    // The last segment of the loop: one that an ancestor took back is none of it.
    let mut last = from;
    while let Some(segment) = cursor.segment() {
        if !this.place(&segment, cursor, context, &mut state, host) {
            if host.starts(&segment) {
                break;
            }
            if host.take_back(&segment, cursor, context) {
                continue;
            }
            unexpected(this, &segment, context);
            cursor.step();
        }
        last = cursor.position().saturating_sub(1);
    }
    let end = cursor.end_of(last).unwrap_or_else(|| first.span().end);
    this.set_span(Span::new(first.span().start, end));
    context.depth_left = context.depth_left.saturating_add(1);
    if L::REQUIRED & !state.seen != 0 {
        let own = (from..=last).filter_map(|at| cursor.at(at));
        report_missing(&L::LOOP, state.seen, first, own, context);
    }
}

#[cold]
fn unexpected<'a, L: LoopNode<'a>>(
    this: &mut L,
    segment: &Segment<'a, '_>,
    context: &mut Context<'_>,
) {
    let place = context.place(segment, L::LOOP.id);
    context.push(&rules::UNEXPECTED_SEGMENT, place, "", Detail::None);
    this.unmatched().push(segment.to_raw());
}

/// Sets aside everything from the cursor's segment up to the next that an ancestor begins a loop with.
#[cold]
pub(super) fn reject<'a>(
    cursor: &mut Cursor<'a, '_>,
    loop_id: &'static str,
    host: &dyn Host<'a>,
) -> RejectedLoop<'a> {
    let from = cursor.position();
    let mut segments = Vec::new();
    while let Some(segment) = cursor.segment() {
        if cursor.position() > from && host.starts(&segment) {
            break;
        }
        segments.push(segment.to_raw());
        cursor.step();
    }
    let start = segments.first().map_or(0, |segment| segment.span().start);
    let end = segments.last().map_or(0, |segment| segment.span().end);
    RejectedLoop {
        loop_id: loop_id.into(),
        span: Span::new(start, end),
        segments,
    }
}

/// Fills one line of a loop with the cursor's segment, or with the loop that it begins. Used by the macros.
///
/// `this` gives the loop back to its children as their host; `slot` finds the field in it.
#[doc(hidden)]
#[inline]
#[allow(
    clippy::too_many_arguments,
    reason = "called by macros alone; a struct of them would cost on each segment"
)]
pub fn fill<'a, L: LoopNode<'a>, S: Slot<'a>>(
    this: &mut L,
    slot: impl Fn(&mut L) -> &mut S,
    at: u32,
    line: &'static LineSpec,
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    state: &mut State,
    host: &mut dyn Host<'a>,
) {
    let bit = 1_u128.wrapping_shl(at);
    if line.position < state.position {
        out_of_order(segment, line, L::LOOP.id, context);
    }
    state.position = line.position;
    if !S::REPEATS && state.seen & bit != 0 {
        repeated(this, line, segment, cursor, context, state, host);
        return;
    }
    state.seen |= bit;
    let Some(node) = S::Node::open_node(segment, context, line, L::LOOP.id) else {
        set_aside(this, line, segment, cursor, state, host);
        return;
    };
    if S::REPEATS && !context.takes(size_of::<S::Node>(), segment, L::LOOP.id) {
        cursor.leave();
        return;
    }
    S::fill(this, &slot, node, |node, this| {
        node.read_node(
            segment,
            cursor,
            context,
            &mut Opened::new(this, state, host),
        );
    });
    if S::REPEATS && line.max != u16::MAX && slot(this).count() > usize::from(line.max) {
        too_many(slot(this).count(), segment, line, L::LOOP.id, context);
    }
}

#[cold]
fn out_of_order(
    segment: &Segment<'_, '_>,
    line: &'static LineSpec,
    loop_id: &'static str,
    context: &mut Context<'_>,
) {
    let place = context.place(segment, loop_id);
    context.push(&rules::OUT_OF_ORDER, place, line.label, Detail::None);
}

#[cold]
fn too_many(
    count: usize,
    segment: &Segment<'_, '_>,
    line: &'static LineSpec,
    loop_id: &'static str,
    context: &mut Context<'_>,
) {
    let detail = Detail::Count {
        expected: u64::from(line.max),
        found: u64::try_from(count).unwrap_or(u64::MAX),
    };
    let place = context.place(segment, loop_id);
    context.push(&rules::TOO_MANY_REPEATS, place, line.label, detail);
}

/// A second one where the guide has room for one.
#[cold]
fn repeated<'a, L: LoopNode<'a>>(
    this: &mut L,
    line: &'static LineSpec,
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    context: &mut Context<'_>,
    state: &mut State,
    host: &mut dyn Host<'a>,
) {
    let place = context.place(segment, L::LOOP.id);
    context.push(&rules::REPEATED_SEGMENT, place, line.label, Detail::None);
    set_aside(this, line, segment, cursor, state, host);
}

/// What has no place in its slot, which stays taken: a segment is unmatched, a loop is set aside with all its segments.
#[cold]
fn set_aside<'a, L: LoopNode<'a>>(
    this: &mut L,
    line: &'static LineSpec,
    segment: &Segment<'a, '_>,
    cursor: &mut Cursor<'a, '_>,
    state: &mut State,
    host: &mut dyn Host<'a>,
) {
    match line.item {
        Item::Segment(_) => {
            this.unmatched().push(segment.to_raw());
            cursor.step();
        }
        Item::Loop(of) => {
            let rejected = reject(cursor, of.id, &Opened::new(this, state, host));
            this.rejected().push(rejected);
        }
    }
}
