//! Remittances that balance by construction.

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
    missing_docs,
    unreachable_pub
)]

use proptest::{collection::vec, option, prelude::*};
use x12_835::{
    ClaimGroup, ClaimPayment, Payee, Payer, Payment, PaymentHeader, ProviderAdjustments,
    Remittance, ServicePayment,
    segments::{
        Adjustment, AdjustmentId, Amt, Bpr, Cas, Clp, Dtm, Lq, Lx, N1, N3, N4, Nm1, Number,
        PaymentAdjustment, Per, Plb, Procedure, Ref, St, Svc, Trn,
    },
};
use x12_core::{
    Code, Date, Envelope, GroupHeader, InterchangeHeader, Span, Text, TransactionHeader,
    rust_decimal::Decimal,
};

pub fn envelope() -> Envelope {
    let remittance = x12_835::collect(fixtures::era()[0].edi, &x12_835::EraOptions::default());
    let date = remittance.remittances[0]
        .payment
        .header
        .payment
        .as_ref()
        .unwrap()
        .date
        .unwrap()
        .get();
    Envelope {
        sender_qualifier: "ZZ".into(),
        sender_id: "PAYER".into(),
        receiver_qualifier: "ZZ".into(),
        receiver_id: "PROVIDER".into(),
        application_sender: "PAYER".into(),
        application_receiver: "PROVIDER".into(),
        date,
        time: Default::default(),
        interchange_control_number: 7,
        group_control_number: 8,
        acknowledgment_requested: false,
        production: false,
    }
}

/// The same without anything that says where it stood in a file.
pub fn spanless(mut of: Remittance<'_>) -> Remittance<'_> {
    let nowhere = Span::default();
    of.payment.interchange = InterchangeHeader::default();
    of.payment.group = GroupHeader::default();
    of.payment.transaction = TransactionHeader::default();
    let header = &mut of.payment.header;
    header.span = nowhere;
    header
        .payer
        .iter_mut()
        .for_each(|payer| payer.span = nowhere);
    header
        .payee
        .iter_mut()
        .for_each(|payee| payee.span = nowhere);
    for group in &mut of.groups {
        group.span = nowhere;
        for claim in &mut group.claims {
            claim.span = nowhere;
            claim
                .services
                .iter_mut()
                .for_each(|service| service.span = nowhere);
        }
    }
    of.provider_adjustments
        .iter_mut()
        .for_each(|of| of.span = nowhere);
    of
}

fn text(most: usize) -> impl Strategy<Value = Text<'static>> {
    // No delimiter of either set that the tests write with, no space at the ends.
    proptest::string::string_regex(&format!(
        "[A-Z0-9]([A-Za-z0-9 ,./&'()-]{{0,{}}}[A-Z0-9.)])?",
        most - 2
    ))
    .unwrap()
    .prop_map(Text::from)
}

fn code(of: &'static [&'static str]) -> impl Strategy<Value = Code<'static>> {
    proptest::sample::select(of).prop_map(Code::from)
}

fn money() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (-99_999_999_i64..=99_999_999).prop_map(|cents| Decimal::new(cents, 2).normalize()),
        (-500_i64..500).prop_map(Decimal::from)
    ]
}

fn positive() -> impl Strategy<Value = Decimal> {
    (0_i64..=99_999_999).prop_map(|cents| Decimal::new(cents, 2).normalize())
}

fn date() -> impl Strategy<Value = Date> {
    (1990_u32..2080, 1_u32..=12, 1_u32..=28).prop_map(|(year, month, day)| {
        Date::read(format!("{year:04}{month:02}{day:02}").as_bytes()).unwrap()
    })
}

fn adjustment() -> impl Strategy<Value = Adjustment<'static>> {
    let reason = code(&["45", "1", "2", "3", "97", "A1", "B7"]);
    (reason, money(), option::of(1_u32..99)).prop_map(|(reason, amount, quantity)| Adjustment {
        reason,
        amount,
        quantity: quantity.map(Decimal::from),
    })
}

fn cas(most: usize) -> impl Strategy<Value = Vec<Cas<'static>>> {
    let one = (code(&["CO", "OA", "PI", "PR"]), vec(adjustment(), 1..=6)).prop_map(
        |(group, adjustments)| Cas {
            group,
            adjustments: adjustments.into(),
        },
    );
    vec(one, 0..=most)
}

fn sum(of: &[Cas<'_>]) -> Decimal {
    of.iter()
        .flat_map(|cas| &cas.adjustments)
        .map(|adjustment| adjustment.amount)
        .sum()
}

fn reference(qualifiers: &'static [&'static str]) -> impl Strategy<Value = Ref<'static>> {
    (code(qualifiers), text(50)).prop_map(|(qualifier, id)| Ref { qualifier, id })
}

