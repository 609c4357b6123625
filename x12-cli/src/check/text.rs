//! Findings as text: title, place, excerpt, and what the rule means.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use x12_core::{Place, Severity};

use super::{File, Found, Report, Tally, mask::Shown};
use crate::{
    input,
    output::{box_name, clean},
};

pub(crate) struct Text {
    renderer: Renderer,
    show_values: bool,
    /// How values can be shown.
    hint: &'static str,
    /// Rules whose meaning was told in this file.
    told: HashSet<u16>,
    /// Something was masked, which is said once.
    masked: bool,
}

impl Text {
    pub(crate) fn new(colour: bool, show_values: bool) -> Self {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            renderer,
            show_values,
            hint: "--show-values shows them",
            told: HashSet::new(),
            masked: false,
        }
    }
}

impl Text {
    /// For a command that never shows values.
    pub(crate) fn masked(colour: bool) -> Self {
        Self {
            hint: "x12 check --show-values shows them",
            ..Self::new(colour, false)
        }
    }
}

impl Report for Text {
    fn finding(&mut self, out: &mut dyn Write, file: &File<'_>, found: &Found) -> io::Result<()> {
        let level = match found.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::NOTE,
        };
        // A file that changed or vanished meanwhile has no excerpt; the finding stands all the same.
        let excerpt = found
            .place
            .as_ref()
            .and_then(|place| file.excerpts.as_ref()?.borrow_mut().around(place).ok()?);
        let title = match found.form_box {
            Some(form_box) => format!("{}: {}", box_name(form_box), found.message),
            None => found.message.clone(),
        };
        let mut group = Group::with_title(level.primary_title(clean(&title)).id(found.rule.code()));
        group = group.element(Origin::path(where_it_is(file, found.place.as_ref())));
        if let (Some(excerpt), Some(place)) = (&excerpt, &found.place) {
            self.masked = self.masked || !self.show_values;
            group = group.element(snippet(excerpt, place));
        }
        if self.told.insert(found.rule.number) {
            group = group.element(Level::NOTE.message(found.rule.meaning));
            group =
                group.element(Level::NOTE.message(format!("usual cause: {}", found.rule.cause)));
            group = group.element(Level::HELP.message(found.rule.fix));
        }
        for line in self
            .renderer
            .render(&[group])
            .lines()
            .filter(|line| !is_second_origin(line))
        {
            writeln!(out, "{line}")?;
        }
        writeln!(out)
    }

    fn file_end(&mut self, out: &mut dyn Write, file: &File<'_>, tally: Tally) -> io::Result<()> {
        self.told.clear();
        let hint = if std::mem::take(&mut self.masked) {
            format!(" (values are masked; {})", self.hint)
        } else {
            String::new()
        };
        writeln!(
            out,
            "{}: {}{hint}",
            input::spoken_name(file.path),
            tally.in_words()
        )
    }

    fn unopened(&mut self, _: &str, _: &str) {}

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// An excerpt behind an origin gets the line `:::`, as if it stood in another file. It says nothing here.
fn is_second_origin(line: &str) -> bool {
    let mut rest = line;
    let mut bare = String::new();
    // Without the sequences that colour it: from ESC to the `m`.
    while let Some((before, sequence)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = sequence.split_once('m').map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    bare.trim() == ":::"
}

/// File, guide, loop, element, transaction, segment and bytes.
fn where_it_is(file: &File<'_>, place: Option<&Place>) -> String {
    let name = input::spoken_name(file.path);
    place.map_or(name.clone(), |place| format!("{name}: {place}"))
}

fn snippet<'s>(
    excerpt: &'s Shown,
    place: &Place,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let label = place.element_name();
    // The number beside the excerpt is the segment's number in its transaction set.
    let ordinal = usize::try_from(place.ordinal).unwrap_or(0);
    Snippet::source(excerpt.text.as_str())
        .line_start(ordinal)
        .line_numbering(ordinal > 0)
        .annotation(
            AnnotationKind::Primary
                .span(excerpt.from..excerpt.to)
                .label(label),
        )
}
