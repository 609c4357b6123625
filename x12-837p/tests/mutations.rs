//! One fault put into a clean file: the right rule, its place in the guide, its box of the CMS-1500, and exactly the bytes
//! that were changed. The first table holds faults that other validators were tried with, the second faults of programs
//! that write claims.
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

use generated::reading::Read;
use x12_core::{Diagnostic, Severity};

/// What a fault must give.
struct Found {
    rule: u16,
    severity: Severity,
    loop_id: &'static str,
    /// Element as guides write it.
    element: &'static str,
    form_box: Option<&'static str>,
    /// The bytes of the place.
    excerpt: &'static str,
}

struct Mutation {
    about: &'static str,
    file: &'static str,
    /// Each stands once in the file.
    changes: &'static [(&'static str, &'static str)],
    found: &'static [Found],
    /// Claims that are read all the same.
    claims: usize,
}

fn mutate(of: &Mutation) -> String {
    let fixture = fixtures::claims()
        .iter()
        .find(|fixture| fixture.name == of.file)
        .unwrap();
    let mut text = String::from_utf8(fixture.edi.to_vec()).unwrap();
    for (from, to) in of.changes {
        assert_eq!(text.matches(from).count(), 1, "{}: {from}", of.about);
        text = text.replace(from, to);
    }
    text
}

fn shown(finding: &Diagnostic, text: &str) -> String {
    let place = &finding.place;
    let bytes = place.excerpt(text.as_bytes()).unwrap_or_default();
    format!(
        "{:04} {:?} {} {} box {:?} {:?}",
        finding.rule.number,
        finding.severity,
        place.loop_id,
        place.element_name(),
        finding.form_box,
        String::from_utf8_lossy(bytes)
    )
}

fn check(table: &[Mutation]) {
    let mut wrong = Vec::new();
    for of in table {
        let text = mutate(of);
        let read = Read::of(text.as_bytes());
        let found: Vec<_> = read
            .findings
            .iter()
            .map(|finding| shown(finding, &text))
            .collect();
        let wanted: Vec<_> = of
            .found
            .iter()
            .map(|of| {
                format!(
                    "{:04} {:?} {} {} box {:?} {:?}",
                    of.rule, of.severity, of.loop_id, of.element, of.form_box, of.excerpt
                )
            })
            .collect();
        if found != wanted || read.claims.len() != of.claims {
            wrong.push(format!(
                "{}:\n  found  {}\n  wanted {}\n  claims {} of {}",
                of.about,
                found.join("\n         "),
                wanted.join("\n         "),
                read.claims.len(),
                of.claims
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const fn warning(
    rule: u16,
    loop_id: &'static str,
    element: &'static str,
    excerpt: &'static str,
) -> Found {
    Found {
        rule,
        severity: Severity::Warning,
        loop_id,
        element,
        form_box: None,
        excerpt,
    }
}

const fn error(
    rule: u16,
    loop_id: &'static str,
    element: &'static str,
    form_box: Option<&'static str>,
    excerpt: &'static str,
) -> Found {
    Found {
        rule,
        severity: Severity::Error,
        loop_id,
        element,
        form_box,
        excerpt,
    }
}

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

/// Faults known of programs that write claims (837p.md 8), and others of the guide's rows.
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
