//! Lines of JSON: one a claim and one a provider adjustment, each with its payment, and one a finding.

use std::io::{self, Write};

use serde::Serialize;
use x12_835::{ClaimPayment, PaymentTotals, ProviderAdjustments};

use super::{
    cells::{Cell, Cells, ClaimId, Fields, PaymentId, Row},
    file::{OpenPayment, Rows},
    store::Store,
    tables::{FindingRow, ProviderRow},
};

/// Which payment a line belongs to: the cells of the `payments` table, and the payee's identifier of any kind.
#[derive(Debug, Default)]
struct Identity {
    payment_id: String,
    fields: Fields,
}

#[derive(Serialize)]
struct ClaimLine<'l> {
    file: &'l str,
    payment_id: &'l str,
    claim_id: &'l str,
    payment: &'l Fields,
    claim: &'l ClaimPayment<'l>,
    balanced: bool,
}

#[derive(Serialize)]
struct ProviderLine<'l> {
    file: &'l str,
    #[serde(flatten)]
    row: Fields,
    payment: &'l Fields,
}

pub(super) struct JsonRows {
    claims: Store,
    provider_adjustments: Store,
    findings: Store,
    identity: Identity,
    claim_id: String,
}

impl JsonRows {
    const fn stores(&self) -> [&Store; 3] {
        [&self.claims, &self.provider_adjustments, &self.findings]
    }
}

fn put(store: &mut Store, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *store, line)?;
    store.write_all(b"\n")
}

/// The start of a line of findings.
struct Start<'s>(&'s str, Option<PaymentId>);

impl Row for Start<'_> {
    const COLUMNS: &'static [&'static str] = &[];

    fn cells(&self, out: &mut impl Cells) {
        out.cell("file", &self.0);
        out.cell("payment_id", &self.1);
    }
}

impl Rows for JsonRows {
    const NAMES: &'static [&'static str] = &[
        "claims.jsonl",
        "provider_adjustments.jsonl",
        "findings.jsonl",
    ];
    const HEADERS: &'static [&'static [&'static str]] = &[];

    fn new(stores: Vec<Store>) -> io::Result<Self> {
        let stores =
            <[Store; 3]>::try_from(stores).map_err(|_| io::Error::other("three tables"))?;
        let [claims, provider_adjustments, findings] = stores;
        Ok(Self {
            claims,
            provider_adjustments,
            findings,
            identity: Identity::default(),
            claim_id: String::new(),
        })
    }

    fn header(_: &[&str]) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn finding_start(file: &str, payment: Option<PaymentId>) -> io::Result<Vec<u8>> {
        let mut start = serde_json::to_vec(&Fields::of(&Start(file, payment)))?;
        // Other fields follow.
        start.pop();
        start.push(b',');
        Ok(start)
    }

    fn payment(&mut self, payment: &OpenPayment<'_>) {
        let mut fields = Fields::of(&payment.row()).without(&["payment_id", "file"]);
        fields.cell(
            "payee_id",
            &payment
                .payment
                .header
                .payee
                .as_ref()
                .and_then(|payee| payee.name.id.as_ref()),
        );
        let mut payment_id = String::new();
        payment.id.write(&mut payment_id);
        self.identity = Identity { payment_id, fields };
    }

    fn claim(
        &mut self,
        payment: &OpenPayment<'_>,
        id: ClaimId,
        claim: &ClaimPayment<'_>,
    ) -> io::Result<()> {
        self.claim_id.clear();
        id.write(&mut self.claim_id);
        let line = ClaimLine {
            file: payment.file,
            payment_id: &self.identity.payment_id,
            claim_id: &self.claim_id,
            payment: &self.identity.fields,
            claim,
            balanced: claim.balance().holds(),
        };
        put(&mut self.claims, &line)
    }

    fn provider_adjustments(
        &mut self,
        payment: &OpenPayment<'_>,
        all: &ProviderAdjustments<'_>,
    ) -> io::Result<()> {
        for adjustment in &all.info.adjustments {
            let row = Fields::of(&ProviderRow {
                payment: payment.id,
                info: &all.info,
                adjustment,
            });
            let line = ProviderLine {
                file: payment.file,
                row,
                payment: &self.identity.fields,
            };
            put(&mut self.provider_adjustments, &line)?;
        }
        Ok(())
    }

    fn payment_end(&mut self, _: &OpenPayment<'_>, _: &PaymentTotals) -> io::Result<()> {
        Ok(())
    }

    fn finding(&mut self, row: &FindingRow<'_>) -> io::Result<()> {
        put(&mut self.findings, &Fields::of(row))
    }

    fn lengths(&mut self, lengths: &mut Vec<u64>) -> io::Result<()> {
        lengths.clear();
        lengths.extend(self.stores().map(Store::len));
        Ok(())
    }

    fn into_stores(self) -> io::Result<Vec<Store>> {
        Ok(vec![self.claims, self.provider_adjustments, self.findings])
    }
}
