//! Claims at the edge of a rule: what is just allowed, and what just is not.

use claim_model::{
    Claim, ClaimFilingIndicator, ClaimNote, ClaimNoteKind, Decision, MemberId, Npi, OtherCoverage,
    Paperwork, PartyName, Patient, Period, PersonName, Provider, ProviderId, ProviderIdKind,
    RelatedCause, Relationship, SessionCount, Sex, Transmission, Units,
};

use super::{Case, case, common::*, second};

/// The first payer covered nothing, and said so on the claim or on its line.
fn not_covered(lines: bool, change: impl FnOnce(&mut Decision)) -> impl FnOnce(&mut Claim) {
    move |claim| {
        if !lines {
            claim.lines[0].decisions.clear();
        }
        let mut decision = Decision {
            not_covered: Some(dollars("150")),
            ..Decision::default()
        };
        change(&mut decision);
        claim.other_coverages[0].decision = Some(decision);
    }
}

/// A second line like the first.
fn two_lines(claim: &mut Claim) {
    let again = claim.lines[0].clone().with_control_number("L10001-2");
    claim.lines.push(again);
    let first: &mut OtherCoverage = &mut claim.other_coverages[0];
    first.decision.as_mut().unwrap().paid = Some(dollars("80"));
}

fn paper(number: String) -> impl FnOnce(&mut Claim) {
    |claim| {
        claim.paperwork = vec![Paperwork {
            report_type: "09".into(),
            transmission: Transmission::Fax,
            control_number: Some(number.into()),
        }]
    }
}

fn abroad(
    country: &'static str,
    state: Option<&'static str>,
    code: Option<&'static str>,
) -> impl FnOnce(&mut Claim) {
    move |claim| {
        let address = claim.coverage.subscriber.address.as_mut().unwrap();
        address.country = Some(country.into());
        address.state = state.map(Into::into);
        address.postal_code = code.map(Into::into);
    }
}

fn note(text: String) -> impl FnOnce(&mut Claim) {
    |claim| {
        claim.note = Some(ClaimNote {
            kind: ClaimNoteKind::default(),
            text: text.into(),
        })
    }
}

fn sessions(from: u32, to: u32) -> impl FnOnce(&mut Claim) {
    move |claim| {
        claim.prior_authorization = Some("EAP7781".into());
        claim.session_count = Some(SessionCount {
            authorization: Some("EAP7781".into()),
            allowed: 6,
            used: 3,
            valid: Some(Period {
                from: day(2025, 2, from),
                to: Some(day(2025, 2, to)),
            }),
        });
    }
}

fn worker(relationship: Relationship) -> Patient {
    Patient {
        relationship: Some(relationship),
        name: PersonName::new("Lopez", "Teo"),
        address: Some(street()),
        birth_date: Some(day(1985, 9, 30)),
        sex: Some(Sex::Male),
        ..Patient::default()
    }
}

