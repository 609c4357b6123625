//! The tables of claims: columns and where their values come from, each defined once.

use x12_837p::{
    Batch, BillingProviderLevel, ClaimLoop, LineAdjudication, OtherCoverage, PatientLevel,
    ServiceLine, SubscriberLevel,
    segments::{Adjustment, Clm, Dmg, HealthCareCode, Nm1, Procedure, Sbr, Sv1},
};
use x12_core::{Code, Date, Text, segments::Dtp};

use crate::cells::{Id, Joined, row};

/// What stands above a claim in its batch. Levels are kept until another one comes.
pub(super) struct Above<'n> {
    pub(super) id: Id,
    pub(super) file: &'n str,
    pub(super) batch: Batch<'static>,
    pub(super) provider: Option<BillingProviderLevel<'static>>,
    pub(super) subscriber: Option<SubscriberLevel<'static>>,
    /// Where that is not the subscriber.
    pub(super) patient: Option<PatientLevel<'static>>,
}

impl Above<'_> {
    fn provider(&self) -> Option<&Nm1<'static>> {
        let level = self.provider.as_ref()?;
        level.billing_provider.as_ref().map(|of| &of.name)
    }

    fn coverage(&self) -> Option<&Sbr<'static>> {
        self.subscriber.as_ref()?.coverage.as_ref()
    }

    fn payer(&self) -> Option<&Nm1<'static>> {
        let level = self.subscriber.as_ref()?;
        level.payer.as_ref().map(|of| &of.name)
    }

    fn subscriber(&self) -> Option<&Nm1<'static>> {
        let level = self.subscriber.as_ref()?;
        level.subscriber.as_ref().map(|of| &of.name)
    }

    fn patient(&self) -> Option<&Nm1<'static>> {
        match &self.patient {
            Some(level) => level.patient.as_ref().map(|of| &of.name),
            None => self.subscriber(),
        }
    }

    fn patient_demographics(&self) -> Option<&Dmg<'static>> {
        match &self.patient {
            Some(level) => level.patient.as_ref()?.demographics.as_ref(),
            None => {
                let level = self.subscriber.as_ref()?;
                level.subscriber.as_ref()?.demographics.as_ref()
            }
        }
    }

    /// To the subscriber of the payer who gets the claim.
    fn relationship(&self) -> Option<&Code<'static>> {
        match &self.patient {
            Some(level) => level.relationship.as_ref()?.relationship.as_ref(),
            None => self.coverage()?.relationship.as_ref(),
        }
    }

    fn tax_id(&self) -> Option<&Text<'static>> {
        let provider = self.provider.as_ref()?.billing_provider.as_ref()?;
        provider.tax_id.as_ref().map(|of| &of.id)
    }

    fn taxonomy(&self) -> Option<&Text<'static>> {
        let taxonomy = self.provider.as_ref()?.taxonomy.as_ref()?;
        taxonomy.taxonomy.as_ref()
    }
}

/// The identifier where it is an NPI.
fn npi<'n, 'a>(name: Option<&'n Nm1<'a>>) -> Option<&'n Text<'a>> {
    let name = name?;
    name.id_qualifier.as_ref().filter(|of| of.is("XX"))?;
    name.id.as_ref()
}

fn id<'n, 'a>(name: Option<&'n Nm1<'a>>) -> Option<&'n Text<'a>> {
    name?.id.as_ref()
}

fn last_name<'n, 'a>(name: Option<&'n Nm1<'a>>) -> Option<&'n Text<'a>> {
    name?.last_name.as_ref()
}

fn first_name<'n, 'a>(name: Option<&'n Nm1<'a>>) -> Option<&'n Text<'a>> {
    name?.first_name.as_ref()
}

fn day(date: Option<&Dtp<'_>>) -> Option<Date> {
    date.and_then(Dtp::from)
}

fn birth_date(of: Option<&Dmg<'_>>) -> Option<Date> {
    of?.birth_date.as_ref()?.from()
}

fn sex<'d, 'a>(of: Option<&'d Dmg<'a>>) -> Option<&'d Code<'a>> {
    of?.sex.as_ref()
}

