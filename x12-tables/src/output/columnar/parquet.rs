//! Parquet files.

use std::{
    collections::VecDeque,
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_schema::SchemaRef;
use parquet::{
    arrow::{
        ArrowSchemaConverter,
        arrow_writer::{
            ArrowColumnChunk, ArrowColumnWriter, ArrowRowGroupWriterFactory, compute_leaves,
        },
    },
    basic::{Compression, Encoding},
    column::writer::ColumnCloseResult,
    file::{
        properties::{EnabledStatistics, WriterProperties},
        reader::FileReader,
        serialized_reader::SerializedFileReader,
        writer::SerializedFileWriter,
    },
    schema::types::ColumnPath,
};

use super::{
    BatchFile,
    jobs::{Job, Jobs},
};
use crate::{
    column::{Kind, Table},
    form::{Batch, arrow},
};

/// Row groups that may wait for their encoding, so that other threads can take it over.
const WAITING: usize = 2;

#[derive(Debug)]
pub(crate) struct ParquetFile {
    writer: SerializedFileWriter<File>,
    factory: ArrowRowGroupWriterFactory,
    schema: SchemaRef,
    jobs: Jobs,
    /// Row groups in order.
    waiting: VecDeque<Job<Vec<ArrowColumnChunk>>>,
    /// Row groups so far.
    groups: usize,
}

impl ParquetFile {
    fn write_first(&mut self) -> io::Result<()> {
        if let Some(job) = self.waiting.pop_front() {
            let mut group = self.writer.next_row_group().map_err(io::Error::other)?;
            for chunk in job.finish()? {
                chunk
                    .append_to_row_group(&mut group)
                    .map_err(io::Error::other)?;
            }
            group.close().map_err(io::Error::other)?;
        }
        Ok(())
    }
}

impl BatchFile for ParquetFile {
    const ENDING: &'static str = "parquet";
    type Shared = Jobs;

    fn create(path: &Path, table: Table, schema: &SchemaRef, jobs: &Jobs) -> io::Result<Self> {
        let writer = open(path, table, schema)?;
        Ok(Self {
            factory: ArrowRowGroupWriterFactory::new(&writer, Arc::clone(schema)),
            schema: Arc::clone(schema),
            writer,
            jobs: jobs.clone(),
            waiting: VecDeque::new(),
            groups: 0,
        })
    }

    fn write(&mut self, batch: Batch) -> io::Result<()> {
        if batch.rows == 0 {
            return Ok(());
        }
        let writers = self
            .factory
            .create_column_writers(self.groups)
            .map_err(io::Error::other)?;
        self.groups = self.groups.saturating_add(1);
        let schema = Arc::clone(&self.schema);
        self.waiting
            .push_back(self.jobs.offer(move || encode(&schema, batch, writers)));
        while self.waiting.len() > WAITING || self.waiting.front().is_some_and(Job::is_done) {
            self.write_first()?;
        }
        Ok(())
    }

    fn close(mut self) -> io::Result<()> {
        while !self.waiting.is_empty() {
            self.write_first()?;
        }
        self.writer.finish().map_err(io::Error::other)?;
        self.writer.inner().sync_all()
    }

    fn join(parts: &[PathBuf], to: &Path, table: Table, schema: &SchemaRef) -> io::Result<()> {
        let mut writer = open(to, table, schema)?;
        for part in parts {
            let file = File::open(part)?;
            let reader = SerializedFileReader::new(file.try_clone()?).map_err(io::Error::other)?;
            for rows in reader.metadata().row_groups() {
                let mut group = writer.next_row_group().map_err(io::Error::other)?;
                for column in rows.columns() {
                    let chunk = ColumnCloseResult {
                        bytes_written: u64::try_from(column.compressed_size()).unwrap_or_default(),
                        rows_written: u64::try_from(rows.num_rows()).unwrap_or_default(),
                        metadata: column.clone(),
                        bloom_filter: None,
                        column_index: None,
                        offset_index: None,
                    };
                    group
                        .append_column(&file, chunk)
                        .map_err(io::Error::other)?;
                }
                group.close().map_err(io::Error::other)?;
            }
        }
        writer.finish().map_err(io::Error::other)?;
        writer.inner().sync_all()
    }

    fn rows(path: &Path) -> io::Result<u64> {
        let reader = SerializedFileReader::new(File::open(path)?).map_err(io::Error::other)?;
        let groups = reader.metadata().row_groups().iter();
        Ok(groups
            .map(|group| u64::try_from(group.num_rows()).unwrap_or_default())
            .fold(0, u64::saturating_add))
    }
}

fn open(path: &Path, table: Table, schema: &SchemaRef) -> io::Result<SerializedFileWriter<File>> {
    let descriptor = ArrowSchemaConverter::new()
        .convert(schema)
        .map_err(io::Error::other)?;
    SerializedFileWriter::new(
        File::create(path)?,
        descriptor.root_schema_ptr(),
        Arc::new(properties(table)),
    )
    .map_err(io::Error::other)
}

fn encode(
    schema: &SchemaRef,
    batch: Batch,
    writers: Vec<ArrowColumnWriter>,
) -> io::Result<Vec<ArrowColumnChunk>> {
    let batch = arrow::batch(batch, schema).map_err(io::Error::other)?;
    let columns = schema.fields().iter().zip(batch.columns()).zip(writers);
    columns
        .map(|((field, array), mut writer)| {
            for leaf in compute_leaves(field, array)? {
                writer.write(&leaf)?;
            }
            writer.close()
        })
        .collect::<Result<_, _>>()
        .map_err(io::Error::other)
}

/// How the columns of a table are encoded. Codes come again and again, so a dictionary makes them small; ids grow
/// from row to row, so what they begin with is left out; amounts are small integers. Of names and ids nobody asks for the
/// smallest and the largest.
fn properties(table: Table) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("x12-tables ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true);
    for column in table.columns {
        let path = ColumnPath::from(column.name);
        properties = match column.kind {
            Kind::Code | Kind::Date => properties.set_column_dictionary_enabled(path, true),
            Kind::Id => properties
                .set_column_encoding(path.clone(), Encoding::DELTA_BYTE_ARRAY)
                .set_column_statistics_enabled(path, EnabledStatistics::None),
            Kind::Text => properties
                .set_column_encoding(path.clone(), Encoding::PLAIN)
                .set_column_statistics_enabled(path, EnabledStatistics::None),
            Kind::Money | Kind::Total | Kind::Quantity | Kind::Number => {
                properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED)
            }
            Kind::Flag => properties,
        };
    }
    properties.build()
}
