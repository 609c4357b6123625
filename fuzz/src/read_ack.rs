//! Any bytes as acknowledgments (999, 997, TA1): nothing panics, both readers say the same, every place lies within the
//! input, and receipts are made of whatever there is.

use x12_ack::{Assembler, ReceiptView, collect};
use x12_core::ReadOptions;

use crate::reading::{check_readings, from_slice};

/// Reads `data` in all ways, and makes answers and receipts of it.
pub fn read_ack(data: &[u8]) {
    check_readings::<Assembler>(data);
    let options = ReadOptions::default().any_version(true);
    let mut view = ReceiptView::default();
    for event in &from_slice::<Assembler>(data, &options).events {
        view.see(event);
    }
    for group in &collect(data, &options).groups {
        let _ = group.view();
    }
}
