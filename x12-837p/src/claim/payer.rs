//! Payers, the one that is billed and others, in both directions.

use claim_model::{
    At, BillingProvider, Payer, PayerId, PayerIdKind, PayerOtherId, PayerOtherIdKind,
};

use crate::claim::provider_level::is_with_payer;
use crate::{
    claim::{
        codes::Coded,
        context::{In, Out, Why, Within, string, words},
        party::{NAME, address, identify, nameless, plain_reference, provider_ref},
    },
    loops,
    segments::{Nm1, Ref},
};

pub(crate) fn payer<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Payer,
    provider: &'c BillingProvider,
) -> loops::Payer<'c> {
    let (nm1, references) = payer_name(out, at, of);
    let mut this = loops::Payer::new(nm1);
    this.references = references;
    if let Some(place) = &of.address {
        let (n3, n4) = address(out, at.field("address"), place);
        this.address = Some(Box::new(n3));
        this.city = Some(Box::new(n4));
    }
    let at = At::CLAIM.field("billing_provider");
    for (index, id) in provider.other_ids.iter().enumerate() {
        if is_with_payer(id.kind) {
            let number = provider_ref(out, at.item("other_ids", index), id);
            this.billing_provider_references.push(number);
        }
    }
    this
}

/// Name, id and further numbers of a payer, the one that is billed or another.
pub(crate) fn payer_name<'c>(
    out: &mut Out<'_>,
    at: At<'_>,
    of: &'c Payer,
) -> (Nm1<'c>, Vec<Ref<'c>>) {
    let mut nm1 = nameless("PR", "2");
    nm1.last_name = out.words(at.field("name"), &of.name, NAME);
    let id = out.id(at.field("id"), of.id.as_str());
    identify(&mut nm1, of.id_kind.code(), id);
    let mut references = Vec::new();
    for (index, other) in of.other_ids.iter().enumerate() {
        let at = at.item("other_ids", index);
        references.extend(plain_reference(out, at, other.kind.code(), Some(&other.id)));
    }
    let office = of.claim_office.as_deref();
    references.extend(plain_reference(
        out,
        at.field("claim_office"),
        CLAIM_OFFICE,
        office,
    ));
    (nm1, references)
}

const CLAIM_OFFICE: &str = "FY";

/// A payer, the one that is billed or another.
pub(crate) fn payer_of(
    cx: &mut In,
    within: Within,
    nm1: &Nm1<'_>,
    references: &[Ref<'_>],
) -> Payer {
    let kind = match &nm1.id_qualifier {
        None => Some(PayerIdKind::default()),
        Some(code) => PayerIdKind::of(code.as_str()),
    };
    cx.no_element(within, "NM1*PR", 8, kind.is_none());
    let mut payer = Payer::new(
        words(nm1.last_name.as_ref()).unwrap_or_default(),
        PayerId::as_received(string(nm1.id.as_ref())),
    );
    payer.id_kind = kind.unwrap_or_default();
    for reference in references {
        let id = words(Some(&reference.id));
        if reference.qualifier.is(CLAIM_OFFICE) && payer.claim_office.is_none() {
            payer.claim_office = id;
        } else if let Some(kind) = PayerOtherIdKind::of(reference.qualifier.as_str()) {
            payer.other_ids.push(PayerOtherId {
                kind,
                id: id.unwrap_or_default(),
            });
        } else {
            cx.lose(Why::NoField, within, "REF", 0);
        }
    }
    payer
}
