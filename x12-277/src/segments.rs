//! The segments of claim status, each with all elements that any of its uses has.
//!
//! Positions, usage, lengths and codes: 005010X214 and 005010X212. What differs for one use of a segment stands on that
//! line of the loop.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text, composite, segment};

pub use x12_core::segments::{
    Amt, Bht, Dmg, Dtp, Hl, Nm1, Number, Per, Period, Procedure, Qty, Ref, St, Trn,
};

composite! {
    /// One reason: what kind of answer, about what, about whom.
    pub struct Status<'a> {
        /// Claim status category (code source 507), such as `A7` rejected or `F1` paid.
        1 R AN 1/30 category: Option<Code<'a>>,
        /// Claim status (code source 508), such as `562`.
        2 R AN 1/30 status: Option<Code<'a>>,
        /// Whom the status speaks of, such as `85` the billing provider.
        3 S ID 2/3 entity: Option<Code<'a>>,
        /// `RX` where the status is one of the pharmacy list.
        4 S ID 1/3 code_list: Option<Code<'a>> ["RX"],
    }
}

segment! {
    /// A status with up to three reasons. The segment repeats: all of them hold together.
    pub struct Stc<'a> = "STC" {
        /// The first reason.
        STC01 R composite status: Status<'a>,
        /// Day as of which it holds.
        STC02 S DT 8/8 date: Option<Date>,
        /// `WQ` accepted, `U` rejected: acknowledgments alone have it.
        STC03 S ID 1/2 action: Option<Code<'a>> ["U" "WQ"],
        /// What was charged, in dollars.
        STC04 S R 1/18 charge: Option<Decimal>,
        /// What is or will be paid, in dollars.
        STC05 S R 1/18 paid: Option<Decimal>,
        /// Day of the decision.
        STC06 S DT 8/8 finalized: Option<Date>,
        /// Day of the payment.
        STC08 S DT 8/8 remitted: Option<Date>,
        /// Number of the cheque or transfer.
        STC09 S AN 1/16 payment_number: Option<Text<'a>>,
        /// The second reason.
        STC10 S composite second: Option<Box<Status<'a>>>,
        /// The third reason.
        STC11 S composite third: Option<Box<Status<'a>>>,
        /// Free text.
        STC12 S AN 1/264 message: Option<Text<'a>>,
    }
}

impl<'a> Stc<'a> {
    /// A status with one reason.
    #[must_use]
    pub const fn new(status: Status<'a>) -> Self {
        Self {
            status,
            date: None,
            action: None,
            charge: None,
            paid: None,
            finalized: None,
            remitted: None,
            payment_number: None,
            second: None,
            third: None,
            message: None,
        }
    }

    /// The reasons that are there, in order, each with the number of its element: 1, 10 or 11.
    pub fn reasons(&self) -> impl Iterator<Item = (u8, &Status<'a>)> {
        let more = [(10, &self.second), (11, &self.third)].into_iter();
        let more = more.filter_map(|(element, of)| of.as_deref().map(|of| (element, of)));
        std::iter::once((1, &self.status)).chain(more)
    }
}

segment! {
    /// The service line that a status speaks of, or that an inquiry asks about.
    pub struct Svc<'a> = "SVC" {
        /// What was done.
        SVC01 R composite procedure: Procedure<'a>,
        /// What is charged for the line, in dollars.
        SVC02 R R 1/18 charge: Option<Decimal>,
        /// What is paid for the line, in dollars; in answers alone.
        SVC03 S R 1/18 paid: Option<Decimal>,
        /// Revenue code (institutional).
        SVC04 S AN 1/48 revenue_code: Option<Code<'a>>,
        /// Units that were charged.
        SVC07 S R 1/15 units: Option<Decimal>,
    }
}
