//! Reports of all three kinds from a few numbers: levels counted, totals added up.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    dead_code,
    missing_docs,
    unreachable_pub
)]

use proptest::{collection::vec, option, prelude::*, sample::select};
use x12_277::{
    acknowledgment as ack, answer, inquiry,
    segments::{
        Amt, Bht, Dmg, Dtp, Hl, Nm1, Period, Procedure, Qty, Ref, St, Status, Stc, Svc, Trn,
    },
};
use x12_core::{Date, Time, rust_decimal::Decimal};

/// What is drawn for one claim.
#[derive(Debug, Clone)]
pub struct Drawn {
    number: String,
    categories: Vec<(&'static str, u16)>,
    accepted: bool,
    cents: i64,
    payer_number: Option<String>,
    message: Option<String>,
    day: u32,
    lines: u8,
}

pub fn claim() -> impl Strategy<Value = Drawn> {
    let categories = vec((select(&["A1", "A2", "A3", "A7"][..]), 1_u16..900), 1..4);
    (
        "[A-Z0-9][A-Z0-9-]{0,18}[A-Z0-9]",
        categories,
        any::<bool>(),
        1_i64..1_000_000,
        option::of("[0-9]{1,20}"),
        option::of("[A-Z][A-Z ,.]{0,40}[A-Z]"),
        1_u32..28,
        0_u8..3,
    )
        .prop_map(
            |(number, categories, accepted, cents, payer_number, message, day, lines)| Drawn {
                number,
                categories,
                accepted,
                cents,
                payer_number,
                message,
                day,
                lines,
            },
        )
}

/// Receivers' providers' patients' claims.
pub type Tree = Vec<Vec<Vec<Drawn>>>;

/// Providers, patients of each, claims of each patient.
pub fn tree() -> impl Strategy<Value = Tree> {
    vec(vec(vec(claim(), 1..3), 0..3), 0..3)
}

fn date(day: u32) -> Date {
    Date::read(format!("202503{day:02}").as_bytes()).unwrap()
}

fn amount(cents: i64) -> Decimal {
    Decimal::new(cents, 2).normalize()
}

fn name(
    entity: &'static str,
    kind: &'static str,
    qualifier: &'static str,
    id: &'static str,
) -> Nm1<'static> {
    Nm1 {
        entity: entity.into(),
        kind: Some(kind.into()),
        last_name: Some("NAME".into()),
        first_name: None,
        middle_name: None,
        suffix: None,
        id_qualifier: (!id.is_empty()).then(|| qualifier.into()),
        id: (!id.is_empty()).then(|| id.into()),
    }
}

