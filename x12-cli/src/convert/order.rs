//! Files are read at the same time and appended in order.

use std::{
    collections::BTreeMap,
    sync::{
        Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use x12_tables::{Error, Outcome, Part, Parts, Tables};

use super::{inputs::Input, summary::Summary};

/// Hands out the inputs in order and puts what they give together in the same order.
///
/// The first file that is not yet appended writes straight into the output; the others write parts of their own. Nobody
/// runs far ahead of it, so that few parts wait.
pub(super) struct Order<'i> {
    inputs: &'i [Input],
    parts: Parts,
    /// The next input that nobody has taken.
    next: AtomicUsize,
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    /// Inputs that are in the output.
    appended: usize,
    /// The output; `None` while a file writes straight into it.
    output: Option<Tables>,
    /// What was read ahead.
    waiting: BTreeMap<usize, (Part, Outcome)>,
    summary: Summary,
    failure: Option<Error>,
}

/// Where an input is read into.
pub(super) enum Target {
    /// Straight into the output.
    Tables(Tables),
    /// Beside it, to be appended when its turn comes.
    Part(Part),
}

impl<'i> Order<'i> {
    /// Appends to `output`.
    pub(super) fn new(inputs: &'i [Input], output: Tables) -> Self {
        let parts = output.parts();
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
            next: AtomicUsize::new(0),
            state: Mutex::new(state),
            moved: Condvar::new(),
        }
    }

    /// Converts inputs until none is left or writing fails. Called by `workers` threads at the same time. `convert` is
    /// given the number of an input, from 1.
    pub(super) fn work(
        &self,
        workers: usize,
        convert: impl Fn(u64, &Input, &mut Target) -> Result<Outcome, Error>,
    ) {
        loop {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = self.inputs.get(at) else {
                return;
            };
            let number = u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1);
            let Some(target) = self.target_for(at, workers) else {
                return;
            };
            let done = target.and_then(|mut target| {
                let outcome = convert(number, input, &mut target)?;
                Ok((target, outcome))
            });
            let mut state = self.lock();
            match done {
                Ok((Target::Tables(tables), outcome)) => {
                    state.output = Some(tables);
                    self.count(&mut state, &outcome);
                }
                Ok((Target::Part(part), outcome)) => {
                    state.waiting.insert(at, (part, outcome));
                }
                Err(error) => state.failure = Some(error),
            }
            if let Err(error) = self.append_waiting(&mut state) {
                state.failure = Some(error);
            }
            self.moved.notify_all();
        }
    }

    /// Where this input is read into; `None` after a failure.
    fn target_for(&self, at: usize, workers: usize) -> Option<Result<Target, Error>> {
        let mut state = self.lock();
        while state.failure.is_none() && at > state.appended.saturating_add(workers) {
            state = self
                .moved
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if state.failure.is_some() {
            return None;
        }
        if at == state.appended
            && let Some(output) = state.output.take()
        {
            return Some(Ok(Target::Tables(output)));
        }
        Some(self.parts.part().map(Target::Part))
    }

    fn append_waiting(&self, state: &mut State) -> Result<(), Error> {
        while let Some(output) = &mut state.output
            && let Some((mut part, outcome)) = state.waiting.remove(&state.appended)
        {
            output.append(&mut part)?;
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
    pub(super) fn finish(self) -> Result<(Tables, Summary), Error> {
        let state = self
            .state
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match (state.failure, state.output) {
            (Some(error), _) => Err(error),
            (None, Some(output)) if state.appended == self.inputs.len() => {
                Ok((output, state.summary))
            }
            _ => Err(Error::Misfit("not all files were converted")),
        }
    }
}
