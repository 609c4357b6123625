//! What a run has done so far, so that another one can go on where it stopped.
//!
//! One line of JSON a fact, added at the end and written to the disk before the run goes on: what the run is ([`Plan`]),
//! then each [`Checkpoint`], then that everything is written. A line counts when it is whole: of one that was cut off
//! by a crash, nothing is believed.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};
use x12_tables::Mark;

use super::{inputs::Input, summary::Counts};
use crate::exit::{Exit, Failure};

/// The file in the work folder.
const NAME: &str = "journal";
/// While it is begun.
const NEW: &str = "journal.new";
/// Lines of this form; a run of another form is not gone on with.
const FORM: u32 = 1;
/// Inputs that are named where they differ.
const MOST_NAMED: usize = 5;

/// What a run is: if any of this differs, its output would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    form: u32,
    /// Of this program.
    version: String,
    /// As the user would write them.
    options: Vec<String>,
    pub(super) inputs: Vec<Listed>,
}

/// An input as it was when the run began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) name: String,
    /// Bytes as they are stored; `None` where that is not known, as in the time.
    pub(super) size: Option<u64>,
    /// Seconds and nanoseconds since 1970 of the last change.
    pub(super) modified: Option<(u64, u32)>,
}

impl Listed {
    /// The input as it is now.
    pub(super) fn of(input: &Input) -> Self {
        Self {
            name: input.name.clone(),
            size: input.len(),
            modified: input.modified(),
        }
    }
}

impl Plan {
    pub(super) fn new(options: Vec<String>, inputs: Vec<Listed>) -> Self {
        Self {
            form: FORM,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options,
            inputs,
        }
    }

    /// Why this plan cannot go on with what the other one began; `None` where it can.
    fn differs(&self, begun: &Self) -> Option<String> {
        if (self.form, &self.version) != (begun.form, &begun.version) {
            return Some(format!(
                "it was begun by version {} of this program, and this is {}",
                begun.version, self.version
            ));
        }
        if self.options != begun.options {
            return Some(format!(
                "it was begun with other options: {}",
                begun.options.join(" ")
            ));
        }
        self.inputs_differ(begun)
    }

    fn inputs_differ(&self, begun: &Self) -> Option<String> {
        if self.inputs == begun.inputs {
            return None;
        }
        let names = |of: &Self| -> std::collections::HashMap<String, Listed> {
            let listed = of.inputs.iter().cloned();
            listed.map(|input| (input.name.clone(), input)).collect()
        };
        let (now, then) = (names(self), names(begun));
        let mut found = Vec::new();
        for input in &begun.inputs {
            match now.get(&input.name) {
                None => found.push(format!("{} is gone", input.name)),
                Some(now) if now != input => {
                    found.push(format!("{} has changed", input.name));
                }
                Some(_) => {}
            }
        }
        for input in &self.inputs {
            if !then.contains_key(&input.name) {
                found.push(format!("{} is new", input.name));
            }
        }
        let more = found.len().saturating_sub(MOST_NAMED);
        found.truncate(MOST_NAMED);
        if found.is_empty() {
            found.push("they stand in another order".to_owned());
        }
        if more > 0 {
            found.push(format!("{more} more differ"));
        }
        Some(format!("the inputs are others: {}", found.join("; ")))
    }
}

/// What was on the disk at the end of an input.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// Inputs that are in the tables.
    pub(super) done: usize,
    pub(super) counts: Counts,
    /// Inputs that failed since the last checkpoint.
    pub(super) failed: Vec<Failed>,
    pub(super) mark: Mark,
}

/// An input that could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Failed {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) reason: String,
}

#[derive(Debug, Serialize, Deserialize)]
enum Line {
    Plan(Box<Plan>),
    Checkpoint(Box<Checkpoint>),
    /// All is written, set aside and reconciled.
    Placing(Placing),
}

