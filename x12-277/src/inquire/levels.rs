//! Claims below payer, inquirer, billing provider, subscriber and dependent.

use std::collections::HashMap;

use claim_model::{Claim, Day, MemberIdKind, PayerClaimNumber, PayerIdKind, Sex};
use rust_decimal::Decimal;
use x12_core::{Date, DateRange, Text};

use crate::{
    hierarchy::NO_LEVEL,
    inquire::{
        Inquirer, InquiryEnvelope,
        findings::InquiryProblem,
        words::{NUMBER, Out},
    },
    inquiry::{
        Dependent, DependentClaim, DependentLevel, GUIDE, Header, Payer, Provider, ProviderLevel,
        Receiver, ReceiverLevel, SourceLevel, Subscriber, SubscriberClaim, SubscriberLevel,
    },
    segments::{Amt, Bht, Dmg, Dtp, Hl, Nm1, Period, Ref, St, Trn},
};

/// ST and BHT.
pub(super) fn header(out: &mut Out, envelope: &InquiryEnvelope) -> Header<'static> {
    let number = format!("{:04}", envelope.transaction_control_number);
    let mut header = Header::new(St {
        set: Some(GUIDE.set.into()),
        control_number: Some(number.into()),
        version: Some(GUIDE.id.into()),
    });
    header.begin = Some(Bht {
        structure: Some("0010".into()),
        purpose: Some("13".into()),
        reference: out.id("reference", &envelope.reference, NUMBER),
        date: Some(envelope.interchange.date.into()),
        time: Some(envelope.interchange.time.into()),
        kind: None,
    });
    header
}

/// What a level below is known by: its own name and what else is said of it.
type Known = (Nm1<'static>, Option<Dmg<'static>>, bool);

/// The levels so far.
pub(super) struct Levels {
    inquirer: Nm1<'static>,
    sources: Vec<SourceLevel<'static>>,
    /// Where a level stands in the list above it, by the places of those above and its key.
    places: HashMap<(Vec<usize>, Key), usize>,
}

/// Whether two claims share a level is asked of what would be written of it.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    name: [Option<Text<'static>>; 5],
    birth_date: Option<Date>,
    sex: Option<String>,
    /// A subscriber has one level for the own claims and one for those of dependents.
    has_dependents: bool,
}

impl Key {
    fn of((nm1, dmg, has_dependents): &Known) -> Self {
        let sex = dmg.as_ref().and_then(|of| of.sex.as_ref());
        Self {
            name: [
                nm1.last_name.clone(),
                nm1.first_name.clone(),
                nm1.middle_name.clone(),
                nm1.suffix.clone(),
                nm1.id.clone(),
            ],
            birth_date: dmg.as_ref().and_then(|of| of.birth_date.as_ref()?.from()),
            sex: sex.map(|code| code.as_str().to_owned()),
            has_dependents: *has_dependents,
        }
    }
}

