//! What must hold for any input: no panic, no byte lost, the same from memory and from a reader, the same twice.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::expect_used,
    clippy::explicit_iter_loop,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::map_identity,
    clippy::map_unwrap_or,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::redundant_closure_for_method_calls,
    clippy::semicolon_if_nothing_returned,
    clippy::string_slice,
    clippy::trivially_copy_pass_by_ref,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use common::{Chunks, Owned, Read2, read_slice, read_stream};
use proptest::prelude::*;
use x12_835::{EraOptions, collect};
use x12_core::{Diagnostic, Severity, Span, Tokens, rust_decimal::Decimal};

/// One change of a file.
#[derive(Debug, Clone)]
enum Edit {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Flip(usize, u8),
    Insert(usize, u8),
    Empty(usize, usize),
    Value(usize, usize, &'static str),
}

const VALUES: &[&str] = &[
    "",
    " ",
    "0",
    "-0",
    "1",
    "-1",
    "0.01",
    "9999999999999999999999999999",
    "99999999999999999999999999999999",
    "X",
    "20250230",
    "É",
    "A:B",
    "A^B",
    "22",
    "25",
    "4",
    "NON",
    "QC",
    "PR",
    "CR",
    "6R",
    "1\u{0}2",
    "1e5",
];

fn edit() -> impl Strategy<Value = Edit> {
    let at = || 0_usize..1_000;
    prop_oneof![
        at().prop_map(Edit::Delete),
        at().prop_map(Edit::Duplicate),
        (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (0_usize..100_000, any::<u8>()).prop_map(|(at, byte)| Edit::Flip(at, byte)),
        (0_usize..100_000, any::<u8>()).prop_map(|(at, byte)| Edit::Insert(at, byte)),
        (at(), 0_usize..20).prop_map(|(at, element)| Edit::Empty(at, element)),
        (at(), 1_usize..20, proptest::sample::select(VALUES))
            .prop_map(|(at, element, value)| Edit::Value(at, element, value)),
    ]
}

fn apply(input: &mut Vec<u8>, edit: &Edit) {
    let by_segments = |input: &[u8], change: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut segments: Vec<Vec<u8>> = input
            .split(|byte| *byte == b'~')
            .map(<[u8]>::to_vec)
            .collect();
        change(&mut segments);
        segments.join(&b'~')
    };
    let set = |segments: &mut Vec<Vec<u8>>, at: usize, element: usize, value: &str| {
        let at = at % segments.len();
        let mut elements: Vec<Vec<u8>> = segments[at]
            .split(|byte| *byte == b'*')
            .map(<[u8]>::to_vec)
            .collect();
        if element < elements.len() {
            elements[element] = value.as_bytes().to_vec();
        }
        segments[at] = elements.join(&b'*');
    };
    if input.is_empty() {
        return;
    }
    match edit {
        Edit::Delete(at) => {
            *input = by_segments(input, &|segments| {
                let at = at % segments.len();
                segments.remove(at);
            });
        }
        Edit::Duplicate(at) => {
            *input = by_segments(input, &|segments| {
                let at = at % segments.len();
                segments.insert(at, segments[at].clone());
            });
        }
        Edit::Swap(a, b) => {
            *input = by_segments(input, &|segments| {
                let (a, b) = (a % segments.len(), b % segments.len());
                segments.swap(a, b);
            });
        }
        Edit::Flip(at, byte) => {
            let at = at % input.len();
            input[at] = *byte;
        }
        Edit::Insert(at, byte) => {
            let at = at % input.len();
            input.insert(at, *byte);
        }
        Edit::Empty(at, element) => {
            *input = by_segments(input, &|segments| set(segments, *at, *element, ""))
        }
        Edit::Value(at, element, value) => {
            *input = by_segments(input, &|segments| set(segments, *at, *element, value))
        }
    }
}

fn mutated(most: usize) -> impl Strategy<Value = Vec<u8>> {
    let base = prop_oneof![
        (0_usize..13).prop_map(|at| fixtures::era()[at].edi.to_vec()),
        (0_usize..13, 0_usize..13).prop_map(|(a, b)| {
            let second = String::from_utf8(fixtures::era()[b].edi.to_vec())
                .unwrap()
                .replace("000000001", "000000002");
            [fixtures::era()[a].edi, second.as_bytes()].concat()
        }),
        (0_u64..50).prop_map(|seed| {
            let mut bytes = Vec::new();
            let options = fixtures::EraOptions {
                seed,
                claims_per_payment: 4,
                payments: 2,
                line_breaks: seed % 2 == 0,
            };
            fixtures::write_era(&options, &mut bytes).unwrap();
            bytes
        }),
    ];
    (base, proptest::collection::vec(edit(), 0..=most)).prop_map(|(mut input, edits)| {
        edits.iter().for_each(|edit| apply(&mut input, edit));
        input
    })
}

/// Places lie inside the file, and what they say can be written down.
fn check_findings(input: &[u8], findings: &[Diagnostic]) {
    for finding in findings {
        let Span { start, end } = finding.place.span;
        assert!(start <= end && end <= input.len() as u64, "{finding}");
        assert!(!finding.to_string().is_empty());
        assert_eq!(
            finding.place.guide.is_empty(),
            finding.place.loop_id.is_empty(),
            "{finding}"
        );
    }
}

/// Every segment that a loop kept aside stands in the file where it says.
fn check_raw(input: &[u8], events: &[Owned]) {
    let raw = |segments: &[x12_core::RawSegment<'_>]| {
        for segment in segments {
            assert_eq!(segment.span().of(input), Some(segment.bytes()));
        }
    };
    let rejected = |loops: &[x12_core::notation::RejectedLoop<'_>]| {
        for one in loops {
            raw(&one.segments);
            assert_eq!(
                one.segments.first().map(|of| of.span().start),
                Some(one.span.start)
            );
            assert_eq!(
                one.segments.last().map(|of| of.span().end),
                Some(one.span.end)
            );
        }
    };
    for event in events {
        match event {
            Owned::Payment(payment) => {
                raw(&payment.header.unmatched);
                rejected(&payment.header.rejected);
                for unmatched in payment
                    .header
                    .payer
                    .iter()
                    .map(|of| &of.unmatched)
                    .chain(payment.header.payee.iter().map(|of| &of.unmatched))
                {
                    raw(unmatched);
                }
            }
            Owned::ClaimGroup(group) => raw(&group.unmatched),
            Owned::Claim(claim) => {
                raw(&claim.unmatched);
                rejected(&claim.rejected);
                let inside =
                    |span: Span| claim.span.start <= span.start && span.end <= claim.span.end;
                for service in &claim.services {
                    raw(&service.unmatched);
                    assert!(inside(service.span), "a line outside its claim");
                }
                assert!(claim.unmatched.iter().all(|segment| inside(segment.span())));
                assert!(claim.rejected.iter().all(|one| inside(one.span)));
            }
            Owned::Rejected(one) => rejected(std::slice::from_ref(one)),
            Owned::ProviderAdjustments(of) => raw(&of.unmatched),
            _ => {}
        }
    }
}

/// No unit overlaps another, and units stand in the order of the file.
fn check_order(events: &[Owned]) {
    let mut before = 0;
    for event in events {
        let span = match event {
            Owned::Payment(of) => of.header.span,
            Owned::ClaimGroup(of) => of.span,
            Owned::Claim(of) => of.span,
            Owned::ProviderAdjustments(of) => of.span,
            Owned::Rejected(of) => of.span,
            _ => continue,
        };
        assert!(
            before <= span.start && span.start < span.end,
            "units overlap"
        );
        before = span.end;
    }
}

/// Claims are counted, and a payment that holds without any finding on it holds by the formula.
fn check_sums(read: &Read2) {
    let mut paid = Decimal::ZERO;
    let mut adjusted = Decimal::ZERO;
    let mut amount = None;
    let mut claims = 0;
    let unbalanced = |rule: u16| {
        read.findings
            .iter()
            .any(|finding| finding.rule.number == rule)
    };
    for event in &read.events {
        match event {
            Owned::Payment(payment) => {
                (paid, adjusted, claims, amount) = (
                    Default::default(),
                    Default::default(),
                    0,
                    payment.header.amount(),
                );
            }
            Owned::Claim(claim) => {
                claims += 1;
                paid = paid.checked_add(claim.info.paid).unwrap_or_default();
                if !unbalanced(402) && !unbalanced(407) {
                    assert!(claim.balance().holds());
                }
                for service in &claim.services {
                    if !unbalanced(401) && !unbalanced(407) {
                        assert!(service.balance().unwrap().holds());
                    }
                }
            }
            Owned::ProviderAdjustments(of) => {
                adjusted = adjusted
                    .checked_add(of.total().unwrap_or_default())
                    .unwrap_or_default()
            }
            Owned::PaymentEnd(totals) => {
                assert_eq!(totals.claims, claims);
                if totals.is_balanced() && !unbalanced(407) && !unbalanced(318) {
                    assert_eq!(Some(paid - adjusted), amount);
                }
                if !unbalanced(403) && !unbalanced(407) && amount.is_some() {
                    assert!(totals.is_balanced());
                }
            }
            _ => {}
        }
    }
}

/// Every byte is in a segment, between segments, in a finding or in the error.
fn check_coverage(input: &[u8], read: &Read2) {
    let mut tokens = Tokens::new(input);
    let mut done = 0;
    while let Ok(Some(token)) = tokens.next() {
        assert_eq!(
            token.segment.span().start,
            (done + token.trivia.len()) as u64
        );
        done += token.trivia.len() + token.segment.bytes().len();
    }
    assert_eq!(tokens.trailing(), &input[done..]);
    if let Some(error) = &read.error {
        let span = error.place().unwrap().span;
        assert!(span.end <= input.len() as u64);
        return;
    }
    // All was read: what follows the last segment is padding, or was named.
    let padding = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0 | 0x1A | 0x0B);
    if !input[done..].iter().all(padding) {
        assert!(
            read.findings
                .iter()
                .any(|finding| finding.rule.number == 101 && finding.place.span.end >= done as u64)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_files(input in mutated(6)) {
        let options = EraOptions::default();
        let read = read_slice(&input, &options);
        check_findings(&input, &read.findings);
        check_raw(&input, &read.events);
        check_order(&read.events);
        check_sums(&read);
        check_coverage(&input, &read);
        let again = read_slice(&input, &options);
        prop_assert!(read.events == again.events && read.findings == again.findings && read.stop() == again.stop());
        let stream = read_stream(Chunks::new(&input, &[1, 50, 300]), &options);
        prop_assert_eq!(read.stop(), stream.stop());
        prop_assert_eq!(&read.findings, &stream.findings);
        prop_assert!(read.events == stream.events);
    }

    /// Strict reading gives the same up to the first finding of error level, and names that one.
    #[test]
    fn strict_reading(input in mutated(3)) {
        let read = read_slice(&input, &EraOptions::default());
        let strict = collect(&input, &EraOptions::default().strict(true));
        let first = read.findings.iter().find(|finding| finding.severity == Severity::Error);
        let stopped = strict.error.as_ref().map(|error| error.rule().number);
        match (first, &read.error) {
            // A file without any header is not X12, in whatever words.
            (Some(_), Some(error)) if error.rule().number == 901 => prop_assert_eq!(stopped.is_some(), true),
            (Some(finding), _) => prop_assert_eq!(stopped, Some(finding.rule.number)),
            (None, Some(error)) => prop_assert_eq!(stopped, Some(error.rule().number)),
            (None, None) => prop_assert_eq!(stopped, None),
        }
    }

    /// Without element checks the values and the balances are the same.
    #[test]
    fn without_element_checks(input in mutated(4)) {
        let (all, few) = (read_slice(&input, &EraOptions::default()), read_slice(&input, &EraOptions::default().check_elements(false)));
        prop_assert!(all.events == few.events);
        prop_assert_eq!(all.stop(), few.stop());
        for finding in &few.findings {
            prop_assert!(all.findings.contains(finding), "{finding}");
        }
        let unread = |findings: &[Diagnostic]| findings.iter().filter(|of| (400..500).contains(&of.rule.number) || of.rule.number < 300).count();
        prop_assert_eq!(unread(&all.findings), unread(&few.findings));
    }

    /// What was read from a damaged file and is accepted by the writer reads back the same.
    #[test]
    fn what_the_writer_accepts_reads_back(input in mutated(2)) {
        let file = collect(&input, &EraOptions::default());
        if file.error.is_some() || file.remittances.is_empty() {
            return Ok(());
        }
        let envelope = envelope();
        let Ok(bytes) = x12_835::write(Vec::new(), x12_core::Delimiters::USUAL, &envelope, &file.remittances) else { return Ok(()) };
        let back = collect(&bytes, &EraOptions::default());
        prop_assert!(back.error.is_none());
        prop_assert_eq!(common::errors(&back.findings).into_iter().filter(|text| !text.contains("X12-0411")).collect::<Vec<_>>(), Vec::<String>::new());
        prop_assert_eq!(common::payments(&back.remittances), common::payments(&file.remittances));
    }

    #[test]
    fn any_bytes(input in proptest::collection::vec(any::<u8>(), 0..400)) {
        let read = read_slice(&input, &EraOptions::default());
        check_findings(&input, &read.findings);
        check_coverage(&input, &read);
    }

    #[test]
    fn any_segments_behind_a_header(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        let isa = &fixtures::era()[0].edi[..106];
        let input = [isa, words.join(&b""[..]).as_slice()].concat();
        let read = read_slice(&input, &EraOptions::default());
        check_findings(&input, &read.findings);
        check_raw(&input, &read.events);
        check_order(&read.events);
        let stream = read_stream(&input[..], &EraOptions::default());
        prop_assert!(read.events == stream.events && read.findings == stream.findings);
    }
}

/// Pieces that make whole and half segments.
const WORDS: &[&[u8]] = &[
    b"GS*HP*A1*B1*20250301*1200*1*X*005010X221A1~",
    b"ST*835*0001~",
    b"ST*835*0002*005010X221A1~",
    b"BPR*I*40*C*CHK************20250301~",
    b"TRN*1*T*1512345678~",
    b"N1*PR*PAYER~",
    b"N1*PE*PAYEE*XX*1234567893~",
    b"LX*1~",
    b"LX~",
    b"CLP*A*1*10*10**12*B~",
    b"CLP*A*22*-10*-10**12*B~",
    b"CLP*A*1*X*10~",
    b"CLP~",
    b"CAS*CO*45*1~",
    b"CAS*CO*45~",
    b"CAS~",
    b"NM1*QC*1*DOE~",
    b"NM1*74~",
    b"REF*6R*1~",
    b"REF*EV*1~",
    b"REF*G1*1~",
    b"DTM*472*20250301~",
    b"DTM*232*2025~",
    b"SVC*HC:1*10*10~",
    b"SVC**0*0~",
    b"SVC*HC:1*X~",
    b"AMT*I*5~",
    b"AMT*B6*5~",
    b"LQ*HE*N1~",
    b"MOA***MA1~",
    b"PLB*P*20251231*WO:A*5~",
    b"PLB*P*20251231*WO:A*X~",
    b"PLB*P*20251231*L6*-5*CS:B*5~",
    b"SE*4*0001~",
    b"SE~",
    b"GE*1*1~",
    b"IEA*1*000000001~",
    b"TA1*1~",
    b"~",
    b"\n",
    b"XYZ*1~",
    b"clp*A*1*1*1~",
    b"*",
    b":",
    b"ISA*",
    b"\0",
    b"TS3*P*11*20251231*1*10~",
];

fn envelope() -> x12_core::Envelope {
    let date = x12_core::Date::read(b"20250301").unwrap().get();
    x12_core::Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "A".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "B".into(),
        application_sender: "AA".into(),
        application_receiver: "BB".into(),
        date,
        time: Default::default(),
        interchange_control_number: 1,
        group_control_number: 1,
        acknowledgment_requested: false,
        production: false,
    }
}

/// Ten times the lines take about ten times as long: a claim of many lines without dates is read in linear time.
#[test]
fn long_claims_take_linear_time() {
    let text = std::str::from_utf8(fixtures::era()[0].edi).unwrap();
    let time = |lines: usize| {
        let body = format!(
            "CLP*A*1*0*0**12*B*11*1~NM1*QC*1*DOE~{}",
            "SVC*HC:1*0*0~".repeat(lines)
        );
        let (head, tail) = text.split_once("CLP*").unwrap();
        let (_, tail) = tail.split_once("SE*").unwrap();
        let input = format!("{head}{body}SE*{tail}");
        // Nobody bills so many lines of nothing: they are refused where the limit on memory is the usual one.
        let mut limits = x12_core::Limits::default();
        limits.loop_memory = usize::MAX;
        let options = EraOptions::default().limits(limits);
        let start = std::time::Instant::now();
        let read = read_slice(input.as_bytes(), &options);
        assert!(read.error.is_none());
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(2_000), time(20_000));
    assert!(
        long < 40.0 * short.max(0.005),
        "{short} s for 2,000 lines, {long} s for 20,000"
    );
}

/// After an error there is nothing, also where a limit inside a claim was passed.
#[test]
fn nothing_follows_an_error() {
    let mut limits = x12_core::Limits::default();
    limits.depth = 1;
    let input = fixtures::era()[0].edi;
    let read = read_slice(input, &EraOptions::default().limits(limits.clone()));
    assert_eq!(read.error.unwrap().rule().number, 908);
    let read = read_stream(input, &EraOptions::default().limits(limits.clone()));
    assert_eq!(read.error.unwrap().rule().number, 908);
    limits.depth = 2;
    assert!(
        read_slice(input, &EraOptions::default().limits(limits))
            .error
            .is_none()
    );
}

/// Claims behind the summary, claims before any LX and a PLB between claims are read, and named.
#[test]
fn units_out_of_order_are_named() {
    let read = |edit: &dyn Fn(&str) -> String| {
        let fixture = fixtures::era().iter().find(|of| of.name == "R08").unwrap();
        let text = edit(std::str::from_utf8(fixture.edi).unwrap());
        let file = collect(text.as_bytes(), &EraOptions::default());
        assert!(file.error.is_none());
        assert_eq!(file.remittances[0].claims().count(), 1);
        assert!(file.remittances[0].totals.as_ref().unwrap().is_balanced());
        let said = file.findings.iter();
        said.map(|of| (of.rule.number, of.place.loop_id))
            .collect::<Vec<_>>()
    };
    let plb = "PLB*1234567893*20251231*L6:ICN700*-5.25~\n";
    let moved = |text: &str| {
        text.replace(plb, "")
            .replace("LX*1~\n", &format!("{plb}LX*1~\n"))
    };
    assert_eq!(
        read(&moved),
        [(207, "2000"), (207, "2100")],
        "PLB before the claims"
    );
    assert_eq!(
        read(&|text| text.replace("LX*1~\n", "").replace("SE*21*", "SE*20*")),
        [(414, "2100")]
    );
    let empty = |text: &str| {
        text.replace("LX*1~\n", "LX*1~\nLX*2~\n")
            .replace("SE*21*", "SE*22*")
    };
    assert_eq!(read(&empty), [(208, "2000")], "a group without claims");
}
