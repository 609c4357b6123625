//! The bodies of the fuzz targets, as functions that any test can call.
//!
//! Each takes the bytes that the fuzzer made and panics where a promise of the library does not hold. Numbers that steer
//! a target are taken from the end of the bytes, so that every X12 file is a useful seed as it is.

mod accounted;
mod acknowledge;
mod claim_json;
mod claim_words;
mod envelope;
mod index_reference;
mod json;
mod left_out;
mod read_277;
mod read_835;
mod read_837p;
mod read_ack;
mod reading;
mod round_trip_835;
mod round_trip_others;
mod stream_chunks;

/// A longer input shows nothing that this much of it does not, and takes longer.
const LONGEST: usize = 64 << 10;

/// The targets: a function for each module of the same name, and the list of them.
macro_rules! targets {
    ($($(#[$law:meta])* $name:ident,)*) => {
        $(
            $(#[$law])*
            pub fn $name(data: &[u8]) {
                $name::$name(data.get(..LONGEST).unwrap_or(data));
            }
        )*

        /// The functions by the names of their targets and of their folders under `corpus`.
        pub const TARGETS: &[(&str, fn(&[u8]))] = &[$((stringify!($name), $name),)*];
    };
}

targets! {
    /// Answers to any bytes are files without a finding.
    acknowledge,
    /// Claims of any JSON: nothing panics, what is written reads back, and is written the same once more.
    claim_json,
    /// Any text in any field of a claim: it is refused, or the file has the segments that it should have and no others.
    claim_words,
    /// The frames of any bytes are what their segments say, and no byte is taken in silence.
    envelope,
    /// The fast scanners find what the slow one finds.
    index_reference,
    /// Without any one segment or element a file gives other values or other findings: nothing is dropped.
    left_out,
    /// Any bytes as claim status: nothing panics, slice and stream agree, places lie within the input.
    read_277,
    /// Any bytes as remittances: nothing panics, slice and stream agree, places lie within the input.
    read_835,
    /// Any bytes as claims: nothing panics, slice and stream agree, places lie within the input.
    read_837p,
    /// Any bytes as acknowledgments: nothing panics, slice and stream agree, places lie within the input.
    read_ack,
    /// Remittances that may be written come back as they were.
    round_trip_835,
    /// Claims, statuses and acknowledgments that may be written come back as they were.
    round_trip_others,
    /// Where windows and reads end makes no difference, in any guide.
    stream_chunks,
}
