//! What billers ask of a remittance, in their words.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text};

use crate::{
    loops::{ClaimPayment, Payee, Payer, PaymentHeader, ProviderAdjustments, ServicePayment},
    segments::{Adjustment, AdjustmentId, Amt, Cas, Dtm, PaymentAdjustment, Ref},
};

/// How a claim was processed (CLP02). A «denied» claim usually comes as processed with a payment of zero; whether it
/// was denied is read from its adjustments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum ClaimStatus {
    /// `1`: processed as primary.
    Primary,
    /// `2`: processed as secondary.
    Secondary,
    /// `3`: processed as tertiary.
    Tertiary,
    /// `4`: denied because patient or claim could not be found; some payers send it for every denial.
    Denied,
    /// `19`: processed as primary and forwarded to another payer.
    PrimaryForwarded,
    /// `20`: processed as secondary and forwarded.
    SecondaryForwarded,
    /// `21`: processed as tertiary and forwarded.
    TertiaryForwarded,
    /// `22`: reversal of an earlier payment.
    Reversal,
    /// `23`: not this payer's claim; forwarded.
    NotOursForwarded,
    /// `25`: predetermination, no payment.
    Predetermination,
    /// Any other code; see [`Clp::status`](crate::segments::Clp::status).
    Other,
}

impl ClaimStatus {
    /// The status that a code of CLP02 means.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code {
            "1" => Self::Primary,
            "2" => Self::Secondary,
            "3" => Self::Tertiary,
            "4" => Self::Denied,
            "19" => Self::PrimaryForwarded,
            "20" => Self::SecondaryForwarded,
            "21" => Self::TertiaryForwarded,
            "22" => Self::Reversal,
            "23" => Self::NotOursForwarded,
            "25" => Self::Predetermination,
            _ => Self::Other,
        }
    }

    /// True where the payer sent the claim on: the provider must not send it to the next payer again.
    #[must_use]
    pub const fn is_forwarded(self) -> bool {
        matches!(
            self,
            Self::PrimaryForwarded
                | Self::SecondaryForwarded
                | Self::TertiaryForwarded
                | Self::NotOursForwarded
        )
    }
}

/// What makes a payment the same payment: TRN03, TRN02, BPR16, BPR02 and the payee's identifier.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentIdentity {
    /// TRN03: the payer's identifier.
    pub originating_company_id: Option<Text<'static>>,
    /// TRN02: transfer or cheque number.
    pub trace_number: Option<Text<'static>>,
    /// BPR16.
    pub date: Option<Date>,
    /// BPR02, in dollars.
    pub amount: Option<Decimal>,
    /// N104 of the payee.
    pub payee_id: Option<Text<'static>>,
}

impl<'a> PaymentHeader<'a> {
    /// The identity of the payment: the key under which money and remittance are brought together.
    #[must_use]
    pub fn identity(&self) -> PaymentIdentity {
        let owned = |text: Option<&Text<'a>>| text.map(|text| text.clone().into_owned());
        let payment = self.payment.as_ref();
        PaymentIdentity {
            originating_company_id: owned(
                self.trace
                    .as_ref()
                    .and_then(|trace| trace.originating_company_id.as_ref()),
            ),
            trace_number: owned(self.trace.as_ref().and_then(|trace| trace.number.as_ref())),
            date: payment.and_then(|payment| payment.date),
            amount: payment.and_then(|payment| payment.amount),
            payee_id: owned(self.payee.as_ref().and_then(|payee| payee.name.id.as_ref())),
        }
    }

    /// BPR02 in dollars; `None` where it is missing or unreadable.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        self.payment.as_ref()?.amount
    }
}

impl<'a> Payer<'a> {
    /// The payer's own identifier: REF*2U, or N104 where that is absent. `None` where neither is there.
    #[must_use]
    pub fn id(&self) -> Option<&Text<'a>> {
        find(&self.references, "2U").or(self.name.id.as_ref())
    }
}

impl<'a> Payee<'a> {
    /// The payee's NPI (N104 where N103 is `XX`).
    #[must_use]
    pub fn npi(&self) -> Option<&Text<'a>> {
        self.qualified("XX")
    }

    /// The payee's tax id: REF*TJ, or N104 where N103 is `FI`.
    #[must_use]
    pub fn tax_id(&self) -> Option<&Text<'a>> {
        find(&self.references, "TJ").or_else(|| self.qualified("FI"))
    }

    fn qualified(&self, qualifier: &str) -> Option<&Text<'a>> {
        let kind = self.name.id_qualifier.as_ref()?;
        self.name.id.as_ref().filter(|_| kind.is(qualifier))
    }
}

fn find<'s, 'a>(references: &'s [Ref<'a>], qualifier: &str) -> Option<&'s Text<'a>> {
    references
        .iter()
        .find(|reference| reference.qualifier.is(qualifier))
        .map(|reference| &reference.id)
}

