//! `x12 era convert` and `x12 claim convert`: tables from files and folders.
//!
//! Each file is read as a stream into a part of its own, which is appended to the tables in the order of the inputs
//! ([`order`]). What is done is noted ([`journal`]), so that a run that was stopped can be gone on with. The tables grow in
//! a hidden folder and are put in place only when all of it is written ([`work`]).

mod aside;
mod begin;
mod book;
mod inputs;
mod journal;
mod order;
mod progress;
mod summary;
mod work;

use std::{
    fs::File,
    io::{self, Read, Write},
    num::NonZero,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use x12_tables::{Error, Form, Parts, Reconciled, Star, Tables, file_names};

use crate::{
    args::{BatchArgs, ConvertClaimsArgs, ConvertErasArgs},
    convert::{
        begin::{Begun, begin},
        book::Book,
        inputs::{Input, Inputs},
        journal::{Earlier, Failed, Journal, Listed, Placing, Plan},
        order::{Done, Order, Target},
        progress::Progress,
        work::{Work, failed},
    },
    exit::{Exit, Failure},
};

/// Threads beyond this only cost open files: reading is bound by the processor or the disk long before.
const MOST_JOBS: usize = 64;
/// How long a thread waits that looks for something to do.
const PAUSE: Duration = Duration::from_millis(1);

/// `x12 era convert`.
pub(crate) fn eras(args: &ConvertErasArgs) -> Result<Exit, Failure> {
    Run::of(&args.batch, Star::Era, args.batch.form(args.to.form())?).run()
}

/// `x12 claim convert`.
pub(crate) fn claims(args: &ConvertClaimsArgs) -> Result<Exit, Failure> {
    Run::of(&args.batch, Star::Claims, args.batch.form(args.to.form())?).run()
}

/// A run as it was asked for.
struct Run<'a> {
    batch: &'a BatchArgs,
    star: Star,
    form: Form,
}

impl<'a> Run<'a> {
    const fn of(batch: &'a BatchArgs, star: Star, form: Form) -> Self {
        Self { batch, star, form }
    }

    fn run(&self) -> Result<Exit, Failure> {
        let batch = self.batch;
        inputs::check_usage(batch)?;
        let mut work = Work::take(&batch.out)?;
        let names = file_names(self.star, self.form);
        work.check_targets(&names)?;
        if let Some(folder) = &batch.set_aside {
            aside::prepare(folder).map_err(|error| failed("making", folder, &error))?;
        }
        let inputs = Inputs::collect(batch);
        if !batch.quiet {
            inputs.warn();
        }
        let listed = inputs.list.iter().map(Listed::of).collect();
        let plan = Plan::new(self.options(), listed);
        let begun = match begin(&mut work, self, &plan)? {
            Begun::Run(begun) => begun,
            Begun::Done(placing) => {
                self.tell(&placing.summary);
                work.finish();
                return Ok(placing.exit);
            }
        };
        let stdin = Stdin::of(batch).map_err(|error| failed("making", &batch.out, &error))?;
        let ended = Threads::new(jobs(batch.jobs, inputs.list.len())).and_then(|threads| {
            let book = self.read(&threads, &inputs.list, &plan, *begun, &stdin)?;
            let (tables, journal, summary, lost) = book.close();
            let held = threads.finish(tables)?;
            Ok((journal, summary, lost, held))
        });
        let (mut journal, summary, lost, held) = match ended {
            Ok(ended) => ended,
            Err(error) => return Err(self.give_up(work, &error)),
        };
        if let Err(failure) = summary.compare(inputs.list.len(), &held) {
            work.give_up();
            return Err(failure);
        }
        let placing = Placing {
            names,
            summary: summary.text(self.star),
            exit: summary.exit(),
        };
        work.keep();
        self.set_aside(&inputs.list, &plan, &lost, stdin)?;
        self.place(&work, &mut journal, placing.clone())?;
        work.finish();
        self.tell(&placing.summary);
        Ok(placing.exit)
    }

