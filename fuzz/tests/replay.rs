//! Every target on all seeds, on the fixtures and on some bytes of no meaning, without a fuzzer.

use std::{fs, path::Path};

use x12_fuzz::TARGETS;

#[test]
fn seeds() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(name);
        let mut seeds = 0;
        for entry in fs::read_dir(folder).expect("each target has a folder of seeds") {
            target(&fs::read(entry.expect("listed").path()).expect("a seed can be read"));
            seeds += 1;
        }
        assert!(seeds > 0, "{name} has no seeds");
    }
}

#[test]
fn fixtures_clean_and_dirty() {
    for (_, target) in TARGETS {
        for fixture in fixtures::era() {
            target(fixture.edi);
        }
        for fixture in fixtures::claims() {
            target(fixture.edi);
        }
        for fixture in fixtures::statuses() {
            target(fixture.edi);
        }
        for fixture in fixtures::acknowledgments() {
            target(fixture.edi);
        }
        for case in fixtures::dirty_eras() {
            target(&case.bytes);
        }
    }
}

/// Each cut steers the targets by other bytes, and ends inside another segment.
#[test]
fn fixtures_cut() {
    let input = fixtures::era()[0].edi;
    for (_, target) in TARGETS {
        for len in (0..input.len()).step_by(13) {
            target(&input[..len]);
        }
    }
}

#[test]
fn one_byte_changed() {
    let input = fixtures::era()[0].edi;
    for (_, target) in TARGETS {
        for at in (0..input.len()).step_by(11) {
            for byte in [b'*', b'~', b':', b'^', b' ', b'-', 0, 0xE9] {
                let mut bytes = input.to_vec();
                bytes[at] = byte;
                target(&bytes);
            }
        }
    }
}

/// Each segment and each element of each sample is left out once.
#[test]
fn nothing_can_be_left_out_unseen() {
    let eras = fixtures::era().iter().map(|of| of.edi);
    let claims = fixtures::claims().iter().map(|of| of.edi);
    let statuses = fixtures::statuses().iter().map(|of| of.edi);
    let acknowledgments = fixtures::acknowledgments().iter().map(|of| of.edi);
    let all = eras.chain(claims).chain(statuses).chain(acknowledgments);
    for file in all {
        let text = std::str::from_utf8(file).expect("samples are plain");
        for (segment, bytes) in (0_u16..).zip(text.lines()) {
            for element in 0..=bytes.matches('*').count() {
                let [low, high] = segment.to_le_bytes();
                let element = u8::try_from(element).expect("few elements");
                x12_fuzz::left_out(&[file, &[low, high, element]].concat());
            }
        }
    }
}