pub fn cases() -> Vec<Case> {
    let street =
        |line: &'static str| move |c: &mut Claim| c.billing_provider.address.line_1 = line.into();
    const BOX: &[&str] = &["0630 billing_provider.address.line_1 33"];
    const NOT_COVERED: &[&str] = &["0719 other_coverages[0].decision.not_covered 11d"];
    let mut cases = vec![
        // An empty number is none.
        case(
            |c| {
                c.billing_provider.npi = Some(Npi::as_received(""));
                c.billing_provider.taxonomy = None;
            },
            &["0631 billing_provider.npi 33a"],
        ),
        case(street("PostOffice Box 4"), &[]),
        case(street("Post OfficeBox 4"), &[]),
        case(street("P.O.Box Elm"), BOX),
        case(street("Shoppo Box 4"), &[]),
        // Born on the day of the service.
        case(
            |c| c.coverage.subscriber.birth_date = Some(day(2025, 2, 10)),
            &[],
        ),
        case(
            |c| c.coverage.subscriber.birth_date = Some(day(2025, 2, 11)),
            &["0654 coverage.subscriber.birth_date 11a"],
        ),
        case(
            |c| {
                c.related_causes = vec![RelatedCause::AutoAccident];
                c.accident_country = Some("MX".into());
                c.dates.accident = Some(day(2025, 1, 5));
            },
            &[],
        ),
        // Discharged on the day of admission.
        case(
            |c| {
                c.dates.admission = Some(day(2025, 2, 9));
                c.dates.discharge = Some(day(2025, 2, 9));
            },
            &[],
        ),
        case(paper("D1".to_owned()), &[]),
        case(paper("1".repeat(50)), &[]),
        case(
            paper("1".repeat(51)),
            &["0681 paperwork[0].control_number 19"],
        ),
        // Sessions that are authorized for this very day.
        case(sessions(10, 10), &[]),
        // A patient with a number of their own is a member, whatever else is said.
        case(
            |c| {
                c.patient = Some(Patient {
                    member_id: Some(MemberId::new("MBR100201").unwrap()),
                    ..worker(Relationship::Itself)
                })
            },
            &[],
        ),
        // From yesterday to tomorrow.
        case(
            |c| {
                c.lines[0].dates = Some(Period {
                    from: day(2025, 2, 28),
                    to: Some(day(2025, 3, 2)),
                })
            },
            &["0705 lines[0].dates 24A"],
        ),
        // Blanks are no text, and none at the end makes a text too long.
        case(street("  "), &["0613 billing_provider.address.line_1 33"]),
        case(
            |c| c.prior_authorization = Some((&*("1".repeat(50) + " ")).into()),
            &[],
        ),
        case(note("  ".to_owned()), &["0602 note.text 19"]),
        case(note(" x".to_owned()), &[]),
        case(note("x".repeat(80) + "  "), &[]),
        case(note("x".repeat(81) + " "), &["0670 note.text 19"]),
        // Zeros behind the point are no digits.
        case(|c| c.lines[0].units = Units::Units(number("1.1250")), &[]),
        case(
            |c| c.lines[0].units = Units::Units(number("1.1255")),
            &["0605 lines[0].units.units 24G"],
        ),
        // Other countries have other codes, or none.
        case(abroad("CA", Some("ON"), Some("K1A 0B1")), &[]),
        case(abroad("IE", None, None), &[]),
        case(
            |c| {
                abroad("AU", None, None)(c);
                let address = c.coverage.subscriber.address.as_mut().unwrap();
                address.subdivision = Some("NSW".into());
            },
            &[],
        ),
        // Three ways to reach an office.
        case(
            |c| {
                let contact = &mut c.billing_provider.contacts[0];
                contact.fax = Some("503-555-0112".into());
                contact.email = Some("billing@example.com".into());
            },
            &[],
        ),
        case(
            |c| {
                let contact = &mut c.billing_provider.contacts[0];
                contact.fax = contact.phone.take();
            },
            &[],
        ),
        case(
            |c| c.billing_provider.contacts[0].extension = Some("12".into()),
            &[],
        ),
        // Two numbers of two kinds.
        case(
            |c| {
                let number = |kind| ProviderId {
                    kind,
                    id: "KA6663".into(),
                    payer_id: None,
                };
                let kinds = [ProviderIdKind::StateLicense, ProviderIdKind::Upin];
                let provider = c.rendering_provider.as_mut().unwrap();
                provider.npi = None;
                provider.other_ids = kinds.map(number).to_vec();
            },
            &[],
        ),
        // Who sold a service is sent without a name.
        case(
            |c| {
                let line = &mut c.lines[0];
                line.purchased_service_provider = Some(Provider {
                    name: PartyName::default(),
                    taxonomy: None,
                    ..chen()
                });
            },
            &[],
        ),
        // The insured of workers' compensation is the employer.
        case(
            |c| {
                c.coverage.filing_indicator = Some(ClaimFilingIndicator::new("WC").unwrap());
                c.coverage.subscriber.name = PartyName::Organization("Acme Foundry".into());
                c.coverage.subscriber.member_id = None;
                c.patient = Some(worker(Relationship::Employee));
                let insured = &mut c.coverage.subscriber;
                (insured.address, insured.birth_date, insured.sex) = (None, None, None);
            },
            &[],
        ),
    ];
    cases.extend([
        second(
            |c| c.other_coverages[0].sequence = c.coverage.sequence,
            &["0714 other_coverages[0].sequence 11d"],
        ),
        second(not_covered(true, |_| {}), NOT_COVERED),
        second(
            not_covered(false, |d| d.paid = Some(dollars("0"))),
            NOT_COVERED,
        ),
        second(
            not_covered(false, |d| {
                d.adjustments = vec![adjustment(
                    claim_model::AdjustmentGroup::OtherAdjustment,
                    "96",
                    "150",
                )]
            }),
            NOT_COVERED,
        ),
        second(two_lines, &[]),
        second(
            |c| {
                two_lines(c);
                c.lines[0].decisions[0].bundled_into = Some(2);
            },
            &[],
        ),
        second(|c| c.lines[0].decisions[0].units = number("0.0000"), &[]),
        second(
            |c| c.lines[0].decisions[0].bundled_into = Some(0),
            &["0730 lines[0].decisions[0].bundled_into 24"],
        ),
        // A line that a payer split is out of balance once, not once a part.
        second(
            |c| {
                let mut part = c.lines[0].decisions[0].clone();
                part.paid = dollars("1");
                part.adjustments.clear();
                part.remaining_patient_liability = None;
                c.lines[0].decisions.push(part);
                c.other_coverages[0].decision.as_mut().unwrap().paid = Some(dollars("41"));
            },
            &[
                "0722 other_coverages[0].decision 11d",
                "0721 lines[0].decisions[0] 24",
            ],
        ),
    ]);
    cases
}
