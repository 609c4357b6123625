//! The acknowledgment of a batch of claims (277CA), implementation guide 005010X214: what a payer or a clearinghouse took
//! in, and what it sent back.

mod loops;

use x12_core::{
    Error, Place, Refusal, Tag,
    notation::{Guide, LoopNode},
    rules,
};

use crate::{
    guides::tolerated,
    hierarchy::{Outermost, ReportHeader, hierarchy},
    report::CollectedReport,
    segments::St,
};

pub use loops::{
    AcknowledgedClaim, AcknowledgedLine, BatchStatus, BillingProvider, Header, Patient,
    PatientLevel, ProviderLevel, ProviderStatus, Receipt, Receiver, ReceiverLevel, Source,
    SourceLevel,
};

/// The guide as data.
pub const GUIDE: Guide = Guide {
    id: "005010X214",
    set: "277",
    loops: &[
        &<Header<'static> as LoopNode<'static>>::LOOP,
        &<SourceLevel<'static> as LoopNode<'static>>::LOOP,
    ],
    form_box: None,
    tolerated: tolerated! {
        TOO_LONG "HDR" "ST02" "longer control numbers are sent";
        MISSING_SEGMENT "2000A" "TRN" "some reporters give no number of their own";
        MISSING_SEGMENT "2200C" "STC" "some payers give the provider's number alone";
        MISSING_ELEMENT "2200B" "STC04" "some payers leave the charge out";
        MISSING_ELEMENT "2200C" "STC04" "some payers leave the charge out";
        MISSING_ELEMENT "2200D" "STC04" "some payers leave the charge out";
        NOT_USED "2200C" "STC02" "one public description of the guide asks for the date";
        NOT_USED "2220D" "STC02" "one public description of the guide asks for the date";
        CODE_NOT_IN_LIST "2200B" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2200C" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2200D" "STC01-3" "lists of entities differ between sources";
        CODE_NOT_IN_LIST "2220D" "STC01-3" "lists of entities differ between sources";
        TOO_MANY_REPEATS "2000B" "" "one report over several batches is sent";
    },
};

hierarchy! {
    /// One level of an acknowledgment, without those below it.
    Level {
        /// HL 20: who reports.
        0 "20" Source(SourceLevel) > receivers,
        /// HL 21: who sent the batch, and what became of it.
        1 "21" Receiver(ReceiverLevel) > providers,
        /// HL 19: who bills, and what became of the provider's claims.
        2 "19" Provider(ProviderLevel) > patients,
        /// HL PT: a patient with claims.
        3 "PT" Patient(PatientLevel),
    }
}

/// A whole acknowledgment: one transaction set.
pub type Report<'a> = CollectedReport<'a, Header<'a>, SourceLevel<'a>>;

impl<'a> Report<'a> {
    /// All claims, in the order of the file.
    pub fn claims(&self) -> impl Iterator<Item = &AcknowledgedClaim<'a>> {
        let receivers = self.sources.iter().flat_map(|of| &of.receivers);
        let providers = receivers.flat_map(|of| &of.providers);
        providers
            .flat_map(|of| &of.patients)
            .flat_map(|of| &of.claims)
    }
}

impl<'a> ReportHeader<'a> for Header<'a> {
    fn set(&self) -> &St<'a> {
        &self.set
    }
}

impl<'a> Outermost<'a> for SourceLevel<'a> {
    const GUIDE: &'static Guide = &GUIDE;
    const FUNCTIONAL_ID: &'static str = "HN";

    fn check_content(levels: &[Self]) -> Result<(), Error> {
        for level in levels {
            if level.received.is_some() || level.processed.is_some() {
                let place = Place {
                    guide: GUIDE.id,
                    loop_id: SourceLevel::LOOP.id,
                    segment: Some(Tag::new("DTP")),
                    ..Place::default()
                };
                let refusal = Refusal {
                    rule: &rules::WRITE_NOT_USED,
                    place,
                    expected: None,
                };
                return Err(refusal.into());
            }
        }
        crate::judge::check_written(levels)
    }
}