fn procedure() -> impl Strategy<Value = Procedure<'static>> {
    let modifier = || option::of(code(&["25", "59", "95", "HJ"]));
    (code(&["HC", "NU", "N4"]), text(48), modifier(), modifier()).prop_map(
        |(qualifier, code, modifier_1, modifier_3)| Procedure {
            qualifier: Some(qualifier),
            code: Some(Code::from(code.to_str().into_owned())),
            modifier_1,
            modifier_2: None,
            modifier_3,
            modifier_4: None,
            description: None,
        },
    )
}

fn service() -> impl Strategy<Value = ServicePayment<'static>> {
    let dates = vec(
        (code(&["150", "151", "472"]), date())
            .prop_map(|(qualifier, date)| Dtm { qualifier, date }),
        0..=2,
    );
    let units = || option::of((1_i64..9_999).prop_map(|units| Decimal::new(units, 1).normalize()));
    (
        (
            procedure(),
            option::of(procedure()),
            money(),
            cas(3),
            units(),
            units(),
        ),
        (
            dates,
            option::of(reference(&["6R"])),
            vec(reference(&["BB", "LU", "E9"]), 0..=3),
        ),
        (
            vec((code(&["B6", "T", "KH"]), positive()), 0..=3),
            vec((code(&["HE", "RX"]), text(30)), 0..=4),
        ),
    )
        .prop_map(
            |(
                (procedure, submitted, charge, adjustments, units_paid, units_submitted),
                (dates, line, references),
                (amounts, remarks),
            )| {
                let paid = charge - sum(&adjustments);
                let mut service = ServicePayment::new(Svc {
                    procedure,
                    charge,
                    paid,
                    revenue_code: None,
                    units_paid,
                    submitted_procedure: submitted.map(Box::new),
                    units_submitted,
                });
                service.adjustments = adjustments.into();
                service.dates = dates.into();
                service.line_control_number = line;
                service.references = references;
                service.amounts = amounts
                    .into_iter()
                    .map(|(qualifier, amount)| Amt { qualifier, amount })
                    .collect();
                service.remarks = remarks
                    .into_iter()
                    .map(|(list, code)| Lq {
                        list,
                        code: Code::from(code.to_str().into_owned()),
                    })
                    .collect();
                service
            },
        )
}

fn name(entity: &'static str) -> impl Strategy<Value = Nm1<'static>> {
    (text(60), option::of(text(35)), option::of(text(80))).prop_map(move |(last, first, id)| Nm1 {
        entity: Code::from(entity),
        kind: Some(Code::from("1")),
        last_name: Some(last),
        first_name: first,
        middle_name: None,
        suffix: None,
        // An identifier has two characters at least.
        id_qualifier: id.as_ref().map(|_| Code::from("MI")),
        id: id.map(|id| {
            Text::from(format!(
                "M{}",
                id.to_str().chars().take(79).collect::<String>().trim_end()
            ))
        }),
    })
}

fn claim() -> impl Strategy<Value = ClaimPayment<'static>> {
    (
        (
            text(38),
            code(&["1", "2", "3", "4", "19", "22"]),
            text(50),
            positive(),
            cas(3),
        ),
        (
            vec(service(), 0..4),
            name("QC"),
            option::of(name("IL")),
            vec(reference(&["EA", "F8", "CE"]), 0..=3),
        ),
        (
            option::of(date()),
            option::of(date()),
            vec((code(&["AU", "D8", "T"]), positive()), 0..=2),
        ),
    )
        .prop_map(
            |(
                (number, status, payer_number, charge, adjustments),
                (services, patient, insured, references),
                (from, received, amounts),
            )| {
                let own = sum(&adjustments);
                let lines: Decimal = services.iter().map(|service| service.info.charge).sum();
                let paid: Decimal = services.iter().map(|service| service.info.paid).sum();
                let (charge, paid) = if services.is_empty() {
                    (charge, charge - own)
                } else {
                    (lines, paid - own)
                };
                let mut claim = ClaimPayment::new(Clp {
                    patient_control_number: Some(number),
                    status: Some(status),
                    charge,
                    paid,
                    patient_responsibility: None,
                    claim_filing_indicator: Some(Code::from("12")),
                    payer_claim_number: Some(payer_number),
                    facility_code: Some(Code::from("11")),
                    frequency_code: Some(Code::from("1")),
                    drg: None,
                    drg_weight: None,
                    discharge_fraction: None,
                });
                claim.adjustments = adjustments.into();
                claim.services = services;
                claim.patient = Some(patient);
                claim.insured = insured.filter(|name| name.id.is_some()).map(Box::new);
                claim.references = references.into();
                claim.statement_dates = from
                    .into_iter()
                    .map(|date| Dtm {
                        qualifier: Code::from("232"),
                        date,
                    })
                    .collect();
                claim.received = received.map(|date| Dtm {
                    qualifier: Code::from("050"),
                    date,
                });
                claim.amounts = amounts
                    .into_iter()
                    .map(|(qualifier, amount)| Amt { qualifier, amount })
                    .collect();
                claim
            },
        )
}

