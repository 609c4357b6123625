//! The mask of a text: digits become digits, letters letters, capitals capitals; everything else stays.
//!
//! A text is taken in pieces of twenty characters, padding in front not counted: payers give back no more of a claim's
//! number, and what they cut off then joins. Within a piece, letters and digits are replaced as one string each, whatever
//! stands between them, so that `12-3456789` and `123456789`, and capitals and small letters, join.

use crate::{cipher::Cipher, foreign, numbers, numerals::LONGEST as PIECE};

/// Steps of a walk to bytes that are no UTF-8 where these were none; one is enough but for very odd bytes.
const STEPS: usize = 32;

/// Labels of tweaks: a string of digits is not replaced as one of letters is.
const FOREIGN: u8 = 1;
const LETTERS: u8 = 2;
const DIGITS: u8 = 3;
const CHAIN: u8 = 4;

/// Masks texts.
pub(crate) struct Texts {
    cipher: Cipher,
    piece: Piece,
    tweak: Vec<u8>,
}

/// What stands in a piece, in order.
#[derive(Default)]
struct Piece {
    /// One of the labels for each character that is replaced.
    shape: Vec<u8>,
    digits: Vec<u8>,
    letters: Vec<u8>,
    /// Bytes of the characters that are not ASCII, before and after.
    foreign: Vec<u8>,
    /// Letters and digits together, as they stand: what the pieces behind depend on.
    plain: Vec<u8>,
}

impl Texts {
    pub(crate) const fn new(cipher: Cipher) -> Self {
        Self {
            cipher,
            piece: Piece {
                shape: Vec::new(),
                digits: Vec::new(),
                letters: Vec::new(),
                foreign: Vec::new(),
                plain: Vec::new(),
            },
            tweak: Vec::new(),
        }
    }

    /// Writes what stands for `text` to the end of `out`: as many bytes.
    pub(crate) fn mask(&mut self, text: &[u8], out: &mut Vec<u8>) {
        let from = out.len();
        self.once(text, out);
        // Bytes that were no UTF-8 must not become a character by chance.
        let form = form_of(text);
        if form.iter().all(|(_, invalid)| *invalid == 0) {
            return;
        }
        for _ in 0..STEPS {
            if form_of(out.get(from..).unwrap_or_default()) == form {
                return;
            }
            let again = out.split_off(from);
            self.once(&again, out);
        }
    }

    fn once(&mut self, text: &[u8], out: &mut Vec<u8>) {
        let padding = text.iter().take_while(|byte| **byte == b' ').count();
        let (padding, mut rest) = text.split_at_checked(padding).unwrap_or((text, &[]));
        out.extend_from_slice(padding);
        let mut chain = None;
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at_checked(piece_of(rest)).unwrap_or((rest, &[]));
            self.piece(chain.as_ref(), piece, out);
            if !behind.is_empty() {
                let before = chain.unwrap_or_default();
                chain = Some(self.cipher.digest(&[&[CHAIN], &before, &self.piece.plain]));
            }
            rest = behind;
        }
    }

    fn piece(&mut self, chain: Option<&[u8; 16]>, piece: &[u8], out: &mut Vec<u8>) {
        self.piece.read(piece);
        let cipher = &self.cipher;
        let Piece {
            shape,
            digits,
            letters,
            foreign,
            ..
        } = &mut self.piece;
        let tweak = |tweak: &mut Vec<u8>, label: u8, shape: &[u8], parts: [&[u8]; 3]| {
            tweak.clear();
            tweak.push(label);
            tweak.push(u8::from(chain.is_some()));
            tweak.extend(chain.into_iter().flatten());
            tweak.extend_from_slice(shape);
            parts.iter().for_each(|part| tweak.extend_from_slice(part));
        };
        if shape.contains(&FOREIGN) {
            foreign.clear();
            for chunk in piece.utf8_chunks() {
                let mut buffer = [0; 4];
                for one in chunk.valid().chars().filter(|one| !one.is_ascii()) {
                    tweak(&mut self.tweak, FOREIGN, shape, [digits, letters, foreign]);
                    let made = foreign::character(cipher, &self.tweak, one).unwrap_or(one);
                    foreign.extend_from_slice(made.encode_utf8(&mut buffer).as_bytes());
                }
                for one in chunk.invalid() {
                    tweak(&mut self.tweak, FOREIGN, shape, [digits, letters, foreign]);
                    foreign.push(foreign::byte(cipher, &self.tweak, *one));
                }
            }
        }
        let bare = chain.is_none() && letters.is_empty() && foreign.is_empty();
        if !letters.is_empty() {
            tweak(&mut self.tweak, LETTERS, shape, [digits, foreign, &[]]);
            cipher.letters(&self.tweak, letters);
        }
        let is_done = digits.is_empty() || (bare && numbers::replace(cipher, digits));
        if !is_done {
            tweak(&mut self.tweak, DIGITS, shape, [letters, foreign, &[]]);
            cipher.digits(&self.tweak, digits);
        }
        self.piece.write(piece, out);
    }
}

impl Piece {
    fn read(&mut self, piece: &[u8]) {
        let Self {
            shape,
            digits,
            letters,
            foreign,
            plain,
        } = self;
        for list in [&mut *shape, digits, letters, foreign, plain] {
            list.clear();
        }
        for byte in piece {
            match byte {
                b'0'..=b'9' => {
                    digits.push(byte.wrapping_sub(b'0'));
                    shape.push(DIGITS);
                }
                b'a'..=b'z' | b'A'..=b'Z' => {
                    letters.push(byte.to_ascii_uppercase().wrapping_sub(b'A'));
                    shape.push(LETTERS);
                }
                0x80.. => shape.push(FOREIGN),
                _ => continue,
            }
            plain.push(byte.to_ascii_uppercase());
        }
    }

    /// The piece with what stands for its characters in their places.
    fn write(&self, piece: &[u8], out: &mut Vec<u8>) {
        let mut digits = self.digits.iter();
        let mut letters = self.letters.iter();
        let mut foreign = self.foreign.iter();
        let mut letter = |first: u8| letters.next().map_or(first, |at| at.wrapping_add(first));
        out.extend(piece.iter().map(|byte| match byte {
            b'0'..=b'9' => digits.next().map_or(b'0', |at| at.wrapping_add(b'0')),
            b'a'..=b'z' => letter(b'a'),
            b'A'..=b'Z' => letter(b'A'),
            0x80.. => foreign.next().copied().unwrap_or(b'?'),
            other => *other,
        }));
    }
}

/// Bytes of the first piece: twenty characters, or bytes where they are none.
fn piece_of(text: &[u8]) -> usize {
    if text.iter().take(PIECE).all(u8::is_ascii) {
        return PIECE.min(text.len());
    }
    let (mut characters, mut bytes) = (0_usize, 0_usize);
    for chunk in text.utf8_chunks() {
        let valid = chunk.valid().chars().map(char::len_utf8);
        for len in valid.chain(chunk.invalid().iter().map(|_| 1)) {
            if characters >= PIECE {
                return bytes;
            }
            characters = characters.saturating_add(1);
            bytes = bytes.saturating_add(len);
        }
    }
    bytes
}

/// Lengths of what is UTF-8 and of what is not, in turn.
fn form_of(text: &[u8]) -> Vec<(usize, usize)> {
    text.utf8_chunks()
        .map(|chunk| (chunk.valid().len(), chunk.invalid().len()))
        .collect()
}
