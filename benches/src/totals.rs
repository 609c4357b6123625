//! What a tool says is in a file: the same few figures for all tools, so that they can be held against each other.

use rust_decimal::Decimal;
use serde_json::{Value, json};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Remittances (835).
    Era,
    /// Professional claims (837P).
    Claims,
}

/// Counts and sums of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Claims (CLP, CLM).
    pub claims: u64,
    /// Service lines (SVC, SV1).
    pub lines: u64,
    /// Sum of the charges of the claims (CLP03, CLM02), in dollars.
    pub charged: Decimal,
    /// Sum of what was paid for the claims (CLP04), in dollars; zero in a file of claims.
    pub paid: Decimal,
    /// Sum of the payments (BPR02), in dollars; zero in a file of claims.
    pub payments: Decimal,
}

impl Totals {
    /// Adds up a whole number of claims or lines, or an amount, from one segment as a tool without knowledge of the guide
    /// sees it: its identifier and its elements by number.
    pub(crate) fn add_segment<'e>(
        &mut self,
        kind: Kind,
        id: &str,
        element: impl Fn(usize) -> Option<&'e str>,
    ) {
        let amount = |at: usize| -> Decimal {
            element(at).map_or(Decimal::ZERO, |text| {
                Decimal::from_str_exact(text).expect("an amount")
            })
        };
        match (kind, id) {
            (Kind::Era, "CLP") => self.add_claim(amount(3), amount(4)),
            (Kind::Claims, "CLM") => self.add_claim(amount(2), Decimal::ZERO),
            (Kind::Era, "SVC") | (Kind::Claims, "SV1") => self.add_lines(1),
            (Kind::Era, "BPR") => self.add_payment(amount(2)),
            _ => {}
        }
    }

    /// One claim more.
    pub fn add_claim(&mut self, charged: Decimal, paid: Decimal) {
        self.claims = self.claims.saturating_add(1);
        self.charged = self.charged.checked_add(charged).expect("a sum");
        self.paid = self.paid.checked_add(paid).expect("a sum");
    }

    /// Lines of a claim.
    pub fn add_lines(&mut self, lines: usize) {
        let lines = u64::try_from(lines).expect("a count");
        self.lines = self.lines.saturating_add(lines);
    }

    /// One payment more.
    pub fn add_payment(&mut self, amount: Decimal) {
        self.payments = self.payments.checked_add(amount).expect("a sum");
    }

    /// As JSON: amounts as text, and none where the kind of file has none.
    #[must_use]
    pub fn to_json(&self, kind: Kind) -> Value {
        let money = |amount: Decimal| amount.normalize().to_string();
        match kind {
            Kind::Era => json!({
                "claims": self.claims, "lines": self.lines, "charged": money(self.charged),
                "paid": money(self.paid), "payments": money(self.payments),
            }),
            Kind::Claims => json!({
                "claims": self.claims, "lines": self.lines, "charged": money(self.charged),
            }),
        }
    }
}
