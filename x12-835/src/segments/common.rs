//! Names, delivery and remarks.

use x12_core::{Code, Text, segment};

segment! {
    /// Name of the payer or the payee.
    pub struct N1<'a> = "N1" {
        /// `PR` payer, `PE` payee.
        N101 R ID 2/3 entity: Code<'a>,
        /// Name.
        N102 R AN 1/60 name: Option<Text<'a>>,
        /// Kind of identifier: `XX` NPI, `FI` tax id, `XV` plan id.
        N103 S ID 1/2 id_qualifier: Option<Code<'a>>,
        /// Identifier.
        N104 S AN 2/80 id: Option<Text<'a>>,
    }
    syntax R0203 P0304
}

segment! {
    /// How the payee gets the remittance.
    pub struct Rdm<'a> = "RDM" {
        /// `BM` mail, `EM` electronic mail, `FT` file transfer, `OL` on line.
        RDM01 R ID 1/2 method: Code<'a> ["BM" "EM" "FT" "OL"],
        /// Name.
        RDM02 S AN 1/60 name: Option<Text<'a>>,
        /// Number or address.
        RDM03 S AN 1/256 number: Option<Text<'a>>,
    }
}

segment! {
    /// Remark on a line.
    pub struct Lq<'a> = "LQ" {
        /// `HE` remark code (RARC), `RX` pharmacy code.
        LQ01 R ID 1/3 list: Code<'a> ["HE" "RX"],
        /// The code.
        LQ02 R AN 1/30 code: Code<'a>,
    }
}