/// A claim with who bills it, who gets it and whom it is about.
pub(super) struct ClaimRow<'r, 'a> {
    pub(super) id: Id,
    pub(super) above: &'r Above<'r>,
    pub(super) claim: &'r ClaimLoop<'a>,
}

impl<'r, 'a> ClaimRow<'r, 'a> {
    const fn info(&self) -> &'r Clm<'a> {
        &self.claim.info
    }

    fn rendering(&self) -> Option<&'r Nm1<'a>> {
        self.claim.rendering_provider.as_ref().map(|of| &of.name)
    }

    fn referring(&self) -> Option<&'r Nm1<'a>> {
        self.claim.referring_providers.first().map(|of| &of.name)
    }

    fn supervising(&self) -> Option<&'r Nm1<'a>> {
        self.claim.supervising_provider.as_ref().map(|of| &of.name)
    }

    fn facility(&self) -> Option<&'r Nm1<'a>> {
        self.claim.service_facility.as_ref().map(|of| &of.name)
    }
}

row! { ClaimRow<'_, '_>, row:
    "claim_id" Id = row.id,
    "batch_id" Id = row.id.above(),
    "file" Text = row.above.file,
    "interchange_control_number" Text = row.above.batch.interchange.control_number,
    "transaction_control_number" Text = row.above.batch.transaction.control_number,
    "batch_number" Text = row.above.batch.header.begin.as_ref().and_then(|begin| begin.reference.as_ref()),
    "batch_date" Date = row.above.batch.header.begin.as_ref().and_then(|begin| begin.date),
    "patient_control_number" Text = row.info().patient_control_number,
    "charge_amount" Total = row.info().charge,
    "place_of_service" Code = row.info().place_of_service.as_ref().and_then(|of| of.code.as_ref()),
    "frequency_code" Code = row.info().place_of_service.as_ref().and_then(|of| of.frequency.as_ref()),
    "original_reference" Text = row.claim.payer_claim_control_number.as_ref().map(|of| &of.id),
    "clearinghouse_claim_number" Text = row.claim.intermediary_claim_id.as_ref().map(|of| &of.id),
    "prior_authorization" Text = row.claim.prior_authorization.as_ref().map(|of| &of.id),
    "referral_number" Text = row.claim.referral_number.as_ref().map(|of| &of.id),
    "assignment_code" Code = row.info().assignment,
    "delay_reason" Code = row.info().delay_reason,
    "patient_paid" Money = row.claim.patient_paid.as_ref().map(|of| of.amount),
    "onset_date" Date = day(row.claim.onset_of_illness.as_deref()),
    "accident_date" Date = day(row.claim.accident.as_deref()),
    "admission_date" Date = day(row.claim.admission.as_deref()),
    "discharge_date" Date = day(row.claim.discharge.as_deref()),
    "billing_name" Text = last_name(row.above.provider()),
    "billing_first_name" Text = first_name(row.above.provider()),
    "billing_npi" Text = npi(row.above.provider()),
    "billing_tax_id" Text = row.above.tax_id(),
    "billing_taxonomy" Text = row.above.taxonomy(),
    "rendering_last_name" Text = last_name(row.rendering()),
    "rendering_first_name" Text = first_name(row.rendering()),
    "rendering_npi" Text = npi(row.rendering()),
    "referring_npi" Text = npi(row.referring()),
    "supervising_npi" Text = npi(row.supervising()),
    "facility_name" Text = last_name(row.facility()),
    "facility_npi" Text = npi(row.facility()),
    "payer_name" Text = last_name(row.above.payer()),
    "payer_id" Text = id(row.above.payer()),
    "subscriber_last_name" Text = last_name(row.above.subscriber()),
    "subscriber_first_name" Text = first_name(row.above.subscriber()),
    "subscriber_member_id" Text = id(row.above.subscriber()),
    "patient_relationship" Code = row.above.relationship(),
    "patient_last_name" Text = last_name(row.above.patient()),
    "patient_first_name" Text = first_name(row.above.patient()),
    "patient_birth_date" Date = birth_date(row.above.patient_demographics()),
    "patient_sex" Code = sex(row.above.patient_demographics()),
}

