//! What a finding means: one record from which text, JSON, SARIF and the 999 are rendered.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// A deviation that real files show and that does not change what the data mean.
    Warning,
    /// The file breaks its guide, or its data contradict each other: a partner may refuse it.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A numbered rule. Numbers are never reused, so a rule's number is the stable part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The number, printed as `X12-0304`.
    pub number: u16,
    /// Severity unless a guide tolerates the deviation.
    pub severity: Severity,
    /// One short phrase, the same words in every rendering.
    pub title: &'static str,
    /// What it means for the reader of the file.
    pub meaning: &'static str,
    /// The usual cause.
    pub cause: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// WEDI SNIP type 1–7, where one fits.
    pub snip: Option<u8>,
    /// IK304 code of the 999 (segment level), where one fits.
    pub ik3: Option<&'static str>,
    /// IK403 code of the 999 (element level), where one fits.
    pub ik4: Option<&'static str>,
}

impl Rule {
    /// The stable name, such as `X12-0304`.
    #[must_use]
    pub fn code(&self) -> String {
        format!("X12-{:04}", self.number)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "X12-{:04}", self.number)
    }
}

/// Declares numbered rules and a list `ALL` of them.
#[macro_export]
macro_rules! rules {
    ($( $name:ident = $number:literal $severity:ident $title:literal
        { meaning: $meaning:literal, cause: $cause:literal, fix: $fix:literal $(, snip: $snip:literal)? $(, ik3: $ik3:literal)? $(, ik4: $ik4:literal)? $(,)? } )*) => {
        $(
            #[doc = concat!("`X12-", stringify!($number), "`: ", $title, ".\n\n", $meaning, "\n\nUsual cause: ", $cause, "\n\nWhat to do: ", $fix)]
            #[allow(clippy::zero_prefixed_literal, reason = "numbers are printed with four digits")]
            pub const $name: $crate::Rule = $crate::Rule {
                number: $number,
                severity: $crate::Severity::$severity,
                title: $title,
                meaning: $meaning,
                cause: $cause,
                fix: $fix,
                snip: $crate::rules!(@option $($snip)?),
                ik3: $crate::rules!(@option $($ik3)?),
                ik4: $crate::rules!(@option $($ik4)?),
            };
        )*
        /// Every rule that this module declares, by number.
        pub const ALL: &[&$crate::Rule] = &[$(&$name),*];
    };
    (@option) => { None };
    (@option $value:literal) => { Some($value) };
}
