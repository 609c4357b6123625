//! Providers and places of one line, where they differ from the claim's.

use x12_core::segment_loop;

use crate::segments::{N3, N4, Nm1, PayerRef, Per, Prv};

segment_loop! {
    /// Who rendered the service.
    pub struct LineRenderingProvider<'a> = "2420A" {
        /// Name and NPI.
        5000 R 1 NM1["82"] name: Nm1<'a> { NM103 R NM108 S ["XX"] };
        /// What kind of provider it is.
        5050 S 1 PRV taxonomy: Option<Box<Prv<'a>>> { PRV01 R ["PE"] },
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 20 REF["0B" | "1G" | "G2" | "LU"] references: Vec<PayerRef<'a>>,
    }
}

segment_loop! {
    /// Who the service was bought from.
    pub struct PurchasedServiceProvider<'a> = "2420B" {
        /// NPI, without a name.
        5000 R 1 NM1["QB"] name: Nm1<'a> { NM103 N NM104 N NM105 N NM107 N NM108 S ["XX"] };
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 20 REF["0B" | "1G" | "G2"] references: Vec<PayerRef<'a>>,
    }
}

segment_loop! {
    /// Where the service was rendered.
    pub struct LineServiceFacility<'a> = "2420C" {
        /// Name and NPI.
        5000 R 1 NM1["77"] name: Nm1<'a> { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 S ["XX"] };
        /// Street.
        5140 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        5200 R 1 N4 city: Option<N4<'a>>,
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 3 REF["G2" | "LU"] references: Vec<PayerRef<'a>>,
    }
}

segment_loop! {
    /// Who supervised the rendering provider.
    pub struct LineSupervisingProvider<'a> = "2420D" {
        /// Name and NPI.
        5000 R 1 NM1["DQ"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 S ["XX"] };
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 20 REF["0B" | "1G" | "G2" | "LU"] references: Vec<PayerRef<'a>>,
    }
}

segment_loop! {
    /// Who ordered the service.
    pub struct OrderingProvider<'a> = "2420E" {
        /// Name and NPI.
        5000 R 1 NM1["DK"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 S ["XX"] };
        /// Street.
        5140 S 1 N3 address: Option<Box<N3<'a>>>,
        /// City, state and postal code.
        5200 S 1 N4 city: Option<Box<N4<'a>>>,
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 20 REF["0B" | "1G" | "G2"] references: Vec<PayerRef<'a>>,
        /// Whom to ask.
        5300 S 1 PER contact: Option<Box<Per<'a>>>
            { PER01 R ["IC"] PER03 R ["EM" "FX" "TE"] PER04 R PER05 S ["EM" "EX" "FX" "TE"]
              PER07 S ["EM" "EX" "FX" "TE"] },
    }
}

segment_loop! {
    /// Who referred the patient.
    pub struct LineReferringProvider<'a> = "2420F" {
        /// Name and NPI.
        5000 R 1 NM1["DN" | "P3"] name: Nm1<'a> { NM102 R ["1"] NM103 R NM108 S ["XX"] };
        /// Further numbers, where there is no NPI, or numbers with other payers.
        5250 S 20 REF["0B" | "1G" | "G2"] references: Vec<PayerRef<'a>>,
    }
}

segment_loop! {
    /// Where the ambulance picked the patient up.
    pub struct LineAmbulancePickUp<'a> = "2420G" {
        /// Kind of place, without a name.
        5000 R 1 NM1["PW"] name: Nm1<'a> { NM102 R ["2"] NM103 N NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// Street.
        5140 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        5200 R 1 N4 city: Option<N4<'a>>,
    }
}

segment_loop! {
    /// Where the ambulance took the patient.
    pub struct LineAmbulanceDropOff<'a> = "2420H" {
        /// Name of the place.
        5000 R 1 NM1["45"] name: Nm1<'a> { NM102 R ["2"] NM104 N NM105 N NM107 N NM108 N NM109 N };
        /// Street.
        5140 R 1 N3 address: Option<N3<'a>>,
        /// City, state and postal code.
        5200 R 1 N4 city: Option<N4<'a>>,
    }
}