pub(super) struct LineRow<'r, 'a> {
    pub(super) id: Id,
    pub(super) line: &'r ServiceLine<'a>,
}

impl<'r, 'a> LineRow<'r, 'a> {
    fn service(&self) -> Option<&'r Sv1<'a>> {
        self.line.service.as_ref()
    }

    fn procedure(&self) -> Option<&'r Procedure<'a>> {
        self.service()?.procedure.as_ref()
    }

    /// As in the form: the numbers of the diagnoses, such as `1:3`.
    fn pointers(&self) -> Option<String> {
        let pointers = self.service()?.diagnosis_pointers.as_ref()?;
        let numbers: Vec<_> = pointers
            .numbers()
            .map(|number| number.to_string())
            .collect();
        Some(numbers.join(":"))
    }

    fn rendering(&self) -> Option<&'r Nm1<'a>> {
        self.line.rendering_provider.as_ref().map(|of| &of.name)
    }
}

/// The modifiers that are there, in order.
fn modifiers<'p, 'a>(
    procedure: Option<&'p Procedure<'a>>,
) -> impl Iterator<Item = &'p Code<'a>> + Clone {
    let all = procedure.map(|of| {
        [
            &of.modifier_1,
            &of.modifier_2,
            &of.modifier_3,
            &of.modifier_4,
        ]
    });
    all.into_iter().flatten().flatten()
}

row! { LineRow<'_, '_>, row:
    "line_id" Id = row.id,
    "claim_id" Id = row.id.above(),
    "line_number" Number = row.line.number.number,
    "line_control_number" Text = row.line.line_item_control_number.as_ref().map(|of| &of.id),
    "procedure_qualifier" Code = row.procedure().and_then(|of| of.qualifier.as_ref()),
    "procedure_code" Code = row.procedure().and_then(|of| of.code.as_ref()),
    "modifiers" Code = Joined(':', modifiers(row.procedure())),
    "description" Text = row.procedure().and_then(|of| of.description.as_ref()),
    "charge_amount" Total = row.service().and_then(|of| of.charge),
    "unit_code" Code = row.service().and_then(|of| of.unit.as_ref()),
    "quantity" Quantity = row.service().and_then(|of| of.quantity),
    "place_of_service" Code = row.service().and_then(|of| of.place_of_service.as_ref()),
    "diagnosis_pointers" Code = row.pointers(),
    "emergency" Code = row.service().and_then(|of| of.emergency.as_ref()),
    "service_from" Date = row.line.service_date.as_ref().and_then(Dtp::from),
    "service_to" Date = row.line.service_date.as_ref().and_then(Dtp::to),
    "drug_code" Text = row.line.drug.as_ref().and_then(|of| of.info.code.as_ref()),
    "drug_quantity" Quantity = row.line.drug.as_ref().and_then(|of| of.quantity.as_ref()).and_then(|of| of.quantity),
    "rendering_npi" Text = npi(row.rendering()),
}

/// One diagnosis of a claim, at the place to which lines point.
pub(super) struct DiagnosisRow<'r, 'a> {
    pub(super) claim: Id,
    pub(super) number: u64,
    pub(super) diagnosis: &'r HealthCareCode<'a>,
}

row! { DiagnosisRow<'_, '_>, row:
    "claim_id" Id = row.claim,
    "number" Number = row.number,
    "list" Code = row.diagnosis.list,
    "code" Code = row.diagnosis.code,
}

/// A payer of the claim: the one who gets it, or another one.
pub(super) struct CoverageRow<'r, 'a> {
    pub(super) id: Id,
    pub(super) above: &'r Above<'r>,
    /// `None` for the payer who gets the claim.
    pub(super) other: Option<&'r OtherCoverage<'a>>,
}

