//! What several tests need: payments in the shape of the fixtures' expected results, readers that return little at a
//! time, and reading event by event into owned values.

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
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub
)]

use std::io::Read;

use serde_json::{Map, Value, json};
use x12_835::{
    ClaimGroup, ClaimPayment, EraOptions, EraReader, Event, Payment, PaymentTotals,
    ProviderAdjustments, Remittance, ServicePayment,
    segments::{Lx, Procedure},
};
use x12_core::{
    Code, Date, Diagnostic, Error, GroupHeader, InterchangeHeader, RawSegment, Severity, Text,
    TransactionHeader, notation::RejectedLoop, rust_decimal::Decimal,
};

/// Canonical form of an amount, worked out here: no zeros at the end of a fraction nor before its point, no point for
/// whole numbers.
pub fn number(value: Decimal) -> String {
    let text = value.to_string();
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    match text.strip_prefix("0.") {
        Some(fraction) => format!(".{fraction}"),
        None if text == "-0" => "0".to_owned(),
        None => text.replacen("-0.", "-.", 1),
    }
}

struct Object(Map<String, Value>);

impl Object {
    fn text(&mut self, key: &str, value: Option<&Text<'_>>) {
        self.maybe(key, value.map(|value| value.to_str().into_owned()));
    }

    fn code(&mut self, key: &str, value: Option<&Code<'_>>) {
        self.maybe(key, value.map(|value| value.to_str().into_owned()));
    }

    fn amount(&mut self, key: &str, value: Option<Decimal>) {
        self.maybe(key, value.map(number));
    }

    fn date(&mut self, key: &str, value: Option<Date>) {
        self.maybe(key, value.map(|value| value.to_string()));
    }

    fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
    }
}

fn adjustment(
    group: &Code<'_>,
    reason: &Code<'_>,
    amount: Decimal,
    quantity: Option<Decimal>,
) -> String {
    let quantity = quantity
        .map(|quantity| format!(" {}", number(quantity)))
        .unwrap_or_default();
    format!("{group}-{reason} {}{quantity}", number(amount))
}

fn procedure(of: &Procedure<'_>) -> String {
    let parts = [
        of.qualifier.as_ref().map(Code::to_str),
        of.code.as_ref().map(Code::to_str),
        of.modifier_1.as_ref().map(Code::to_str),
        of.modifier_2.as_ref().map(Code::to_str),
        of.modifier_3.as_ref().map(Code::to_str),
        of.modifier_4.as_ref().map(Code::to_str),
        of.description.as_ref().map(Text::to_str),
    ];
    let parts: Vec<_> = parts.into_iter().map(Option::unwrap_or_default).collect();
    parts.join(":").trim_end_matches(':').to_owned()
}

pub fn service(of: &ServicePayment<'_>) -> Value {
    let mut object = Object(Map::new());
    object.maybe("procedure", Some(procedure(&of.info.procedure)));
    object.amount("charge", Some(of.info.charge));
    object.amount("paid", Some(of.info.paid));
    object.amount("units_paid", Some(of.units_paid()));
    object.amount("units_submitted", Some(of.units_submitted()));
    object.date("service_from", of.service_from());
    object.text(
        "line_control_number",
        of.line_control_number
            .as_ref()
            .map(|reference| &reference.id),
    );
    object.amount("allowed", of.allowed_amount());
    let adjustments: Vec<_> = of
        .line_adjustments()
        .map(|(group, of)| adjustment(group, &of.reason, of.amount, of.quantity))
        .collect();
    object.maybe("adjustments", Some(json!(adjustments)));
    let remarks: Vec<_> = of
        .remarks
        .iter()
        .filter(|remark| remark.list == "HE")
        .map(|remark| remark.code.to_str())
        .collect();
    object.maybe("remarks", Some(json!(remarks)));
    object.maybe(
        "balanced",
        Some(of.balance().is_some_and(|balance| balance.holds())),
    );
    Value::Object(object.0)
}

