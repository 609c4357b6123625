//! The billing provider.

use super::{
    at_most, ensure, provider, say,
    values::{self, Reach, Zip},
};
use crate::{
    Address, At, BillingProvider, Finding, NpiType, PartyName, ProviderIdKind, TaxId, rules,
};

/// Judges the billing provider.
pub fn billing_provider(billing: &BillingProvider, out: &mut Vec<Finding>) {
    let at = &At::CLAIM.field("billing_provider");
    name(out, at.field("name"), &billing.name);

    let has_npi = billing.npi.as_ref().is_some_and(|npi| !npi.is_empty());
    match &billing.npi {
        Some(npi) if has_npi => ensure(out, &rules::NPI, at.field("npi"), npi.check()),
        _ if billing.other_ids.is_empty() => {
            say(out, &rules::BILLING_WITHOUT_NUMBER, at.field("npi"));
        }
        _ => {}
    }
    let person = matches!(billing.name, PartyName::Individual(_));
    if has_npi
        && billing
            .npi_type
            .is_some_and(|kind| (kind == NpiType::Individual) != person)
    {
        say(out, &rules::NPI_TYPE, at.field("npi_type"));
    }
    match &billing.tax_id {
        TaxId::Ein(ein) => ensure(
            out,
            &rules::TAX_ID,
            at.field("tax_id").field("ein"),
            ein.check(),
        ),
        TaxId::Ssn(ssn) => {
            ensure(
                out,
                &rules::TAX_ID,
                at.field("tax_id").field("ssn"),
                ssn.check(),
            );
            if !person {
                say(out, &rules::SSN_OF_ORGANIZATION, at.field("tax_id"));
            }
        }
    }
    match &billing.taxonomy {
        Some(code) => ensure(out, &rules::TAXONOMY, at.field("taxonomy"), code.check()),
        // Who has no NPI has no taxonomy code either.
        None if has_npi => say(out, &rules::BILLING_TAXONOMY_MISSING, at.field("taxonomy")),
        None => {}
    }
    let street = at.field("address");
    values::address(
        out,
        street,
        &billing.address,
        Zip::Nine,
        &rules::ADDRESS_INCOMPLETE,
    );
    post_office_box(out, street, &billing.address);
    if let Some(address) = &billing.pay_to {
        values::address(
            out,
            at.field("pay_to"),
            address,
            Zip::Any,
            &rules::ADDRESS_INCOMPLETE,
        );
    }
    at_most(
        out,
        &rules::TOO_MANY_CONTACTS,
        at.field("contacts"),
        billing.contacts.len(),
        2,
    );
    for (index, contact) in billing.contacts.iter().enumerate() {
        values::contact(out, at.item("contacts", index), contact, Reach::Any);
    }
    provider::numbers(out, at, &billing.other_ids, &provider::BILLING);
    for (index, id) in billing.other_ids.iter().enumerate().filter(|_| has_npi) {
        let rule = match id.kind {
            ProviderIdKind::StateLicense | ProviderIdKind::Upin => &rules::LICENSE_BESIDE_NPI,
            ProviderIdKind::PayerAssigned | ProviderIdKind::Location => {
                &rules::PAYER_NUMBER_BESIDE_NPI
            }
        };
        say(out, rule, at.item("other_ids", index));
    }
}

fn name(out: &mut Vec<Finding>, at: At<'_>, name: &PartyName) {
    let PartyName::Individual(person) = name else {
        return values::party(out, at, name);
    };
    let at = &at.field("individual");
    if person.last.trim().is_empty() {
        say(out, &rules::BILLING_PERSON, at.field("last"));
    }
    if values::filled(person.first.as_ref()).is_none() {
        say(out, &rules::BILLING_PERSON, at.field("first"));
    }
    values::length(
        out,
        &rules::TEXT_TOO_LONG,
        at.field("last"),
        person.last.trim(),
        60,
    );
    values::other_names(out, *at, person);
}

fn post_office_box(out: &mut Vec<Finding>, at: At<'_>, address: &Address) {
    if is_post_office_box(&address.line_1) {
        say(out, &rules::BILLING_PO_BOX, at.field("line_1"));
    }
    if address
        .line_2
        .as_ref()
        .is_some_and(|line| is_post_office_box(line))
    {
        say(out, &rules::BILLING_PO_BOX, at.field("line_2"));
    }
}

/// True for `PO Box`, `P.O. Box`, `POBox 12`, `Post Office Box` and `Lock Box`, in any case.
fn is_post_office_box(line: &str) -> bool {
    let line = line.as_bytes();
    line.windows(3).enumerate().any(|(start, word)| {
        word.eq_ignore_ascii_case(b"box")
            && line
                .split_at_checked(start)
                .is_some_and(|(before, rest)| is_box(before, rest.get(3..).unwrap_or_default()))
    })
}

/// `before` and `after` stand around a `BOX`.
fn is_box(before: &[u8], after: &[u8]) -> bool {
    if after.first().is_some_and(|byte| is_word(*byte)) {
        return false;
    }
    let apart = before.trim_ascii_end();
    if let Some(first) = ends_with(apart, b"office") {
        let post = ends_with(first.trim_ascii_end(), b"post");
        return apart.len() < before.len()
            && first.trim_ascii_end().len() < first.len()
            && post.is_some_and(at_word);
    }
    if let Some(first) = ends_with(apart, b"lock") {
        return at_word(first);
    }
    let Some(first) = ends_with(undotted(apart), b"o") else {
        return false;
    };
    let Some(start) = ends_with(undotted(first.trim_ascii_end()), b"p") else {
        return false;
    };
    // Written as one word it may be part of a street's name: only a number after it makes it a box.
    let one_word = apart.len() == before.len() && start.len().saturating_add(2) == before.len();
    let number = after
        .iter()
        .find(|byte| byte.is_ascii_alphanumeric())
        .is_none_or(u8::is_ascii_digit);
    at_word(start) && (!one_word || number)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// True where a word can begin after `before`.
fn at_word(before: &[u8]) -> bool {
    before.last().is_none_or(|byte| !is_word(*byte))
}

fn undotted(text: &[u8]) -> &[u8] {
    text.strip_suffix(b".").unwrap_or(text)
}

fn ends_with<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    let (first, last) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    last.eq_ignore_ascii_case(word).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::is_post_office_box;

    #[test]
    fn boxes_are_told_from_streets() {
        for line in [
            "P.O. Box 12",
            "PO BOX 12",
            "Post Office Box 12",
            "p o box 7",
            "P. O. BOX 3",
            "POBox 12",
            "Suite 4, PO Box 9",
            "LOCKBOX 5",
            "lock box 5",
            "PO BOX",
            "P.O.BOX 1",
        ] {
            assert!(is_post_office_box(line), "{line}");
        }
        for line in [
            "Pobox Street 4",
            "12 Boxwood Ln",
            "1 Depot Box Rd",
            "Box 12",
            "4 PO BOXER ST",
            "48 SE Pine St",
            "",
            "box",
            "Tempo Box 1",
            "9 Unlock Box",
            "POSTOFFICE BOX",
        ] {
            assert!(!is_post_office_box(line), "{line}");
        }
    }
}
