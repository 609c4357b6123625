//! The secret that a copy is made with, and what is derived from it.

use std::{fmt, io::Read};

use hkdf::Hkdf;
use sha2::Sha256;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::cipher::Cipher;

/// Fewest bytes of a key.
pub const SHORTEST_KEY: usize = 32;
/// Most bytes of a key: a file that is longer is something else.
pub const LONGEST_KEY: usize = 64 << 10;
/// Random bytes, and their hexadecimal digits, have more different ones.
const FEWEST_VALUES: usize = 8;

/// The least and the greatest number of days that dates are moved back by.
pub const DAYS: std::ops::RangeInclusive<i64> = 100..=1_099;

/// A secret of at least 32 random bytes. `Debug` shows nothing of it.
///
/// ```
/// use x12_mask::{Key, KeyError};
///
/// assert_eq!(Key::new(b"too short").unwrap_err(), KeyError::TooShort);
/// assert_eq!(Key::new(&[0; 32]).unwrap_err(), KeyError::NotRandom);
/// # let random: Vec<u8> = (0..32).map(|of: u8| of.wrapping_mul(37)).collect();
/// assert_eq!(format!("{:?}", Key::new(&random)?), "Key(…)");
/// # Ok::<(), KeyError>(())
/// ```
#[derive(Clone)]
pub struct Key {
    pub(crate) cipher: Cipher,
    pub(crate) days: i64,
}

/// Why bytes are no key. It never holds one of them.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Fewer than 32 bytes.
    #[error("a key has at least {SHORTEST_KEY} bytes")]
    TooShort,
    /// More than 64 KiB.
    #[error("a key has at most {LONGEST_KEY} bytes")]
    TooLong,
    /// The same few values over and over.
    #[error("these bytes are not random: fewer than {FEWEST_VALUES} of them differ")]
    NotRandom,
    /// The file with the key could not be read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Nothing could be derived from it.
    #[error("no keys can be derived from it")]
    Unusable,
}

impl PartialEq for KeyError {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Key {
    /// The key that these bytes are: all of them count, line breaks too.
    ///
    /// # Errors
    ///
    /// [`KeyError`] where they are too few, too many, or plainly not random.
    pub fn new(secret: &[u8]) -> Result<Self, KeyError> {
        if secret.len() < SHORTEST_KEY {
            return Err(KeyError::TooShort);
        }
        if secret.len() > LONGEST_KEY {
            return Err(KeyError::TooLong);
        }
        let mut seen = [false; 256];
        for byte in secret {
            if let Some(seen) = seen.get_mut(usize::from(*byte)) {
                *seen = true;
            }
        }
        if seen.iter().filter(|seen| **seen).count() < FEWEST_VALUES {
            return Err(KeyError::NotRandom);
        }
        // The salt names the scheme: another scheme would have another one, and so other masks.
        let derived = Hkdf::<Sha256>::new(Some(b"x12-mask 1"), secret);
        let key = |label: &str| {
            let mut key = Zeroizing::new([0_u8; 32]);
            derived
                .expand(label.as_bytes(), &mut *key)
                .map_err(|_| KeyError::Unusable)?;
            Ok::<_, KeyError>(key)
        };
        let (digits, letters) = (key("digits")?, key("letters")?);
        let (tweaks, small) = (key("tweaks")?, key("small domains")?);
        let cipher = Cipher::new(&digits, &letters, &tweaks, &small);
        let random = key("days")?.iter().take(7).fold(0_i64, |sum, byte| {
            sum.wrapping_mul(256).wrapping_add(i64::from(*byte))
        });
        let choices = DAYS.end().saturating_sub(*DAYS.start()).saturating_add(1);
        Ok(Self {
            cipher: cipher.ok_or(KeyError::Unusable)?,
            days: random
                .checked_rem(choices)
                .unwrap_or(0)
                .saturating_add(*DAYS.start()),
        })
    }

    /// The key that a file holds.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), and [`KeyError::Io`] where reading fails.
    pub fn read(file: impl Read) -> Result<Self, KeyError> {
        let most = LONGEST_KEY.saturating_add(1);
        // Room for all of it at once: growing would leave copies behind.
        let mut secret = Zeroizing::new(Vec::with_capacity(most));
        file.take(u64::try_from(most).unwrap_or(u64::MAX))
            .read_to_end(&mut secret)?;
        Self::new(&secret)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}