impl Levels {
    pub(super) fn new(out: &mut Out, inquirer: &Inquirer) -> Self {
        let mut nm1 = out.party("inquirer.name", "41", &inquirer.name);
        nm1.suffix = None;
        out.identify(&mut nm1, "inquirer.id", "46", &inquirer.id);
        Self {
            inquirer: nm1,
            sources: Vec::new(),
            places: HashMap::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        out: &mut Out,
        claim: &Claim,
        trace: &str,
        payer_claim_number: Option<&PayerClaimNumber>,
    ) {
        let claim = claim.with_member_as_subscriber();
        let (payer, provider) = (payer(out, &claim), provider(out, &claim));
        let (subscriber, dependent) = (subscriber(out, &claim), dependent(out, &claim));
        let asked = Asked::of(out, &claim, trace, payer_claim_number);

        let mut way = Vec::with_capacity(4);
        let inquirer = &self.inquirer;
        let source = step(
            &mut self.places,
            &mut way,
            &mut self.sources,
            &payer,
            || {
                let mut level = SourceLevel::new(NO_LEVEL);
                level.payer = Some(Payer::new(payer.0.clone()));
                let mut receiver = ReceiverLevel::new(NO_LEVEL);
                receiver.receiver = Some(Receiver::new(inquirer.clone()));
                level.receivers.push(receiver);
                level
            },
        );
        let Some(receiver) = source.and_then(|of| of.receivers.first_mut()) else {
            return;
        };
        let providers = &mut receiver.providers;
        let level = step(&mut self.places, &mut way, providers, &provider, || {
            let mut level = ProviderLevel::new(NO_LEVEL);
            level.providers.push(Provider::new(provider.0.clone()));
            level
        });
        let Some(subscribers) = level.map(|of| &mut of.subscribers) else {
            return;
        };
        let level = step(&mut self.places, &mut way, subscribers, &subscriber, || {
            let mut level = SubscriberLevel::new(NO_LEVEL);
            level.demographics = subscriber.1.clone();
            level.subscriber = Some(Subscriber::new(subscriber.0.clone()));
            level
        });
        let Some(level) = level else { return };
        let Some(dependent) = dependent else {
            level.claims.push(asked.of_subscriber());
            return;
        };
        let dependents = &mut level.dependents;
        let level = step(&mut self.places, &mut way, dependents, &dependent, || {
            let mut level = DependentLevel::new(NO_LEVEL);
            level.demographics = dependent.1.clone();
            level.dependent = Some(Dependent::new(dependent.0.clone()));
            level
        });
        if let Some(level) = level {
            level.claims.push(asked.of_dependent());
        }
    }

    /// The levels with their numbers.
    pub(super) fn finish(mut self) -> Vec<SourceLevel<'static>> {
        let mut count = 0;
        for source in &mut self.sources {
            let above = number(&mut count, &mut source.level, None, "20", Some(true));
            for receiver in &mut source.receivers {
                let above = number(
                    &mut count,
                    &mut receiver.level,
                    Some(above),
                    "21",
                    Some(true),
                );
                for provider in &mut receiver.providers {
                    let level = &mut provider.level;
                    let above = number(&mut count, level, Some(above), "19", Some(true));
                    for subscriber in &mut provider.subscribers {
                        let has = !subscriber.dependents.is_empty();
                        let level = &mut subscriber.level;
                        let above = number(&mut count, level, Some(above), "22", Some(has));
                        for dependent in &mut subscriber.dependents {
                            number(&mut count, &mut dependent.level, Some(above), "23", None);
                        }
                    }
                }
            }
        }
        self.sources
    }
}

/// The level of `list` that is known by `known`, made where there is none, and one step further on the way down.
fn step<'l, L>(
    places: &mut HashMap<(Vec<usize>, Key), usize>,
    way: &mut Vec<usize>,
    list: &'l mut Vec<L>,
    known: &Known,
    make: impl FnOnce() -> L,
) -> Option<&'l mut L> {
    let key = (way.clone(), Key::of(known));
    let at = *places.entry(key).or_insert(list.len());
    if at == list.len() {
        list.push(make());
    }
    way.push(at);
    list.get_mut(at)
}

fn number(
    count: &mut u64,
    level: &mut Hl<'static>,
    above: Option<u64>,
    kind: &'static str,
    has_children: Option<bool>,
) -> u64 {
    *count = count.saturating_add(1);
    *level = Hl {
        number: Some(count.to_string().into()),
        parent: above.map(|above| above.to_string().into()),
        kind: Some(kind.into()),
        has_children: has_children.map(|has| if has { "1" } else { "0" }.into()),
    };
    *count
}

fn payer(out: &mut Out, claim: &Claim) -> Known {
    let payer = &claim.coverage.payer;
    let name = claim_model::PartyName::Organization(payer.name.clone());
    let mut nm1 = out.party("coverage.payer.name", "PR", &name);
    let kind = match payer.id_kind {
        PayerIdKind::Assigned => "PI",
        PayerIdKind::NationalPlan => "XV",
    };
    out.identify(&mut nm1, "coverage.payer.id", kind, payer.id.as_str());
    (nm1, None, false)
}

/// By NPI; by tax id where there is none.
fn provider(out: &mut Out, claim: &Claim) -> Known {
    let provider = &claim.billing_provider;
    let mut nm1 = out.party("billing_provider.name", "1P", &provider.name);
    match &provider.npi {
        Some(npi) => out.identify(&mut nm1, "billing_provider.npi", "XX", npi.as_str()),
        None => {
            let id = provider.tax_id.as_str();
            out.identify(&mut nm1, "billing_provider.tax_id", "FI", id);
        }
    }
    (nm1, None, false)
}

