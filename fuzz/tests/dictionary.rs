//! The dictionary has the segments of all guides, with each of their qualifiers. `WRITE_DICTIONARY=1` writes them anew.

use std::{collections::BTreeSet, fs, path::Path};

use x12_core::notation::{Guide, Item, LoopSpec};

const GUIDES: &[&Guide] = &[
    &x12_835::GUIDE,
    &x12_837p::GUIDE,
    &x12_277::acknowledgment::GUIDE,
    &x12_277::answer::GUIDE,
    &x12_277::inquiry::GUIDE,
    &x12_ack::GUIDE,
    &x12_ack::FUNCTIONAL,
    &x12_ack::INTERCHANGE,
];
const HEADING: &str =
    "# Segments of the guides with their qualifiers; a test keeps them as the guides have them.\n";

/// Each line of a loop and of those below it: `NM1*QC`, `HL***20`, `LQ`.
fn put(of: &LoopSpec, words: &mut BTreeSet<String>) {
    for line in of.lines {
        let place = "*".repeat(usize::from(line.qualifier.element));
        let component = ":".repeat(usize::from(line.qualifier.component.saturating_sub(1)));
        for value in line.qualifier.values {
            words.insert(format!("{}{place}{component}{value}", line.tag));
        }
        if line.qualifier.values.is_empty() {
            words.insert(format!("{}*", line.tag));
        }
        if let Item::Loop(below) = line.item {
            put(below, words);
        }
    }
}

#[test]
fn the_dictionary_is_that_of_the_guides() {
    let mut words = BTreeSet::new();
    for guide in GUIDES {
        words.insert(guide.id.to_owned());
        guide.loops.iter().for_each(|of| put(of, &mut words));
    }
    let lines: String = words.iter().map(|word| format!("\"{word}\"\n")).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("x12.dict");
    let text = fs::read_to_string(&path).expect("it is there");
    let by_hand = text.split(HEADING).next().unwrap_or_default();
    let expected = format!("{by_hand}{HEADING}{lines}");
    if std::env::var_os("WRITE_DICTIONARY").is_some() {
        fs::write(path, expected).expect("it can be written");
    } else {
        assert!(text == expected, "run with WRITE_DICTIONARY=1");
    }
}
