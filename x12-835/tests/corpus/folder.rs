//! The folder of public sample files, and tables of tab-separated columns. Nothing of the folder is copied, and no text
//! of its files is printed: only file names, counts and sums.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// The folder, where it is there.
pub struct Corpus {
    root: PathBuf,
    /// Rows of the catalogue.
    pub catalog: Vec<Row>,
}

/// One row of a table: its columns by name.
pub type Row = BTreeMap<String, String>;

impl Corpus {
    /// Finds the folder: `X12_CORPUS`, else `../shared/corpus` beside the workspace. Where it is missing, says so.
    pub fn find(test: &str) -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
        let root = std::env::var_os("X12_CORPUS").map_or_else(beside, PathBuf::from);
        let Ok(catalog) = fs::read_to_string(root.join("CATALOG.tsv")) else {
            // Written past the capture of the test runner and in one piece, so that it is seen.
            let line = format!(
                "corpus check skipped: no folder {} with a CATALOG.tsv ({test}; X12_CORPUS names another)\n",
                root.display()
            );
            std::io::stderr().write_all(line.as_bytes()).unwrap();
            return None;
        };
        Some(Self {
            root,
            catalog: rows(&catalog),
        })
    }

    /// A file's bytes.
    pub fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// A table of the folder.
    pub fn table(&self, name: &str) -> Vec<Row> {
        rows(&String::from_utf8(self.read(name)).unwrap())
    }

    /// Every file of the catalogue with the kinds of transaction sets that the catalogue says it holds.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.catalog
            .iter()
            .map(|row| (row["file"].as_str(), row["kinds"].as_str()))
    }

    /// Files that hold a remittance, in whatever folder.
    pub fn remittances(&self) -> impl Iterator<Item = &str> {
        self.files()
            .filter(|(_, kinds)| kinds.contains("835"))
            .map(|(file, _)| file)
    }
}

/// The rows of a table, by the names in its first line. Lines that begin with `#` are remarks.
pub fn rows(text: &str) -> Vec<Row> {
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), names.len(), "columns of a table: {line}");
        names
            .iter()
            .zip(cells)
            .map(|(name, cell)| ((*name).to_owned(), cell.to_owned()))
            .collect()
    };
    lines.map(row).collect()
}

/// A table of the project beside this test: the cells of these columns, joined by tabs.
pub fn listed(text: &str, columns: &[&str]) -> BTreeSet<String> {
    let table = rows(text);
    let all: BTreeSet<_> = table
        .iter()
        .map(|row| {
            columns
                .iter()
                .map(|column| row[*column].as_str())
                .collect::<Vec<_>>()
                .join("\t")
        })
        .collect();
    assert_eq!(all.len(), table.len(), "a row stands in the table twice");
    all
}

/// Fails where what was found and what is listed are not the same, and says which rows to add and to take out.
pub fn agree(table: &str, listed: &BTreeSet<String>, found: &BTreeSet<String>) {
    let added = found.difference(listed).map(|row| format!("+ {row}"));
    let gone = listed.difference(found).map(|row| format!("- {row}"));
    let changes: Vec<_> = added.chain(gone).collect();
    assert!(
        changes.is_empty(),
        "{table}: found (+) but not listed, or listed (-) but not found:\n{}",
        changes.join("\n")
    );
}
