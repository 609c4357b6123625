//! Columns as Arrow arrays.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray, UInt64Array,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::{
    columns::Batch,
    exact::{MONEY_SCALE, PRECISION, QUANTITY_SCALE},
    values::{Data, Values},
};
use crate::column::{Column, Kind, Table};

/// The schema of a table.
pub(crate) fn schema(table: Table) -> SchemaRef {
    let field = |column: &Column| Field::new(column.name, data_type(column.kind), true);
    let fields: Vec<_> = table.columns.iter().map(field).collect();
    Arc::new(Schema::new(fields))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Id | Kind::Text | Kind::Code => DataType::Utf8,
        Kind::Money | Kind::Total => decimal(MONEY_SCALE),
        Kind::Quantity => decimal(QUANTITY_SCALE),
        Kind::Date => DataType::Date32,
        Kind::Number => DataType::UInt64,
        Kind::Flag => DataType::Boolean,
    }
}

fn decimal(scale: u32) -> DataType {
    DataType::Decimal128(PRECISION, i8::try_from(scale).unwrap_or_default())
}

/// The columns as arrays.
pub(crate) fn batch(batch: Batch, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let columns = batch.table.columns.iter().zip(batch.columns);
    let arrays = columns.map(|(column, values)| array(column.kind, values));
    RecordBatch::try_new(Arc::clone(schema), arrays.collect::<Result<_, _>>()?)
}

fn array(kind: Kind, values: Values) -> Result<ArrayRef, ArrowError> {
    let Values { present, data } = values;
    let nulls = if present.contains(&false) {
        Some(NullBuffer::new(BooleanBuffer::from(present)))
    } else {
        None
    };
    Ok(match data {
        Data::Text { ends, bytes } => {
            let mut offsets = Vec::with_capacity(ends.len().saturating_add(1));
            offsets.push(0);
            offsets.extend(ends);
            let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
            Arc::new(StringArray::try_new(
                offsets,
                Buffer::from_vec(bytes),
                nulls,
            )?)
        }
        Data::Decimal(values) => {
            let values: Vec<_> = values.into_iter().map(i128::from).collect();
            let array = Decimal128Array::try_new(ScalarBuffer::from(values), nulls)?;
            Arc::new(array.with_data_type(data_type(kind)))
        }
        Data::Date(values) => Arc::new(Date32Array::try_new(ScalarBuffer::from(values), nulls)?),
        Data::Number(values) => Arc::new(UInt64Array::try_new(ScalarBuffer::from(values), nulls)?),
        Data::Flag(values) => Arc::new(BooleanArray::new(BooleanBuffer::from(values), nulls)),
    })
}
