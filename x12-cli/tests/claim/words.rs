//! What is said of a text that is no claim holds nothing of the text.

use serde_json::{Value, json};

use crate::harness::{folder, found, numbered};

/// A claim that is changed into none: what the finding must say, and where it must point.
#[allow(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<(String, &'static str, &'static str, &'static str)> {
    type Case = (fn(&mut Value), &'static str, &'static str, &'static str);
    let cases: [Case; 16] = [
        (
            |of| of["lines"][1]["charge"] = json!(175.5),
            "24F",
            "lines[1].charge",
            "a number with a point is text, such as \"150.50\"",
        ),
        (
            |of| of["lines"][0]["charge"] = json!("Zuckermandel"),
            "24F",
            "lines[0].charge",
            "not a number such as \"150.00\"",
        ),
        (
            |of| of["billing_provider"]["taxonmy"] = json!("Zuckermandel"),
            "33",
            "billing_provider",
            "unknown field; perhaps `taxonomy` is meant",
        ),
        (
            |of| of["lines"][0]["dates"]["zuckermandel"] = json!(1),
            "24A",
            "lines[0].dates",
            "unknown field; known here: from, to",
        ),
        (
            |of| of["coverage"]["subscriber"]["sex"] = json!("Zuckermandel"),
            "11a",
            "coverage.subscriber.sex",
            "unknown word; known here: female, male, unknown",
        ),
        (
            |of| of["coverage"]["subscriber"]["birth_date"] = json!("12/04/Zuckermandel"),
            "11a",
            "coverage.subscriber.birth_date",
            "not a day such as 2025-03-01",
        ),
        (
            |of| of["coverage"]["subscriber"]["birth_date"] = json!("2025-02-30"),
            "11a",
            "coverage.subscriber.birth_date",
            "not a day such as 2025-03-01",
        ),
        (
            |of| drop(of.as_object_mut().unwrap().remove("signatures")),
            "-",
            "",
            "field `signatures` is missing",
        ),
        (
            |of| of["coverage"]["payer"] = json!("Zuckermandel"),
            "-",
            "coverage.payer",
            "text instead of an object",
        ),
        (
            |of| of["diagnoses"] = json!("Zuckermandel, expected a list"),
            "21",
            "diagnoses",
            "text instead of a list",
        ),
        (
            |of| of["special_program"] = json!(7654321),
            "-",
            "special_program",
            "a number instead of text",
        ),
        (
            |of| of["encounter"] = json!("missing field `zuckermandel`"),
            "-",
            "encounter",
            "text instead of true or false",
        ),
        (
            |of| of["coverage"]["subscriber"]["name"] = json!({ "zuckermandel": 1 }),
            "4",
            "coverage.subscriber.name",
            "unknown word; known here: individual, organization",
        ),
        (
            |of| of["billing_provider"]["tax_id"] = json!({ "ein": "1", "zuckermandel": "2" }),
            "25",
            "billing_provider.tax_id",
            "an object with exactly one field is expected",
        ),
        (
            |of| of["session_count"] = json!({ "allowed": -7654321 }),
            "-",
            "session_count.allowed",
            "not a whole number",
        ),
        (
            |of| *of = json!([["Zuckermandel"]]),
            "-",
            "",
            "a list instead of an object",
        ),
    ];
    let texts = cases.map(|(change, form_box, field, words)| {
        let mut claim = numbered("7654321");
        change(&mut claim);
        (claim.to_string(), form_box, field, words)
    });
    let mut cases = texts.to_vec();
    let whole = numbered("7654321").to_string();
    cases.push((
        whole
            .replacen(
                "\"submission\"",
                "\"encounter\":false,\"encounter\":true,\"submission\"",
                1,
            )
            .replacen("\"diagnoses\"", "\"diagnoses\":[],\"diagnoses\"", 1),
        "-",
        "",
        "is there twice",
    ));
    for (text, words) in [
        ("Zuckermandel 7654321", "no JSON: expected value"),
        (&whole[..whole.len() / 2], "no JSON: EOF while parsing"),
        (
            &format!("{whole} Zuckermandel"),
            "no JSON: trailing characters",
        ),
        (
            &whole.replacen(':', " Zuckermandel", 1),
            "no JSON: expected `:`",
        ),
        ("\"Zuckermandel\"", "text instead of an object"),
        ("7654321", "a number instead of an object"),
    ] {
        cases.push((text.to_owned(), "-", "*", words));
    }
    cases
}

#[test]
fn every_kind_of_nonsense() {
    let folder = folder();
    for (text, form_box, field, words) in cases() {
        folder.write("claims", format!("{text}\n"));
        let run = folder.run(&["claim", "check", "--format", "json", "claims"]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{words}");
        let all = found(&run.out);
        assert_eq!(all.len(), 1, "{words}: {}", run.out);
        assert_eq!((all[0].0, all[0].1.as_str()), (1, "X12-0543"), "{words}");
        if field != "*" {
            assert_eq!(
                (all[0].2.as_str(), all[0].3.as_str()),
                (form_box, field),
                "{words}: {}",
                run.out
            );
        }
        let message: Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
        let message = message["message"].as_str().unwrap();
        assert!(
            message.starts_with("not a claim: ") && message.contains(words),
            "{words}: {message}"
        );
        for secret in ["uckermandel", "7654321", "LOPEZ", "Lopez"] {
            assert!(!run.out.contains(secret), "{secret}: {message}");
        }
        let in_words = folder.run(&["claim", "check", "claims"]).out;
        assert!(!in_words.contains("uckermandel") && !in_words.contains("7654321"));
    }
}

#[test]
fn a_line_that_is_too_long_is_no_claim() {
    let folder = folder();
    let long = format!("{{\"a\": \"{}\"}}\n", "x".repeat(17 << 20));
    folder.write("claims", long + &numbered("A-1").to_string());
    let run = folder.run(&["claim", "check", "--format", "json", "claims"]);
    assert_eq!(run.code, 1);
    assert_eq!(found(&run.out).len(), 1);
    assert!(
        run.out.contains("more than 16 MiB") && run.out.contains("\"line\":1,"),
        "{}",
        run.out
    );
}

#[test]
fn bytes_that_are_no_text() {
    let folder = folder();
    let mut bytes = numbered("A-1").to_string().into_bytes();
    let at = bytes.windows(5).position(|of| of == b"Lopez").unwrap();
    bytes[at] = 0xE9;
    folder.write("claims", &bytes);
    let run = folder.run(&[
        "claim",
        "write",
        "claims",
        "--envelope",
        "envelope.json",
        "--split-invalid",
        "bad.jsonl",
    ]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(
        run.err.contains("no JSON: invalid unicode code point"),
        "{}",
        run.err
    );
    assert!(crate::harness::text(&folder, "bad.jsonl").contains("\u{FFFD}opez"));
}
