//! One fault put into a clean file: the right rule, its place in the guide, its box of the CMS-1500, and exactly the bytes
//! that were changed. These are the faults that other validators were tried with.
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

use generated::mutation::{Mutation, check, error, warning};

const TRIED_WITH_VALIDATORS: &[Mutation] = &[
    Mutation {
        about: "SE01 count wrong",
        file: "P01",
        changes: &[("SE*26*", "SE*27*")],
        found: &[warning(105, "", "SE01", "27")],
        claims: 1,
    },
    Mutation {
        about: "PAT missing in 2000C",
        file: "P03",
        changes: &[("PAT*19~\n", ""), ("SE*31*", "SE*30*")],
        found: &[
            error(208, "2000C", "HL", None, "HL*3*2*23*0~"),
            error(652, "2000C", "HL", Some("6"), "HL*3*2*23*0~"),
        ],
        claims: 1,
    },
    Mutation {
        about: "CLM02 is not the sum of SV102",
        file: "P02",
        changes: &[("CLM*SH-10002*375*", "CLM*SH-10002*375.01*")],
        found: &[error(524, "2300", "CLM02", Some("28"), "375.01")],
        claims: 1,
    },
    Mutation {
        about: "trailing empty separators",
        file: "P01",
        changes: &[("HI*ABK:F411~", "HI*ABK:F411**~")],
        found: &[warning(314, "2300", "HI03", "")],
        claims: 1,
    },
    Mutation {
        about: "frequency 7 without REF*F8",
        file: "P01",
        changes: &[("11:B:1", "11:B:7")],
        found: &[error(
            659,
            "2300",
            "CLM",
            Some("22"),
            "CLM*SH-10001*150***11:B:7*Y*A*Y*Y~",
        )],
        claims: 1,
    },
    Mutation {
        about: "frequency 8 with our own number",
        file: "P09",
        changes: &[
            ("REF*F8*", "REF*F8*SH-10009~\nREF*EA*"),
            ("SE*29*", "SE*30*"),
        ],
        found: &[error(660, "2300", "REF02", Some("22"), "SH-10009")],
        claims: 1,
    },
    Mutation {
        about: "HL04 says that no level follows",
        file: "P03",
        changes: &[("HL*2*1*22*1~", "HL*2*1*22*0~")],
        found: &[error(503, "2000B", "HL04", None, "0")],
        claims: 1,
    },
    Mutation {
        about: "HL02 points to the wrong parent",
        file: "P03",
        changes: &[("HL*3*2*23*0~", "HL*3*1*23*0~")],
        found: &[error(502, "2000C", "HL02", None, "1")],
        claims: 1,
    },
    Mutation {
        about: "2310 in another order",
        file: "P23",
        changes: &[
            (
                "NM1*82*1*CHEN*AMY*L***XX*2888002005~\nPRV*PE*PXC*1041C0700X~\n",
                "",
            ),
            (
                "NM1*DQ*1*VEGA*SOL****XX*2555005000~\n",
                "NM1*DQ*1*VEGA*SOL****XX*2555005000~\nNM1*82*1*CHEN*AMY*L***XX*2888002005~\nPRV*PE*PXC*1041C0700X~\n",
            ),
        ],
        found: &[],
        claims: 1,
    },
    Mutation {
        about: "diagnosis with its dot",
        file: "P01",
        changes: &[("HI*ABK:F411", "HI*ABK:F41.1")],
        found: &[error(677, "2300", "HI01-2", Some("21"), "F41.1")],
        claims: 1,
    },
    Mutation {
        about: "NPI with a wrong check digit",
        file: "P02",
        changes: &[("XX*1234567893", "XX*1234567890")],
        found: &[error(616, "2010AA", "NM109", Some("33a"), "1234567890")],
        claims: 1,
    },
    Mutation {
        about: "NPI of the rendering provider with a wrong check digit",
        file: "P02",
        changes: &[("XX*2888002005", "XX*2888002006")],
        found: &[error(616, "2310B", "NM109", Some("24J"), "2888002006")],
        claims: 1,
    },
    Mutation {
        about: "post office box of the billing provider",
        file: "P02",
        changes: &[("N3*120 NW OAK ST", "N3*PO BOX 12")],
        found: &[error(630, "2010AA", "N301", Some("33"), "PO BOX 12")],
        claims: 1,
    },
    Mutation {
        about: "five digits of ZIP code of the billing provider",
        file: "P02",
        changes: &[("OR*972091234", "OR*97209")],
        found: &[error(611, "2010AA", "N403", Some("33"), "97209")],
        claims: 1,
    },
    Mutation {
        about: "pointer above the number of diagnoses",
        file: "P02",
        changes: &[("UN*1***1:2", "UN*1***1:3")],
        found: &[error(702, "2400", "SV107-2", Some("24E"), "3")],
        claims: 1,
    },
    Mutation {
        about: "line of another payer out of balance",
        file: "P17",
        changes: &[("CAS*CO*45*40", "CAS*CO*45*41")],
        found: &[
            error(722, "2320", "AMT02", Some("11d"), "40"),
            error(721, "2430", "SVD", Some("24"), "SVD*ACM01*40*HC:90834**1~"),
        ],
        claims: 1,
    },
    Mutation {
        about: "SVD01 names an unknown payer",
        file: "P17",
        changes: &[("SVD*ACM01", "SVD*ACM99")],
        // The payer has no line any more: neither its sum nor its date is there.
        found: &[
            error(722, "2320", "AMT02", Some("11d"), "40"),
            error(
                724,
                "2330B",
                "NM1",
                Some("11d"),
                "NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01~",
            ),
            error(720, "2430", "SVD01", Some("24"), "ACM99"),
        ],
        claims: 1,
    },
    Mutation {
        about: "CLM01 twice",
        file: "P12",
        changes: &[("CLM*SH-10013", "CLM*SH-10012")],
        found: &[error(509, "2300", "CLM01", Some("26"), "SH-10012")],
        claims: 3,
    },
    Mutation {
        about: "SBR02 is 18 and a patient stands below",
        file: "P03",
        changes: &[("SBR*P**GRP", "SBR*P*18*GRP")],
        // A subscriber who is the patient has an address, a birth date and a sex.
        found: &[
            error(
                646,
                "2010BA",
                "NM1",
                Some("7"),
                "NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~",
            ),
            error(
                646,
                "2010BA",
                "NM1",
                Some("11a"),
                "NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~",
            ),
            error(
                646,
                "2010BA",
                "NM1",
                Some("11a"),
                "NM1*IL*1*LOPEZ*MARIA****MI*MBR100200~",
            ),
            error(505, "2000C", "HL01", None, "3"),
        ],
        claims: 1,
    },
];

#[test]
fn faults_that_validators_were_tried_with() {
    check(TRIED_WITH_VALIDATORS);
}
