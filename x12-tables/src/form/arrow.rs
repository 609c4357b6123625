//! Columns as Arrow arrays.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray,
    UInt64Array,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use rust_decimal::Decimal;

use super::{
    columns::{Columns, Data, Values},
    exact::{MONEY_SCALE, PRECISION, QUANTITY_SCALE},
};
use crate::{
    column::{Column, Kind, Table},
    tally::Tally,
};

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

/// Takes all rows out of the columns.
pub(crate) fn batch(columns: &mut Columns, schema: &SchemaRef) -> Result<RecordBatch, ArrowError> {
    let arrays = columns
        .take()
        .map(|(column, values)| array(column.kind, values));
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

/// What the rows of a batch come to, from its arrays.
pub(crate) fn tally(table: Table, batch: &RecordBatch) -> Tally {
    let mut tally = Tally {
        rows: u64::try_from(batch.num_rows()).unwrap_or(u64::MAX),
        ..Tally::default()
    };
    let totals = table
        .columns
        .iter()
        .zip(batch.columns())
        .filter(|(column, _)| column.kind == Kind::Total);
    for (number, (_, array)) in totals.enumerate() {
        let sum = array
            .as_any()
            .downcast_ref::<Decimal128Array>()
            .and_then(|array| array.iter().flatten().try_fold(0_i128, i128::checked_add));
        let sum = sum.and_then(|sum| Decimal::try_from_i128_with_scale(sum, MONEY_SCALE).ok());
        tally.add_sum(number, sum);
    }
    tally
}