pub fn claim(of: &ClaimPayment<'_>, group_number: Option<u64>) -> Value {
    let mut object = Object(Map::new());
    object.text(
        "patient_control_number",
        of.info.patient_control_number.as_ref(),
    );
    object.code("status", of.info.status.as_ref());
    object.amount("charge", Some(of.info.charge));
    object.amount("paid", Some(of.info.paid));
    object.amount("patient_responsibility", of.info.patient_responsibility);
    object.code(
        "claim_filing_indicator",
        of.info.claim_filing_indicator.as_ref(),
    );
    object.text("payer_claim_number", of.info.payer_claim_number.as_ref());
    object.text(
        "patient_last_name",
        of.patient
            .as_ref()
            .and_then(|patient| patient.last_name.as_ref()),
    );
    object.text(
        "patient_first_name",
        of.patient
            .as_ref()
            .and_then(|patient| patient.first_name.as_ref()),
    );
    object.text(
        "patient_member_id",
        of.patient.as_ref().and_then(|patient| patient.id.as_ref()),
    );
    object.text(
        "corrected_last_name",
        of.corrected
            .as_ref()
            .and_then(|name| name.last_name.as_ref()),
    );
    object.text("corrected_member_id", of.corrected_member_id());
    object.text("rendering_npi", of.rendering_npi());
    object.text(
        "crossover_payer",
        of.crossover_carrier
            .as_ref()
            .and_then(|name| name.last_name.as_ref()),
    );
    object.maybe(
        "group_number",
        group_number.map(|number| number.to_string()),
    );
    let balance = of.balance();
    let lines_hold = of.services.is_empty()
        || [balance.line_charges, balance.line_payments]
            .iter()
            .all(|of| of.is_some_and(|of| of.holds()));
    object.maybe("balanced", Some(balance.holds() && lines_hold));
    let adjustments: Vec<_> = of
        .claim_adjustments()
        .map(|(group, of)| adjustment(group, &of.reason, of.amount, of.quantity))
        .collect();
    object.maybe("adjustments", Some(json!(adjustments)));
    let remarks: Vec<_> = of.remarks().map(Code::to_str).collect();
    object.maybe("remarks", Some(json!(remarks)));
    object.maybe(
        "services",
        Some(of.services.iter().map(service).collect::<Vec<_>>()),
    );
    Value::Object(object.0)
}

fn provider_adjustments(of: &ProviderAdjustments<'_>) -> Vec<Value> {
    let rows = of.info.adjustments.iter().map(|adjustment| {
        let mut object = Object(Map::new());
        object.text("provider_id", of.info.provider_id.as_ref());
        object.date("fiscal_period_end", of.info.fiscal_period_end);
        object.maybe("reason", Some(adjustment.id.reason_code()));
        object.maybe(
            "reference",
            adjustment.id.reference_id().map(|id| id.into_owned()),
        );
        object.amount("amount", Some(adjustment.amount));
        Value::Object(object.0)
    });
    rows.collect()
}

