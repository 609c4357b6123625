//! `x12 era convert`: tables (CSV) or lines of JSON from files and folders.
//!
//! Each file is read as a stream into a part of its own, which is appended to the tables in the order of the input
//! ([`order`]). The output is put in place only when all of it is written ([`output`]).

mod inputs;
mod order;
mod output;
mod progress;
mod summary;

use std::{num::NonZero, thread};

use x12_835::EraOptions;
use x12_tables::{Form, Input, Star};

use crate::{
    args::{ConvertArgs, Format},
    convert::{
        inputs::Inputs,
        order::{Order, Target},
        output::Output,
        progress::Progress,
    },
    exit::{Exit, Failure},
};

/// Threads beyond this only cost open files: reading is bound by the processor or the disk long before.
const MOST_JOBS: usize = 64;

pub(crate) fn run(args: &ConvertArgs) -> Result<Exit, Failure> {
    let form = match args.to {
        Format::Csv => Form::Csv,
        Format::Jsonl => Form::Loops,
    };
    inputs::check_usage(&args.paths)?;
    let (output, tables) = Output::create(&args.out, Star::Era, form)?;
    let inputs = Inputs::collect(&args.paths, &args.out, args.limits.limits());
    inputs.warn();
    let options = EraOptions::default()
        .strict(args.read.strict)
        .any_version(args.read.any_version);
    let jobs = jobs(args.jobs, inputs.list.len());
    let progress = Progress::new(&inputs);
    let order = Order::new(&inputs.list, tables);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| Failure(error.to_string()))?;
    pool.broadcast(|_| {
        order.work(jobs, |number, input, target| {
            let reader = input.open().map(|reader| progress.count(reader));
            let named = Input {
                number,
                name: &input.name,
            };
            match target {
                Target::Tables(tables) => tables.era(named, reader, &options),
                Target::Part(part) => part.era(named, reader, &options),
            }
        });
    });
    progress.finish();
    let (tables, summary) = order
        .finish()
        .map_err(|error| output::failed("writing", output.folder(), &error))?;
    output.commit(tables)?;
    summary.print();
    Ok(summary.exit())
}

fn jobs(asked: Option<u16>, files: usize) -> usize {
    let wanted = asked.map_or_else(
        || thread::available_parallelism().map_or(1, NonZero::get),
        usize::from,
    );
    wanted.min(MOST_JOBS).min(files).max(1)
}
