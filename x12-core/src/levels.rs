//! Levels (HL): whether their numbers, parents and flags say how they stand.

use std::fmt;

use crate::{
    Code, Detail, Error, Place, Refusal, Rule, Text, Unit,
    notation::{Context, LoopSpec, Usage},
    parse_integer,
    segments::Hl,
};

/// The rules that a guide has for its levels.
#[derive(Debug, Clone, Copy)]
pub struct LevelRules {
    /// HL01 is not one more than that of the level before.
    pub number: &'static Rule,
    /// HL02 is not HL01 of the open level above.
    pub parent: &'static Rule,
    /// HL04 contradicts the levels that follow.
    pub children: &'static Rule,
    /// The level above is not there.
    pub order: &'static Rule,
}

/// The levels that are open while a transaction set is read, and what the guide keeps of each. Depth 0 is the outermost.
pub struct Levels<T> {
    rules: &'static LevelRules,
    open: Vec<Option<OpenLevel<T>>>,
    /// What the next HL01 should be.
    next: u64,
    any: bool,
}

/// A level that is open.
#[derive(Debug)]
pub struct OpenLevel<T> {
    number: Option<u64>,
    /// Where its HL01 stands.
    pub place: Place,
    children_place: Place,
    /// What HL04 says, where it says what its level may.
    says_children: Option<bool>,
    /// Levels directly below it so far.
    pub children: u64,
    /// What the guide keeps.
    pub data: T,
}

impl<T> fmt::Debug for Levels<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Levels({} deep)", self.open.len())
    }
}

impl<T> Levels<T> {
    /// No level yet.
    #[must_use]
    pub const fn new(rules: &'static LevelRules) -> Self {
        Self {
            rules,
            open: Vec::new(),
            next: 1,
            any: false,
        }
    }

    /// A transaction set begins.
    pub fn begin(&mut self) {
        self.open.clear();
        self.next = 1;
        self.any = false;
    }

    /// True where the transaction set had any level so far.
    #[must_use]
    pub const fn any(&self) -> bool {
        self.any
    }

