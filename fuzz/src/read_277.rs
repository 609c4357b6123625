//! Any bytes as claim status: nothing panics, both readers say the same, every place lies within the input, and statuses
//! are made of whatever there is.

use x12_277::{Assembler, StatusView};
use x12_core::ReadOptions;

use crate::reading::{check_readings, from_slice};

/// Reads `data` in all ways, and makes statuses of it.
pub fn read_277(data: &[u8]) {
    check_readings::<Assembler>(data);
    let read = from_slice::<Assembler>(data, &ReadOptions::default().any_version(true));
    let mut view = StatusView::default();
    for event in &read.events {
        view.see(event);
    }
}