/// What an earlier run left.
#[derive(Debug)]
pub(super) struct Earlier {
    plan: Plan,
    /// The last one.
    pub(super) checkpoint: Option<Checkpoint>,
    /// Of all checkpoints.
    pub(super) failed: Vec<Failed>,
    pub(super) placing: Option<Placing>,
    /// Bytes of whole lines.
    length: u64,
}

/// All was done but putting the files in place.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Placing {
    pub(super) names: Vec<String>,
    /// What the user is told.
    pub(super) summary: String,
    pub(super) exit: Exit,
}

impl Earlier {
    /// What is in the work folder; `None` where no run got as far as to write down what it is.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let bytes = match fs::read(folder.join(NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let whole = bytes.iter().rposition(|byte| *byte == b'\n');
        let whole = whole.map_or(0, |last| last.saturating_add(1));
        let lines = bytes.get(..whole).unwrap_or_default();
        let mut earlier: Option<Self> = None;
        for line in lines.split_inclusive(|byte| *byte == b'\n') {
            let line = serde_json::from_slice(line).map_err(|_| damaged())?;
            match (line, &mut earlier) {
                (Line::Plan(plan), None) => {
                    earlier = Some(Self {
                        plan: *plan,
                        checkpoint: None,
                        failed: Vec::new(),
                        placing: None,
                        length: u64::try_from(whole).unwrap_or(u64::MAX),
                    });
                }
                (Line::Checkpoint(checkpoint), Some(earlier)) => {
                    earlier.failed.extend(checkpoint.failed.iter().cloned());
                    earlier.checkpoint = Some(*checkpoint);
                }
                (Line::Placing(placing), Some(earlier)) => earlier.placing = Some(placing),
                _ => return Err(damaged()),
            }
        }
        Ok(earlier)
    }

    /// True where a run may go on behind some of its inputs.
    pub(super) fn has_checkpoint(folder: &Path) -> bool {
        let earlier = Self::read(folder).ok().flatten();
        earlier.is_some_and(|earlier| earlier.checkpoint.is_some())
    }

    /// Why the run of this plan cannot go on with it.
    pub(super) fn refuses(&self, plan: &Plan) -> Option<String> {
        plan.differs(&self.plan)
    }
}

/// True where an earlier run left something to go on with.
pub(super) fn is_there(folder: &Path) -> bool {
    folder.join(NAME).exists()
}

fn damaged() -> Failure {
    Failure("what the earlier run left is damaged; begin anew without --resume".to_owned())
}

/// Takes down what a run does.
#[derive(Debug)]
pub(super) struct Journal(File);

impl Journal {
    /// Begins with what the run is.
    pub(super) fn begin(folder: &Path, plan: &Plan) -> io::Result<Self> {
        let (new, path) = (folder.join(NEW), folder.join(NAME));
        let mut file = BufWriter::new(File::create(&new)?);
        write_line(&mut file, &Line::Plan(Box::new(plan.clone())))?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(new, path)?;
        sync_folder(folder)?;
        Ok(Self(file))
    }

    /// Goes on behind what an earlier run wrote.
    pub(super) fn resume(folder: &Path, earlier: &Earlier) -> io::Result<Self> {
        let file = File::options().append(true).open(folder.join(NAME))?;
        file.set_len(earlier.length)?;
        Ok(Self(file))
    }

    pub(super) fn checkpoint(&mut self, checkpoint: Checkpoint) -> io::Result<()> {
        self.add(&Line::Checkpoint(Box::new(checkpoint)))
    }

    pub(super) fn placing(&mut self, placing: Placing) -> io::Result<()> {
        self.add(&Line::Placing(placing))
    }

    fn add(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = Vec::new();
        write_line(&mut bytes, line)?;
        self.0.write_all(&bytes)?;
        self.0.sync_data()
    }
}

fn write_line(to: &mut impl Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}

/// Makes sure that names in a folder are on the disk. Not every system can, and none needs it to be correct while it runs.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
