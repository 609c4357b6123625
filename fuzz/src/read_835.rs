//! Any bytes as remittances: nothing panics, both readers say the same, and every place lies within the input.

use crate::reading::check_readings;

/// Reads `data` in all ways.
pub fn read_835(data: &[u8]) {
    check_readings::<x12_835::Assembler>(data);
}
