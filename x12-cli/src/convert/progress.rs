//! How far a run is, on a terminal only.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

const KNOWN: &str = "{bar:24} {line}";
const UNKNOWN: &str = "{spinner} {line}";
/// How often the line is drawn while nothing is read.
const TICK: Duration = Duration::from_millis(500);

/// Counts what is read; nobody looks where `bar` is `None`.
pub(super) struct Progress {
    counts: Arc<Counts>,
    bar: Option<ProgressBar>,
}

/// What all threads count.
struct Counts {
    begun: Instant,
    /// Files to read.
    files: usize,
    /// Bytes of all files as they are stored, where all are known.
    all: Option<u64>,
    /// Bytes of files that an earlier run has read.
    before: u64,
    done: AtomicUsize,
    stored: AtomicU64,
    unpacked: AtomicU64,
}

impl Progress {
    /// `done` of `files` are done already, and `before` of `all` bytes are read.
    pub(super) fn new(
        files: usize,
        all: Option<u64>,
        done: usize,
        before: u64,
        quiet: bool,
    ) -> Self {
        let counts = Arc::new(Counts {
            begun: Instant::now(),
            files,
            all,
            before,
            done: AtomicUsize::new(done),
            stored: AtomicU64::new(before),
            unpacked: AtomicU64::new(0),
        });
        let shown = !quiet && io::stderr().is_terminal();
        let bar = shown.then(|| bar(&counts));
        Self { counts, bar }
    }

    /// Counts bytes of a file as they are stored.
    pub(super) fn stored<R: Read>(&self, reader: R) -> Stored<R> {
        Stored {
            reader,
            counts: Arc::clone(&self.counts),
            bar: self.bar.clone(),
        }
    }

    /// Counts `bytes` that were unpacked.
    pub(super) fn unpacked(&self, bytes: usize) {
        let bytes = u64::try_from(bytes).unwrap_or(0);
        self.counts.unpacked.fetch_add(bytes, Ordering::Relaxed);
    }

    /// One more file is done.
    pub(super) fn file(&self) {
        self.counts.done.fetch_add(1, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.tick();
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(counts: &Arc<Counts>) -> ProgressBar {
    let template = if counts.all.is_some() { KNOWN } else { UNKNOWN };
    let bar = ProgressBar::with_draw_target(counts.all, ProgressDrawTarget::stderr());
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let shown = Arc::clone(counts);
    bar.set_style(style.with_key(
        "line",
        move |_: &ProgressState, to: &mut dyn std::fmt::Write| {
            let _ = to.write_str(&shown.line(shown.begun.elapsed()));
        },
    ));
    bar.set_position(counts.before);
    bar.enable_steady_tick(TICK);
    bar
}

impl Counts {
    /// `12/200 files, 1.3 of 20.1 GB, 94.2 MB/s, 3 min 20 s left`. The rate is that of what was unpacked.
    fn line(&self, elapsed: Duration) -> String {
        let stored = self.stored.load(Ordering::Relaxed);
        let unpacked = self.unpacked.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed);
        let mut line = format!("{done}/{} files, {}", self.files, bytes(stored));
        if let Some(all) = self.all {
            let _ = write!(line, " of {}", bytes(all));
        }
        let millis = elapsed.as_millis().max(1);
        let rate = u128::from(unpacked)
            .saturating_mul(1000)
            .checked_div(millis);
        let rate = u64::try_from(rate.unwrap_or(0)).unwrap_or(u64::MAX);
        let _ = write!(line, ", {}/s", bytes(rate));
        // What is left takes as long as what was read, byte for byte as it is stored: that holds for packed files too.
        let read = stored.saturating_sub(self.before);
        let left = self.all.map(|all| all.saturating_sub(stored));
        if let Some(left) = left
            && let Some(millis) = u128::from(left)
                .saturating_mul(millis)
                .checked_div(u128::from(read))
        {
            let seconds = millis.div_ceil(1000);
            let _ = write!(line, ", {} left", time(seconds));
        }
        line
    }
}

/// `950 kB`, `1.3 MB`, `20.1 GB`: three or four digits, cut off behind them.
fn bytes(count: u64) -> String {
    for (unit, size) in [("GB", 1_000_000_000_u64), ("MB", 1_000_000)] {
        if count >= size {
            let tenths = count.checked_div(size / 10).unwrap_or(0);
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    format!("{} kB", count / 1000)
}

fn time(seconds: u128) -> String {
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// A reader whose bytes move the bar.
pub(super) struct Stored<R> {
    reader: R,
    counts: Arc<Counts>,
    bar: Option<ProgressBar>,
}

impl<R: Read> Read for Stored<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let bytes = u64::try_from(count).unwrap_or(0);
        self.counts.stored.fetch_add(bytes, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.inc(bytes);
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(all: Option<u64>, before: u64) -> Counts {
        Counts {
            begun: Instant::now(),
            files: 200,
            all,
            before,
            done: AtomicUsize::new(12),
            stored: AtomicU64::new(before),
            unpacked: AtomicU64::new(0),
        }
    }

    #[test]
    fn the_line() {
        let of = |all, before, stored, unpacked, seconds| {
            let counts = counts(all, before);
            counts.stored.fetch_add(stored, Ordering::Relaxed);
            counts.unpacked.fetch_add(unpacked, Ordering::Relaxed);
            counts.line(Duration::from_secs(seconds))
        };
        // A tenth of the packed bytes in 10 s: 90 s are left.
        assert_eq!(
            of(Some(1_000_000_000), 0, 100_000_000, 942_000_000, 10),
            "12/200 files, 100.0 MB of 1.0 GB, 94.2 MB/s, 1 min 30 s left"
        );
        // What an earlier run has read counts for nothing.
        assert_eq!(
            of(Some(1_000_000), 500_000, 250_000, 250_000, 1),
            "12/200 files, 750 kB of 1.0 MB, 250 kB/s, 1 s left"
        );
        assert_eq!(
            of(None, 0, 2_000_000, 2_000_000, 2),
            "12/200 files, 2.0 MB, 1.0 MB/s"
        );
        assert_eq!(
            of(Some(5), 0, 0, 0, 0),
            "12/200 files, 0 kB of 0 kB, 0 kB/s"
        );
    }

    #[test]
    fn times() {
        assert_eq!(time(59), "59 s");
        assert_eq!(time(61), "1 min 1 s");
        assert_eq!(time(7_380), "2 h 3 min");
    }
}
