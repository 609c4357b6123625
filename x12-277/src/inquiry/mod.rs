//! The inquiry about claims (276), implementation guide 005010X212: which claims a provider asks the payer about.

mod loops;

use x12_core::notation::{Guide, LoopNode};

use crate::{
    guides::tolerated,
    hierarchy::{Outermost, ReportHeader, hierarchy},
    report::CollectedReport,
    segments::St,
};

pub use loops::{
    Dependent, DependentClaim, DependentLevel, DependentLine, Header, Payer, Provider,
    ProviderLevel, Receiver, ReceiverLevel, SourceLevel, Subscriber, SubscriberClaim,
    SubscriberLevel, SubscriberLine,
};

/// The guide as data.
pub const GUIDE: Guide = Guide {
    id: "005010X212",
    set: "276",
    loops: &[
        &<Header<'static> as LoopNode<'static>>::LOOP,
        &<SourceLevel<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        TOO_LONG "HDR" "ST02" "longer control numbers are sent";
    },
};

hierarchy! {
    /// One level of an inquiry, without those below it.
    Level {
        /// HL 20: who is asked.
        0 "20" Source(SourceLevel) > receivers,
        /// HL 21: who asks.
        1 "21" Receiver(ReceiverLevel) > providers,
        /// HL 19: whose claims are asked about.
        2 "19" Provider(ProviderLevel) > subscribers,
        /// HL 22: a subscriber, with claims where the subscriber is the patient.
        3 "22" Subscriber(SubscriberLevel) > dependents,
        /// HL 23: a dependent with claims.
        4 "23" Dependent(DependentLevel),
    }
}

/// A whole inquiry: one transaction set.
pub type Report<'a> = CollectedReport<'a, Header<'a>, SourceLevel<'a>>;

impl<'a> ReportHeader<'a> for Header<'a> {
    fn set(&self) -> &St<'a> {
        &self.set
    }
}

impl<'a> Outermost<'a> for SourceLevel<'a> {
    const GUIDE: &'static Guide = &GUIDE;
    const FUNCTIONAL_ID: &'static str = "HR";
}
