//! Reading one code table from CSV text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord};

use crate::error::TableFault;
use crate::table::{CodeEntry, Table, compare_entries};

const CODE: &str = "code";
const LABEL: &str = "label";
const START: &str = "start";
const STOP: &str = "stop";
const CLASS: &str = "class";
const DENIAL: &str = "counts_as_denial";
const COLUMNS: [&str; 6] = [CODE, LABEL, START, STOP, CLASS, DENIAL];

/// A fault and the line it is on.
#[derive(Debug)]
pub(crate) struct LineFault {
    pub(crate) line: usize,
    pub(crate) fault: TableFault,
}

/// An entry and where its line begins in the text.
struct Row {
    entry: CodeEntry,
    offset: usize,
}

/// Reads a table from the bytes of a file; a byte order mark before the text is skipped.
pub(crate) fn parse_bytes(bytes: &[u8]) -> Result<Table, LineFault> {
    match str::from_utf8(bytes) {
        Ok(text) => parse(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            Err(LineFault {
                line: line_after(good),
                fault: TableFault::NotUtf8,
            })
        }
    }
}

/// Reads a table: a line with the names of the columns, then one line per code.
pub(crate) fn parse(text: &str) -> Result<Table, LineFault> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns: Option<Columns> = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| LineFault {
            line: line_at(text, offset_of(text, error.position())),
            fault: TableFault::NotCsv {
                reason: error.to_string(),
            },
        })?;
        let offset = offset_of(text, record.position());
        let at_line = |fault| LineFault {
            line: line_at(text, offset),
            fault,
        };
        match &columns {
            None => columns = Some(Columns::read(&record).map_err(at_line)?),
            Some(columns) => {
                let entry = read_entry(columns, &record).map_err(at_line)?;
                rows.push(Row { entry, offset });
            }
        }
    }
    let on_first_line = |fault| LineFault { line: 1, fault };
    if columns.is_none() {
        return Err(on_first_line(TableFault::MissingColumn { column: CODE }));
    }
    if rows.is_empty() {
        return Err(on_first_line(TableFault::NoCodes));
    }
    // The sort is stable: of two equal entries the one further down the file comes second.
    rows.sort_by(|a, b| compare_entries(&a.entry, &b.entry));
    check_dates(text, &rows)?;
    Ok(Table::from_sorted(
        rows.into_iter().map(|row| row.entry).collect(),
    ))
}

/// Where each column stands in a line.
struct Columns {
    positions: BTreeMap<&'static str, usize>,
    count: usize,
}

impl Columns {
    /// Reads the line with the names of the columns.
    fn read(record: &StringRecord) -> Result<Self, TableFault> {
        let mut positions = BTreeMap::new();
        for (position, name) in record.iter().enumerate() {
            let name = name.trim();
            let Some(column) = COLUMNS
                .into_iter()
                .find(|column| column.eq_ignore_ascii_case(name))
            else {
                // A table separated by semicolons is one unknown column: say what is missing.
                if record.len() == 1 {
                    return Err(TableFault::MissingColumn { column: CODE });
                }
                return Err(TableFault::UnknownColumn {
                    column: printable(name),
                });
            };
            if positions.insert(column, position).is_some() {
                return Err(TableFault::RepeatedColumn { column });
            }
        }
        match [CODE, LABEL]
            .into_iter()
            .find(|column| !positions.contains_key(column))
        {
            Some(column) => Err(TableFault::MissingColumn { column }),
            None => Ok(Self {
                positions,
                count: record.len(),
            }),
        }
    }

    /// The field of a column without blanks around it; `None` when it is empty or not there.
    fn field<'r>(
        &self,
        record: &'r StringRecord,
        column: &'static str,
    ) -> Result<Option<&'r str>, TableFault> {
        let field = self
            .positions
            .get(column)
            .and_then(|&position| record.get(position))
            .unwrap_or_default();
        if field.chars().any(char::is_control) {
            return Err(TableFault::ControlCharacter { column });
        }
        Ok(Some(field.trim()).filter(|field| !field.is_empty()))
    }
}

/// Reads the line of one code.
fn read_entry(columns: &Columns, record: &StringRecord) -> Result<CodeEntry, TableFault> {
    if record.len() != columns.count {
        return Err(TableFault::FieldCount {
            expected: columns.count,
            found: record.len(),
        });
    }
    let code = columns
        .field(record, CODE)?
        .ok_or(TableFault::Empty { column: CODE })?;
    if !code.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(TableFault::BadCode {
            code: code.to_owned(),
        });
    }
    let code = code.to_ascii_uppercase();
    let label = columns
        .field(record, LABEL)?
        .ok_or(TableFault::Empty { column: LABEL })?
        .to_owned();
    let start = read_date(columns, record, START)?;
    let stop = read_date(columns, record, STOP)?;
    if let (Some(start), Some(stop)) = (start, stop)
        && stop < start
    {
        return Err(TableFault::StopBeforeStart { code, start, stop });
    }
    let class = columns.field(record, CLASS)?.map(str::to_owned);
    let counts_as_denial = read_flag(columns, record, DENIAL)?;
    Ok(CodeEntry {
        code,
        label,
        start,
        stop,
        class,
        counts_as_denial,
    })
}

