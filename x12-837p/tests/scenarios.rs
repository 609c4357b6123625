//! The clean batches are read without a finding, in every way of reading, and written again byte for byte.
#![allow(
    clippy::as_conversions,
    clippy::cast_lossless,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_in_result,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::{Little, Owned, read_slice, read_stream, scenario};
use x12_837p::{CollectedBatch, ReadOptions, collect, write};
use x12_core::{Code, Delimiters, Envelope, Error, Text};

/// What the scenarios' envelopes say.
fn envelope() -> Envelope {
    let begin = collect(fixtures::claims()[0].edi, &ReadOptions::default());
    let begin = begin.batches[0].batch.header.begin.clone().unwrap();
    Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "DEMO001".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "DEMOCH".into(),
        application_sender: "DEMO001".into(),
        application_receiver: "DEMOCH".into(),
        date: begin.date.unwrap().get(),
        time: begin.time.unwrap().get(),
        interchange_control_number: 1,
        group_control_number: 1,
        acknowledgment_requested: false,
        production: false,
    }
}

fn written(batches: &[CollectedBatch<'_>]) -> Result<String, Error> {
    let bytes = write(Vec::new(), Delimiters::USUAL, &envelope(), batches)?;
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn without_a_finding() {
    assert_eq!(fixtures::claims().len(), 21);
    for fixture in fixtures::claims() {
        let file = collect(fixture.edi, &ReadOptions::default().strict(true));
        assert!(file.error.is_none(), "{}: {:?}", fixture.name, file.error);
        let shown: Vec<_> = file.findings.iter().map(ToString::to_string).collect();
        assert!(shown.is_empty(), "{}: {shown:#?}", fixture.name);
        assert_eq!(file.batches.len(), 1, "{}", fixture.name);
        let batch = &file.batches[0];
        let totals = batch.totals.as_ref().unwrap();
        assert!(totals.complete && totals.rejected == 0 && batch.rejected.is_empty());
        assert_eq!(totals.claims, batch.claims().count() as u64);
        assert!(totals.claims > 0, "{}", fixture.name);
    }
}

#[test]
fn byte_for_byte() {
    for fixture in fixtures::claims() {
        let file = collect(fixture.edi, &ReadOptions::default());
        let bytes =
            written(&file.batches).unwrap_or_else(|error| panic!("{}: {error}", fixture.name));
        let before = std::str::from_utf8(fixture.edi).unwrap().replace('\n', "");
        for (one, two) in before.split('~').zip(bytes.split('~')) {
            assert_eq!(one, two, "{}", fixture.name);
        }
        assert_eq!(before, bytes, "{}", fixture.name);
    }
}

#[test]
fn owned_batches_are_the_same() {
    for fixture in fixtures::claims() {
        let file = collect(fixture.edi, &ReadOptions::default());
        for batch in file.batches {
            assert_eq!(batch.clone().into_owned(), batch, "{}", fixture.name);
        }
    }
}

#[test]
fn every_way_of_reading_gives_the_same() {
    for fixture in fixtures::claims() {
        for options in [
            ReadOptions::default(),
            ReadOptions::default().check_elements(false),
        ] {
            let whole = read_slice(fixture.edi, &options);
            assert!(whole.error.is_none() && whole.findings.is_empty());
            for size in [1, 61, 100_000] {
                let parts = read_stream(Little(fixture.edi, size), &options);
                assert!(whole.events == parts.events, "{}", fixture.name);
                assert_eq!(whole.findings, parts.findings, "{}", fixture.name);
                assert_eq!(whole.stop(), parts.stop(), "{}", fixture.name);
            }
        }
    }
}

/// Two claims of one subscriber, then another subscriber: the order of the events is that of the file.
#[test]
fn levels_and_claims_come_in_order() {
    let read = read_slice(scenario("P12").as_bytes(), &ReadOptions::default());
    let kinds: Vec<_> = read
        .events
        .iter()
        .map(|event| match event {
            Owned::Batch(_) => "batch",
            Owned::BillingProvider(_) => "20",
            Owned::Subscriber(_) => "22",
            Owned::Patient(_) => "23",
            Owned::Claim(_) => "claim",
            Owned::BatchEnd(_) => "end",
            Owned::Other(name) => name,
            _ => "?",
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "interchange",
            "group",
            "batch",
            "20",
            "22",
            "claim",
            "claim",
            "22",
            "claim",
            "end",
            "group end",
            "interchange end"
        ]
    );
    let file = collect(scenario("P12").leak().as_bytes(), &ReadOptions::default());
    let subscribers = &file.batches[0].billing_providers[0].subscribers;
    let counts: Vec<_> = subscribers.iter().map(|of| of.claims.len()).collect();
    assert_eq!(counts, [2, 1]);
}

#[test]
fn values_have_their_types() {
    let input = scenario("P01");
    let file = collect(input.as_bytes(), &ReadOptions::default());
    let level = &file.batches[0].billing_providers[0];
    let provider = level.billing_provider.as_ref().unwrap();
    assert_eq!(provider.tax_id.as_ref().unwrap().qualifier, "SY");
    let subscriber = &level.subscribers[0];
    assert!(
        subscriber
            .coverage
            .as_ref()
            .unwrap()
            .relationship
            .as_ref()
            .unwrap()
            .is("18")
    );
    let person = subscriber.subscriber.as_ref().unwrap();
    let birth = person.demographics.as_ref().unwrap().birth_date.as_ref();
    assert_eq!(birth.unwrap().from().unwrap().to_string(), "1985-04-12");
    let claim = &subscriber.claims[0];
    let place = claim.info.place_of_service.as_ref().unwrap();
    assert!(place.code.as_ref().unwrap().is("11") && place.frequency.as_ref().unwrap().is("1"));
    let diagnosis = &claim.diagnoses.as_ref().unwrap().codes[0];
    assert_eq!(diagnosis.code, Some(Code::from("F411")));
    let line = &claim.lines[0];
    let service = line.service.as_ref().unwrap();
    assert_eq!(service.charge.unwrap().to_string(), "150");
    let pointers = service.diagnosis_pointers.as_ref().unwrap();
    assert_eq!(pointers.numbers().collect::<Vec<_>>(), [1]);
    let day = line.service_date.as_ref().unwrap();
    assert_eq!(day.from(), day.to());
    assert_eq!(day.from().unwrap().to_string(), "2025-02-10");
    assert_eq!(
        line.line_item_control_number.as_ref().unwrap().id,
        "L10001-1"
    );
}

/// Neither names nor dates nor identifiers are shown by `Debug`.
#[test]
fn debug_shows_no_private_value() {
    for fixture in fixtures::claims() {
        let file = collect(fixture.edi, &ReadOptions::default());
        let shown = format!("{:?}", file.batches);
        for private in [
            "LOPEZ",
            "RIVERA",
            "MARIA",
            "19850412",
            "1985",
            "MBR100200",
            "123456789",
            "PINE",
        ] {
            assert!(!shown.contains(private), "{}: {private}", fixture.name);
        }
    }
}

/// The error's rule of a batch that was changed.
fn refused(name: &str, change: impl FnOnce(&mut CollectedBatch<'_>)) -> u16 {
    let input = scenario(name);
    let mut file = collect(input.as_bytes(), &ReadOptions::default());
    change(&mut file.batches[0]);
    written(&file.batches).expect_err("refused").rule().number
}

#[test]
fn what_may_not_be_written_is_refused() {
    let first = |text: &str| Some(Text::from(text.to_owned()));
    let one = |code: &str| Some(Code::from(code.to_owned()));
    let level = |batch: &mut CollectedBatch<'_>, number: &str| {
        batch.billing_providers[0].subscribers[0].level.number =
            Some(Text::from(number.to_owned()));
    };
    assert_eq!(refused("P01", |batch| level(batch, "7")), 501);
    assert_eq!(
        refused("P01", |batch| {
            batch.billing_providers[0].subscribers[0].level.parent = first("9");
        }),
        502
    );
    assert_eq!(
        refused("P01", |batch| {
            batch.billing_providers[0].subscribers[0].level.has_children = one("1");
        }),
        503
    );
    assert_eq!(
        refused("P01", |batch| {
            let coverage = &mut batch.billing_providers[0].subscribers[0].coverage;
            coverage.as_mut().unwrap().relationship = None;
        }),
        506
    );
    assert_eq!(
        refused("P01", |batch| {
            let claims = &mut batch.billing_providers[0].subscribers[0].claims;
            claims[0].lines[0].number.number = Some(2);
        }),
        508
    );
    assert_eq!(
        refused("P12", |batch| {
            let claims = &mut batch.billing_providers[0].subscribers[0].claims;
            claims[1].info.patient_control_number = claims[0].info.patient_control_number.clone();
        }),
        509
    );
    // Subrogation is read, and never written.
    assert_eq!(
        refused("P01", |batch| {
            batch.batch.header.begin.as_mut().unwrap().kind = one("31");
        }),
        806
    );
    assert_eq!(
        refused("P01", |batch| {
            batch.batch.header.set.version = first("005010X222");
        }),
        811
    );
    // A line without a charge is read, and never written.
    assert_eq!(
        refused("P01", |batch| {
            let claims = &mut batch.billing_providers[0].subscribers[0].claims;
            claims[0].lines[0].service.as_mut().unwrap().charge = None;
        }),
        805
    );
    assert_eq!(refused("P01", |batch| batch.billing_providers.clear()), 805);
}
