//! Rules of the tables: why a value or a run cannot stand in them.

x12_core::rules! {
    DOES_NOT_FIT = 1301 Error "value does not fit its column exactly"
    { meaning: "A table holds amounts with up to 14 digits before the point and 4 behind it, quantities with 12 and 6. The file was not converted further: nothing is rounded. CSV and JSON lines have no such bound.",
      cause: "A damaged amount, or a quantity with more decimals than any guide has.",
      fix: "Correct the value at the source, or convert this file to CSV.", snip: 1 }
    UNRECONCILED = 1302 Error "tables do not hold what was read"
    { meaning: "Rows or sums of the finished tables differ from those of the reader; the tables must not be used.",
      cause: "The disk lost data, a table was changed by another program while it grew, or a fault of this program.",
      fix: "Convert again; report it if it happens again.", snip: 3 }
}