impl CoverageRow<'_, '_> {
    fn coverage(&self) -> Option<&Sbr<'_>> {
        match self.other {
            Some(other) => Some(&other.coverage),
            None => self.above.coverage(),
        }
    }

    fn payer(&self) -> Option<&Nm1<'_>> {
        match self.other {
            Some(other) => other.payer.as_ref().map(|of| &of.name),
            None => self.above.payer(),
        }
    }

    fn subscriber(&self) -> Option<&Nm1<'_>> {
        match self.other {
            Some(other) => other.subscriber.as_ref().map(|of| &of.name),
            None => self.above.subscriber(),
        }
    }

    /// The patient's relationship to the subscriber.
    fn relationship(&self) -> Option<&Code<'_>> {
        match self.other {
            Some(other) => other.coverage.relationship.as_ref(),
            None => self.above.relationship(),
        }
    }
}

row! { CoverageRow<'_, '_>, row:
    "coverage_id" Id = row.id,
    "claim_id" Id = row.id.above(),
    "destination" Flag = row.other.is_none(),
    "payer_sequence" Code = row.coverage().and_then(|of| of.payer_sequence.as_ref()),
    "payer_name" Text = last_name(row.payer()),
    "payer_id" Text = id(row.payer()),
    "claim_filing_indicator" Code = row.coverage().and_then(|of| of.claim_filing_indicator.as_ref()),
    "insurance_type" Code = row.coverage().and_then(|of| of.insurance_type.as_ref()),
    "group_number" Text = row.coverage().and_then(|of| of.group_number.as_ref()),
    "group_name" Text = row.coverage().and_then(|of| of.group_name.as_ref()),
    "relationship" Code = row.relationship(),
    "subscriber_last_name" Text = last_name(row.subscriber()),
    "subscriber_first_name" Text = first_name(row.subscriber()),
    "subscriber_member_id" Text = id(row.subscriber()),
    "payer_claim_number" Text = row.other.and_then(|of| of.payer.as_ref()?.claim_control_number.as_ref()).map(|of| &of.id),
    "paid_amount" Money = row.other.and_then(|of| of.payer_paid.as_ref()).map(|of| of.amount),
    "remaining_patient_liability" Money = row.other.and_then(|of| of.remaining_patient_liability.as_ref()).map(|of| of.amount),
    "non_covered_amount" Money = row.other.and_then(|of| of.total_non_covered.as_ref()).map(|of| of.amount),
    "remittance_date" Date = row.other.and_then(|of| of.payer.as_ref()?.remittance_date.as_ref()).and_then(|of| of.from()),
}

/// What another payer decided on a line.
pub(super) struct AdjudicationRow<'r, 'a> {
    pub(super) line: Id,
    /// The other payer, where the line names one of the claim.
    pub(super) coverage: Option<Id>,
    pub(super) adjudication: &'r LineAdjudication<'a>,
}

row! { AdjudicationRow<'_, '_>, row:
    "line_id" Id = row.line,
    "coverage_id" Id = row.coverage,
    "payer_id" Text = row.adjudication.info.payer_id,
    "paid_amount" Money = row.adjudication.info.paid,
    "units_paid" Quantity = row.adjudication.info.units_paid,
    "procedure_code" Code = row.adjudication.info.procedure.as_ref().and_then(|of| of.code.as_ref()),
    "modifiers" Code = Joined(':', modifiers(row.adjudication.info.procedure.as_ref())),
    "bundled_into" Number = row.adjudication.info.bundled_into,
    "remittance_date" Date = row.adjudication.remittance_date.as_ref().and_then(Dtp::from),
    "remaining_patient_liability" Money = row.adjudication.remaining_patient_liability.as_ref().map(|of| of.amount),
}

/// An adjustment by another payer, of the claim or of a line.
pub(super) struct AdjustmentRow<'r, 'a> {
    pub(super) claim: Id,
    pub(super) coverage: Option<Id>,
    pub(super) line: Option<Id>,
    pub(super) group: &'r Code<'a>,
    pub(super) adjustment: &'r Adjustment<'a>,
}

row! { AdjustmentRow<'_, '_>, row:
    "claim_id" Id = row.claim,
    "coverage_id" Id = row.coverage,
    "line_id" Id = row.line,
    "group_code" Code = row.group,
    "reason_code" Code = row.adjustment.reason,
    "amount" Money = row.adjustment.amount,
    "quantity" Quantity = row.adjustment.quantity,
}
