//! What claims have in common, whichever loop they stand in.

use claim_model::{StatusCategory, life::Outcome};
use rust_decimal::Decimal;

use crate::{
    acknowledgment::{AcknowledgedClaim, AcknowledgedLine},
    answer::{DependentClaim, DependentLine, SubscriberClaim, SubscriberLine},
    segments::{Dtp, Ref, Stc, Svc, Trn},
};

/// STC03: accepted.
pub(crate) const ACCEPT: &str = "WQ";
/// STC03: rejected.
pub(crate) const REJECT: &str = "U";

/// A claim with statuses.
pub(crate) trait StatusClaim<'a> {
    type Line: StatusLine<'a>;

    fn trace(&self) -> &Trn<'a>;
    fn statuses(&self) -> &[Stc<'a>];
    /// REF*EJ of an answer.
    fn patient_control_number(&self) -> Option<&Ref<'a>>;
    fn payer_claim_number(&self) -> Option<&Ref<'a>>;
    fn clearinghouse_claim_number(&self) -> Option<&Ref<'a>>;
    fn service_dates(&self) -> Option<&Dtp<'a>>;
    fn lines(&self) -> &[Self::Line];

    /// The charge: that of the first status that says one.
    fn charge(&self) -> Option<Decimal> {
        self.statuses().iter().find_map(|status| status.charge)
    }
}

/// A line with statuses.
pub(crate) trait StatusLine<'a> {
    fn service(&self) -> &Svc<'a>;
    fn statuses(&self) -> &[Stc<'a>];
    fn line_control_number(&self) -> Option<&Ref<'a>>;
    fn service_dates(&self) -> Option<&Dtp<'a>>;
}

/// Rejected where any status says so, accepted where one says that; `None` where none says either.
pub(crate) fn is_accepted(statuses: &[Stc<'_>]) -> Option<bool> {
    let says = |code: &str| {
        let mut actions = statuses.iter().filter_map(|of| of.action.as_ref());
        actions.any(|action| action.is(code))
    };
    match (says(REJECT), says(ACCEPT)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    }
}

/// Said to be accepted although a reason is a rejection: whoever adds up may count it either way.
pub(crate) fn is_contradictory(statuses: &[Stc<'_>]) -> bool {
    let reasons = || statuses.iter().flat_map(Stc::reasons);
    is_accepted(statuses) == Some(true)
        && reasons().any(|(_, reason)| {
            let category = reason.category.as_ref();
            category.is_some_and(|of| rejects(of.as_str()))
        })
}

/// The category rejects, whatever STC03 says.
pub(crate) fn rejects(category: &str) -> bool {
    StatusCategory::as_received(category).outcome() == Outcome::Rejected
}

macro_rules! status_claim {
    ($($claim:ident $line:ident |$this:ident| $control_number:expr;)*) => {$(
        impl<'a> StatusClaim<'a> for $claim<'a> {
            type Line = $line<'a>;

            fn trace(&self) -> &Trn<'a> {
                &self.trace
            }

            fn statuses(&self) -> &[Stc<'a>] {
                &self.statuses
            }

            fn patient_control_number(&self) -> Option<&Ref<'a>> {
                let $this = self;
                $control_number
            }

            fn payer_claim_number(&self) -> Option<&Ref<'a>> {
                self.payer_claim_number.as_ref()
            }

            fn clearinghouse_claim_number(&self) -> Option<&Ref<'a>> {
                self.clearinghouse_claim_number.as_ref()
            }

            fn service_dates(&self) -> Option<&Dtp<'a>> {
                self.service_dates.as_ref()
            }

            fn lines(&self) -> &[$line<'a>] {
                &self.lines
            }
        }

        impl<'a> StatusLine<'a> for $line<'a> {
            fn service(&self) -> &Svc<'a> {
                &self.service
            }

            fn statuses(&self) -> &[Stc<'a>] {
                &self.statuses
            }

            fn line_control_number(&self) -> Option<&Ref<'a>> {
                self.line_control_number.as_ref()
            }

            fn service_dates(&self) -> Option<&Dtp<'a>> {
                self.service_dates.as_ref()
            }
        }
    )*};
}

status_claim! {
    AcknowledgedClaim AcknowledgedLine |_this| None;
    SubscriberClaim SubscriberLine |this| this.patient_control_number.as_ref();
    DependentClaim DependentLine |this| this.patient_control_number.as_ref();
}
