//! The loops of 005010X222A1, line by line, in the order of the guide.

mod claim;
mod claim_providers;
mod header;
mod levels;
mod line;
mod line_providers;
mod other_coverage;

pub use claim::ClaimLoop;
pub use claim_providers::{
    AmbulanceDropOff, AmbulancePickUp, ReferringProvider, RenderingProvider, ServiceFacility,
    SupervisingProvider,
};
pub use header::{BatchHeader, Receiver, Submitter};
pub use levels::{
    BillingProvider, BillingProviderLevel, Patient, PatientLevel, PayToAddress, PayToPlan, Payer,
    Subscriber, SubscriberLevel,
};
pub use line::{Drug, Form, LineAdjudication, ServiceLine};
pub use line_providers::{
    LineAmbulanceDropOff, LineAmbulancePickUp, LineReferringProvider, LineRenderingProvider,
    LineServiceFacility, LineSupervisingProvider, OrderingProvider, PurchasedServiceProvider,
};
pub use other_coverage::{
    OtherCoverage, OtherPayer, OtherPayerBillingProvider, OtherPayerReferringProvider,
    OtherPayerRenderingProvider, OtherPayerServiceFacility, OtherPayerSupervisingProvider,
    OtherSubscriber,
};
