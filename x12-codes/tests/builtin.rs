//! The tables that ship with the crate: complete, free of doubles, and saying what they should.

use std::collections::BTreeSet;

use x12_codes::{CodeList, Codes};

/// How many codes each list holds.
const COUNTS: &[(CodeList, usize)] = &[
    (CodeList::AdjustmentGroup, 5),
    (CodeList::Carc, 105),
    (CodeList::Rarc, 40),
    (CodeList::ProviderAdjustment, 41),
    (CodeList::ClaimPaymentStatus, 10),
    (CodeList::ClaimFilingIndicator, 23),
    (CodeList::PlaceOfService, 52),
    (CodeList::PaymentHandling, 7),
    (CodeList::CreditDebit, 2),
    (CodeList::PaymentMethod, 5),
    (CodeList::AmountQualifier, 15),
    (CodeList::QuantityQualifier, 9),
    (CodeList::ReferenceQualifier, 33),
    (CodeList::DateQualifier, 8),
    (CodeList::EntityIdentifier, 8),
    (CodeList::RemarkList, 2),
    (CodeList::ClaimStatus, 108),
    (CodeList::ClaimStatusCategory, 48),
    (CodeList::StatusEntity, 17),
];

#[test]
fn every_list_holds_all_of_its_codes() {
    assert_eq!(COUNTS.len(), CodeList::ALL.len());
    for &(list, count) in COUNTS {
        assert_eq!(Codes::builtin().all(list).len(), count, "{list}");
    }
}

#[test]
fn no_code_stands_twice_in_a_list() {
    for &list in CodeList::ALL {
        let codes: Vec<&str> = Codes::builtin()
            .all(list)
            .iter()
            .map(|entry| entry.code.as_str())
            .collect();
        let distinct: BTreeSet<&str> = codes.iter().copied().collect();
        assert_eq!(distinct.len(), codes.len(), "{list}");
    }
}

#[test]
fn every_entry_is_found_by_its_code_and_is_short() {
    for &list in CodeList::ALL {
        for entry in Codes::builtin().all(list) {
            assert_eq!(Codes::builtin().entry(list, &entry.code), Some(entry));
            assert_eq!(
                Codes::builtin().entry(list, &entry.code.to_lowercase()),
                Some(entry)
            );
            let length = entry.label.chars().count();
            assert!(
                (1..=80).contains(&length),
                "{list} {}: {length} characters",
                entry.code
            );
            assert_eq!(
                entry.start.or(entry.stop),
                None,
                "{list} {}: no dates are known",
                entry.code
            );
        }
    }
}

#[test]
fn labels_are_those_of_the_sources() {
    let expected = [
        (CodeList::Carc, "1", "deductible"),
        (
            CodeList::Carc,
            "4",
            "procedure and modifier do not fit, or modifier missing",
        ),
        (CodeList::Carc, "29", "filed too late"),
        (CodeList::Carc, "97", "included in another service"),
        (CodeList::Carc, "253", "sequestration"),
        (CodeList::Carc, "B7", "provider not eligible on date"),
        (
            CodeList::Rarc,
            "MA130",
            "unprocessable, no appeal, send new claim",
        ),
        (
            CodeList::Rarc,
            "N20",
            "not payable with other service of that day",
        ),
        (
            CodeList::ClaimStatus,
            "0",
            "no further status can be given electronically",
        ),
        (CodeList::ClaimStatus, "35", "claim not found"),
        (CodeList::ClaimStatus, "562", "entity NPI"),
        (CodeList::ClaimStatus, "746", "duplicate submission"),
        (
            CodeList::ClaimStatusCategory,
            "A3",
            "returned as unprocessable",
        ),
        (
            CodeList::ClaimStatusCategory,
            "F3N",
            "final, could not be forwarded",
        ),
        (
            CodeList::PlaceOfService,
            "02",
            "Telehealth, not in patient's home",
        ),
        (CodeList::PlaceOfService, "11", "Office"),
        (CodeList::AdjustmentGroup, "PR", "patient pays"),
        (CodeList::ProviderAdjustment, "WO", "overpayment recovery"),
        (CodeList::ProviderAdjustment, "72", "authorised return"),
        (CodeList::ProviderAdjustment, "CR", "capitation interest"),
        (
            CodeList::ClaimPaymentStatus,
            "19",
            "processed as primary, forwarded",
        ),
        (
            CodeList::ClaimPaymentStatus,
            "25",
            "predetermination, no payment",
        ),
        (CodeList::ClaimFilingIndicator, "MB", "Medicare B"),
        (
            CodeList::PaymentHandling,
            "H",
            "notice only, no money moves",
        ),
        (CodeList::CreditDebit, "C", "credit, payer to payee"),
        (CodeList::PaymentMethod, "CHK", "cheque"),
        (CodeList::AmountQualifier, "B6", "allowed amount"),
        (CodeList::QuantityQualifier, "CA", "covered days"),
        (CodeList::ReferenceQualifier, "6R", "line control number"),
        (CodeList::DateQualifier, "036", "coverage end"),
        (CodeList::EntityIdentifier, "TT", "crossover carrier"),
        (CodeList::RemarkList, "HE", "remark (RARC)"),
    ];
    for (list, code, label) in expected {
        assert_eq!(
            Codes::builtin().label(list, code),
            Some(label),
            "{list} {code}"
        );
    }
}