fn subscriber(out: &mut Out, claim: &Claim) -> Known {
    let subscriber = &claim.coverage.subscriber;
    let mut nm1 = out.party("coverage.subscriber.name", "IL", &subscriber.name);
    let kind = match subscriber.member_id_kind {
        MemberIdKind::Member => "MI",
        MemberIdKind::NationalHealthId => "II",
    };
    let id = subscriber.member_id.as_ref().map_or("", |id| id.as_str());
    out.identify(&mut nm1, "coverage.subscriber.member_id", kind, id);
    let is_patient = claim.patient.is_none();
    let demographics = is_patient
        .then(|| demographics(subscriber.birth_date, subscriber.sex))
        .flatten();
    (nm1, demographics, !is_patient)
}

/// The patient, where that is not the subscriber. The guide asks for the birth date.
fn dependent(out: &mut Out, claim: &Claim) -> Option<Known> {
    let patient = claim.patient.as_ref()?;
    let nm1 = out.person("patient.name", "QC", &patient.name);
    if patient.birth_date.is_none() {
        out.find("patient.birth_date", InquiryProblem::Missing);
    }
    Some((nm1, demographics(patient.birth_date, patient.sex), false))
}

/// `None` without a birth date: nothing can be said of the sex alone.
fn demographics(birth_date: Option<Day>, sex: Option<Sex>) -> Option<Dmg<'static>> {
    let code = match sex {
        Some(Sex::Female) => Some("F"),
        Some(Sex::Male) => Some("M"),
        Some(Sex::Unknown) | None => None,
    };
    birth_date.map(|day| Dmg {
        birth_date: Some(Period::Day(day.0.into())),
        sex: code.map(Into::into),
    })
}

/// What is asked of one claim.
struct Asked {
    trace: Trn<'static>,
    payer_claim_number: Option<Ref<'static>>,
    patient_control_number: Option<Ref<'static>>,
    charge: Option<Amt<'static>>,
    service_dates: Option<Dtp<'static>>,
}

impl Asked {
    fn of(
        out: &mut Out,
        claim: &Claim,
        trace: &str,
        payer_claim_number: Option<&PayerClaimNumber>,
    ) -> Self {
        let reference = |qualifier: &'static str, id: Text<'static>| Ref {
            qualifier: qualifier.into(),
            id,
        };
        let own = claim.patient_control_number.as_str();
        let own = out.id("patient_control_number", own, NUMBER);
        let theirs =
            payer_claim_number.and_then(|of| out.id("payer_claim_number", of.as_str(), NUMBER));
        let charge = total(claim);
        if charge.is_none() {
            out.find("lines.charge", InquiryProblem::ChargeTooLarge);
        }
        Self {
            trace: Trn {
                kind: Some("1".into()),
                number: out.id("trace", trace, NUMBER),
                originating_company_id: None,
                supplement: None,
            },
            payer_claim_number: theirs.map(|id| reference("1K", id)),
            patient_control_number: own.map(|id| reference("EJ", id)),
            charge: charge.map(|amount| Amt {
                qualifier: "T3".into(),
                amount: amount.normalize(),
            }),
            service_dates: service_dates(claim).map(|period| Dtp {
                qualifier: "472".into(),
                period,
            }),
        }
    }

    fn of_subscriber(self) -> SubscriberClaim<'static> {
        let mut claim = SubscriberClaim::new(self.trace);
        claim.payer_claim_number = self.payer_claim_number;
        claim.patient_control_number = self.patient_control_number;
        claim.charge = self.charge;
        claim.service_dates = self.service_dates;
        claim
    }

    fn of_dependent(self) -> DependentClaim<'static> {
        let mut claim = DependentClaim::new(self.trace);
        claim.payer_claim_number = self.payer_claim_number;
        claim.patient_control_number = self.patient_control_number;
        claim.charge = self.charge;
        claim.service_dates = self.service_dates;
        claim
    }
}

/// The sum of the lines, exactly.
fn total(claim: &Claim) -> Option<Decimal> {
    let mut sum = x12_core::Sum::default();
    sum.extend(claim.lines.iter().map(|line| line.charge.0));
    sum.total()
}

/// From the first day of any line to the last; `None` where no line has one.
fn service_dates(claim: &Claim) -> Option<Period<'static>> {
    let dates = || claim.lines.iter().filter_map(|line| line.dates);
    let from = Date::from(dates().map(|of| of.from).min()?.0);
    let to = Date::from(dates().map(|of| of.last()).max()?.0);
    Some(if from == to {
        Period::Day(from)
    } else {
        Period::Range(DateRange { from, to })
    })
}