fn trace(kind: &'static str, number: &str) -> Trn<'static> {
    Trn {
        kind: Some(kind.into()),
        number: Some(number.to_owned().into()),
        originating_company_id: None,
        supplement: None,
    }
}

fn reference(qualifier: &'static str, id: &str) -> Ref<'static> {
    Ref {
        qualifier: qualifier.into(),
        id: id.to_owned().into(),
    }
}

fn dtp(qualifier: &'static str, day: u32) -> Dtp<'static> {
    Dtp {
        qualifier: qualifier.into(),
        period: Period::Day(date(day)),
    }
}

fn header(set: &'static str, version: &'static str) -> St<'static> {
    St {
        set: Some(set.into()),
        control_number: Some("0001".into()),
        version: Some(version.into()),
    }
}

fn begin(
    structure: &'static str,
    purpose: &'static str,
    kind: Option<&'static str>,
) -> Bht<'static> {
    Bht {
        structure: Some(structure.into()),
        purpose: Some(purpose.into()),
        reference: Some("REPORT1".into()),
        date: Some(date(1)),
        time: Time::read(b"0900"),
        kind: kind.map(Into::into),
    }
}

fn status(categories: &[(&'static str, u16)]) -> Stc<'static> {
    let mut all = categories.iter().map(|(category, status)| Status {
        category: Some((*category).into()),
        status: Some(status.to_string().into()),
        entity: None,
        code_list: None,
    });
    let mut stc = Stc::new(all.next().unwrap());
    stc.second = all.next().map(Box::new);
    stc.third = all.next().map(Box::new);
    stc
}

fn service(cents: i64) -> Svc<'static> {
    Svc {
        procedure: Procedure {
            qualifier: Some("HC".into()),
            code: Some("90834".into()),
            modifier_1: None,
            modifier_2: None,
            modifier_3: None,
            modifier_4: None,
            description: None,
        },
        charge: Some(amount(cents)),
        paid: None,
        revenue_code: None,
        units: Some(Decimal::ONE),
    }
}

/// HL01 and HL02, counted.
#[derive(Default)]
struct Levels(u32);

impl Levels {
    fn next(
        &mut self,
        parent: u32,
        kind: &'static str,
        children: Option<bool>,
    ) -> (u32, Hl<'static>) {
        self.0 += 1;
        let level = Hl {
            number: Some(self.0.to_string().into()),
            parent: (parent > 0).then(|| parent.to_string().into()),
            kind: Some(kind.into()),
            has_children: children.map(|has| if has { "1" } else { "0" }.into()),
        };
        (self.0, level)
    }
}

#[derive(Default, Clone, Copy)]
struct Sums {
    counts: [u32; 2],
    cents: [i64; 2],
}

impl Sums {
    fn add(&mut self, claim: &Drawn) {
        let side = usize::from(!claim.accepted);
        self.counts[side] += 1;
        self.cents[side] += claim.cents;
    }

    fn qty(&self, side: usize, qualifier: &'static str) -> Option<Qty<'static>> {
        (self.counts[side] > 0).then(|| Qty {
            qualifier: qualifier.into(),
            quantity: self.counts[side].into(),
        })
    }

    fn amt(&self, side: usize, qualifier: &'static str) -> Option<Amt<'static>> {
        (self.cents[side] > 0).then(|| Amt {
            qualifier: qualifier.into(),
            amount: amount(self.cents[side]),
        })
    }
}

fn sums<'d>(claims: impl IntoIterator<Item = &'d Drawn>) -> Sums {
    let mut sums = Sums::default();
    claims.into_iter().for_each(|of| sums.add(of));
    sums
}

/// An acknowledgment with totals of the batch and of each provider.
pub fn acknowledgment(tree: &Tree) -> ack::Report<'static> {
    let mut levels = Levels::default();
    let mut header = ack::Header::new(header("277", "005010X214"));
    header.begin = Some(begin("0085", "08", Some("TH")));
    let (number, level) = levels.next(0, "20", Some(true));
    let mut source = ack::SourceLevel::new(level);
    source.source = Some(ack::Source::new(name("PR", "2", "PI", "ACM01")));
    let mut receipt = ack::Receipt::new(trace("1", "RCPT1"));
    receipt.received = Some(dtp("050", 1));
    receipt.processed = Some(dtp("009", 2));
    source.receipt = Some(receipt);
    let (of_receiver, level) = levels.next(number, "21", Some(!tree.is_empty()));
    let mut receiver = ack::ReceiverLevel::new(level);
    receiver.receiver = Some(ack::Receiver::new(name("41", "2", "46", "DEMO001")));
    let mut batch = ack::BatchStatus::new(trace("2", "BATCH1"));
    let all = sums(tree.iter().flatten().flatten());
    let mut stc = status(&[("A1", 19)]);
    stc.date = Some(date(2));
    stc.action = Some("WQ".into());
    stc.charge = Some(amount(all.cents.iter().sum()));
    batch.statuses.push(stc);
    // Providers without patients say nothing of their claims: then the batch says nothing either.
    if tree.iter().all(|of| !of.is_empty()) {
        batch.accepted_claims = all.qty(0, "90");
        batch.rejected_claims = all.qty(1, "AA");
        batch.accepted_charge = all.amt(0, "YU");
        batch.rejected_charge = all.amt(1, "YY");
    }
    receiver.batch = Some(batch);
    for patients in tree {
        let (of_provider, level) = levels.next(of_receiver, "19", Some(!patients.is_empty()));
        let mut provider = ack::ProviderLevel::new(level);
        let nm1 = name("85", "2", "XX", "1234567893");
        provider.providers.push(ack::BillingProvider::new(nm1));
        let own = sums(patients.iter().flatten());
        let mut of = ack::ProviderStatus::new(trace("1", "0"));
        let mut stc = status(&[("A1", 19)]);
        stc.action = Some("WQ".into());
        stc.charge = Some(amount(own.cents.iter().sum()));
        of.statuses.push(stc);
        of.accepted_claims = own.qty(0, "QA");
        of.rejected_claims = own.qty(1, "QC");
        of.accepted_charge = own.amt(0, "YU");
        of.rejected_charge = own.amt(1, "YY");
        provider.status = Some(of);
        for claims in patients {
            let (_, level) = levels.next(of_provider, "PT", None);
            let mut patient = ack::PatientLevel::new(level);
            patient.patient = Some(ack::Patient::new(name("QC", "1", "MI", "MBR1")));
            patient.claims = claims.iter().map(acknowledged).collect();
            provider.patients.push(patient);
        }
        receiver.providers.push(provider);
    }
    source.receivers.push(receiver);
    ack::Report::new(header, vec![source])
}

fn acknowledged(of: &Drawn) -> ack::AcknowledgedClaim<'static> {
    let mut claim = ack::AcknowledgedClaim::new(trace("2", &of.number));
    let mut stc = status(&of.categories);
    stc.date = Some(date(2));
    stc.action = Some(if of.accepted { "WQ" } else { "U" }.into());
    stc.charge = Some(amount(of.cents));
    stc.message = of.message.clone().map(Into::into);
    claim.statuses.push(stc);
    claim.payer_claim_number = of.payer_number.as_deref().map(|id| reference("1K", id));
    claim.service_dates = Some(dtp("472", of.day));
    for at in 0..of.lines {
        let mut line = ack::AcknowledgedLine::new(service(of.cents));
        let mut stc = status(&of.categories);
        stc.action = Some("U".into());
        line.statuses.push(stc);
        line.line_control_number = Some(reference("FJ", &at.to_string()));
        claim.lines.push(line);
    }
    claim
}

macro_rules! answered {
    ($of:expr, $claim:ty, $line:ty) => {{
        let of: &Drawn = $of;
        let mut claim = <$claim>::new(trace("2", &of.number));
        let mut stc = status(&of.categories);
        stc.date = Some(date(2));
        stc.charge = Some(amount(of.cents));
        stc.paid = of.accepted.then(|| amount(of.cents / 2));
        stc.payment_number = of.accepted.then(|| "EFT1".into());
        claim.statuses.push(stc);
        claim.payer_claim_number = of.payer_number.as_deref().map(|id| reference("1K", id));
        claim.patient_control_number = Some(reference("EJ", &of.number));
        claim.service_dates = Some(dtp("472", of.day));
        for _ in 0..of.lines {
            let mut svc = service(of.cents);
            svc.paid = Some(Decimal::ZERO);
            let mut line = <$line>::new(svc);
            let mut stc = status(&of.categories);
            stc.date = Some(date(2));
            line.statuses.push(stc);
            line.service_dates = Some(dtp("472", of.day));
            claim.lines.push(line);
        }
        claim
    }};
}

macro_rules! asked {
    ($of:expr, $claim:ty, $line:ty) => {{
        let of: &Drawn = $of;
        let mut claim = <$claim>::new(trace("1", &of.number));
        claim.payer_claim_number = of.payer_number.as_deref().map(|id| reference("1K", id));
        claim.patient_control_number = Some(reference("EJ", &of.number));
        claim.charge = Some(Amt {
            qualifier: "T3".into(),
            amount: amount(of.cents),
        });
        claim.service_dates = Some(dtp("472", of.day));
        for _ in 0..of.lines {
            let mut line = <$line>::new(service(of.cents));
            line.service_dates = Some(dtp("472", of.day));
            claim.lines.push(line);
        }
        claim
    }};
}

/// Answer and inquiry have the same levels: the first patient of a provider is the subscriber, the others dependents of
/// another.
macro_rules! of_subscribers {
    ($function:ident, $guide:ident, $claims:ident, ($set:literal $begin:expr), $stc:expr) => {
        pub fn $function(tree: &Tree) -> $guide::Report<'static> {
            let mut levels = Levels::default();
            let mut header = $guide::Header::new(header($set, "005010X212"));
            header.begin = Some($begin);
            let (number, level) = levels.next(0, "20", Some(true));
            let mut source = $guide::SourceLevel::new(level);
            source.payer = Some($guide::Payer::new(name("PR", "2", "PI", "ACM01")));
            let (of_receiver, level) = levels.next(number, "21", Some(true));
            let mut receiver = $guide::ReceiverLevel::new(level);
            receiver.receiver = Some($guide::Receiver::new(name("41", "2", "46", "DEMO001")));
            for patients in tree.iter().filter(|of| !of.is_empty()) {
                let (of_provider, level) = levels.next(of_receiver, "19", Some(true));
                let mut provider = $guide::ProviderLevel::new(level);
                let nm1 = name("1P", "2", "XX", "1234567893");
                provider.providers.push($guide::Provider::new(nm1));
                let (first, others) = patients.split_first().unwrap();
                let (_, level) = levels.next(of_provider, "22", Some(false));
                let mut subscriber = $guide::SubscriberLevel::new(level);
                let nm1 = || $guide::Subscriber::new(name("IL", "1", "MI", "MBR1"));
                subscriber.subscriber = Some(nm1());
                subscriber.claims = first
                    .iter()
                    .map(|of| {
                        $claims!(
                            of,
                            $guide::SubscriberClaim<'static>,
                            $guide::SubscriberLine<'static>
                        )
                    })
                    .collect();
                provider.subscribers.push(subscriber);
                if !others.is_empty() {
                    let (of_subscriber, level) = levels.next(of_provider, "22", Some(true));
                    let mut subscriber = $guide::SubscriberLevel::new(level);
                    subscriber.subscriber = Some(nm1());
                    for claims in others {
                        let (_, level) = levels.next(of_subscriber, "23", None);
                        let mut dependent = $guide::DependentLevel::new(level);
                        $stc(&mut dependent);
                        dependent.dependent = Some($guide::Dependent::new(name("QC", "1", "", "")));
                        dependent.claims = claims
                            .iter()
                            .map(|of| {
                                $claims!(
                                    of,
                                    $guide::DependentClaim<'static>,
                                    $guide::DependentLine<'static>
                                )
                            })
                            .collect();
                        subscriber.dependents.push(dependent);
                    }
                    provider.subscribers.push(subscriber);
                }
                receiver.providers.push(provider);
            }
            source.receivers.push(receiver);
            $guide::Report::new(header, vec![source])
        }
    };
}

of_subscribers!(answer, answer, answered, ("277" begin("0010", "08", Some("DG"))), |_: &mut answer::DependentLevel<'_>| {});
of_subscribers!(inquiry, inquiry, asked, ("276" begin("0010", "13", None)), |of: &mut inquiry::DependentLevel<'_>| {
    of.demographics = Some(Dmg {
        birth_date: Some(Period::Day(date(3))),
        sex: Some("F".into()),
    });
});
