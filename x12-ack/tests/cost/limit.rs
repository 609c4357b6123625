//! The limit on memory of one unit: what is at it passes, one byte less does not, and honest claims stay far below.

use x12_core::{Error, Limits, ReadOptions};

/// A claim with so many of these lines, in a whole file.
fn claim(line: &str, count: usize) -> Vec<u8> {
    let clean = fixtures::HostileKind::Era.clean();
    let at = clean.find("PLB*").unwrap();
    let (head, tail) = clean.split_at(at);
    [head, &line.repeat(count), tail].concat().into_bytes()
}

fn read(file: &[u8], loop_memory: usize) -> Result<usize, Error> {
    let mut limits = Limits::default();
    limits.loop_memory = loop_memory;
    let read = x12_835::collect(file, &ReadOptions::default().limits(limits));
    let lines = read
        .remittances
        .iter()
        .flat_map(x12_835::Remittance::claims)
        .map(|claim| claim.services.len());
    match read.error {
        None => Ok(lines.sum()),
        Some(error) => Err(error),
    }
}

#[test]
fn at_the_limit_and_below() {
    let file = claim("SVC*HC:1*1*1~", 500);
    // What it takes is not for this test to know: it is looked for.
    let (mut passes, mut fails) = (Limits::default().loop_memory, 0);
    while passes - fails > 1 {
        let between = usize::midpoint(passes, fails);
        if read(&file, between).is_ok() {
            passes = between;
        } else {
            fails = between;
        }
    }
    assert!(fails > 100_000, "{fails}");
    assert_eq!(read(&file, passes).unwrap(), 501);
    let error = read(&file, fails).unwrap_err();
    assert_eq!(error.rule().code(), "X12-0912");
    assert!(matches!(error, Error::Limit { limit, .. } if limit == fails));
    let place = error.place().unwrap();
    assert_eq!(
        (place.loop_id, place.element_name().as_str()),
        ("2100", "SVC")
    );
    assert_eq!(place.excerpt(&file), Some(&b"SVC*HC:1*1*1~"[..]));
}

/// As many lines as the guide has, with all that a payer says of them, and ten times as many.
#[test]
fn honest_claims_are_far_below_it() {
    let line = "SVC*HC:90834*150*100**1~DTM*472*20250210~CAS*CO*45*50~CAS*PR*1*20**3*10~REF*6R*1~AMT*B6*1~LQ*HE*N1~";
    for count in [999, 9_990] {
        let file = claim(line, count);
        assert_eq!(
            read(&file, Limits::default().loop_memory).unwrap(),
            count + 1
        );
    }
}

/// Nothing but the shortest lines: refused long before it takes what it would.
#[test]
fn hostile_claims_are_refused() {
    for count in [10_000, 500_000] {
        let error = read(
            &claim("SVC*HC:1*1*1~", count),
            Limits::default().loop_memory,
        )
        .unwrap_err();
        assert_eq!(error.rule().code(), "X12-0912");
    }
}
