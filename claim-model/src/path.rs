//! Where in a claim something is, such as `lines[1].diagnosis_pointers[0]`, and which box of the CMS-1500 that is.

use std::fmt;

/// A field of a claim on the way down to it. Going down costs nothing; only a finding makes a [`Path`] of it.
#[derive(Debug, Clone, Copy)]
pub struct At<'p> {
    parent: Option<&'p Self>,
    name: &'static str,
    /// Of an item; [`NO_ITEM`] for what is none. Four words make every step of the way cheap.
    index: usize,
}

const NO_ITEM: usize = usize::MAX;

impl<'p> At<'p> {
    /// The claim itself.
    pub const CLAIM: At<'static> = At {
        parent: None,
        name: "",
        index: NO_ITEM,
    };

    /// A field of this.
    #[must_use]
    pub const fn field(&'p self, name: &'static str) -> Self {
        Self {
            parent: Some(self),
            name,
            index: NO_ITEM,
        }
    }

    /// An item of a list of this.
    #[must_use]
    pub const fn item(&'p self, name: &'static str, index: usize) -> Self {
        Self {
            parent: Some(self),
            name,
            index,
        }
    }

    /// The path, to be kept.
    #[must_use]
    pub fn path(&self) -> Path {
        let mut parts = Vec::new();
        let mut at = Some(self);
        while let Some(this) = at {
            if !this.name.is_empty() {
                let index = (this.index != NO_ITEM).then_some(this.index);
                parts.push((this.name, index));
            }
            at = this.parent;
        }
        parts.reverse();
        Path { parts }
    }
}

/// The way from a claim to one of its fields. It names fields, never values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path {
    parts: Vec<(&'static str, Option<usize>)>,
}

impl Path {
    /// The names without their indexes, such as `lines[].charge`: what tables of fields are sorted by.
    #[must_use]
    pub fn pattern(&self) -> String {
        self.render(|_| "[]".to_owned())
    }

    /// Index of the first list on the way, such as the line; `None` where there is none.
    #[must_use]
    pub fn index(&self, nth: usize) -> Option<usize> {
        self.parts.iter().filter_map(|part| part.1).nth(nth)
    }

    /// Index of the last list on the way; `None` where there is none.
    #[must_use]
    pub fn last_index(&self) -> Option<usize> {
        self.parts.iter().rev().find_map(|part| part.1)
    }

    /// The box of the CMS-1500, such as `24E`; `None` for what the form has no box for.
    #[must_use]
    pub fn form_box(&self) -> Option<&'static str> {
        crate::boxes::form_box(&self.pattern())
    }

    fn render(&self, index: impl Fn(usize) -> String) -> String {
        let mut out = String::new();
        for (name, at) in &self.parts {
            if !out.is_empty() {
                out.push('.');
            }
            out.push_str(name);
            if let Some(at) = at {
                out.push_str(&index(*at));
            }
        }
        out
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(|index| format!("[{index}]")))
    }
}

impl serde::Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
