//! Where windows and reads end makes no difference.

use std::io::{ErrorKind, Read};

use x12_core::{ReadOptions, Supported};

use crate::reading::{Guide, from_reader, from_slice};

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

/// Reads `data` by each guide in chunks, once as it is and once with so much white space behind its ISA that the reader's
/// window ends inside what follows.
pub fn stream_chunks(data: &[u8]) {
    let Some((input, steering)) = data.split_last_chunk::<8>() else {
        return;
    };
    check::<x12_835::Assembler>(input, steering);
    check::<x12_837p::Assembler>(input, steering);
    check::<x12_837p::claim::Assembler>(input, steering);
    check::<x12_277::Assembler>(input, steering);
    check::<x12_ack::Assembler>(input, steering);
}

fn check<G: Guide>(input: &[u8], steering: &[u8; 8]) {
    let [sizes @ .., low, high] = steering;
    let options = ReadOptions::default();
    let whole = from_slice::<G>(input, &options);
    let chunks = Chunks {
        rest: input,
        sizes,
        calls: 0,
    };
    assert_eq!(whole, from_reader::<G>(chunks, &options), "chunks differ");
    // A window that ends inside a set that nobody reads shows nothing.
    let is_there = |set: &Supported| {
        input
            .windows(set.set.len())
            .any(|of| of == set.set.as_bytes())
    };
    if !G::SUPPORTED.iter().any(is_there) {
        return;
    }

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
    let slice = from_slice::<G>(&padded, &options);
    slice.check_places(&padded);
    assert_eq!(
        slice,
        from_reader::<G>(&padded[..], &options),
        "cut by a window"
    );
}
