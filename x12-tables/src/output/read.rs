//! Which reader fills which tables.

use std::io;

use x12_core::ReadOptions;

use super::{Form, Star};
use crate::{
    claims,
    desk::Desks,
    era,
    error::Error,
    form::{Json, Sheet},
    input::{Input, Outcome},
    spool::Take,
};

/// Rows of a star.
pub(super) fn star<S: Sheet, K: Take<S>>(
    kind: (Star, Form),
    desks: &mut Desks<S, K>,
    input: Input<'_>,
    reader: io::Result<impl io::Read>,
    options: &ReadOptions,
) -> Result<Outcome, Error> {
    match kind.0 {
        Star::Era => era::read(desks, era::EraStar, input, reader, options),
        Star::Claims => claims::read(desks, input, reader, options),
    }
}

/// Rows of a star, or whole loops, as lines of JSON.
pub(super) fn lines<K: Take<Json>>(
    kind: (Star, Form),
    desks: &mut Desks<Json, K>,
    input: Input<'_>,
    reader: io::Result<impl io::Read>,
    options: &ReadOptions,
) -> Result<Outcome, Error> {
    if kind == (Star::Era, Form::Loops) {
        era::read(desks, era::Loops::default(), input, reader, options)
    } else {
        star(kind, desks, input, reader, options)
    }
}
