//! What transaction sets begin with, and what numbers and orders their loops.

use crate::{Code, Date, Text, Time, segment};

segment! {
    /// Transaction set header.
    pub struct St<'a> = "ST" {
        /// The transaction set.
        ST01 R ID 3/3 set: Option<Code<'a>>,
        /// Control number, the same as in SE.
        ST02 R AN 4/9 control_number: Option<Text<'a>>,
        /// Guide. The 835 has no ST03, but some senders write it.
        ST03 S AN 1/35 version: Option<Text<'a>>,
    }
}

segment! {
    /// Beginning of a transaction set whose levels are ordered by HL.
    pub struct Bht<'a> = "BHT" {
        /// How its levels are ordered.
        BHT01 R ID 4/4 structure: Option<Code<'a>>,
        /// `00` original, `18` sent again because it never arrived, `08` status.
        BHT02 R ID 2/2 purpose: Option<Code<'a>>,
        /// The sender's own number of the batch.
        BHT03 R AN 1/50 reference: Option<Text<'a>>,
        /// When it was made.
        BHT04 R DT 8/8 date: Option<Date>,
        /// Time of day.
        BHT05 R TM 4/8 time: Option<Time>,
        /// What the batch is for.
        BHT06 R ID 2/2 kind: Option<Code<'a>>,
    }
}

segment! {
    /// A level: who is below whom.
    pub struct Hl<'a> = "HL" {
        /// Number of the level, counted through the transaction set. `None` for a level that the file does not have.
        HL01 R AN 1/12 number: Option<Text<'a>>,
        /// Number of the level above.
        HL02 S AN 1/12 parent: Option<Text<'a>>,
        /// Kind of level.
        HL03 R ID 1/2 kind: Option<Code<'a>>,
        /// `1` where levels below follow, `0` where none does.
        HL04 R ID 1/1 has_children: Option<Code<'a>> ["0" "1"],
    }
}

segment! {
    /// Trace: the number by which two files speak of the same thing.
    pub struct Trn<'a> = "TRN" {
        /// `1` the sender's own number, `2` a number that comes back.
        TRN01 R ID 1/2 kind: Option<Code<'a>> ["1" "2"],
        /// The number: of a transfer or cheque, of a batch, a claim or an inquiry.
        TRN02 R AN 1/50 number: Option<Text<'a>>,
        /// The payer's identifier, `1` and its EIN.
        TRN03 S AN 10/10 originating_company_id: Option<Text<'a>>,
        /// A division of the payer.
        TRN04 S AN 1/50 supplement: Option<Text<'a>>,
    }
}

segment! {
    /// A number that orders what follows.
    pub struct Lx = "LX" {
        /// The number. `None` for what the file gives no number.
        LX01 R N0 1/6 number: Option<u64>,
    }
}

segment! {
    /// The currency, where it is not US dollars.
    pub struct Cur<'a> = "CUR" {
        /// Whose currency it is.
        CUR01 R ID 2/3 entity: Option<Code<'a>>,
        /// ISO currency code.
        CUR02 R ID 3/3 currency: Code<'a>,
    }
}
