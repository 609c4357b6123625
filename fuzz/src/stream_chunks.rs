//! Where windows and reads end makes no difference.

use std::io::{ErrorKind, Read};

use x12_835::EraOptions;

use crate::events::{from_reader, from_slice};

/// The reader's first window.
const WINDOW: usize = 256 << 10;

/// Returns as many bytes as the sizes say, in turn.
struct Chunks<'a> {
    rest: &'a [u8],
    sizes: &'a [u8],
    calls: usize,
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.calls += 1;
        if self.calls % 7 == 3 {
            return Err(ErrorKind::Interrupted.into());
        }
        // Sizes grow with the square, so that padding does not take a thousand calls.
        let size = self.sizes.get(self.calls % self.sizes.len().max(1));
        let size = size.map_or(1, |size| usize::from(*size).pow(2).max(1));
        let size = size.min(buffer.len()).min(self.rest.len());
        let (now, later) = self.rest.split_at(size);
        buffer[..size].copy_from_slice(now);
        self.rest = later;
        Ok(size)
    }
}

/// Bytes of a regular ISA segment.
const ISA: usize = 106;

/// Reads `data` in chunks, once as it is and once with so much white space behind its ISA that the reader's window ends
/// inside what follows.
pub fn stream_chunks(data: &[u8]) {
    let Some((input, steering)) = data.split_last_chunk::<8>() else {
        return;
    };
    let (sizes, [low, high]) = steering.split_last_chunk::<2>().expect("eight bytes");
    let options = EraOptions::default();
    let whole = from_slice(input, &options);
    let chunks = |rest| Chunks {
        rest,
        sizes,
        calls: 0,
    };
    assert_eq!(whole, from_reader(chunks(input), &options), "chunks differ");

    let Some((header, rest)) = input
        .split_at_checked(ISA)
        .filter(|of| of.0.starts_with(b"ISA"))
    else {
        return;
    };
    // The window ends behind the first `cut` bytes of the rest.
    let cut = usize::from(u16::from_le_bytes([*low, *high])) % (rest.len() + 1);
    let mut padded = header.to_vec();
    padded.resize(WINDOW.saturating_sub(cut).max(ISA), b' ');
    padded.extend_from_slice(rest);
    let slice = from_slice(&padded, &options);
    slice.check_places(&padded);
    assert_eq!(slice, from_reader(&padded[..], &options), "cut by a window");
}
