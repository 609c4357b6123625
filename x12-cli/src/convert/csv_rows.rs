//! The tables as CSV, a star: `payments`, `claims`, `services`, `adjustments`, `provider_adjustments`, `findings`.

use std::io;

use csv::{ByteRecord, Writer};
use x12_835::{ClaimPayment, PaymentTotals, ProviderAdjustments};

use super::{
    cells::{Cell, Cells, ClaimId, PaymentId, Row, ServiceId},
    file::{OpenPayment, Rows},
    store::Store,
    tables::{AdjustmentRow, ClaimRow, FindingRow, PaymentRow, ProviderRow, ServiceRow},
};

/// One table.
struct Table {
    writer: Writer<Store>,
    record: Record,
}

/// The present row. Its buffers serve all rows.
#[derive(Default)]
struct Record {
    cells: ByteRecord,
    text: String,
}

impl Cells for Record {
    #[inline]
    fn cell(&mut self, _: &'static str, value: &impl Cell) {
        self.text.clear();
        value.write(&mut self.text);
        self.cells.push_field(self.text.as_bytes());
    }
}

impl Table {
    fn new(store: Store) -> Self {
        Self {
            writer: Writer::from_writer(store),
            record: Record::default(),
        }
    }

    fn put(&mut self, row: &impl Row) -> io::Result<()> {
        self.record.cells.clear();
        row.cells(&mut self.record);
        Ok(self.writer.write_byte_record(&self.record.cells)?)
    }

    fn len(&mut self) -> io::Result<u64> {
        self.writer.flush()?;
        Ok(self.writer.get_ref().len())
    }

    fn into_store(self) -> io::Result<Store> {
        self.writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

fn line(cells: &[&str]) -> io::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

pub(super) struct CsvRows {
    payments: Table,
    claims: Table,
    services: Table,
    adjustments: Table,
    provider_adjustments: Table,
    findings: Table,
}

impl CsvRows {
    fn tables(&mut self) -> [&mut Table; 6] {
        let Self {
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        } = self;
        [
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        ]
    }
}

impl Rows for CsvRows {
    const NAMES: &'static [&'static str] = &[
        "payments.csv",
        "claims.csv",
        "services.csv",
        "adjustments.csv",
        "provider_adjustments.csv",
        "findings.csv",
    ];
    const HEADERS: &'static [&'static [&'static str]] = &[
        PaymentRow::COLUMNS,
        ClaimRow::COLUMNS,
        ServiceRow::COLUMNS,
        AdjustmentRow::COLUMNS,
        ProviderRow::COLUMNS,
        FindingRow::COLUMNS,
    ];

    fn new(stores: Vec<Store>) -> io::Result<Self> {
        let stores = <[Store; 6]>::try_from(stores).map_err(|_| io::Error::other("six tables"))?;
        let [
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        ] = stores.map(Table::new);
        Ok(Self {
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        })
    }

    fn header(columns: &[&str]) -> io::Result<Vec<u8>> {
        line(columns)
    }

    fn finding_start(file: &str, payment: Option<PaymentId>) -> io::Result<Vec<u8>> {
        let mut id = String::new();
        payment.write(&mut id);
        let mut start = line(&[file, &id])?;
        // Other cells follow.
        start.pop();
        start.push(b',');
        Ok(start)
    }

    fn claim(
        &mut self,
        _: &OpenPayment<'_>,
        id: ClaimId,
        claim: &ClaimPayment<'_>,
    ) -> io::Result<()> {
        self.claims.put(&ClaimRow { id, claim })?;
        for (group, adjustment) in claim.claim_adjustments() {
            self.adjustments.put(&AdjustmentRow {
                claim: id,
                service: None,
                group,
                adjustment,
            })?;
        }
        for (number, service) in (1..).zip(&claim.services) {
            let service_id = ServiceId(id, number);
            self.services.put(&ServiceRow {
                id: service_id,
                service,
            })?;
            for (group, adjustment) in service.line_adjustments() {
                self.adjustments.put(&AdjustmentRow {
                    claim: id,
                    service: Some(service_id),
                    group,
                    adjustment,
                })?;
            }
        }
        Ok(())
    }

    fn provider_adjustments(
        &mut self,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> io::Result<()> {
        for adjustment in &all.info.adjustments {
            self.provider_adjustments.put(&ProviderRow {
                payment: payment.id,
                info: &all.info,
                adjustment,
            })?;
        }
        Ok(())
    }

    fn payment_end(&mut self, payment: &OpenPayment<'_>, totals: &PaymentTotals) -> io::Result<()> {
        let known = payment.payment.header.amount().is_some();
        self.payments.put(&PaymentRow {
            balanced: known.then(|| totals.is_balanced()),
            ..payment.row()
        })
    }

    fn finding(&mut self, row: &FindingRow<'_>) -> io::Result<()> {
        self.findings.put(row)
    }

    fn lengths(&mut self, lengths: &mut Vec<u64>) -> io::Result<()> {
        lengths.clear();
        for table in self.tables() {
            lengths.push(table.len()?);
        }
        Ok(())
    }

    fn into_stores(self) -> io::Result<Vec<Store>> {
        let Self {
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        } = self;
        let tables = [
            payments,
            claims,
            services,
            adjustments,
            provider_adjustments,
            findings,
        ];
        tables.into_iter().map(Table::into_store).collect()
    }
}
