//! Encoding that may be done by any thread.

use std::{
    collections::VecDeque,
    fmt, io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

/// Jobs of all tables of a run that nobody has begun, the oldest first.
#[derive(Clone, Default)]
pub(crate) struct Jobs(Arc<Mutex<VecDeque<Arc<dyn Run>>>>);

/// What another thread may do.
trait Run: Send + Sync {
    /// Does it; false where somebody else has begun it.
    fn run(&self) -> bool;
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Jobs").field(&lock(&self.0).len()).finish()
    }
}

impl Jobs {
    /// Does one job; false where none waits.
    pub(crate) fn help(&self) -> bool {
        loop {
            let job = lock(&self.0).pop_front();
            match job {
                None => return false,
                Some(job) if job.run() => return true,
                Some(_) => {}
            }
        }
    }

    /// Lets anybody do this.
    pub(crate) fn offer<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> io::Result<T> + Send + 'static,
    ) -> Job<T> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::Waiting(Box::new(work))),
            done: Condvar::new(),
        });
        let run: Arc<dyn Run> = Arc::<Shared<T>>::clone(&shared);
        lock(&self.0).push_back(run);
        Job(shared)
    }
}

/// A job and, when it is done, what came of it.
pub(crate) struct Job<T>(Arc<Shared<T>>);

impl<T> fmt::Debug for Job<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Job")
    }
}

struct Shared<T> {
    state: Mutex<State<T>>,
    done: Condvar,
}

enum State<T> {
    Waiting(Box<dyn FnOnce() -> io::Result<T> + Send>),
    Running,
    Done(io::Result<T>),
    Taken,
}

impl<T: Send> Run for Shared<T> {
    fn run(&self) -> bool {
        let mut state = lock(&self.state);
        match std::mem::replace(&mut *state, State::Running) {
            State::Waiting(work) => {
                drop(state);
                let result = work();
                *lock(&self.state) = State::Done(result);
                self.done.notify_all();
                true
            }
            other => {
                *state = other;
                false
            }
        }
    }
}

impl<T: Send + 'static> Job<T> {
    pub(crate) fn is_done(&self) -> bool {
        matches!(*lock(&self.0.state), State::Done(_))
    }

    /// What came of it; does it here if nobody has begun, else waits.
    pub(crate) fn finish(self) -> io::Result<T> {
        self.0.run();
        let mut state = lock(&self.0.state);
        loop {
            match std::mem::replace(&mut *state, State::Taken) {
                State::Done(result) => return result,
                State::Running => {
                    *state = State::Running;
                    state = self
                        .0
                        .done
                        .wait(state)
                        .unwrap_or_else(PoisonError::into_inner);
                }
                State::Waiting(_) | State::Taken => {
                    return Err(io::Error::other("encoding was lost"));
                }
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
