//! `--claim`: only the claims with one patient control number.

use std::io::{self, Write};

use x12_835::ClaimPayment;
use x12_core::notation::RejectedLoop;

use super::{claim, words::Words};
use crate::output::{clean, count};

/// Text of claims that differ in case only, kept until it is known whether any matches exactly.
const MOST_HELD: usize = 4 << 20;

/// The number that is looked for, and what was found so far.
pub(crate) struct Filter {
    wanted: String,
    folded: String,
    title: String,
    /// The title was written for a claim of this payment.
    titled: bool,
    exact: u64,
    held: Vec<u8>,
    held_titled: bool,
    loose: u64,
    others: u64,
    rejected: u64,
}

impl Filter {
    pub(crate) fn new(wanted: &str) -> Self {
        let wanted = wanted.trim().to_owned();
        Self {
            folded: wanted.to_lowercase(),
            wanted,
            title: String::new(),
            titled: false,
            exact: 0,
            held: Vec::new(),
            held_titled: false,
            loose: 0,
            others: 0,
            rejected: 0,
        }
    }

    pub(crate) fn payment(&mut self, title: String) {
        self.title = title;
        self.titled = false;
        self.held_titled = false;
    }

    pub(crate) fn rejected(&mut self, rejected: &RejectedLoop<'_>) {
        if rejected.loop_id == "2100" {
            self.rejected = self.rejected.saturating_add(1);
        }
    }

    pub(crate) fn claim(
        &mut self,
        out: &mut dyn Write,
        words: Words<'_>,
        claim: &ClaimPayment<'_>,
    ) -> io::Result<()> {
        let number = claim
            .info
            .patient_control_number
            .as_ref()
            .map(|number| number.to_str())
            .unwrap_or_default();
        let number = number.trim();
        if number == self.wanted {
            self.exact = self.exact.saturating_add(1);
            self.held = Vec::new();
            if !std::mem::replace(&mut self.titled, true) {
                writeln!(out, "{}", self.title)?;
            }
            return claim::show(out, words, claim);
        }
        if number.to_lowercase() != self.folded {
            self.others = self.others.saturating_add(1);
            return Ok(());
        }
        self.loose = self.loose.saturating_add(1);
        if self.exact == 0 && self.held.len() < MOST_HELD {
            if !std::mem::replace(&mut self.held_titled, true) {
                writeln!(self.held, "{}", self.title)?;
            }
            claim::show(&mut self.held, words, claim)?;
        }
        Ok(())
    }

    /// What was held back, and how many claims there were.
    pub(crate) fn finish(&self, out: &mut dyn Write) -> io::Result<()> {
        let wanted = clean(&self.wanted);
        let all = count(
            self.exact
                .saturating_add(self.loose)
                .saturating_add(self.others),
            "claim",
        );
        if self.exact > 0 {
            writeln!(
                out,
                "\n{} of {all} in the file with patient control number {wanted}.",
                self.exact
            )
        } else if self.loose > 0 {
            out.write_all(&self.held)?;
            let cut = if self.held.len() < MOST_HELD {
                ""
            } else {
                " Not all of them are shown."
            };
            writeln!(
                out,
                "\nNo claim is {wanted} exactly; {} of {all} in the file if capitals are small letters.{cut}",
                self.loose
            )
        } else {
            Ok(())
        }
    }

    /// What to say where no claim was found.
    pub(crate) fn missing(&self) -> Option<String> {
        if self.exact > 0 || self.loose > 0 {
            return None;
        }
        let rejected = match self.rejected {
            0 => String::new(),
            rejected => format!(", and {} that could not be read", count(rejected, "claim")),
        };
        let looked = count(self.others, "claim");
        Some(format!(
            "no claim with patient control number {} among {looked}{rejected}",
            clean(&self.wanted)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_trimmed_and_named_where_it_is_missing() {
        let filter = Filter::new("  SH-1 ");
        assert_eq!(
            filter.missing().as_deref(),
            Some("no claim with patient control number SH-1 among 0 claims")
        );
    }
}