    /// Closes every level from `depth` on, the innermost first. `closed` gets each with its depth, and whether HL04 was
    /// found to contradict the levels below.
    pub fn close(
        &mut self,
        depth: usize,
        context: &mut Context<'_>,
        mut closed: impl FnMut(usize, OpenLevel<T>, bool, &mut Context<'_>),
    ) {
        while self.open.len() > depth {
            let Some(Some(level)) = self.open.pop() else {
                continue;
            };
            let wrong = level
                .says_children
                .is_some_and(|says| says != (level.children > 0));
            if wrong {
                let place = level.children_place;
                context.push(self.rules.children, place, "", Detail::None);
            }
            closed(self.open.len(), level, wrong, context);
        }
    }

    /// Opens a level of the loop `of`, which stands first in `unit`. Those from `depth` on must be closed.
    pub fn open(
        &mut self,
        of: &'static LoopSpec,
        depth: usize,
        level: &Hl<'_>,
        data: T,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        self.any = true;
        let place = context.place_in(unit, 0, 1, of.id);
        let said = level.number.as_ref().and_then(number_of);
        let expected = self.next;
        self.next = said.unwrap_or(expected).saturating_add(1);
        if level.number.is_some() && said != Some(expected) {
            let detail = said.map_or(Detail::None, |found| Detail::Count { expected, found });
            context.push(self.rules.number, place, "", detail);
        }
        if let Some(above) = depth.checked_sub(1) {
            self.check_parent(of, above, level, unit, context);
        }
        let code = level.has_children.as_ref().map_or("", Code::as_str);
        let says_children = may_say(of, code).then_some(code == "1");
        let children_place = says_children.map(|_| context.place_in(unit, 0, 4, of.id));
        let open = OpenLevel {
            number: level.number.as_ref().map(key),
            place,
            children_place: children_place.unwrap_or_default(),
            says_children,
            children: 0,
            data,
        };
        self.open.resize_with(depth, || None);
        self.open.push(Some(open));
    }

    /// A level of a kind that the guide does not have: it is counted, and what follows stands below no level.
    pub fn skip(&mut self) {
        self.any = true;
        self.next = self.next.saturating_add(1);
    }

    /// The open level of this depth.
    pub fn at(&mut self, depth: usize) -> Option<&mut OpenLevel<T>> {
        self.open.get_mut(depth)?.as_mut()
    }

    /// The level above must be open, and HL02 must name it. HL02 that is missing is a finding of its own.
    fn check_parent(
        &mut self,
        of: &'static LoopSpec,
        above: usize,
        level: &Hl<'_>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        let (parent_rule, order) = (self.rules.parent, self.rules.order);
        let Some(parent) = self.at(above) else {
            let place = context.place_in(unit, 0, 0, of.id);
            context.push(order, place, "", Detail::None);
            return;
        };
        parent.children = parent.children.saturating_add(1);
        let named = level.parent.as_ref().map(key);
        if named.is_some() && parent.number.is_some() && named != parent.number {
            let place = context.place_in(unit, 0, 2, of.id);
            context.push(parent_rule, place, "", Detail::None);
        }
    }
}

/// True for what HL04 may say at this level: anything else is a finding on the element.
fn may_say(of: &'static LoopSpec, code: &str) -> bool {
    let own = of.lines.first().and_then(|line| line.use_of(4, 0));
    match own {
        Some(of) if of.usage == Usage::N => false,
        Some(of) if of.codes.is_some() => of.codes.is_some_and(|codes| codes.contains(&code)),
        _ => matches!(code, "0" | "1"),
    }
}

fn number_of(text: &Text<'_>) -> Option<u64> {
    parse_integer(text.as_bytes().trim_ascii()).ok()
}

/// Numbers are compared by hash (FNV-1a): a level keeps no text of the file.
fn key(text: &Text<'_>) -> u64 {
    let bytes = text.as_bytes().trim_ascii().iter();
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The same rules for levels that are to be written: they are refused instead of named.
#[derive(Debug)]
pub struct LevelNumbers {
    guide: &'static str,
    rules: &'static LevelRules,
    count: u64,
}

impl LevelNumbers {
    /// The next level should be number 1.
    #[must_use]
    pub const fn new(guide: &'static str, rules: &'static LevelRules) -> Self {
        Self {
            guide,
            rules,
            count: 0,
        }
    }

    /// Checks the next level of the set, which stands below the level with the number `above`, and gives its own number.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where it is not numbered by its order, or names another parent.
    pub fn check<'h>(
        &mut self,
        level: &'h Hl<'_>,
        above: Option<&Text<'_>>,
        loop_id: &'static str,
    ) -> Result<Option<&'h Text<'h>>, Error> {
        self.count = self.count.saturating_add(1);
        let expected = self.count.to_string();
        let number = level.number.as_ref();
        if number.is_none_or(|number| *number != expected.as_str()) {
            return Err(self.refusal(self.rules.number, loop_id, 1, Some(expected)));
        }
        if level.parent.as_ref() != above {
            return Err(self.refusal(self.rules.parent, loop_id, 2, None));
        }
        Ok(number)
    }

    /// Checks HL04 of a level that `has` levels below, or has none.
    ///
    /// # Errors
    ///
    /// [`Error::Refused`] where it says otherwise.
    pub fn check_children(
        &self,
        level: &Hl<'_>,
        has: bool,
        loop_id: &'static str,
    ) -> Result<(), Error> {
        let expected = if has { "1" } else { "0" };
        let said = level.has_children.as_ref();
        if said.is_some_and(|code| code.is(expected)) {
            return Ok(());
        }
        let expected = Some(expected.to_owned());
        Err(self.refusal(self.rules.children, loop_id, 4, expected))
    }

    fn refusal(
        &self,
        rule: &'static Rule,
        loop_id: &'static str,
        element: u16,
        expected: Option<String>,
    ) -> Error {
        let place = Place {
            guide: self.guide,
            loop_id,
            segment: Some(crate::Tag::new("HL")),
            element,
            ..Place::default()
        };
        Refusal {
            rule,
            place,
            expected,
        }
        .into()
    }
}
