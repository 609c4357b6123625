//! Looking up and explaining codes.

use x12_codes::{CodeList, Codes};

fn lists(code: &str) -> Vec<CodeList> {
    Codes::builtin()
        .find(code)
        .into_iter()
        .map(|(list, _)| list)
        .collect()
}

#[test]
fn an_unknown_code_is_no_error() {
    let codes = Codes::builtin();
    for &list in CodeList::ALL {
        for code in [
            "9999",
            "",
            " ",
            "é",
            "A\u{0}",
            "a very long code that no list has",
        ] {
            assert_eq!(codes.label(list, code), None, "{list} {code:?}");
            assert!(codes.entry(list, code).is_none());
            assert!(codes.entries(list, code).is_empty());
        }
    }
    assert!(codes.find("9999").is_empty());
    assert!(codes.find("").is_empty());
}

#[test]
fn blanks_and_small_letters_do_not_matter_but_zeros_do() {
    let codes = Codes::builtin();
    assert_eq!(
        codes.label(CodeList::Rarc, " ma130 "),
        codes.label(CodeList::Rarc, "MA130")
    );
    assert!(codes.label(CodeList::Rarc, "ma130").is_some());
    assert_eq!(codes.label(CodeList::PlaceOfService, "1"), None);
    assert_eq!(codes.label(CodeList::Carc, "045"), None);
}

#[test]
fn find_gives_every_list_that_holds_the_code() {
    assert_eq!(
        lists("1"),
        [
            CodeList::Carc,
            CodeList::ClaimPaymentStatus,
            CodeList::ClaimStatus
        ]
    );
    assert_eq!(lists("wo"), [CodeList::ProviderAdjustment]);
    assert_eq!(
        lists("CR"),
        [CodeList::AdjustmentGroup, CodeList::ProviderAdjustment]
    );
    assert_eq!(lists("N290"), [CodeList::Rarc]);
    let (_, entry) = Codes::builtin().find("n290")[0];
    assert_eq!(entry.code, "N290");
}

#[test]
fn codes_come_in_a_readable_order() {
    let statuses: Vec<&str> = Codes::builtin()
        .all(CodeList::ClaimPaymentStatus)
        .iter()
        .map(|entry| entry.code.as_str())
        .collect();
    assert_eq!(
        statuses,
        ["1", "2", "3", "4", "19", "20", "21", "22", "23", "25"]
    );
}

#[test]
fn an_adjustment_is_explained_as_group_and_reason() {
    for text in [
        "CO-45", "co-45", " CO 45 ", "CO:45", "CO - 45", "CO45", "co45",
    ] {
        let found = Codes::builtin().find_adjustment(text).unwrap();
        assert_eq!(found.group.code, "CO", "{text}");
        assert_eq!(found.group.label, "contractual write-off");
        assert_eq!(found.reason_code, "45");
        assert_eq!(found.reason_label(), Some("above fee schedule or contract"));
    }
    let found = Codes::builtin().find_adjustment("oa-b13").unwrap();
    assert_eq!(
        (found.reason_code.as_str(), found.reason_label()),
        ("B13", Some("paid before"))
    );
}

#[test]
fn an_unknown_reason_after_a_known_group_is_still_explained() {
    let found = Codes::builtin().find_adjustment("PR-9999").unwrap();
    assert_eq!(found.group.label, "patient pays");
    assert_eq!(found.reason_code, "9999");
    assert_eq!(found.reason_label(), None);
    assert!(found.reasons.is_empty());
}

#[test]
fn other_texts_are_no_adjustment() {
    for text in [
        "", "-", "CO", "CO-", "-45", "XX-45", "90791-95", "CO9999", "CO-45-1", "é45", "aé", "45",
        "Cé45",
    ] {
        assert_eq!(Codes::builtin().find_adjustment(text), None, "{text:?}");
    }
}
