//! What may happen to a claim on its way into a file. The rules of the claim itself are [`claim_model::rules`].

use claim_model::{Rule, Severity};

/// `X12-0541`: words were changed so that they can be sent.
pub const TEXT_CHANGED: Rule = Rule {
    number: 541,
    severity: Severity::Warning,
    title: "words were changed so that they can be sent",
    meaning: "Accents became plain letters; line breaks, delimiters and what has no plain form became blanks.",
    cause: "The words hold characters that a file of claims cannot hold.",
    fix: "None needed; look at the words if the payer compares them.",
    guide: "1.4",
    snip: Some(1),
};

/// `X12-0542`: an identifier holds a character that cannot be sent.
pub const NOT_SENDABLE: Rule = Rule {
    number: 542,
    severity: Severity::Error,
    title: "identifier holds a character that cannot be sent",
    meaning: "Identifiers are never changed, and this one would break the file or come back as another one.",
    cause: "Words, an accent or a delimiter stand where a number or code should.",
    fix: "Correct the identifier.",
    guide: "1.4",
    snip: Some(1),
};

/// `X12-0543`: what should be a claim is none.
pub const NOT_A_CLAIM: Rule = Rule {
    number: 543,
    severity: Severity::Error,
    title: "not a claim",
    meaning: "The text is no JSON, or does not have the form of a claim: a field is unknown or missing, or its value is of another kind.",
    cause: "A field is misspelt, an amount is not in quotes, or the line is cut off.",
    fix: "Correct it; `x12 schema claim` prints the form of a claim.",
    guide: "1.4",
    snip: None,
};

/// `X12-0544`: nothing of the words can be sent.
pub const NOTHING_LEFT: Rule = Rule {
    number: 544,
    severity: Severity::Error,
    title: "nothing of the words can be sent",
    meaning: "No letter of them has a plain form, and a field that was filled in is never left out in silence.",
    cause: "A symbol was typed, or words of a script that is not sent.",
    fix: "Write it in plain letters.",
    guide: "1.4",
    snip: Some(1),
};

/// `X12-0545`: the guide does not take a value.
pub const NOT_TAKEN: Rule = Rule {
    number: 545,
    severity: Severity::Error,
    title: "the guide does not take a value of the claim",
    meaning: "No rule of the claim is against it, but the file would not be what the guide asks for.",
    cause: "A number has more digits, or words fewer letters, than there is room for.",
    fix: "Look for numbers of unusual size.",
    guide: "9",
    snip: Some(2),
};

/// The rules of this module.
pub const ALL: &[&Rule] = &[
    &TEXT_CHANGED,
    &NOT_SENDABLE,
    &NOT_A_CLAIM,
    &NOTHING_LEFT,
    &NOT_TAKEN,
];
