//! The tables that ship with the crate.

use crate::list::CodeList;

/// The text of the built-in table of a list.
pub(crate) const fn text(list: CodeList) -> &'static str {
    match list {
        CodeList::AdjustmentGroup => include_str!("../data/adjustment_group.csv"),
        CodeList::Carc => include_str!("../data/carc.csv"),
        CodeList::Rarc => include_str!("../data/rarc.csv"),
        CodeList::ProviderAdjustment => include_str!("../data/provider_adjustment.csv"),
        CodeList::ClaimPaymentStatus => include_str!("../data/claim_payment_status.csv"),
        CodeList::ClaimFilingIndicator => include_str!("../data/claim_filing_indicator.csv"),
        CodeList::PlaceOfService => include_str!("../data/place_of_service.csv"),
        CodeList::PaymentHandling => include_str!("../data/payment_handling.csv"),
        CodeList::CreditDebit => include_str!("../data/credit_debit.csv"),
        CodeList::PaymentMethod => include_str!("../data/payment_method.csv"),
        CodeList::AmountQualifier => include_str!("../data/amount_qualifier.csv"),
        CodeList::QuantityQualifier => include_str!("../data/quantity_qualifier.csv"),
        CodeList::ReferenceQualifier => include_str!("../data/reference_qualifier.csv"),
        CodeList::DateQualifier => include_str!("../data/date_qualifier.csv"),
        CodeList::EntityIdentifier => include_str!("../data/entity_identifier.csv"),
        CodeList::RemarkList => include_str!("../data/remark_list.csv"),
        CodeList::ClaimStatus => include_str!("../data/claim_status.csv"),
        CodeList::ClaimStatusCategory => include_str!("../data/claim_status_category.csv"),
        CodeList::StatusEntity => include_str!("../data/status_entity.csv"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn every_built_in_table_passes_the_checks_of_a_loaded_one() {
        for &list in CodeList::ALL {
            let rows = text(list).lines().count().saturating_sub(1);
            let table = parse(text(list)).unwrap();
            assert_eq!(table.all().len(), rows, "{list}");
        }
    }
}
