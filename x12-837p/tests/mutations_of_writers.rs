//! Faults known of programs that write claims (837p.md 8), and others of the guide's rows, each put into a clean file: the
//! right rule, its place, its box of the CMS-1500, and exactly the bytes that were changed.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod generated;

use generated::mutation::{Found, Mutation, check, error, warning};

const KNOWN_OF_WRITERS: &[Mutation] = &[
    Mutation {
        about: "pay-to address with a name and an id",
        file: "P02",
        changes: &[
            (
                "HL*2*1*22*0~\n",
                "NM1*87*2*CEDAR GROVE*****XX*1234567893~\nN3*PO BOX 12~\nN4*PORTLAND*OR*97208~\nHL*2*1*22*0~\n",
            ),
            ("SE*32*", "SE*35*"),
        ],
        found: &[
            error(316, "2010AB", "NM103", Some("33"), "CEDAR GROVE"),
            error(316, "2010AB", "NM108", None, "XX"),
            error(316, "2010AB", "NM109", Some("33"), "1234567893"),
        ],
        claims: 1,
    },
    Mutation {
        about: "DTP*96 without its zero",
        file: "P01",
        changes: &[
            ("HI*ABK", "DTP*96*D8*20250210~\nHI*ABK"),
            ("SE*26*", "SE*27*"),
        ],
        found: &[error(204, "2300", "DTP", None, "DTP*96*D8*20250210~")],
        claims: 1,
    },
    Mutation {
        about: "tax id as the facility's number",
        file: "P06",
        changes: &[(
            "NM1*77*2*CEDAR GROVE TELEHEALTH",
            "NM1*77*2*CEDAR GROVE TELEHEALTH*****24*931234567",
        )],
        // It is no NPI: the claim has no field for it.
        found: &[
            error(308, "2310C", "NM108", None, "24"),
            warning(521, "2310C", "NM108", "24"),
        ],
        claims: 1,
    },
    Mutation {
        about: "line counted from 2",
        file: "P02",
        changes: &[("LX*2~", "LX*3~")],
        found: &[error(508, "2400", "LX01", Some("24"), "3")],
        claims: 1,
    },
    Mutation {
        about: "diagnosis of the other list",
        file: "P02",
        changes: &[("ABF:F411", "BF:30000")],
        found: &[
            error(676, "2300", "HI02-1", Some("21"), "BF"),
            error(676, "2300", "HI02-2", Some("21"), "30000"),
        ],
        claims: 1,
    },
    Mutation {
        about: "diagnosis twice",
        file: "P02",
        changes: &[("ABF:F411", "ABF:F331")],
        found: &[error(678, "2300", "HI02-2", Some("21"), "F331")],
        claims: 1,
    },
    Mutation {
        about: "service after the day of the file",
        file: "P01",
        changes: &[("DTP*472*D8*20250210", "DTP*472*D8*20250302")],
        found: &[error(705, "2400", "DTP03", Some("24A"), "20250302")],
        claims: 1,
    },
    Mutation {
        about: "frequency 6 has no word",
        file: "P01",
        changes: &[("11:B:1", "11:B:6")],
        found: &[error(522, "2300", "CLM05-3", Some("22"), "6")],
        claims: 0,
    },
    Mutation {
        about: "new claim with the number of an earlier one",
        file: "P08",
        changes: &[("11:B:7", "11:B:1")],
        found: &[error(
            523,
            "2300",
            "REF",
            Some("22"),
            "REF*F8*2025041000123~",
        )],
        claims: 1,
    },
    Mutation {
        about: "member id missing",
        file: "P02",
        changes: &[(
            "NM1*IL*1*LOPEZ*MARIA****MI*MBR100200",
            "NM1*IL*1*LOPEZ*MARIA",
        )],
        found: &[error(647, "2010BA", "NM109", Some("1a"), "")],
        claims: 1,
    },
    Mutation {
        about: "group number is the member id",
        file: "P02",
        changes: &[("SBR*P*18*GRP7788", "SBR*P*18*MBR100200")],
        found: &[error(641, "2000B", "SBR03", Some("11"), "MBR100200")],
        claims: 1,
    },
    Mutation {
        about: "relationship that is not in the list",
        file: "P03",
        changes: &[("PAT*19~", "PAT*G9~")],
        found: &[
            error(308, "2000C", "PAT01", Some("6"), "G9"),
            Found {
                form_box: Some("6"),
                ..warning(521, "2000C", "PAT01", "G9")
            },
            error(652, "2000C", "PAT01", Some("6"), "G9"),
        ],
        claims: 1,
    },
    Mutation {
        about: "sex of the patient missing",
        file: "P03",
        changes: &[("DMG*D8*20140930*M", "DMG*D8*20140930")],
        found: &[
            error(301, "2010CA", "DMG03", Some("3"), ""),
            error(653, "2010CA", "DMG03", Some("3"), ""),
        ],
        claims: 1,
    },
    Mutation {
        about: "drug without a zero of its middle part",
        file: "P24",
        changes: &[("N4*65757030001", "N4*6575730001")],
        found: &[error(709, "2410", "LIN03", Some("24"), "6575730001")],
        claims: 1,
    },
    Mutation {
        about: "minutes of a session",
        file: "P01",
        changes: &[("*UN*1*", "*MJ*45*")],
        found: &[error(699, "2400", "SV104", Some("24G"), "45")],
        claims: 1,
    },
    Mutation {
        about: "tax id of eight digits",
        file: "P02",
        changes: &[("REF*EI*931234567", "REF*EI*93123456")],
        found: &[error(632, "2010AA", "REF02", Some("25"), "93123456")],
        claims: 1,
    },
    Mutation {
        about: "supervisor is no person",
        file: "P23",
        changes: &[("NM1*DQ*1*VEGA*SOL**", "NM1*DQ*2*VEGA***")],
        found: &[
            error(308, "2310D", "NM102", None, "2"),
            error(692, "2310D", "NM103", Some("17"), "VEGA"),
        ],
        claims: 1,
    },
    Mutation {
        about: "NPI of the line's rendering provider",
        file: "P14",
        changes: &[("XX*2777003007", "XX*2777003008")],
        found: &[error(616, "2420A", "NM109", Some("24J"), "2777003008")],
        claims: 1,
    },
    Mutation {
        about: "second attachment of a line without its number",
        file: "P01",
        changes: &[
            ("DTP*472", "PWK*OZ*EL***AC*DOC1~\nPWK*OZ*FX~\nDTP*472"),
            ("SE*26*", "SE*28*"),
        ],
        found: &[error(679, "2400", "PWK06", Some("24"), "")],
        claims: 1,
    },
    Mutation {
        about: "licence of a billing provider with an NPI",
        file: "P02",
        changes: &[
            (
                "REF*EI*931234567~\n",
                "REF*EI*931234567~\nREF*0B*LIC1~\nREF*1G*UPIN2~\n",
            ),
            ("SE*32*", "SE*34*"),
        ],
        found: &[
            error(635, "2010AA", "REF02", Some("33b"), "LIC1"),
            error(635, "2010AA", "REF02", Some("33b"), "UPIN2"),
        ],
        claims: 1,
    },
    Mutation {
        about: "payer's number of a billing provider with an NPI",
        file: "P02",
        changes: &[
            ("****PI*ACM01~\n", "****PI*ACM01~\nREF*G2*PROV9~\n"),
            ("SE*32*", "SE*33*"),
        ],
        found: &[error(636, "2010BB", "REF02", Some("33b"), "PROV9")],
        claims: 1,
    },
    Mutation {
        about: "no payer: nobody else is blamed for it",
        file: "P01",
        changes: &[
            ("NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01~\n", ""),
            ("SE*26*", "SE*25*"),
        ],
        found: &[
            error(208, "2000B", "HL", None, "HL*2*1*22*0~"),
            error(602, "2010BB", "HL", Some("carrier"), "HL*2*1*22*0~"),
            error(618, "2010BB", "HL", None, "HL*2*1*22*0~"),
        ],
        claims: 1,
    },
    Mutation {
        about: "adjustment of nothing, the third of the line",
        file: "P17",
        changes: &[
            ("CAS*PR*1*50**3*20", "CAS*PR*1*50**3*0"),
            ("SVD*ACM01*40*", "SVD*ACM01*60*"),
            ("AMT*D*40", "AMT*D*60"),
        ],
        found: &[error(726, "2430", "CAS06", Some("24"), "0")],
        claims: 1,
    },
];

#[test]
fn faults_known_of_programs_that_write_claims() {
    check(KNOWN_OF_WRITERS);
}
