//! Lines of an address: the words of a post office box stay, for a billing address may be none, and its copy must still
//! show that.

/// The words around BOX that can make one.
const WORDS: [&str; 9] = [
    "BOX", "POB", "POBOX", "PO", "P", "O", "POST", "OFFICE", "LOCK",
];
/// A line without any of these is no box.
const BOXES: [&str; 5] = ["BOX", "POB", "POBOX", "LOCKBOX", "LOCK"];

/// The line in parts, in order; true for those that stay.
pub(crate) fn parts(line: &[u8]) -> impl Iterator<Item = (&[u8], bool)> {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic();
    let has_box = line
        .split(|byte| !is_letter(byte))
        .any(|word| is_one(word, &BOXES));
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if !has_box {
            return Some((std::mem::take(&mut rest), false));
        }
        let word = rest.iter().take_while(|byte| is_letter(byte)).count();
        let (len, stays) = match rest.get(..word) {
            Some(word) if !word.is_empty() => {
                (word.len(), is_one(word, &WORDS) || is_one(word, &BOXES))
            }
            _ => {
                let len = rest.iter().take_while(|byte| !is_letter(byte)).count();
                (len, false)
            }
        };
        let (part, behind) = rest.split_at_checked(len)?;
        rest = behind;
        Some((part, stays))
    })
}

fn is_one(word: &[u8], words: &[&str]) -> bool {
    words
        .iter()
        .any(|of| word.eq_ignore_ascii_case(of.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_box_stay() {
        let of = |line: &'static str| {
            parts(line.as_bytes())
                .filter(|(_, stays)| *stays)
                .map(|(part, _)| std::str::from_utf8(part).unwrap())
                .collect::<Vec<_>>()
        };
        assert_eq!(of("P.O. Box 1200 CEDAR"), ["P", "O", "Box"]);
        assert_eq!(of("POBOX1200"), ["POBOX"]);
        assert_eq!(of("12 POST ROAD"), [""; 0]);
        assert_eq!(of("BOXFORD"), [""; 0]);
        let whole: Vec<u8> = parts(b"PO BOX 7, X")
            .flat_map(|(part, _)| part.to_vec())
            .collect();
        assert_eq!(whole, b"PO BOX 7, X");
    }
}
