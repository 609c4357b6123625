//! `x12 check`: all findings of any supported file.

mod excerpt;
mod json;
mod mask;
mod sarif;
mod text;

use std::{
    cell::RefCell,
    io::{self, BufWriter, IsTerminal, Write},
    path::Path,
};

use x12_core::{Diagnostic, Error, InputFault, Place, ReaderEvents, Rule, Severity};

use crate::{
    any::Any,
    args::{CheckArgs, CheckFormat},
    exit::{self, Exit, Failure, complain},
    input,
    output::count,
};
use excerpt::Excerpts;
pub(crate) use text::Text;

pub(crate) fn run(args: &CheckArgs) -> Result<Exit, Failure> {
    let stdout = io::stdout();
    let colour =
        stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut out = BufWriter::new(stdout.lock());
    let mut report: Box<dyn Report> = match args.format {
        CheckFormat::Text => Box::new(Text::new(colour, args.show_values)),
        CheckFormat::Json => Box::new(json::Json),
        CheckFormat::Sarif => Box::new(sarif::Sarif::default()),
    };
    exit::after_writing(check(args, &mut out, report.as_mut()))
}

/// One finding, ready to be shown.
pub(crate) struct Found {
    rule: &'static Rule,
    pub(crate) severity: Severity,
    /// `None` where the system failed and no place of the file is to blame.
    place: Option<Place>,
    message: String,
    /// The box of the paper form.
    form_box: Option<&'static str>,
}

impl Found {
    pub(crate) fn new(finding: &Diagnostic) -> Self {
        Self {
            rule: finding.rule,
            severity: finding.severity,
            place: Some(finding.place),
            message: finding.message(),
            form_box: finding.form_box,
        }
    }

    /// What stopped reading; `None` where a finding says so already.
    pub(crate) fn stop(error: &Error) -> Option<Self> {
        let rule = error.rule();
        let message = match error {
            Error::Strict(_) => return None,
            Error::Limit { limit, .. } => format!("{} (limit {limit})", rule.title),
            Error::Io { source } if InputFault::of(source).is_some() => source.to_string(),
            Error::Io { source } => format!("{}: {source}", rule.title),
            _ => rule.title.to_owned(),
        };
        Some(Self {
            rule,
            severity: Severity::Error,
            place: error.place(),
            message,
            form_box: None,
        })
    }
}

/// How findings are shown: as text, as lines of JSON, as SARIF.
pub(crate) trait Report {
    /// A finding of `file`.
    fn finding(&mut self, out: &mut dyn Write, file: &File<'_>, found: &Found) -> io::Result<()>;

    /// `file` is done.
    fn file_end(&mut self, out: &mut dyn Write, file: &File<'_>, tally: Tally) -> io::Result<()>;

    /// A file that could not be opened.
    fn unopened(&mut self, file: &str, why: &str);

    /// All files are done.
    fn end(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

/// A file that is being checked.
pub(crate) struct File<'p> {
    path: &'p Path,
    /// As the user wrote it, or `-`.
    name: String,
    /// Its bytes around a place; `None` where they cannot be read again or are not wanted.
    excerpts: Option<RefCell<Excerpts>>,
}

impl<'p> File<'p> {
    pub(crate) fn new(path: &'p Path, with_excerpts: bool, show_values: bool) -> Self {
        let excerpts = with_excerpts
            .then(|| Excerpts::of(path, show_values))
            .flatten();
        Self {
            path,
            name: input::display_name(path),
            excerpts: excerpts.map(RefCell::new),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) errors: u64,
    warnings: u64,
    notes: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, severity: Severity) {
        let counter = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.notes,
        };
        *counter = counter.saturating_add(1);
    }

    /// True where there is a finding of any kind.
    pub(crate) const fn is_some(self) -> bool {
        self.errors > 0 || self.warnings > 0 || self.notes > 0
    }

    /// `2 errors, 1 warning`, without what there is none of; `no findings`.
    pub(crate) fn in_words(self) -> String {
        let parts = [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| count(*number, what))
            .collect();
        if parts.is_empty() {
            "no findings".to_owned()
        } else {
            parts.join(", ")
        }
    }
}

fn check(args: &CheckArgs, out: &mut dyn Write, report: &mut dyn Report) -> io::Result<Exit> {
    let mut exit = Exit::Fine;
    for path in &args.files {
        let name = input::display_name(path);
        let opened = match input::open(path) {
            Ok(opened) => opened,
            Err(error) => {
                complain(&format!("{name}: {error}"));
                report.unopened(&name, &error.to_string());
                exit = exit.max(Exit::Failed);
                continue;
            }
        };
        let file = File::new(path, args.format == CheckFormat::Text, args.show_values);
        let mut tally = Tally::default();
        let mut reader = ReaderEvents::<_, Any>::new(opened, &args.read.options());
        let stopped = loop {
            let more = reader.next().map(|event| event.is_some());
            for finding in reader.take_findings() {
                tally.add(finding.severity);
                report.finding(out, &file, &Found::new(&finding))?;
            }
            match more {
                Ok(true) => {}
                Ok(false) => break None,
                Err(error) => break Some(error),
            }
        };
        if let Some(found) = stopped.as_ref().and_then(Found::stop) {
            tally.add(found.severity);
            report.finding(out, &file, &found)?;
            exit = exit.max(Exit::Failed);
        } else if tally.errors > 0 {
            exit = exit.max(Exit::Findings);
        }
        report.file_end(out, &file, tally)?;
    }
    report.end(out)?;
    out.flush()?;
    Ok(exit)
}
