//! Time is in proportion to length.

use std::time::{Duration, Instant};

use fixtures::HostileKind;

use crate::{
    read_slice, read_stream,
    shapes::{Shape, shapes},
};

const SMALL: usize = 50_000;
/// Claims are judged by many rules, which takes its time without optimisation.
const SMALL_CLAIMS: usize = 12_500;
/// How much longer the large file is.
const TIMES: usize = 4;
/// Streams have windows of 256 KiB: both files are longer.
const SMALL_STREAM: usize = 300_000;
/// Four times the bytes take four times as long; were each byte to cost for all before it, sixteen times.
const MOST: u32 = 8;
/// A busy machine may disturb a measurement: it counts only if it comes out so each time.
const ATTEMPTS: usize = 5;

/// Nanoseconds that this thread was computing, where the system tells: what else the machine does is not among them.
fn computed() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn time(read: fn(&[u8]), file: &[u8]) -> Duration {
    let (begun, before) = (Instant::now(), computed());
    read(file);
    let own = computed().zip(before).map(|(after, before)| after - before);
    own.filter(|own| !own.is_zero())
        .unwrap_or_else(|| begun.elapsed())
}

fn check(kind: HostileKind, small: usize, read: fn(&[u8])) {
    let enough = |shape: &Shape| !shape.in_unit || shape.is_inside();
    for shape in shapes(kind).into_iter().filter(enough) {
        let (one, four) = (shape.of_size(small), shape.of_size(small * TIMES));
        let is_linear = || time(read, &four) < time(read, &one) * MOST;
        let is_linear = (0..ATTEMPTS).any(|_| is_linear());
        assert!(is_linear, "{}", shape.about);
    }
}

#[test]
fn remittances() {
    check(HostileKind::Era, SMALL, read_slice::<x12_835::Assembler>);
}

#[test]
fn remittances_streamed() {
    let read = |file: &[u8]| read_stream::<x12_835::Assembler>(file);
    check(HostileKind::Era, SMALL_STREAM, read);
}

#[test]
fn claims_as_loops() {
    check(
        HostileKind::Claims,
        SMALL,
        read_slice::<x12_837p::Assembler>,
    );
}

#[test]
fn claims() {
    let read = read_slice::<x12_837p::claim::Assembler>;
    check(HostileKind::Claims, SMALL_CLAIMS, read);
}

#[test]
fn statuses() {
    check(
        HostileKind::Statuses,
        SMALL,
        read_slice::<x12_277::Assembler>,
    );
}

#[test]
fn acknowledgments() {
    let read = read_slice::<x12_ack::Assembler>;
    check(HostileKind::Acknowledgments, SMALL, read);
}
