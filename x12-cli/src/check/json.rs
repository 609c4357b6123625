//! Findings as JSON, one object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{File, Found, Report, Tally};
use crate::output;

pub(crate) struct Json;

/// All keys are always there; `null` where they do not apply.
#[derive(Serialize)]
struct Line<'f> {
    file: &'f str,
    code: String,
    severity: &'static str,
    guide: Option<&'f str>,
    #[serde(rename = "loop")]
    loop_id: Option<&'f str>,
    segment: Option<String>,
    ordinal: Option<u32>,
    element: Option<u16>,
    component: Option<u16>,
    repetition: Option<u16>,
    byte_start: Option<u64>,
    byte_end: Option<u64>,
    #[serde(rename = "box")]
    form_box: Option<&'f str>,
    message: &'f str,
}

impl Report for Json {
    fn finding(&mut self, out: &mut dyn Write, file: &File<'_>, found: &Found) -> io::Result<()> {
        let whole = found.place;
        let place = whole.unwrap_or_default();
        let line = Line {
            file: &file.name,
            code: found.rule.code(),
            severity: found.severity.as_str(),
            guide: Some(place.guide).filter(|guide| !guide.is_empty()),
            loop_id: Some(place.loop_id).filter(|id| !id.is_empty()),
            segment: place.segment.map(|tag| tag.to_string()),
            ordinal: Some(place.ordinal).filter(|number| *number > 0),
            element: Some(place.element).filter(|number| *number > 0),
            component: Some(place.component).filter(|number| *number > 0),
            repetition: Some(place.repetition).filter(|number| *number > 0),
            byte_start: whole.map(|place| place.span.start),
            byte_end: whole.map(|place| place.span.end),
            form_box: found.form_box,
            message: &found.message,
        };
        output::json(out, &line)?;
        writeln!(out)
    }

    fn file_end(&mut self, _: &mut dyn Write, _: &File<'_>, _: Tally) -> io::Result<()> {
        Ok(())
    }

    fn unopened(&mut self, _: &str, _: &str) {}

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
