//! Files are read at the same time and appended in order.

use std::{
    collections::BTreeMap,
    io,
    path::Path,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{file::Outcome, inputs::Input, store::Store, summary::Summary};

/// Hands out the inputs in order and puts what they give together in the same order.
///
/// The first file that is not yet appended writes straight into the output; the others write parts of their own. Nobody
/// runs far ahead of it, so that few parts wait.
pub(super) struct Order<'i> {
    inputs: &'i [Input],
    parts: Arc<Path>,
    /// Number of stores.
    tables: usize,
    /// The next input that nobody has taken.
    next: AtomicUsize,
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    /// Inputs that are in the output.
    appended: usize,
    /// The output; `None` while a file writes straight into it.
    output: Option<Vec<Store>>,
    /// What was read ahead.
    waiting: BTreeMap<usize, (Vec<Store>, Outcome)>,
    summary: Summary,
    failure: Option<io::Error>,
}

impl<'i> Order<'i> {
    /// Appends to `output`; parts are kept in the folder `parts`.
    pub(super) fn new(inputs: &'i [Input], output: Vec<Store>, parts: Arc<Path>) -> Self {
        let tables = output.len();
        let state = State {
            appended: 0,
            output: Some(output),
            waiting: BTreeMap::new(),
            summary: Summary::default(),
            failure: None,
        };
        Self {
            inputs,
            parts,
            tables,
            next: AtomicUsize::new(0),
            state: Mutex::new(state),
            moved: Condvar::new(),
        }
    }

    /// Converts inputs until none is left or writing fails. Called by `workers` threads at the same time.
    pub(super) fn work(
        &self,
        workers: usize,
        convert: impl Fn(usize, Vec<Store>) -> io::Result<(Vec<Store>, Outcome)>,
    ) {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if number >= self.inputs.len() {
                return;
            }
            let Some((stores, direct)) = self.stores_for(number, workers) else {
                return;
            };
            let done = convert(number, stores);
            let mut state = self.lock();
            match done {
                Ok((stores, outcome)) if direct => {
                    state.output = Some(stores);
                    self.count(&mut state, &outcome);
                }
                Ok(done) => {
                    state.waiting.insert(number, done);
                }
                Err(error) => state.failure = Some(error),
            }
            if let Err(error) = self.append_waiting(&mut state) {
                state.failure = Some(error);
            }
            self.moved.notify_all();
        }
    }

    /// Where this input writes to, and whether that is the output itself; `None` after a failure.
    fn stores_for(&self, number: usize, workers: usize) -> Option<(Vec<Store>, bool)> {
        let mut state = self.lock();
        while state.failure.is_none() && number > state.appended.saturating_add(workers) {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.failure.is_some() {
            return None;
        }
        if number == state.appended
            && let Some(output) = state.output.take()
        {
            return Some((output, true));
        }
        let parts = (0..self.tables).map(|_| Store::new(Arc::clone(&self.parts)));
        Some((parts.collect(), false))
    }

    fn append_waiting(&self, state: &mut State) -> io::Result<()> {
        while let Some(output) = &mut state.output
            && let Some((parts, outcome)) = state.waiting.remove(&state.appended)
        {
            for (table, part) in output.iter_mut().zip(parts) {
                table.append(part)?;
            }
            self.count(state, &outcome);
        }
        Ok(())
    }

    fn count(&self, state: &mut State, outcome: &Outcome) {
        if let Some(input) = self.inputs.get(state.appended) {
            state.summary.add(&input.name, outcome);
        }
        state.appended = state.appended.saturating_add(1);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All that was written.
    pub(super) fn finish(self) -> io::Result<(Vec<Store>, Summary)> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match (state.failure, state.output) {
            (Some(error), _) => Err(error),
            (None, Some(output)) if state.appended == self.inputs.len() => {
                Ok((output, state.summary))
            }
            _ => Err(io::Error::other("not all files were converted")),
        }
    }
}