/// A payment in the shape of the fixtures' expected results.
pub fn payment(of: &Remittance<'_>) -> Value {
    let mut object = Object(Map::new());
    let header = &of.payment.header;
    let money = header.payment.as_ref();
    object.code(
        "handling_code",
        money.and_then(|money| money.handling.as_ref()),
    );
    object.amount("amount", header.amount());
    object.code(
        "credit_debit",
        money.and_then(|money| money.credit_debit.as_ref()),
    );
    object.code("method", money.and_then(|money| money.method.as_ref()));
    object.date("date", money.and_then(|money| money.date));
    let trace = header.trace.as_ref();
    object.text(
        "trace_number",
        trace.and_then(|trace| trace.number.as_ref()),
    );
    object.text(
        "originating_company_id",
        trace.and_then(|trace| trace.originating_company_id.as_ref()),
    );
    object.date(
        "production_date",
        header.production_date.as_ref().map(|date| date.date),
    );
    object.text(
        "payer_name",
        header
            .payer
            .as_ref()
            .and_then(|payer| payer.name.name.as_ref()),
    );
    object.text(
        "payer_id",
        header.payer.as_ref().and_then(|payer| payer.id()),
    );
    object.text(
        "payee_name",
        header
            .payee
            .as_ref()
            .and_then(|payee| payee.name.name.as_ref()),
    );
    object.text(
        "payee_npi",
        header.payee.as_ref().and_then(|payee| payee.npi()),
    );
    object.text(
        "payee_tax_id",
        header.payee.as_ref().and_then(|payee| payee.tax_id()),
    );
    object.maybe(
        "balanced",
        Some(of.totals.as_ref().is_some_and(PaymentTotals::is_balanced)),
    );
    let claims: Vec<_> = of
        .groups
        .iter()
        .flat_map(|group| group.claims.iter().map(|of| claim(of, group.header.number)))
        .collect();
    object.maybe("claims", Some(claims));
    let adjustments: Vec<_> = of
        .provider_adjustments
        .iter()
        .flat_map(provider_adjustments)
        .collect();
    object.maybe("provider_adjustments", Some(adjustments));
    Value::Object(object.0)
}

pub fn payments(of: &[Remittance<'_>]) -> Value {
    Value::Array(of.iter().map(payment).collect())
}

/// What a fixture says must be found.
pub fn expected(json: &str) -> Value {
    let value: Value = serde_json::from_str(json).unwrap();
    value["payments"].clone()
}

pub fn expected_of(name: &str) -> Value {
    let fixture = fixtures::era()
        .iter()
        .find(|fixture| fixture.name == name)
        .unwrap();
    expected(fixture.expected)
}

pub fn numbers(findings: &[Diagnostic]) -> Vec<u16> {
    let mut numbers: Vec<_> = findings.iter().map(|finding| finding.rule.number).collect();
    numbers.sort_unstable();
    numbers
}

pub fn errors(findings: &[Diagnostic]) -> Vec<String> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(ToString::to_string)
        .collect()
}

/// Returns a few bytes at a time: the sizes in turn.
pub struct Chunks<'a> {
    pub rest: &'a [u8],
    pub sizes: Vec<usize>,
    pub turn: usize,
}

impl<'a> Chunks<'a> {
    pub fn new(bytes: &'a [u8], sizes: &[usize]) -> Self {
        Self {
            rest: bytes,
            sizes: sizes.to_vec(),
            turn: 0,
        }
    }
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let size = self.sizes[self.turn % self.sizes.len()].max(1);
        self.turn += 1;
        let size = size.min(buffer.len()).min(self.rest.len());
        let (now, later) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.rest = later;
        Ok(size)
    }
}

