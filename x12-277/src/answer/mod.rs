//! The answer to an inquiry about claims (277), implementation guide 005010X212: where a claim stands with the payer.

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
    ProviderLevel, ProviderStatus, Receiver, ReceiverLevel, ReceiverStatus, SourceLevel,
    Subscriber, SubscriberClaim, SubscriberLevel, SubscriberLine,
};

/// The guide as data.
pub const GUIDE: Guide = Guide {
    id: "005010X212",
    set: "277",
    loops: &[
        &<Header<'static> as LoopNode<'static>>::LOOP,
        &<SourceLevel<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        TOO_LONG "HDR" "ST02" "longer control numbers are sent";
        NOT_USED "2200D" "STC03" "clearinghouses write it as in an acknowledgment";
        NOT_USED "2200E" "STC03" "clearinghouses write it as in an acknowledgment";
        NOT_USED "2200D" "STC12" "clearinghouses write it as in an acknowledgment";
        NOT_USED "2200E" "STC12" "clearinghouses write it as in an acknowledgment";
        CODE_NOT_IN_LIST "2200B" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2200C" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2200D" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2200E" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2220D" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2220E" "STC01-3" "lists of entities differ between sources";
    },
};

hierarchy! {
    /// One level of an answer, without those below it.
    Level {
        /// HL 20: who answers.
        0 "20" Source(SourceLevel) > receivers,
        /// HL 21: who asked.
        1 "21" Receiver(ReceiverLevel) > providers,
        /// HL 19: whose claims were asked about.
        2 "19" Provider(ProviderLevel) > subscribers,
        /// HL 22: a subscriber, with claims where the subscriber is the patient.
        3 "22" Subscriber(SubscriberLevel) > dependents,
        /// HL 23: a dependent with claims.
        4 "23" Dependent(DependentLevel),
    }
}

/// A whole answer: one transaction set.
pub type Report<'a> = CollectedReport<'a, Header<'a>, SourceLevel<'a>>;

impl<'a> ReportHeader<'a> for Header<'a> {
    fn set(&self) -> &St<'a> {
        &self.set
    }
}

impl<'a> Outermost<'a> for SourceLevel<'a> {
    const GUIDE: &'static Guide = &GUIDE;
    const FUNCTIONAL_ID: &'static str = "HN";
}
