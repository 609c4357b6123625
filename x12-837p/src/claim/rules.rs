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

/// The rules of this module.
pub const ALL: &[&Rule] = &[&TEXT_CHANGED, &NOT_SENDABLE];
