#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| x12_fuzz::round_trip_others(data));
