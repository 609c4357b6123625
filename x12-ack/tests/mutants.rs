//! One fault put into a clean file of claims, and the answer worked out by hand from the faulty file: position, loop and
//! code of the segment, position, number and code of the element, what triggers it and which claim it lies in. These are
//! the faults that other validators were tried with.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs
)]

mod common;

use common::acks::{answer_lines, claims_with};
use x12_837p::claim::Assembler;
use x12_ack::{AckOptions, acknowledge};
use x12_core::{ReadOptions, Severity};

struct Mutant {
    about: &'static str,
    file: &'static str,
    /// Each stands once in the file.
    changes: &'static [(&'static str, &'static str)],
    /// What stands between AK2 and SE.
    answer: &'static [&'static str],
    /// Rules that the 999 has no words for.
    not_expressed: &'static [u16],
}

const ACCEPTED: &[&str] = &["IK5*A", "AK9*A*1*1*1"];

const MUTANTS: &[Mutant] = &[
    Mutant {
        about: "SE01 count wrong",
        file: "P01",
        changes: &[("SE*26*", "SE*27*")],
        answer: &["IK5*E*4", "AK9*E*1*1*1"],
        not_expressed: &[],
    },
    Mutant {
        about: "PAT missing in 2000C: the name now stands where it should",
        file: "P03",
        changes: &[("PAT*19~\n", ""), ("SE*31*", "SE*30*")],
        answer: &["IK3*PAT*18**3", "IK5*R*5", "AK9*R*1*1*0"],
        not_expressed: &[652],
    },
    Mutant {
        about: "CLM02 is not the sum of SV102",
        file: "P02",
        changes: &[("CLM*SH-10002*375*", "CLM*SH-10002*375.01*")],
        answer: ACCEPTED,
        not_expressed: &[524],
    },
    Mutant {
        about: "trailing empty separators",
        file: "P01",
        changes: &[("HI*ABK:F411~", "HI*ABK:F411**~")],
        answer: ACCEPTED,
        not_expressed: &[314],
    },
    Mutant {
        about: "frequency 7 without REF*F8, which should stand behind the claim and before the diagnoses",
        file: "P01",
        changes: &[("11:B:1", "11:B:7")],
        answer: &[
            "IK3*REF*21*2300*I6",
            "CTX*SITUATIONAL TRIGGER*CLM*20*2300*5:3*1325",
            "CTX*CLM01:SH-10001",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "frequency 8 with our own number",
        file: "P09",
        changes: &[("REF*F8*2025041000123", "REF*F8*SH-10009")],
        answer: &[
            "IK3*REF*21*2300*8",
            "CTX*CLM01:SH-10009",
            "IK4*2*127*I12*SH-10009",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "HL04 says that no level follows: found with the level that follows, when its own bytes are gone",
        file: "P03",
        changes: &[("HL*2*1*22*1~", "HL*2*1*22*0~")],
        answer: &["IK3*HL*13**8", "IK4*4*736*7", "IK5*R*5", "AK9*R*1*1*0"],
        not_expressed: &[],
    },
    Mutant {
        about: "HL02 points to the wrong parent",
        file: "P03",
        changes: &[("HL*3*2*23*0~", "HL*3*1*23*0~")],
        answer: &["IK3*HL*17**8", "IK4*2*734*I12*1", "IK5*R*I5", "AK9*R*1*1*0"],
        not_expressed: &[],
    },
    Mutant {
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
        answer: ACCEPTED,
        not_expressed: &[],
    },
    Mutant {
        about: "diagnosis with its dot",
        file: "P01",
        changes: &[("HI*ABK:F411", "HI*ABK:F41.1")],
        answer: &[
            "IK3*HI*21*2300*8",
            "CTX*CLM01:SH-10001",
            "IK4*1:2*1271*I12*F41.1",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "NPI with a wrong check digit",
        file: "P02",
        changes: &[("XX*1234567893", "XX*1234567890")],
        answer: &[
            "IK3*NM1*8**8",
            "IK4*9*67*I12*1234567890",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "NPI of the rendering provider with a wrong check digit",
        file: "P02",
        changes: &[("XX*2888002005", "XX*2888002006")],
        answer: &[
            "IK3*NM1*22**8",
            "CTX*CLM01:SH-10002",
            "IK4*9*67*I12*2888002006",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "post office box of the billing provider",
        file: "P02",
        changes: &[("N3*120 NW OAK ST", "N3*PO BOX 12")],
        answer: &[
            "IK3*N3*9**8",
            "IK4*1*166*I12*PO BOX 12",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "five digits of ZIP code of the billing provider",
        file: "P02",
        changes: &[("OR*972091234", "OR*97209")],
        answer: &[
            "IK3*N4*10**8",
            "IK4*3*116*I12*97209",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "pointer above the number of diagnoses",
        file: "P02",
        changes: &[("UN*1***1:2", "UN*1***1:3")],
        answer: &[
            "IK3*SV1*25*2400*8",
            "CTX*CLM01:SH-10002",
            "IK4*7:2*1328*I12*3",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "line of another payer out of balance",
        file: "P17",
        changes: &[("CAS*CO*45*40", "CAS*CO*45*41")],
        answer: ACCEPTED,
        not_expressed: &[721, 722],
    },
    Mutant {
        about: "SVD01 names an unknown payer",
        file: "P17",
        changes: &[("SVD*ACM01", "SVD*ACM99")],
        answer: &[
            "IK3*SVD*34*2430*8",
            "CTX*CLM01:SH-10020",
            "IK4*1*67*I12*ACM99",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[722, 724],
    },
    Mutant {
        about: "CLM01 twice",
        file: "P12",
        changes: &[("CLM*SH-10013", "CLM*SH-10012")],
        answer: ACCEPTED,
        not_expressed: &[509],
    },
    Mutant {
        about: "SBR02 is 18 and a patient stands below: the subscriber lacks what a patient has, and the level is not used",
        file: "P03",
        changes: &[("SBR*P**GRP", "SBR*P*18*GRP")],
        answer: &[
            "IK3*N3*16**I6",
            "CTX*SITUATIONAL TRIGGER*SBR*14**2*1069",
            "IK3*DMG*16**I6",
            "CTX*SITUATIONAL TRIGGER*SBR*14**2*1069",
            "IK3*HL*17**I9",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
    Mutant {
        about: "required element empty, a code of no list, a value too long, and no number",
        file: "P01",
        changes: &[
            ("DMG*D8*19850412*F", "DMG*D8*19850412*X"),
            ("PER*IC*DANA RIVERA*TE*5035550122", "PER*IC*DANA RIVERA*TE"),
            ("LX*1~", "LX*ONE~"),
            ("90834*150*UN", "90834*1A0*UN"),
            (
                "REF*6R*L10001-1",
                "REF*6R*L10001-1-0123456789012345678901234567890123456789",
            ),
        ],
        answer: &[
            "IK3*PER*12**8",
            "IK4*4*364*1",
            "IK3*DMG*18**8",
            "IK4*3*1068*7*X",
            "IK3*LX*22*2400*8",
            "CTX*CLM01:SH-10001",
            "IK4*1*554*6*ONE",
            "IK3*SV1*23*2400*8",
            "CTX*CLM01:SH-10001",
            "IK4*2*782*6*1A0",
            "IK3*REF*25*2400*8",
            "CTX*CLM01:SH-10001",
            "IK4*2*127*I12*L10001-1-0123456789012345678901234567890123456789",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[521],
    },
    Mutant {
        about: "unknown segment, a segment twice, a segment out of order, and a required one missing",
        file: "P01",
        changes: &[
            ("HI*ABK:F411~", "ZZZ*1~\nHI*ABK:F411~"),
            (
                "N4*PORTLAND*OR*97204~\n",
                "N4*PORTLAND*OR*97204~\nN4*SALEM*OR*97301~\n",
            ),
            ("NM1*40*2*DEMO CLEARINGHOUSE*****46*DEMOCH~\n", ""),
            ("SE*26*", "SE*27*"),
        ],
        answer: &[
            "IK3*NM1*5**3",
            "IK3*N4*17**5",
            "IK3*ZZZ*21*2300*2",
            "CTX*CLM01:SH-10001",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ],
        not_expressed: &[],
    },
];

#[test]
fn answers_are_those_that_were_worked_out() {
    let mut wrong = Vec::new();
    for mutant in MUTANTS {
        let input = claims_with(mutant.file, mutant.changes);
        let options = ReadOptions::default();
        let answers = acknowledge::<Assembler>(input.as_bytes(), &options, AckOptions::default());
        let lines = answer_lines(&answers);
        let (head, rest) = lines.split_at(2);
        assert_eq!(head, ["AK1*HC*1*005010X222A1", "AK2*837*0001*005010X222A1"]);
        let not_expressed: Vec<_> = answers
            .not_expressed
            .iter()
            .map(|of| of.rule.number)
            .collect();
        if rest != mutant.answer || not_expressed != mutant.not_expressed {
            wrong.push(format!(
                "{}:\n  found  {}\n  wanted {}\n  not expressed {not_expressed:?}, wanted {:?}",
                mutant.about,
                rest.join("\n         "),
                mutant.answer.join("\n         "),
                mutant.not_expressed
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn without_copies_nothing_of_the_file_is_told() {
    let mutant = &MUTANTS[4];
    let input = claims_with(mutant.file, mutant.changes);
    let ack = AckOptions::default().copies(false);
    let answers = acknowledge::<Assembler>(input.as_bytes(), &ReadOptions::default(), ack);
    assert_eq!(
        answer_lines(&answers)[2..],
        [
            "IK3*REF*21*2300*I6",
            "CTX*SITUATIONAL TRIGGER*CLM*20*2300*5:3*1325",
            "IK5*R*I5",
            "AK9*R*1*1*0",
        ]
    );
    let dotted = claims_with("P01", &[("HI*ABK:F411", "HI*ABK:F41.1")]);
    let answers = acknowledge::<Assembler>(dotted.as_bytes(), &ReadOptions::default(), ack);
    assert_eq!(
        answer_lines(&answers)[2..4],
        ["IK3*HI*21*2300*8", "IK4*1:2*1271*I12"]
    );
}

#[test]
fn clean_files_are_accepted() {
    for fixture in fixtures::claims() {
        let options = ReadOptions::default();
        let answers = acknowledge::<Assembler>(fixture.edi, &options, AckOptions::default());
        for reply in &answers.groups {
            let result = &reply.response.trailer.result;
            assert!(result.code.as_ref().unwrap().is("A"), "{}", fixture.name);
            assert_eq!(result.accepted, result.included);
        }
        assert_eq!(answers.groups.len(), 1);
        let ta1 = &answers.interchanges[0].answer;
        assert!(ta1.code.as_ref().unwrap().is("A"));
        assert!(ta1.note.as_ref().unwrap().is("000"));
        let errors = answers.not_expressed.iter();
        assert_eq!(
            errors.filter(|of| of.severity == Severity::Error).count(),
            0
        );
    }
}

#[test]
fn past_the_limit_segments_are_counted_and_still_reject() {
    let mutant = MUTANTS
        .iter()
        .find(|of| of.about.starts_with("required element"))
        .unwrap();
    let input = claims_with(mutant.file, mutant.changes);
    let ack = AckOptions::default().segments(2);
    let answers = acknowledge::<Assembler>(input.as_bytes(), &ReadOptions::default(), ack);
    assert_eq!(
        answer_lines(&answers)[2..],
        [
            "IK3*PER*12**8",
            "IK4*4*364*1",
            "IK3*DMG*18**8",
            "IK4*3*1068*7*X",
            "IK5*R*5",
            "AK9*R*1*1*0",
        ]
    );
    // LX, SV1 (no number, and no amount that can be sent), and REF.
    assert_eq!(answers.groups[0].unlisted, 4);
    let none = AckOptions::default().segments(0);
    let answers = acknowledge::<Assembler>(input.as_bytes(), &ReadOptions::default(), none);
    assert_eq!(answer_lines(&answers)[2..], ["IK5*R*5", "AK9*R*1*1*0"]);
}
