//! Parties: names, addresses, contacts, reference numbers.

use crate::{Code, Text, segment, segments::Period};

segment! {
    /// Name of a person or organisation, with an identifier.
    pub struct Nm1<'a> = "NM1" {
        /// Which of the parties.
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
    /// Birth date and sex.
    pub struct Dmg<'a> = "DMG" {
        /// Birth date: DMG01 and DMG02.
        DMG01 R group 1/2 birth_date: Option<Period<'a>>,
        /// `F`, `M` or `U`.
        DMG03 R ID 1/1 sex: Option<Code<'a>> ["F" "M" "U"],
    }
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

crate::composite! {
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
        /// What for: `IC` information, `CX` and `BL` in remittances.
        PER01 R ID 2/2 function: Code<'a>,
        /// Name of a person or department.
        PER02 S AN 1/60 name: Option<Text<'a>>,
        /// Numbers and addresses.
        PER03 S group 3/2 numbers: Vec<Number<'a>>,
    }
    syntax P0304 P0506 P0708
}