/// An event with nothing borrowed, that can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant)]
pub enum Owned {
    Interchange(InterchangeHeader),
    Acknowledgment(RawSegment<'static>),
    Group(GroupHeader),
    Payment(Payment<'static>),
    ClaimGroup(ClaimGroup<'static>),
    Claim(ClaimPayment<'static>),
    Rejected(RejectedLoop<'static>),
    ProviderAdjustments(ProviderAdjustments<'static>),
    PaymentEnd(PaymentTotals),
    Skipped(TransactionHeader),
    GroupEnd,
    InterchangeEnd,
}

impl From<Event<'_>> for Owned {
    fn from(event: Event<'_>) -> Self {
        match event {
            Event::Interchange(of) => Self::Interchange(*of),
            Event::Acknowledgment(of) => Self::Acknowledgment(of.into_owned()),
            Event::Group(of) => Self::Group(*of),
            Event::Payment(of) => {
                let Payment {
                    interchange,
                    group,
                    transaction,
                    header,
                } = *of;
                Self::Payment(Payment {
                    interchange,
                    group,
                    transaction,
                    header: header.into_owned(),
                })
            }
            Event::ClaimGroup(of) => Self::ClaimGroup(of.into_owned()),
            Event::Claim(of) => Self::Claim(of.into_owned()),
            Event::Rejected(of) => Self::Rejected(of.into_owned()),
            Event::ProviderAdjustments(of) => Self::ProviderAdjustments(of.into_owned()),
            Event::PaymentEnd(of) => Self::PaymentEnd(*of),
            Event::Skipped(of) => Self::Skipped(*of),
            Event::GroupEnd => Self::GroupEnd,
            Event::InterchangeEnd => Self::InterchangeEnd,
            other => panic!("an event that this test does not know: {other:?}"),
        }
    }
}

/// Everything that reading gave.
#[derive(Debug)]
pub struct Read2 {
    pub events: Vec<Owned>,
    pub findings: Vec<Diagnostic>,
    pub error: Option<Error>,
}

impl Read2 {
    /// Number and place of the error; places are equal only up to their start past a limit.
    pub fn stop(&self) -> Option<(u16, Option<u64>)> {
        self.error.as_ref().map(|error| {
            (
                error.rule().number,
                error.place().map(|place| place.span.start),
            )
        })
    }
}

pub fn read_slice(input: &[u8], options: &EraOptions) -> Read2 {
    let mut era = x12_835::Era::with_options(input, options);
    let mut read = Read2 {
        events: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    loop {
        match era.next() {
            Ok(Some(event)) => read.events.push(event.into()),
            Ok(None) => break,
            Err(error) => {
                read.error = Some(error);
                break;
            }
        }
        read.findings.extend(era.take_findings());
    }
    read.findings.extend(era.take_findings());
    assert!(matches!(era.next(), Ok(None)), "an event after the end");
    read
}

pub fn read_stream(reader: impl Read, options: &EraOptions) -> Read2 {
    let mut era = EraReader::with_options(reader, options);
    let mut read = Read2 {
        events: Vec::new(),
        findings: Vec::new(),
        error: None,
    };
    loop {
        match era.next() {
            Ok(Some(event)) => read.events.push(event.into()),
            Ok(None) => break,
            Err(error) => {
                read.error = Some(error);
                break;
            }
        }
        read.findings.extend(era.take_findings());
    }
    read.findings.extend(era.take_findings());
    assert!(matches!(era.next(), Ok(None)), "an event after the end");
    read
}

/// Events put together to payments, without [`x12_835::collect`].
pub fn assemble(events: &[Owned]) -> Vec<Remittance<'static>> {
    let mut all: Vec<Remittance<'static>> = Vec::new();
    for event in events {
        match event {
            Owned::Payment(payment) => all.push(Remittance {
                payment: payment.clone(),
                groups: Vec::new(),
                provider_adjustments: Vec::new(),
                rejected: Vec::new(),
                totals: None,
            }),
            Owned::ClaimGroup(group) => all.last_mut().unwrap().groups.push(group.clone()),
            Owned::Claim(claim) => {
                let last = all.last_mut().unwrap();
                if last.groups.is_empty() {
                    last.groups.push(ClaimGroup::new(Lx { number: None }));
                }
                last.groups.last_mut().unwrap().claims.push(claim.clone());
            }
            Owned::ProviderAdjustments(of) => all
                .last_mut()
                .unwrap()
                .provider_adjustments
                .push(of.clone()),
            Owned::Rejected(of) => all.last_mut().unwrap().rejected.push(of.clone()),
            Owned::PaymentEnd(of) => all.last_mut().unwrap().totals = Some(of.clone()),
            _ => {}
        }
    }
    all
}

pub fn claims(events: &[Owned]) -> Vec<&ClaimPayment<'static>> {
    events
        .iter()
        .filter_map(|event| {
            if let Owned::Claim(claim) = event {
                Some(claim)
            } else {
                None
            }
        })
        .collect()
}
