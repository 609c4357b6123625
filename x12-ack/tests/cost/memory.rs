//! Memory is in proportion to length.

use allocation_counter::measure;
use fixtures::{Hostile, HostileKind, hostile_files};
use x12_core::{Assemble, Limits};

use crate::{read_slice, read_stream, shapes::shapes};

const SIZE: usize = 100_000;
/// Bytes held at one time for each byte of a file, beyond what any file takes.
const MOST: u64 = 10;
/// The same inside one unit, such as a claim, that is nothing but the shortest segments there can be: its values are
/// larger than their text, and a list that grows holds its items up to three times for a moment. Besides that comes what
/// a unit may take whatever its length.
const MOST_IN_UNIT: u64 = 80;

/// Fails where a file takes more. What any file takes (a window of 256 KiB where it is streamed, and the tables of a
/// reader) is measured with the clean one and set aside.
fn check<G: Assemble>(kind: HostileKind, hostile: Vec<Hostile>) {
    let clean = kind.clean().as_bytes();
    // Twice: what is made once in a program is made by the first.
    read_slice::<G>(clean);
    let fixed = [
        measure(|| read_slice::<G>(clean)).bytes_max,
        measure(|| read_stream::<G>(clean)).bytes_max,
    ];
    let unit = u64::try_from(Limits::default().loop_memory).unwrap() * 3;
    let hostile = hostile.into_iter().filter(|of| of.kind == kind);
    let hostile = hostile.filter(|of| (1..SIZE).contains(&of.bytes.len()));
    let hostile = hostile.map(|of| {
        let times = SIZE / of.bytes.len();
        (of.bytes.repeat(times), of.name, MOST, 0)
    });
    let made = shapes(kind).into_iter().map(|shape| {
        let (most, unit) = if shape.in_unit {
            (MOST_IN_UNIT, unit)
        } else {
            (MOST, 0)
        };
        (shape.of_size(SIZE), shape.about, most, unit)
    });
    let (mut worst, mut worst_in_unit) = (0, 0);
    for (file, about, most, unit) in made.chain(hostile) {
        let infos = [
            measure(|| read_slice::<G>(&file)),
            measure(|| read_stream::<G>(&file[..])),
        ];
        let length = u64::try_from(file.len()).unwrap();
        for (info, fixed) in infos.into_iter().zip(fixed) {
            let held = info.bytes_max.saturating_sub(fixed);
            assert!(
                held <= most * length + unit,
                "{about}: {held} bytes at one time, {} in all, for {length}",
                info.bytes_total
            );
            let worst = if unit > 0 {
                &mut worst_in_unit
            } else {
                &mut worst
            };
            *worst = (held / length).max(*worst);
        }
    }
    println!(
        "{kind:?}: {worst} bytes for each, {worst_in_unit} in a unit of the shortest segments"
    );
}

#[test]
fn remittances() {
    check::<x12_835::Assembler>(HostileKind::Era, hostile_files());
}

#[test]
fn claims() {
    check::<x12_837p::Assembler>(HostileKind::Claims, hostile_files());
}

/// The reader that gives claims in CMS-1500 words stands on the one above, which has read all hostile files.
#[test]
fn claims_in_words() {
    check::<x12_837p::claim::Assembler>(HostileKind::Claims, Vec::new());
}

#[test]
fn statuses() {
    check::<x12_277::Assembler>(HostileKind::Statuses, hostile_files());
}

#[test]
fn acknowledgments() {
    check::<x12_ack::Assembler>(HostileKind::Acknowledgments, hostile_files());
}