#[test]
fn adjustment_reasons_say_whether_they_count_as_denial() {
    let entry = |code| Codes::builtin().entry(CodeList::Carc, code).unwrap();
    let denial = |code| (entry(code).class.as_deref(), entry(code).counts_as_denial);
    assert_eq!(denial("45"), (Some("contract"), Some(false)));
    assert_eq!(
        denial("24"),
        (Some("contract"), Some(false)),
        "capitation is no denial"
    );
    assert_eq!(denial("1"), (Some("patient share"), Some(false)));
    assert_eq!(denial("197"), (Some("authorisation"), Some(true)));
    assert_eq!(denial("B11"), (Some("wrong payer"), Some(false)));
    for entry in Codes::builtin().all(CodeList::Carc) {
        assert!(
            entry.class.is_some() && entry.counts_as_denial.is_some(),
            "CARC {}",
            entry.code
        );
    }
    let denials = Codes::builtin()
        .all(CodeList::Carc)
        .iter()
        .filter(|entry| entry.counts_as_denial == Some(true));
    assert_eq!(denials.count(), 78);
}

#[test]
fn status_categories_carry_their_family() {
    let family = |code| {
        Codes::builtin()
            .entry(CodeList::ClaimStatusCategory, code)
            .unwrap()
            .class
            .as_deref()
    };
    assert_eq!(family("A2"), Some("ack"));
    assert_eq!(family("A7"), Some("reject"));
    assert_eq!(family("F1"), Some("final"));
    assert_eq!(family("P3"), Some("ask"));
    let families: BTreeSet<_> = Codes::builtin()
        .all(CodeList::ClaimStatusCategory)
        .iter()
        .filter_map(|entry| entry.class.as_deref())
        .collect();
    let expected = [
        "ack", "ask", "error", "final", "nodata", "other", "pending", "reject",
    ];
    assert_eq!(families, BTreeSet::from(expected));
}

#[test]
fn codes_without_a_known_meaning_are_not_in_the_tables() {
    let codes = Codes::builtin();
    assert_eq!(codes.label(CodeList::ProviderAdjustment, "RS"), None);
    assert_eq!(codes.label(CodeList::QuantityQualifier, "ZK"), None);
    assert_eq!(codes.label(CodeList::ReferenceQualifier, "HI"), None);
    assert_eq!(codes.label(CodeList::ReferenceQualifier, "LU"), None);
    assert_eq!(codes.label(CodeList::ClaimPaymentStatus, "5"), None);
}

#[test]
fn names_and_file_names_are_distinct_and_lead_back() {
    let names: BTreeSet<&str> = CodeList::ALL.iter().map(|list| list.name()).collect();
    assert_eq!(names.len(), CodeList::ALL.len());
    for &list in CodeList::ALL {
        assert_eq!(CodeList::from_file_stem(list.file_stem()), Some(list));
        assert_eq!(list.to_string(), list.name());
    }
    assert_eq!(CodeList::Carc.name(), "CARC");
    assert_eq!(CodeList::from_file_stem("CARC"), None);
}
