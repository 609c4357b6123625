//! What the writer accepts comes back as it was.

use x12_835::{EraOptions, Remittance, collect, write};
use x12_core::{
    Date, Delimiters, Diagnostic, Envelope, Error, GroupHeader, InterchangeHeader, Severity, Span,
    TransactionHeader,
};

pub(crate) fn envelope() -> Envelope {
    Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "SENDER".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "RECEIVER".into(),
        application_sender: "SENDER".into(),
        application_receiver: "RECEIVER".into(),
        date: Date::read(b"20250301").expect("a day").get(),
        time: Default::default(),
        interchange_control_number: 1,
        group_control_number: 1,
        acknowledgment_requested: false,
        production: false,
    }
}

/// Rules of structure and of values have numbers below this one; those above weigh what a file says.
const FIRST_OF_GUIDE: u16 = 400;

/// Fails where a file that was written cannot be read to its end, or breaks its guide.
pub(crate) fn check_written(error: Option<&Error>, findings: &[Diagnostic]) {
    assert!(error.is_none(), "what was written cannot be read");
    let broken = findings
        .iter()
        .find(|of| of.severity == Severity::Error && of.rule.number < FIRST_OF_GUIDE);
    assert!(
        broken.is_none(),
        "what was written breaks the guide: {broken:?}"
    );
}

/// Reads `data`, writes it if the writer accepts it, and reads that again.
pub fn round_trip_835(data: &[u8]) {
    let options = EraOptions::default();
    let first = collect(data, &options).remittances;
    // Each alone: one that is refused must not keep the others from being tried.
    for remittance in &first {
        let one = std::slice::from_ref(remittance);
        let other = Delimiters::new(b'|', b'>', Some(b'!'), b'\n').expect("usable");
        for delimiters in [Delimiters::USUAL, other] {
            let Ok(bytes) = write(Vec::new(), delimiters, &envelope(), one) else {
                continue;
            };
            let file = collect(&bytes, &options);
            check_written(file.error.as_ref(), &file.findings);
            let again = write(Vec::new(), delimiters, &envelope(), &file.remittances);
            assert_eq!(again.ok(), Some(bytes.clone()), "not canonical");
            let [second] = &file.remittances[..] else {
                panic!("one payment became {}", file.remittances.len());
            };
            assert!(
                placeless(remittance.clone()) == placeless(second.clone()),
                "a value changed"
            );
        }
    }
}

/// The same without what cannot be the same: places, the envelope, and segments that hold no value at all.
fn placeless(mut of: Remittance<'_>) -> Remittance<'_> {
    let nowhere = Span::default();
    of.payment.interchange = InterchangeHeader::default();
    of.payment.group = GroupHeader::default();
    of.payment.transaction = TransactionHeader::default();
    // Sums follow from the claims; `complete` is false where SE was missing.
    of.totals = None;
    let header = &mut of.payment.header;
    header.span = nowhere;
    if let Some(payer) = &mut header.payer {
        payer.span = nowhere;
    }
    if let Some(payee) = &mut header.payee {
        payee.span = nowhere;
    }
    for group in &mut of.groups {
        group.span = nowhere;
        group.supplement = group.supplement.take().filter(holds_value);
        for claim in &mut group.claims {
            claim.span = nowhere;
            claim.outpatient = claim.outpatient.take().filter(holds_value);
            for service in &mut claim.services {
                service.span = nowhere;
                let submitted = &mut service.info.submitted_procedure;
                *submitted = submitted.take().filter(holds_value);
            }
        }
    }
    for adjustments in &mut of.provider_adjustments {
        adjustments.span = nowhere;
    }
    of
}

/// A segment or composite without any value is not written: it says nothing. `Debug` shows each value as `Some`.
fn holds_value(of: &impl std::fmt::Debug) -> bool {
    format!("{of:?}").contains("Some(")
}
