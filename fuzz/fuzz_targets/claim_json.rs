#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| x12_fuzz::claim_json(data));