/// Reads a date in the form 2025-03-01, or nothing.
fn read_date(
    columns: &Columns,
    record: &StringRecord,
    column: &'static str,
) -> Result<Option<NaiveDate>, TableFault> {
    let Some(value) = columns.field(record, column)? else {
        return Ok(None);
    };
    // The date parser alone would also take 2025-3-1 and +2025-3-01.
    let is_iso = value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = NaiveDate::parse_from_str(value, "%Y-%m-%d")
        .ok()
        .filter(|_| is_iso);
    match date {
        Some(date) => Ok(Some(date)),
        None => Err(TableFault::BadDate {
            column,
            value: value.to_owned(),
        }),
    }
}

/// Reads yes or no, or nothing.
fn read_flag(
    columns: &Columns,
    record: &StringRecord,
    column: &'static str,
) -> Result<Option<bool>, TableFault> {
    match columns.field(record, column)? {
        None => Ok(None),
        Some(value) if value.eq_ignore_ascii_case("yes") => Ok(Some(true)),
        Some(value) if value.eq_ignore_ascii_case("no") => Ok(Some(false)),
        Some(value) => Err(TableFault::BadFlag {
            column,
            value: value.to_owned(),
        }),
    }
}

/// Makes sure that no code has two meanings on one day.
fn check_dates(text: &str, rows: &[Row]) -> Result<(), LineFault> {
    for (a, b) in rows.iter().zip(rows.iter().skip(1)) {
        let apart = match (a.entry.stop, b.entry.start) {
            (Some(stop), Some(start)) => stop < start,
            _ => false,
        };
        if apart || a.entry.code != b.entry.code {
            continue;
        }
        let code = b.entry.code.clone();
        let first_line = line_at(text, a.offset.min(b.offset));
        let same = (a.entry.start, a.entry.stop) == (b.entry.start, b.entry.stop);
        let fault = if same {
            TableFault::DuplicateCode { code, first_line }
        } else {
            TableFault::OverlappingDates { code, first_line }
        };
        return Err(LineFault {
            line: line_at(text, a.offset.max(b.offset)),
            fault,
        });
    }
    Ok(())
}

/// Where the line of a record begins: its position may still lie on line breaks before it.
fn offset_of(text: &str, position: Option<&csv::Position>) -> usize {
    let offset = position.map_or(0, |position| {
        usize::try_from(position.byte()).unwrap_or(usize::MAX)
    });
    let rest = text.as_bytes().get(offset..).unwrap_or_default();
    let breaks = rest
        .iter()
        .take_while(|byte| matches!(byte, b'\n' | b'\r'))
        .count();
    offset.saturating_add(breaks)
}

/// The number of the line on which a byte of the text stands.
fn line_at(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    line_after(before)
}

/// The number of the line that goes on after these bytes; LF, CR and CRLF end a line.
fn line_after(bytes: &[u8]) -> usize {
    let mut line: usize = 1;
    let mut previous = 0;
    for &byte in bytes {
        if byte == b'\r' || (byte == b'\n' && previous != b'\r') {
            line = line.saturating_add(1);
        }
        previous = byte;
    }
    line
}

/// Text of a file made safe for a message.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (usize, TableFault) {
        let fault = parse(text).unwrap_err();
        (fault.line, fault.fault)
    }

    #[test]
    fn lines_are_counted_over_blank_lines_and_all_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["code,label", "1,a", "", "", "2,b", "1,c", ""].join(end);
            let expected = TableFault::DuplicateCode {
                code: "1".into(),
                first_line: 2,
            };
            assert_eq!(fault(&text), (6, expected), "{end:?}");
        }
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let table = parse("Label , CODE\n\" a, b \",x1\n").unwrap();
        assert_eq!(table.all().len(), 1);
        assert_eq!(table.current("X1").unwrap().label, "a, b");
    }

    #[test]
    fn an_open_quote_does_not_swallow_codes() {
        let (line, fault) = fault("code,label\n1,\"a\n2,b\n3,c\n");
        assert_eq!(
            (line, fault),
            (2, TableFault::ControlCharacter { column: LABEL })
        );
    }
}
