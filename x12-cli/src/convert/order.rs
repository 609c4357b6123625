//! Files are read at the same time and appended in order.

use std::{
    collections::BTreeMap,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use x12_tables::{Error, Outcome, Part, Parts};

use super::{PAUSE, book::Book, inputs::Input};

/// Bytes of inputs that may wait, beside those of one input a thread: this bounds what parts need on the disk.
const AHEAD: u64 = 64 << 20;
/// Inputs a thread that may wait: this bounds what parts need in memory.
const FILES_AHEAD: usize = 16;

/// Hands out the inputs in order and puts what they give together in the same order.
///
/// The first file that is not yet appended is read straight into the tables; the others into parts of their own. Nobody
/// runs far ahead of it, so that few parts wait.
pub(super) struct Order<'i> {
    inputs: &'i [Input],
    parts: Parts,
    /// The next input that nobody has taken.
    next: AtomicUsize,
    state: Mutex<State<'i>>,
    moved: Condvar,
}

struct State<'i> {
    /// Inputs that are in the tables.
    appended: usize,
    /// The tables; `None` while somebody writes to them.
    book: Option<Book<'i>>,
    /// What was read ahead.
    waiting: BTreeMap<usize, (Part, Done)>,
    /// Bytes of the inputs that wait.
    ahead: u64,
    /// Parts that are empty again.
    empty: Vec<Part>,
    failure: Option<Error>,
}

/// What became of an input.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) outcome: Outcome,
    /// Bytes that were read of it, unpacked.
    pub(super) bytes: u64,
}

/// Where an input is read into.
pub(super) enum Target<'t> {
    /// Straight into the tables.
    Tables(&'t mut x12_tables::Tables),
    /// Beside them, to be appended when its turn comes.
    Part(&'t mut Part),
}

impl<'i> Order<'i> {
    /// Appends to `book`, which holds the first `done` of the inputs.
    pub(super) fn new(inputs: &'i [Input], book: Book<'i>, done: usize) -> Self {
        let parts = book.tables.parts();
        let state = State {
            appended: done,
            book: Some(book),
            waiting: BTreeMap::new(),
            ahead: 0,
            empty: Vec::new(),
            failure: None,
        };
        Self {
            inputs,
            parts,
            next: AtomicUsize::new(done),
            state: Mutex::new(state),
            moved: Condvar::new(),
        }
    }

    /// Reads inputs until none is left or writing fails. Called by `workers` threads at the same time. `read` is given
    /// the number of an input, from 1.
    pub(super) fn work(
        &self,
        workers: usize,
        read: impl Fn(usize, &Input, Target<'_>) -> Result<Done, Error>,
    ) {
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = self.inputs.get(at) else {
                return self.help_to_the_end();
            };
            let Some(mut state) = self.wait_for(at, workers) else {
                return;
            };
            let straight = if state.appended == at {
                state.book.take()
            } else {
                None
            };
            let part = state.empty.pop();
            drop(state);
            let result = match straight {
                Some(book) => self.read_straight(book, at, input, &read),
                None => self.read_beside(part, at, input, &read),
            };
            if let Err(error) = result {
                self.lock().failure.get_or_insert(error);
            }
            self.moved.notify_all();
        }
    }

    fn read_straight(
        &self,
        mut book: Book<'i>,
        at: usize,
        input: &Input,
        read: &impl Fn(usize, &Input, Target<'_>) -> Result<Done, Error>,
    ) -> Result<(), Error> {
        let done = read(
            at.saturating_add(1),
            input,
            Target::Tables(&mut book.tables),
        )?;
        book.count(&done)?;
        let mut state = self.lock();
        state.appended = at.saturating_add(1);
        self.append_waiting(state, book)
    }

    fn read_beside(
        &self,
        part: Option<Part>,
        at: usize,
        input: &Input,
        read: &impl Fn(usize, &Input, Target<'_>) -> Result<Done, Error>,
    ) -> Result<(), Error> {
        let mut part = part.map_or_else(|| self.parts.part(), Ok)?;
        let done = read(at.saturating_add(1), input, Target::Part(&mut part))?;
        let mut state = self.lock();
        state.ahead = state.ahead.saturating_add(done.bytes);
        state.waiting.insert(at, (part, done));
        match state.book.take() {
            Some(book) => self.append_waiting(state, book),
            // Whoever has it appends this one too.
            None => Ok(()),
        }
    }

    /// Appends what waits and follows, and gives the tables back. Others read meanwhile.
    fn append_waiting<'s>(
        &'s self,
        mut state: MutexGuard<'s, State<'i>>,
        mut book: Book<'i>,
    ) -> Result<(), Error> {
        loop {
            let at = state.appended;
            let Some((mut part, done)) = state.waiting.remove(&at) else {
                state.book = Some(book);
                return Ok(());
            };
            state.ahead = state.ahead.saturating_sub(done.bytes);
            drop(state);
            book.tables.append(&mut part)?;
            book.count(&done)?;
            state = self.lock();
            state.appended = at.saturating_add(1);
            if state.empty.len() < FILES_AHEAD {
                state.empty.push(part);
            }
            self.moved.notify_all();
        }
    }

    /// Waits until this input may be read; `None` after a failure.
    fn wait_for(&self, at: usize, workers: usize) -> Option<MutexGuard<'_, State<'i>>> {
        let mut state = self.lock();
        let too_far = |state: &State<'_>| {
            let most = if state.ahead > AHEAD { 1 } else { FILES_AHEAD };
            at > state.appended.saturating_add(workers.saturating_mul(most))
        };
        while state.failure.is_none() && too_far(&state) {
            state = self.help_or_wait(state);
        }
        state.failure.is_none().then_some(state)
    }

    /// Nothing is left to read: what others still append may be encoded here.
    fn help_to_the_end(&self) {
        let mut state = self.lock();
        while state.failure.is_none() && state.appended < self.inputs.len() {
            state = self.help_or_wait(state);
        }
    }

    /// Encodes what waits for that, or waits a moment.
    fn help_or_wait<'s>(&'s self, state: MutexGuard<'s, State<'i>>) -> MutexGuard<'s, State<'i>> {
        drop(state);
        while self.parts.help() {}
        let waited = self.moved.wait_timeout(self.lock(), PAUSE);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    fn lock(&self) -> MutexGuard<'_, State<'i>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that was written.
    pub(super) fn finish(self) -> Result<Book<'i>, Error> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match (state.failure, state.book) {
            (Some(error), _) => Err(error),
            (None, Some(book)) if state.appended == self.inputs.len() => Ok(book),
            _ => Err(Error::Misfit("not all files were converted")),
        }
    }
}