fn provider_adjustments() -> impl Strategy<Value = ProviderAdjustments<'static>> {
    let one = (
        code(&["WO", "L6", "FB", "72", "CS"]),
        option::of(text(50)),
        money(),
    )
        .prop_map(|(reason, reference, amount)| PaymentAdjustment {
            id: AdjustmentId {
                reason: Some(reason),
                reference,
            },
            amount,
        });
    (text(50), date(), vec(one, 1..=6)).prop_map(|(provider, date, adjustments)| {
        ProviderAdjustments::new(Plb {
            provider_id: Some(provider),
            fiscal_period_end: Some(date),
            adjustments,
        })
    })
}

fn payer(name: Text<'static>) -> Payer<'static> {
    let mut payer = Payer::new(N1 {
        entity: Code::from("PR"),
        name: Some(name),
        id_qualifier: None,
        id: None,
    });
    payer.address = Some(N3 {
        line_1: Some(Text::from("1 PLAZA")),
        line_2: None,
    });
    payer.city = Some(N4 {
        city: Some(Text::from("HARTFORD")),
        state: Some(Code::from("CT")),
        postal_code: Some(Text::from("06101")),
        country: None,
        subdivision: None,
    });
    payer.technical_contacts = vec![Per {
        function: Code::from("BL"),
        name: Some(Text::from("EDI DESK")),
        numbers: vec![
            Number {
                qualifier: Some(Code::from("TE")),
                number: Some(Text::from("8005550100")),
            },
            Number {
                qualifier: Some(Code::from("EX")),
                number: Some(Text::from("12")),
            },
        ],
    }];
    payer
}

/// A payment that balances: BPR02 is what the formula gives, negative or not.
pub fn remittance(control_number: &'static str) -> impl Strategy<Value = Remittance<'static>> {
    (
        (text(60), text(60), text(50), date()),
        vec((1_u64..999_999, vec(claim(), 1..3)), 0..3),
        vec(provider_adjustments(), 0..3),
    )
        .prop_map(
            move |((payer_name, payee_name, trace, date), groups, provider_adjustments)| {
                let groups: Vec<_> = groups
                    .into_iter()
                    .map(|(number, claims)| {
                        let mut group = ClaimGroup::new(Lx {
                            number: Some(number),
                        });
                        group.claims = claims;
                        group
                    })
                    .collect();
                let paid: Decimal = groups
                    .iter()
                    .flat_map(|group| &group.claims)
                    .map(|claim| claim.info.paid)
                    .sum();
                let adjusted: Decimal = provider_adjustments
                    .iter()
                    .flat_map(|of| &of.info.adjustments)
                    .map(|of| of.amount)
                    .sum();
                let mut amount = paid - adjusted;
                let mut provider_adjustments = provider_adjustments;
                if amount.is_sign_negative() && !amount.is_zero() {
                    // A payment is never negative: the rest is carried forward.
                    provider_adjustments.push(ProviderAdjustments::new(Plb {
                        provider_id: Some(Text::from("1234567893")),
                        fiscal_period_end: Some(date),
                        adjustments: vec![PaymentAdjustment {
                            id: AdjustmentId {
                                reason: Some(Code::from("FB")),
                                reference: Some(Text::from("NEXT")),
                            },
                            amount,
                        }],
                    }));
                    amount = Decimal::ZERO;
                }
                let mut header = PaymentHeader::new(St {
                    set: Some(Code::from("835")),
                    control_number: Some(Text::from(control_number)),
                    version: None,
                });
                let none = amount.is_zero();
                header.payment = Some(Bpr {
                    handling: Some(Code::from(if none { "H" } else { "I" })),
                    amount: Some(amount),
                    credit_debit: Some(Code::from("C")),
                    method: Some(Code::from(if none { "NON" } else { "CHK" })),
                    format: None,
                    sender_bank_qualifier: None,
                    sender_bank: None,
                    sender_account_qualifier: None,
                    sender_account: None,
                    originating_company_id: None,
                    originating_company_supplement: None,
                    receiver_bank_qualifier: None,
                    receiver_bank: None,
                    receiver_account_qualifier: None,
                    receiver_account: None,
                    date: Some(date),
                });
                header.trace = Some(Trn {
                    kind: Some(Code::from("1")),
                    number: Some(Text::from(trace.to_str().into_owned())),
                    originating_company_id: Some(Text::from("1512345678")),
                    supplement: None,
                });
                header.payer = Some(payer(payer_name));
                header.payee = Some(Payee::new(N1 {
                    entity: Code::from("PE"),
                    name: Some(payee_name),
                    id_qualifier: Some(Code::from("XX")),
                    id: Some(Text::from("1234567893")),
                }));
                Remittance {
                    payment: Payment {
                        interchange: InterchangeHeader::default(),
                        group: GroupHeader::default(),
                        transaction: TransactionHeader::default(),
                        header,
                    },
                    groups,
                    provider_adjustments,
                    rejected: Vec::new(),
                    totals: None,
                }
            },
        )
}