    /// Reads all that is not read yet.
    fn read<'i>(
        &self,
        threads: &Threads,
        inputs: &'i [Input],
        plan: &Plan,
        begun: begin::Start,
        stdin: &Stdin,
    ) -> Result<Book<'i>, Error> {
        let done = begun.summary.files();
        let progress = progress(plan, done, self.batch.quiet);
        let book = Book::new(begun, inputs, self.batch.checkpoint);
        let order = Order::new(inputs, book, done);
        threads.pool.broadcast(|_| {
            order.work(threads.jobs, |number, input, target| {
                let done = self.read_one(number, input, target, &progress, stdin);
                progress.file();
                done
            });
        });
        progress.finish();
        order.finish()
    }

    fn read_one(
        &self,
        number: usize,
        input: &Input,
        target: Target<'_>,
        progress: &Progress,
        stdin: &Stdin,
    ) -> Result<Done, Error> {
        let mut bytes = 0;
        let reader = input.open(progress, stdin.copy.as_ref());
        let reader = reader.map(|reader| Unpacked {
            reader,
            progress,
            bytes: &mut bytes,
        });
        let named = x12_tables::Input {
            number: u64::try_from(number).unwrap_or(u64::MAX),
            name: &input.name,
        };
        let options = self.batch.read.options();
        let outcome = match target {
            Target::Tables(tables) => tables.read(named, reader, &options),
            Target::Part(part) => part.read(named, reader, &options),
        }?;
        if let Some(mut copy) = stdin.copy.as_ref()
            && input.is_stdin()
            && outcome.failure.is_some()
        {
            io::copy(&mut io::stdin(), &mut copy)?;
        }
        Ok(Done { outcome, bytes })
    }

    /// The output failed, or does not hold what was read.
    fn give_up(&self, mut work: Work, error: &Error) -> Failure {
        if matches!(error, Error::Unreconciled { .. }) {
            work.give_up();
        } else if Earlier::has_checkpoint(work.folder()) {
            work.keep();
        }
        let hint = if work.is_kept() {
            "; what is done is kept, and --resume goes on with it"
        } else {
            ""
        };
        failed("writing", &self.batch.out, &format!("{error}{hint}"))
    }

    fn set_aside(
        &self,
        inputs: &[Input],
        plan: &Plan,
        lost: &[Failed],
        stdin: Stdin,
    ) -> Result<(), Failure> {
        let Some(folder) = &self.batch.set_aside else {
            return Ok(());
        };
        let mut copy = stdin.copy;
        for one in lost {
            let at = one.number.saturating_sub(1);
            let (Some(input), Some(listed)) = (inputs.get(at), plan.inputs.get(at)) else {
                continue;
            };
            let of_stdin = input.is_stdin().then(|| copy.take()).flatten();
            aside::copy(folder, input, listed, one, of_stdin)
                .map_err(|error| failed("writing", folder, &error))?;
        }
        Ok(())
    }

    fn place(&self, work: &Work, journal: &mut Journal, placing: Placing) -> Result<(), Failure> {
        let names = placing.names.clone();
        journal
            .placing(placing)
            .and_then(|()| work.place(&names))
            .map_err(|error| {
                let hint = "all is read and kept: --resume puts it in place";
                failed("writing", &self.batch.out, &format!("{error}; {hint}"))
            })
    }

    /// What the output depends on, beside the inputs.
    fn options(&self) -> Vec<String> {
        let batch = self.batch;
        let limits = batch.limits.limits();
        let mut options = vec![
            format!("{:?}", self.star),
            format!("--to {:?}", self.form),
            format!("--max-members {}", limits.members),
            format!("--max-ratio {}", limits.ratio),
            format!("--max-expanded {}", limits.expanded >> 20),
            format!("--checkpoint {}", batch.checkpoint),
        ];
        for (given, option) in [
            (batch.read.strict, "--strict"),
            (batch.read.any_version, "--any-version"),
        ] {
            if given {
                options.push(option.to_owned());
            }
        }
        options
    }

    /// Shows it on standard error. If that is closed there is nobody left to tell.
    fn tell(&self, text: &str) {
        if !self.batch.quiet {
            let _ = io::stderr().lock().write_all(text.as_bytes());
        }
    }
}

/// The threads of a run.
struct Threads {
    jobs: usize,
    pool: rayon::ThreadPool,
}

impl Threads {
    fn new(jobs: usize) -> Result<Self, Error> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs);
        let pool = pool.build().map_err(io::Error::other)?;
        Ok(Self { jobs, pool })
    }

    /// Completes the tables: all threads encode what is left.
    fn finish(&self, tables: Tables) -> Result<Reconciled, Error> {
        let parts = tables.parts();
        let done = AtomicBool::new(false);
        self.pool.in_place_scope(|scope| {
            for _ in 1..self.jobs {
                scope.spawn(|_| help_until(&parts, &done));
            }
            let held = tables.finish();
            done.store(true, Ordering::Relaxed);
            held
        })
    }
}

fn help_until(parts: &Parts, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        if !parts.help() {
            thread::sleep(PAUSE);
        }
    }
}

/// A copy of standard input, should it have to be set aside: it can be read only once.
struct Stdin {
    copy: Option<File>,
}

impl Stdin {
    fn of(batch: &BatchArgs) -> io::Result<Self> {
        let named = batch.paths.iter().any(|path| crate::input::is_stdin(path));
        let copy = (named && batch.set_aside.is_some())
            .then(|| tempfile::tempfile_in(&batch.out))
            .transpose()?;
        Ok(Self { copy })
    }
}

/// Counts what was unpacked.
struct Unpacked<'r, R> {
    reader: R,
    progress: &'r Progress,
    bytes: &'r mut u64,
}

impl<R: Read> Read for Unpacked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.progress.unpacked(count);
        let bytes = u64::try_from(count).unwrap_or(u64::MAX);
        *self.bytes = self.bytes.saturating_add(bytes);
        Ok(count)
    }
}

fn progress(plan: &Plan, done: usize, quiet: bool) -> Progress {
    let sizes = |inputs: &[Listed]| {
        let mut sizes = inputs.iter().map(|input| input.size);
        sizes.try_fold(0_u64, |sum, size| sum.checked_add(size?))
    };
    let before = sizes(plan.inputs.get(..done).unwrap_or_default()).unwrap_or(0);
    Progress::new(plan.inputs.len(), sizes(&plan.inputs), done, before, quiet)
}

fn jobs(asked: Option<u16>, files: usize) -> usize {
    let wanted = asked.map_or_else(
        || thread::available_parallelism().map_or(1, NonZero::get),
        usize::from,
    );
    wanted.min(MOST_JOBS).min(files).max(1)
}
