//! Names, addresses, references, dates, amounts and quantities: segments that several loops use.

use rust_decimal::Decimal;
use x12_core::{Code, Date, Text, composite, segment};

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
    /// Street address.
    pub struct N3<'a> = "N3" {
        /// First line.
        N301 R AN 1/55 line_1: Option<Text<'a>>,
        /// Second line.
        N302 S AN 1/55 line_2: Option<Text<'a>>,
    }
}

segment! {
    /// City, state and postal code.
    pub struct N4<'a> = "N4" {
        /// City.
        N401 R AN 2/30 city: Option<Text<'a>>,
        /// State or province.
        N402 S ID 2/2 state: Option<Code<'a>>,
        /// Postal code.
        N403 S ID 3/15 postal_code: Option<Text<'a>>,
        /// Country, where it is not the United States.
        N404 S ID 2/3 country: Option<Code<'a>>,
        /// Part of the country.
        N407 S ID 1/3 subdivision: Option<Code<'a>>,
    }
    syntax E0207 C0704
}

segment! {
    /// Name of a person or organisation, with an identifier.
    pub struct Nm1<'a> = "NM1" {
        /// Which of the parties: `QC` patient, `IL` insured, `74` corrected data, `82` rendering provider, …
        NM101 R ID 2/3 entity: Code<'a>,
        /// `1` person, `2` organisation.
        NM102 R ID 1/1 kind: Option<Code<'a>> ["1" "2"],
        /// Last name, or name of the organisation.
        NM103 S AN 1/60 last_name: Option<Text<'a>>,
        /// First name.
        NM104 S AN 1/35 first_name: Option<Text<'a>>,
        /// Middle name or initial.
        NM105 S AN 1/25 middle_name: Option<Text<'a>>,
        /// Suffix, such as `JR`.
        NM107 S AN 1/10 suffix: Option<Text<'a>>,
        /// Kind of identifier.
        NM108 S ID 1/2 id_qualifier: Option<Code<'a>>,
        /// Identifier.
        NM109 S AN 2/80 id: Option<Text<'a>>,
    }
    syntax P0809
}

segment! {
    /// Reference number.
    pub struct Ref<'a> = "REF" {
        /// What kind of number.
        REF01 R ID 2/3 qualifier: Code<'a>,
        /// The number.
        REF02 R AN 1/50 id: Text<'a>,
    }
}

segment! {
    /// Date.
    pub struct Dtm<'a> = "DTM" {
        /// Which date.
        DTM01 R ID 3/3 qualifier: Code<'a>,
        /// The date.
        DTM02 R DT 8/8 date: Date,
    }
}

composite! {
    /// A telephone number, an address of electronic mail, a page of the web.
    pub struct Number<'a> {
        /// Which of these: `TE`, `FX`, `EM`, `EX` extension, `UR`.
        1 R ID 2/2 qualifier: Option<Code<'a>>,
        /// The number or address.
        2 R AN 1/256 number: Option<Text<'a>>,
    }
}

segment! {
    /// Whom to ask.
    pub struct Per<'a> = "PER" {
        /// `CX` business contact, `BL` technical contact, `IC` web site.
        PER01 R ID 2/2 function: Code<'a>,
        /// Name of a person or department.
        PER02 S AN 1/60 name: Option<Text<'a>>,
        /// Numbers and addresses.
        PER03 S group 3/2 numbers: Vec<Number<'a>>,
    }
    syntax P0304 P0506 P0708
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
    /// Amount for information: no part of any balance.
    pub struct Amt<'a> = "AMT" {
        /// What kind of amount.
        AMT01 R ID 1/3 qualifier: Code<'a>,
        /// The amount.
        AMT02 R R 1/18 amount: Decimal,
    }
}

segment! {
    /// Quantity for information.
    pub struct Qty<'a> = "QTY" {
        /// What is counted.
        QTY01 R ID 2/2 qualifier: Code<'a>,
        /// How many.
        QTY02 R R 1/15 quantity: Decimal,
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
