//! Pseudonymised copies of X12 files, for vendors, for reports of faults, for tests.
//!
//! Whatever tells who somebody is becomes something else of the same form, so that the copy can still be used for what the
//! original is used for: [`Masker::mask`] keeps
//!
//! * every length, and with it every delimiter's place;
//! * codes, amounts, counts, times and control numbers, and so balances and what a reader finds;
//! * which values are the same: CLM01, CLP01 and TRN02 of one claim, an NPI, a payer's number, in any element and in all
//!   files that are masked under the same key; what was different stays different;
//! * what has a check digit: an NPI becomes an NPI, and what is none becomes none. The same holds for routing numbers, for
//!   nine digits that could be a social security number, for ZIP codes that end with 0000 or 9999, for a telephone number's
//!   first digit, and for the 1 that payers put before a tax number;
//! * the order and the distances of dates: all are moved back by the same number of days, 100 to 1,099, which the key
//!   chooses. Backwards, so that nothing comes to lie in the future.
//!
//! ```
//! use x12_mask::{Key, Masker};
//!
//! let key = Key::new(b"an example; a real key is random: head -c 32 /dev/urandom")?;
//! let mut masker = Masker::new(&key);
//! let file = fixtures::era()[0].edi;
//! let mut copy = Vec::new();
//! let summary = masker.mask(file, &mut copy)?;
//!
//! assert_eq!(copy.len(), file.len());
//! assert!(summary.masked > 0 && summary.dates > 0);
//! let copy = String::from_utf8(copy)?;
//! // Amounts and codes stay; the claim's number does not, and is the same in every file.
//! let number = String::from_utf8(masker.text(b"SH-10001"))?;
//! assert!(copy.contains(&format!("CLP*{number}*1*150*40*70*12*")));
//! assert!(!copy.contains("SH-10001"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is kept and what is masked
//!
//! The guides' own data (their `SPEC`s) say what an element is. Numbers, times and listed codes are kept where they read as
//! that; dates are moved; everything else is masked, and so is every element and segment that no guide knows. An element
//! of text is kept only if it is on a short list of those that hold codes (`src/places.rs`), and its value has the
//! form of such a code: procedures and modifiers, diagnoses, place of service, revenue codes, remarks, status codes,
//! taxonomy, versions, loops and segments that a 999 names, numbers of levels. What is masked because it does not read as
//! its place says still does not, so that the copy shows the fault. Control numbers (ISA13, GS06, ST02 and where answers
//! name them) are numbers of a batch and stay, so that copies can be told apart and talked about. States and countries
//! stay; ZIP codes do not. `BOX` stays in an address line, since a billing address may be no post office box.
//!
//! # How
//!
//! Letters and digits are each replaced as one string by format-preserving encryption (FF1 of NIST SP 800-38G with AES-256;
//! small sets by swap-or-not), under keys that are derived from the secret by HKDF. The form of the value is the tweak.
//! Capitals stay capitals; blanks, hyphens and other signs stay and do not count, nor does the case of letters: what is
//! compared without regard to them still joins. The first twenty characters do not depend on the others, since that much
//! of a claim's number comes back. Characters that are not ASCII become others of as many bytes.
//!
//! # What is not promised
//!
//! The copy is pseudonymised, not anonymous, and masking alone does not make it de-identified in the sense of HIPAA's
//! Safe Harbor.
//!
//! * Procedures, diagnoses, amounts, states, times and the distances of dates stay. Who knows the day of one thing in the
//!   file, such as when it was sent, knows all days.
//! * Lengths and shapes stay, and equal values stay equal: a frequent name can be guessed by its frequency, and values of one
//!   or two characters have few to become. A value can by chance become itself.
//! * Whoever has the key can undo all of it. Keep it as you keep the originals, and use another one for each recipient.
//! * Numbers that a payer cut elsewhere than behind twenty characters do not join.
//! * What somebody wrote where a number, a code or a control number belongs, and reads as one, is kept.
//! * Days before 1905 and from 2090 on, which stand for "not known" or "open", are shuffled among themselves and not
//!   moved: moved, they would tell the number of days. A rule that depends on a fixed day, such as October 2015 for
//!   ICD-10, may judge the copy otherwise.
//! * Masks are those of this version of the scheme; another version may have others.

mod address;
mod cipher;
mod days;
mod foreign;
mod forms;
mod key;
mod masker;
mod numbers;
mod numerals;
mod places;
mod text;
mod values;

pub use key::{DAYS, Key, KeyError, LONGEST_KEY, SHORTEST_KEY};
pub use masker::{MaskError, Masker, Summary};
