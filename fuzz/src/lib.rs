//! The bodies of the fuzz targets, as functions that any test can call.
//!
//! Each takes the bytes that the fuzzer made and panics where a promise of the library does not hold. Numbers that steer
//! a target are taken from the end of the bytes, so that every X12 file is a useful seed as it is.

mod acknowledge;
mod events;
mod index_reference;
mod read_277;
mod read_835;
mod read_837p;
mod round_trip_835;
mod stream_chunks;

pub use acknowledge::acknowledge;
pub use index_reference::index_reference;
pub use read_277::read_277;
pub use read_835::read_835;
pub use read_837p::read_837p;
pub use round_trip_835::round_trip_835;
pub use stream_chunks::stream_chunks;

/// The functions by the names of their targets and of their folders under `corpus`.
pub const TARGETS: &[(&str, fn(&[u8]))] = &[
    ("acknowledge", acknowledge),
    ("index_reference", index_reference),
    ("read_277", read_277),
    ("read_835", read_835),
    ("read_837p", read_837p),
    ("round_trip_835", round_trip_835),
    ("stream_chunks", stream_chunks),
];
