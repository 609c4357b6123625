//! `x12 era convert`: tables (CSV) or lines of JSON from files and folders.
//!
//! Each file is read as a stream into stores of its own ([`store`]), which are appended to the output in the order of the
//! input ([`order`]). The output is put in place only when all of it is written ([`output`]).

mod cells;
mod csv_rows;
mod file;
mod inputs;
mod jsonl;
mod order;
mod output;
mod progress;
mod store;
mod summary;
mod tables;

use std::{num::NonZero, thread};

use x12_835::EraOptions;

use crate::{
    args::{ConvertArgs, Format},
    convert::{
        csv_rows::CsvRows, file::Rows, inputs::Inputs, jsonl::JsonRows, order::Order,
        output::Output, progress::Progress,
    },
    exit::{Exit, Failure},
};

/// Threads beyond this only cost open files: reading is bound by the processor or the disk long before.
const MOST_JOBS: usize = 64;

pub(crate) fn run(args: &ConvertArgs) -> Result<Exit, Failure> {
    match args.to {
        Format::Csv => convert::<CsvRows>(args),
        Format::Jsonl => convert::<JsonRows>(args),
    }
}

fn convert<R: Rows>(args: &ConvertArgs) -> Result<Exit, Failure> {
    inputs::check_usage(&args.paths)?;
    let (output, stores) = Output::create::<R>(&args.out)?;
    let inputs = Inputs::collect(&args.paths, &args.out, args.limits.limits());
    inputs.warn();
    let options = EraOptions::default()
        .strict(args.read.strict)
        .any_version(args.read.any_version);
    let jobs = jobs(args.jobs, inputs.list.len());
    let progress = Progress::new(&inputs);
    let order = Order::new(&inputs.list, stores, output.parts());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| Failure(error.to_string()))?;
    pool.broadcast(|_| {
        order.work(jobs, |number, stores| {
            let input = inputs
                .list
                .get(number)
                .ok_or_else(|| std::io::Error::other("no such input"))?;
            file::convert::<R>(number.saturating_add(1), input, stores, &options, &progress)
        });
    });
    progress.finish();
    let (stores, summary) = order
        .finish()
        .map_err(|error| output::failed("writing", output.folder(), &error))?;
    output.commit(stores)?;
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
