//! Providers and persons: what the shared segments do not say of them.

use x12_core::{Code, Text, composite, segment};

segment! {
    /// Taxonomy of a provider.
    pub struct Prv<'a> = "PRV" {
        /// `BI` billing, `PE` performing.
        PRV01 R ID 1/3 role: Code<'a>,
        /// Always `PXC`.
        PRV02 R ID 2/3 qualifier: Option<Code<'a>> ["PXC"],
        /// Taxonomy code.
        PRV03 R AN 1/50 taxonomy: Option<Text<'a>>,
    }
}

composite! {
    /// Another payer.
    pub struct PayerId<'a> {
        /// Always `2U`.
        1 R ID 2/3 qualifier: Option<Code<'a>> ["2U"],
        /// Identifier of the payer, as in its NM109.
        2 R AN 1/50 id: Option<Text<'a>>,
    }
}

segment! {
    /// Reference number that may be another payer's.
    pub struct PayerRef<'a> = "REF" {
        /// What kind of number.
        REF01 R ID 2/3 qualifier: Code<'a>,
        /// The number.
        REF02 R AN 1/50 id: Text<'a>,
        /// Whose number it is, where that is not the payer who gets the claim.
        REF04 S composite payer: Option<Box<PayerId<'a>>>,
    }
}
