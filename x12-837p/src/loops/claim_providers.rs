//! Providers and places of the claim as a whole.

use x12_core::segment_loop;

use crate::segments::{N3, N4, Nm1, Per, Prv, Ref};

segment_loop! {
    /// Who referred the patient.
    pub struct ReferringProvider<'a> = "2310A" {
        /// Name and NPI.
        2500 R 1 NM1["DN" | "P3"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 S ["XX"] };
        /// Further numbers, where there is no NPI.
        2710 S 3 REF["0B" | "1G" | "G2"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// Who rendered the services.
    pub struct RenderingProvider<'a> = "2310B" {
        /// Name and NPI.
        2500 R 1 NM1["82"] name: Nm1<'a> { NM103 R NM108 S ["XX"] };
        /// What kind of provider it is.
        2550 S 1 PRV taxonomy: Option<Box<Prv<'a>>> { PRV01 R ["PE"] },
        /// Further numbers, where there is no NPI.
        2710 S 4 REF["0B" | "1G" | "G2" | "LU"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// Where services were rendered.
    pub struct ServiceFacility<'a> = "2310C" {
        /// Name and NPI.
        2500 R 1 NM1["77"] name: Nm1<'a> { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 S ["XX"] };
        /// Street.
        2650 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        2700 R 1 N4 city: Option<N4<'a>>,
        /// Further numbers, where there is no NPI.
        2710 S 3 REF["0B" | "G2" | "LU"] references: Vec<Ref<'a>>,
        /// Whom to ask, in property and casualty.
        2750 S 1 PER contact: Option<Box<Per<'a>>>
            { PER01 R ["IC"] PER03 R ["TE"] PER04 R PER05 S ["EX"] PER07 N PER08 N },
    }
}

segment_loop! {
    /// Who supervised the rendering provider.
    pub struct SupervisingProvider<'a> = "2310D" {
        /// Name and NPI.
        2500 R 1 NM1["DQ"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 S ["XX"] };
        /// Further numbers, where there is no NPI.
        2710 S 4 REF["0B" | "1G" | "G2" | "LU"] references: Vec<Ref<'a>>,
    }
}

segment_loop! {
    /// Where the ambulance picked the patient up.
    pub struct AmbulancePickUp<'a> = "2310E" {
        /// Kind of place, without a name.
        2500 R 1 NM1["PW"] name: Nm1<'a> { NM102 R ["2"] NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// Street.
        2650 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        2700 R 1 N4 city: Option<N4<'a>>,
    }
}

segment_loop! {
    /// Where the ambulance took the patient.
    pub struct AmbulanceDropOff<'a> = "2310F" {
        /// Name of the place.
        2500 R 1 NM1["45"] name: Nm1<'a> { NM102 R ["2"] NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// Street.
        2650 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        2700 R 1 N4 city: Option<N4<'a>>,
    }
}
