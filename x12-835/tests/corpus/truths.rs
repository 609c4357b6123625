//! A remittance in the columns of the table of truths.

use std::collections::BTreeMap;

use x12_835::{ClaimPayment, Remittance, sum_adjustments};
use x12_core::{Code, Date, Segment, Sum, Tag, Text, Tokens, rust_decimal::Decimal};

/// Columns that hold amounts: compared as numbers.
const AMOUNTS: &[&str] = &[
    "bpr02",
    "sum_clp03",
    "sum_clp04",
    "sum_clp05",
    "sum_plb",
    "cas_CO",
    "cas_PR",
    "cas_OA",
    "cas_PI",
];
/// Columns whose text is not shown.
const HIDDEN: &[&str] = &["trn02"];

/// Segments of each transaction set, ST and SE included, counted without the reader of remittances; `None` where the
/// file cannot be split.
pub fn segment_counts(input: &[u8]) -> Option<Vec<usize>> {
    let (mut counts, mut inside) = (Vec::new(), false);
    let mut tokens = Tokens::new(input);
    while let Some(token) = tokens.next().ok()? {
        let tag = |of: &Segment<'_, '_>, name| of.tag() == Tag::new(name);
        if tag(&token.segment, "ST") {
            counts.push(0);
            inside = true;
        }
        if inside {
            *counts.last_mut()? += 1;
        }
        inside &= !["SE", "GE", "IEA"]
            .iter()
            .any(|name| tag(&token.segment, name));
    }
    Some(counts)
}

fn text(of: Option<&Text<'_>>) -> String {
    of.map_or_else(String::new, |text| text.to_str().into_owned())
}

fn code(of: Option<&Code<'_>>) -> String {
    of.map_or_else(String::new, |code| code.to_str().into_owned())
}

fn date(of: Option<Date>) -> String {
    of.map_or_else(String::new, |date| date.to_string().replace('-', ""))
}

fn amount(of: Option<Decimal>) -> String {
    of.map_or_else(String::new, |amount| amount.normalize().to_string())
}

fn share(held: usize, all: usize) -> String {
    format!("{held}/{all}")
}

/// The sum of the adjustments of one group, of claims and of lines.
fn adjustments<'a, 's>(claims: &[&'s ClaimPayment<'a>], group: &str) -> Option<Decimal> {
    let all = claims.iter().flat_map(|claim| {
        claim.adjustments.iter().chain(
            claim
                .services
                .iter()
                .flat_map(|service| &service.adjustments),
        )
    });
    sum_adjustments(all.filter(|cas| cas.group.is(group)))
}

fn total(amounts: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    let mut sum = Sum::default();
    sum.extend(amounts);
    sum.total()
}

/// The same columns from what was read. Sums are made here, from claims and lines, and must be those of the totals.
pub fn columns(of: &Remittance<'_>, segments: Option<usize>) -> BTreeMap<&'static str, String> {
    let header = &of.payment.header;
    let money = header.payment.as_ref();
    let claims: Vec<_> = of.claims().collect();
    let services: Vec<_> = claims.iter().flat_map(|claim| &claim.services).collect();
    let pairs: Vec<_> = of
        .provider_adjustments
        .iter()
        .flat_map(|plb| &plb.info.adjustments)
        .collect();
    let charge = total(claims.iter().map(|claim| claim.info.charge));
    let paid = total(claims.iter().map(|claim| claim.info.paid));
    let patient = total(
        claims
            .iter()
            .filter_map(|claim| claim.info.patient_responsibility),
    );
    let taken = total(pairs.iter().map(|pair| pair.amount));
    let totals = of
        .totals
        .as_ref()
        .expect("every payment of the corpus has an end");
    assert_eq!(
        (totals.charge, totals.paid, totals.patient_responsibility),
        (charge, paid, patient)
    );
    assert_eq!(totals.provider_adjustments, taken);
    assert_eq!(
        (totals.claims, totals.services),
        (
            claims.len().try_into().unwrap(),
            services.len().try_into().unwrap()
        )
    );

    let mut statuses = BTreeMap::<String, usize>::new();
    for claim in &claims {
        *statuses
            .entry(code(claim.info.status.as_ref()))
            .or_default() += 1;
    }
    let statuses: Vec<_> = statuses
        .iter()
        .map(|(code, count)| format!("{code}:{count}"))
        .collect();
    let claims_held = claims
        .iter()
        .filter(|claim| claim.balance().holds())
        .count();
    let services_held = services
        .iter()
        .filter(|line| line.balance().is_some_and(|balance| balance.holds()))
        .count();
    BTreeMap::from([
        (
            "segs",
            segments.map_or_else(String::new, |count| count.to_string()),
        ),
        ("st02", text(Some(&of.payment.transaction.control_number))),
        (
            "bpr01",
            code(money.and_then(|money| money.handling.as_ref())),
        ),
        ("bpr02", amount(header.amount())),
        ("bpr04", code(money.and_then(|money| money.method.as_ref()))),
        ("bpr16", date(money.and_then(|money| money.date))),
        (
            "trn02",
            text(
                header
                    .trace
                    .as_ref()
                    .and_then(|trace| trace.number.as_ref()),
            ),
        ),
        ("n_clp", claims.len().to_string()),
        ("sum_clp03", amount(charge)),
        ("sum_clp04", amount(paid)),
        ("sum_clp05", amount(patient)),
        ("n_svc", services.len().to_string()),
        ("n_plb", pairs.len().to_string()),
        ("sum_plb", amount(taken)),
        (
            "bpr_balanced",
            if totals.is_balanced() { "yes" } else { "no" }.to_owned(),
        ),
        ("claims_balanced", share(claims_held, claims.len())),
        ("svcs_balanced", share(services_held, services.len())),
        ("cas_CO", amount(adjustments(&claims, "CO"))),
        ("cas_PR", amount(adjustments(&claims, "PR"))),
        ("cas_OA", amount(adjustments(&claims, "OA"))),
        ("cas_PI", amount(adjustments(&claims, "PI"))),
        ("statuses", statuses.join(",")),
    ])
}

/// What a table shows of a column: numbers and codes as they are, of anything else only its length.
pub fn shown(column: &str, value: &str) -> String {
    if HIDDEN.contains(&column) {
        format!("{} characters", value.chars().count())
    } else {
        value.to_owned()
    }
}

/// True where both say the same.
pub fn same(column: &str, truth: &str, ours: &str) -> bool {
    if AMOUNTS.contains(&column) {
        let number = |text: &str| text.parse::<Decimal>().ok();
        return number(truth).is_some() && number(truth) == number(ours);
    }
    if column == "statuses" {
        let sorted = |text: &str| {
            let mut all: Vec<_> = text.split(',').map(str::to_owned).collect();
            all.sort();
            all
        };
        return sorted(truth) == sorted(ours);
    }
    truth == ours
}
