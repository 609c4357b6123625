//! `x12 ack write`: the 999 or the TA1 for a file that came in, of the findings that `x12 check` shows.

use std::{
    io::{self, BufWriter, Write},
    time::{SystemTime, UNIX_EPOCH},
};

use chrono::{DateTime, NaiveDateTime, Utc};
use x12_ack::{
    AckOptions, Answers, ReplyNumbers, Why, acknowledge, write_replies, write_reply_interchanges,
};
use x12_core::{Delimiters, Error, Severity};

use crate::{
    any::Any,
    args::WriteAckArgs,
    exit::{Exit, Failure, complain},
    held::{Held, must_differ, place},
    input,
    output::count,
};

pub(super) fn run(args: &WriteAckArgs) -> Result<Exit, Failure> {
    must_differ(&[Some(&args.file), args.out.as_deref()])?;
    let name = input::spoken_name(&args.file);
    let opened = input::open(&args.file).map_err(|error| Failure(format!("{name}: {error}")))?;
    let options = AckOptions::default()
        .copies(!args.no_copies)
        .delimiters(Delimiters::USUAL);
    let answers = acknowledge::<Any>(opened, &args.read_options(), options);
    // Made before anything is written: the output may be a pipe.
    let held = BufWriter::new(Held::new(args.out.as_deref())?);
    let (numbers, usual) = (numbers(args), Delimiters::USUAL);
    let (written, how_many) = if args.ta1 {
        let written = write_reply_interchanges(held, usual, &numbers, &answers);
        (written, answers.interchanges.len())
    } else {
        (
            write_replies(held, usual, &numbers, &answers),
            answers.groups.len(),
        )
    };
    let written = match written {
        Ok(written) => written,
        Err(Error::Io { source }) => return Err(source.into()),
        Err(error) => {
            complain(&format!("{name}: {error}; nothing was written"));
            return Ok(Exit::Findings);
        }
    };
    let exit = outcome(&answers);
    notes(args, &name, &answers, how_many)?;
    if how_many == 0 {
        complain(&format!("{name}: nothing to answer; nothing was written"));
        return Ok(exit.max(Exit::Findings));
    }
    place(Some(written), args.out.as_deref())?;
    Ok(exit)
}

/// Numbers and time that were given, or those of the clock.
fn numbers(args: &WriteAckArgs) -> ReplyNumbers {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    let now = i64::try_from(seconds).ok();
    let now = now.and_then(|seconds| DateTime::<Utc>::from_timestamp(seconds, 0));
    let now = now.map_or(NaiveDateTime::default(), |now| now.naive_utc());
    let number = args.control_number.unwrap_or_else(|| {
        let number = seconds
            .checked_rem(999_999_999)
            .unwrap_or(0)
            .saturating_add(1);
        u32::try_from(number).unwrap_or(1)
    });
    ReplyNumbers {
        interchange_control_number: number,
        group_control_number: args.group_control_number.unwrap_or(number),
        date: args.date.unwrap_or(now.date()),
        time: args.time.unwrap_or(now.time()),
    }
}

/// As `x12 check` ends: what could not be read to its end failed, what has errors has findings.
fn outcome(answers: &Answers) -> Exit {
    if answers.error.is_some() {
        return Exit::Failed;
    }
    let is_accepted = |code: Option<&x12_core::Code<'_>>| code.is_some_and(|code| code.is("A"));
    let groups = answers.groups.iter();
    let mut codes = groups
        .map(|of| of.response.trailer.result.code.as_ref())
        .chain(
            answers
                .interchanges
                .iter()
                .map(|of| of.answer.code.as_ref()),
        );
    let errors = answers
        .not_expressed
        .iter()
        .any(|of| of.severity == Severity::Error);
    if errors || codes.any(|code| !is_accepted(code)) {
        Exit::Findings
    } else {
        Exit::Fine
    }
}

/// What was answered, and what no answer says.
fn notes(args: &WriteAckArgs, name: &str, answers: &Answers, how_many: usize) -> io::Result<()> {
    let mut out = BufWriter::new(io::stderr().lock());
    if let Some(error) = &answers.error {
        writeln!(out, "{name}: {error}; what was read before is answered")?;
    }
    let unlisted = answers
        .groups
        .iter()
        .fold(0_u64, |sum, of| sum.saturating_add(of.unlisted));
    if unlisted > 0 && !args.ta1 {
        let errors = count(unlisted, "error");
        writeln!(
            out,
            "{name}: {errors} beyond what a set lists, counted only"
        )?;
    }
    for of in &answers.unanswered {
        let is_of_ta1 = of.why == Why::InterchangeName;
        if is_of_ta1 != args.ta1 {
            continue;
        }
        let set = match of.set {
            0 => String::new(),
            set => format!(", transaction set {set}"),
        };
        let number = of.interchange_number;
        writeln!(
            out,
            "{name}: interchange {number}{set} has no answer: {}",
            reason(of.why)
        )?;
    }
    if !args.ta1 {
        not_expressed(&mut out, name, answers)?;
    }
    if args.out.is_some() && how_many > 0 {
        let how_many = u64::try_from(how_many).unwrap_or(u64::MAX);
        let what = if args.ta1 { "TA1" } else { "999" };
        writeln!(out, "{name}: {} written", count(how_many, what))?;
    }
    out.flush()
}

const fn reason(why: Why) -> &'static str {
    match why {
        Why::Acknowledgment => "acknowledgments are not acknowledged",
        Why::Header => "the names in its GS cannot be told back; the TA1 says so",
        Why::NoGroup => "it stands in no group; the TA1 says so",
        Why::SetName => {
            "its set or control number cannot be told back; it counts in the group's answer"
        }
        Why::InterchangeName => "its control number, date or time cannot be told back",
        _ => "it cannot be answered",
    }
}

/// Rules of error level one by one, the others by their number.
fn not_expressed(out: &mut impl Write, name: &str, answers: &Answers) -> io::Result<()> {
    let mut others = 0_u64;
    let mut told = false;
    for of in &answers.not_expressed {
        if of.severity != Severity::Error {
            others = others.saturating_add(of.count);
            continue;
        }
        if !std::mem::replace(&mut told, true) {
            writeln!(out, "{name}: a 999 has no words for these errors:")?;
        }
        writeln!(out, "  {} {} ({})", of.rule, of.rule.title, of.count)?;
    }
    if others > 0 {
        let others = count(others, "finding");
        writeln!(
            out,
            "{name}: a 999 has no words for {others} of lower level"
        )?;
    }
    if told || others > 0 {
        writeln!(out, "x12 check shows them")?;
    }
    Ok(())
}
