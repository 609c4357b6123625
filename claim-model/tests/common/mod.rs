//! A good claim, made through the public interface.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::arithmetic_side_effects, reason = "small numbers")]

pub mod claims;
pub mod life;
pub mod lines;

use claim_model::{
    Address, Adjustment, AdjustmentGroup, AdjustmentReasonCode, Amount, BillingProvider, Claim,
    ClaimFilingIndicator, Contact, Coverage, Day, Decision, DiagnosisCode, Finding, LineDecision,
    MemberId, Npi, OtherCoverage, PartyName, PatientControlNumber, Payer, PayerId, PayerSequence,
    PersonName, PlaceOfService, Procedure, ProcedureCode, Provider, Quantity, Relationship,
    ServiceLine, Sex, Signatures, Subscriber, TaxId, Taxonomy,
};

pub fn day(year: i32, month: u32, day: u32) -> Day {
    Day::new(year, month, day).unwrap()
}

pub fn dollars(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

pub fn number(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

pub fn street() -> Address {
    Address::new("900 SW Main St Apt 4", "Portland", "OR", "97204")
}

pub fn acme() -> Payer {
    Payer::new("Acme Health Plan", PayerId::new("ACM01").unwrap())
}

pub fn chen() -> Provider {
    let name = PersonName::new("Chen", "Amy").with_middle("L");
    Provider::individual(name, Npi::new("2888002005").unwrap())
        .with_taxonomy(Taxonomy::new("1041C0700X").unwrap())
}

pub fn subscriber(member_id: &str) -> Subscriber {
    Subscriber {
        name: PartyName::Individual(PersonName::new("Lopez", "Maria")),
        member_id: Some(MemberId::new(member_id).unwrap()),
        address: Some(street()),
        birth_date: Some(day(1985, 4, 12)),
        sex: Some(Sex::Female),
        ..Subscriber::default()
    }
}

pub fn billing_provider() -> BillingProvider {
    BillingProvider {
        name: PartyName::Organization("Cedar Grove Counseling LLC".into()),
        npi: Some(Npi::new("1234567893").unwrap()),
        tax_id: TaxId::Ein("93-1234567".parse().unwrap()),
        taxonomy: Some(Taxonomy::new("261QM0801X").unwrap()),
        address: Address::new("120 NW Oak St", "Portland", "OR", "97209-1234"),
        contacts: vec![Contact::new("Billing Office", "503-555-0111")],
        ..BillingProvider::default()
    }
}

/// One session, billed to the first payer.
pub fn good() -> Claim {
    let mut claim = Claim::new(
        PatientControlNumber::new("SH-10001").unwrap(),
        billing_provider(),
        Coverage {
            payer: acme(),
            filing_indicator: Some(ClaimFilingIndicator::new("CI").unwrap()),
            group_number: Some("GRP7788".into()),
            subscriber: subscriber("MBR100200"),
            ..Coverage::default()
        },
        PlaceOfService::new("11").unwrap(),
        Signatures::on_file(),
    );
    claim.diagnoses = ["F41.1", "F33.1"]
        .map(|code| DiagnosisCode::new(code).unwrap())
        .to_vec();
    claim.rendering_provider = Some(chen());
    let procedure = Procedure::new(ProcedureCode::new("90834").unwrap());
    let line = ServiceLine::new(procedure, dollars("150.00")).on(day(2025, 2, 10));
    claim.lines = vec![line.with_control_number("L10001-1")];
    claim
}

pub fn adjustment(group: AdjustmentGroup, reason: &str, amount: &str) -> Adjustment {
    Adjustment {
        group,
        reason: AdjustmentReasonCode::new(reason).unwrap(),
        amount: dollars(amount),
        quantity: None,
    }
}

pub fn other(payer: Payer, sequence: PayerSequence, member_id: &str) -> OtherCoverage {
    OtherCoverage {
        sequence,
        relationship: Relationship::Itself,
        payer,
        filing_indicator: Some(ClaimFilingIndicator::new("CI").unwrap()),
        group_number: Some("GRP7788".into()),
        group_name: None,
        medicare_secondary_reason: None,
        subscriber: Subscriber {
            address: None,
            birth_date: None,
            sex: None,
            ..subscriber(member_id)
        },
        benefits_assigned: claim_model::BenefitsAssignment::Yes,
        patient_signature_by_provider: false,
        release: claim_model::Release::Signed,
        prior_authorization: None,
        referral_number: None,
        decision: None,
    }
}

/// The same session billed to the second payer, after the first decided line by line.
pub fn good_secondary() -> Claim {
    let mut claim = good();
    claim.coverage.sequence = PayerSequence::Secondary;
    claim.coverage.payer = Payer::new("Beta Mutual", PayerId::new("BET02").unwrap());
    claim.coverage.subscriber = subscriber("BETA900");
    let mut first = other(acme(), PayerSequence::Primary, "MBR100200");
    first.decision = Some(Decision {
        paid: Some(dollars("40")),
        ..Decision::default()
    });
    claim.other_coverages = vec![first];
    claim.lines[0].decisions = vec![LineDecision {
        payer_id: PayerId::new("ACM01").unwrap(),
        paid: dollars("40"),
        procedure: claim.lines[0].procedure.clone(),
        units: number("1"),
        bundled_into: None,
        adjustments: vec![
            adjustment(AdjustmentGroup::ContractualObligation, "45", "40"),
            adjustment(AdjustmentGroup::PatientResponsibility, "1", "70"),
        ],
        date: Some(day(2025, 2, 20)),
        remaining_patient_liability: Some(dollars("70")),
    }];
    claim
}

/// A finding as `number field box`, with `-` for no box.
pub fn short(finding: &Finding) -> String {
    let number = finding.rule.to_string().replace("X12-", "");
    format!(
        "{number} {} {}",
        finding.path,
        finding.form_box().unwrap_or("-")
    )
}
