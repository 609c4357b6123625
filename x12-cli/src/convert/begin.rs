//! How a run begins: anew, or where an earlier one stopped.

use std::io::{self, Write};

use x12_tables::Tables;

use super::{
    Run,
    journal::{Earlier, Failed, Journal, Placing, Plan},
    summary::Summary,
    work::{Work, failed},
};
use crate::{
    exit::Failure,
    input::{display_name, is_stdin},
};

/// What there is to do.
pub(super) enum Begun {
    /// To read inputs.
    Run(Box<Start>),
    /// Nothing: the earlier run had only to put its files in place.
    Done(Placing),
}

/// From where a run goes on.
pub(super) struct Start {
    pub(super) tables: Tables,
    pub(super) journal: Journal,
    pub(super) summary: Summary,
    /// Inputs that failed so far.
    pub(super) failed: Vec<Failed>,
}

/// Begins the run in its work folder.
pub(super) fn begin(work: &mut Work, run: &Run<'_>, plan: &Plan) -> Result<Begun, Failure> {
    let out = &run.batch.out;
    let earlier = match Earlier::read(work.folder()) {
        Ok(earlier) => earlier,
        // A new run has no use for it.
        Err(_) if !run.batch.resume => None,
        Err(failure) => {
            work.keep();
            return Err(failure);
        }
    };
    let Some(earlier) = earlier else {
        if run.batch.resume {
            tell(run, "there is nothing to go on with: begun anew");
        }
        return anew(work, run, plan);
    };
    if let Some(placing) = &earlier.placing {
        // What was read and compared is put in place, whatever this run is about: no folder stays with half of it.
        let placed = work.place(&placing.names);
        if run.batch.resume && earlier.refuses(plan).is_none() {
            work.keep();
            placed.map_err(|error| failed("writing", out, &error))?;
            return Ok(Begun::Done(placing.clone()));
        }
        return anew(work, run, plan);
    }
    if !run.batch.resume {
        let out = display_name(out);
        tell(
            run,
            &format!("a run to {out} was stopped; it is begun anew, --resume would go on with it"),
        );
        return anew(work, run, plan);
    }
    // Whatever comes: what the earlier run did is not lost by asking for it in a wrong way.
    work.keep();
    if let Some(why) = earlier.refuses(plan) {
        return Err(Failure(format!(
            "the run to {} cannot be gone on with: {why}",
            display_name(out)
        )));
    }
    if run.batch.paths.iter().any(|path| is_stdin(path)) {
        return Err(Failure(format!(
            "the run to {} cannot be gone on with: what came from standard input is not there any more",
            display_name(out)
        )));
    }
    resume(work, run, plan, earlier)
}

fn anew(work: &mut Work, run: &Run<'_>, plan: &Plan) -> Result<Begun, Failure> {
    let out = &run.batch.out;
    let mut begin = || -> Result<Start, x12_tables::Error> {
        work.give_up();
        work.clear()?;
        let tables = Tables::begin(run.star, run.form, work.tables())?;
        Ok(Start {
            tables,
            journal: Journal::begin(work.folder(), plan)?,
            summary: Summary::default(),
            failed: Vec::new(),
        })
    };
    let start = begin().map_err(|error| failed("making", out, &error))?;
    Ok(Begun::Run(Box::new(start)))
}

fn resume(work: &mut Work, run: &Run<'_>, plan: &Plan, earlier: Earlier) -> Result<Begun, Failure> {
    let Some(checkpoint) = &earlier.checkpoint else {
        return anew(work, run, plan);
    };
    let out = &run.batch.out;
    let tables = Tables::resume(&checkpoint.mark, work.tables());
    let tables = tables.map_err(|error| failed("going on in", out, &error))?;
    let journal = Journal::resume(work.folder(), &earlier);
    let journal = journal.map_err(|error| failed("going on in", out, &error))?;
    let named = earlier.failed.iter().map(|failed| {
        let input = plan.inputs.get(failed.number.saturating_sub(1));
        let name = input.map(|input| input.name.clone());
        (name.unwrap_or_default(), failed.reason.clone())
    });
    let summary = Summary::resume(checkpoint.counts, named);
    tell(
        run,
        &format!(
            "{} of {} files are done already",
            checkpoint.done,
            plan.inputs.len()
        ),
    );
    Ok(Begun::Run(Box::new(Start {
        tables,
        journal,
        summary,
        failed: earlier.failed,
    })))
}

fn tell(run: &Run<'_>, what: &str) {
    if !run.batch.quiet {
        let _ = writeln!(io::stderr().lock(), "x12: {}", crate::output::clean(what));
    }
}