fn date(dates: &[Dtm<'_>], qualifier: &str) -> Option<Date> {
    dates
        .iter()
        .find(|of| of.qualifier.is(qualifier))
        .map(|of| of.date)
}

fn amount(amounts: &[Amt<'_>], qualifier: &str) -> Option<Decimal> {
    amounts
        .iter()
        .find(|of| of.qualifier.is(qualifier))
        .map(|of| of.amount)
}

/// Adjustments one by one, each with its group.
fn flat<'s, 'a>(
    segments: &'s [Cas<'a>],
) -> impl Iterator<Item = (&'s Code<'a>, &'s Adjustment<'a>)> {
    segments.iter().flat_map(|cas| {
        cas.adjustments
            .iter()
            .map(move |adjustment| (&cas.group, adjustment))
    })
}

impl<'a> ClaimPayment<'a> {
    /// How the claim was processed.
    #[must_use]
    pub fn status(&self) -> ClaimStatus {
        self.info
            .status
            .as_ref()
            .map_or(ClaimStatus::Other, |code| ClaimStatus::of(code.as_str()))
    }

    /// Adjustments of the claim as a whole, one by one, each with its group.
    pub fn claim_adjustments(&self) -> impl Iterator<Item = (&Code<'a>, &Adjustment<'a>)> {
        flat(&self.adjustments)
    }

    /// First day of the statement.
    #[must_use]
    pub fn statement_from(&self) -> Option<Date> {
        date(&self.statement_dates, "232")
    }

    /// Last day of the statement.
    #[must_use]
    pub fn statement_to(&self) -> Option<Date> {
        date(&self.statement_dates, "233")
    }

    /// The member id as the payer corrected it; `None` where it was not corrected.
    #[must_use]
    pub fn corrected_member_id(&self) -> Option<&Text<'a>> {
        self.corrected.as_ref()?.id.as_ref()
    }

    /// The NPI of who rendered the service; `None` where another kind of identifier was sent.
    #[must_use]
    pub fn rendering_npi(&self) -> Option<&Text<'a>> {
        let provider = self.rendering_provider.as_ref()?;
        let kind = provider.id_qualifier.as_ref()?;
        provider.id.as_ref().filter(|_| kind.is("XX"))
    }

    /// Remark codes of the claim (MIA and MOA).
    pub fn remarks(&self) -> impl Iterator<Item = &Code<'a>> {
        let inpatient = self.inpatient.iter().flat_map(|mia| mia.remarks());
        inpatient.chain(self.outpatient.iter().flat_map(|moa| moa.remarks()))
    }

    /// Interest that the claim mentions (AMT*I), in dollars: for information, it is paid by PLB.
    #[must_use]
    pub fn interest(&self) -> Option<Decimal> {
        amount(&self.amounts, "I")
    }
}

impl<'a> ServicePayment<'a> {
    /// Adjustments of the line, one by one, each with its group.
    pub fn line_adjustments(&self) -> impl Iterator<Item = (&Code<'a>, &Adjustment<'a>)> {
        flat(&self.adjustments)
    }

    /// Units that were paid: SVC05, or one where it is absent.
    #[must_use]
    pub fn units_paid(&self) -> Decimal {
        self.info.units_paid.unwrap_or(Decimal::ONE)
    }

    /// Units that were submitted: SVC07, or those paid where it is absent.
    #[must_use]
    pub fn units_submitted(&self) -> Decimal {
        self.info
            .units_submitted
            .unwrap_or_else(|| self.units_paid())
    }

    /// First day of the service, as the line says it (`472`, else `150`).
    #[must_use]
    pub fn service_from(&self) -> Option<Date> {
        date(&self.dates, "472").or_else(|| date(&self.dates, "150"))
    }

    /// Last day of the service, as the line says it (`151`, else `472`).
    #[must_use]
    pub fn service_to(&self) -> Option<Date> {
        date(&self.dates, "151").or_else(|| date(&self.dates, "472"))
    }

    /// What the plan allows for the line (AMT*B6), in dollars.
    #[must_use]
    pub fn allowed_amount(&self) -> Option<Decimal> {
        amount(&self.amounts, "B6")
    }
}

impl<'a> AdjustmentId<'a> {
    /// The reason; where code and reference were run together without a separator, the first two characters.
    #[must_use]
    pub fn reason_code(&self) -> &str {
        let whole = self.reason.as_ref().map_or("", Code::as_str);
        if self.reference.is_none() {
            whole
                .split_at_checked(2)
                .map_or(whole, |(reason, _)| reason)
        } else {
            whole
        }
    }

    /// The reference; where code and reference were run together, what follows the first two characters.
    #[must_use]
    pub fn reference_id(&self) -> Option<std::borrow::Cow<'_, str>> {
        match &self.reference {
            Some(reference) => Some(reference.to_str()),
            None => {
                let (_, rest) = self.reason.as_ref()?.as_str().split_at_checked(2)?;
                (!rest.is_empty()).then_some(std::borrow::Cow::Borrowed(rest))
            }
        }
    }
}

impl PaymentAdjustment<'_> {
    /// What the adjustment does to the payment, in dollars: the sign of PLB turned round, so that positive is more money
    /// for the provider.
    #[must_use]
    pub fn effect(&self) -> Decimal {
        crate::balance::negated(self.amount)
    }
}

impl ProviderAdjustments<'_> {
    /// The sum of all amounts as they stand in PLB: positive reduces the payment. `None` where it cannot be held exactly.
    #[must_use]
    pub fn total(&self) -> Option<Decimal> {
        crate::balance::sum(
            self.info
                .adjustments
                .iter()
                .map(|adjustment| adjustment.amount),
        )
    }
}
