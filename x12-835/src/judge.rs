//! Findings on what a remittance says: balances, contradictions, duplicates. Nothing is repaired.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use rust_decimal::Decimal;
use x12_core::{Detail, Findings, Place, Rule, Span, Tag, Unit, notation::Context};

use crate::{
    balance::{Balance, sum},
    guide::GUIDE,
    loops::{ClaimPayment, PaymentHeader, ProviderAdjustments, ServicePayment},
    reader::Event,
    rules,
    totals::PaymentTotals,
    views::ClaimStatus,
};

/// Follows a payment from its header to its end.
#[derive(Debug)]
pub(crate) struct Judge {
    sums: Sums,
    /// BPR02, and where it stands.
    amount: Option<Decimal>,
    amount_place: Place,
    trace_place: Place,
    trace: Option<u64>,
    content: DefaultHasher,
    in_group: bool,
    /// Content of the payments so far, by payer and trace number.
    payments: HashMap<u64, u64>,
    most_payments: usize,
}

#[derive(Debug, Clone, Copy)]
struct Sums {
    claims: u64,
    services: u64,
    rejected: u64,
    charge: Option<Decimal>,
    paid: Option<Decimal>,
    patient: Option<Decimal>,
    adjustments: Option<Decimal>,
    claim_interest: Option<Decimal>,
    paid_interest: Option<Decimal>,
}

const NOTHING: Sums = Sums {
    claims: 0,
    services: 0,
    rejected: 0,
    charge: Some(Decimal::ZERO),
    paid: Some(Decimal::ZERO),
    patient: Some(Decimal::ZERO),
    adjustments: Some(Decimal::ZERO),
    claim_interest: Some(Decimal::ZERO),
    paid_interest: Some(Decimal::ZERO),
};

fn add(to: &mut Option<Decimal>, amount: Option<Decimal>) {
    *to = to.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
}

impl Judge {
    pub(crate) fn new(most_payments: usize) -> Self {
        Self {
            sums: NOTHING,
            amount: None,
            amount_place: Place::default(),
            trace_place: Place::default(),
            trace: None,
            content: DefaultHasher::new(),
            in_group: false,
            payments: HashMap::new(),
            most_payments,
        }
    }

    pub(crate) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        match event {
            Event::Payment(payment) => self.payment(&payment.header, unit, context),
            Event::ClaimGroup(_) => self.in_group = true,
            Event::Claim(claim) => self.claim(claim, unit, context),
            Event::ProviderAdjustments(adjustments) => self.provider(adjustments, unit, context),
            Event::Rejected(rejected) => {
                self.sums.rejected = self.sums.rejected.saturating_add(1);
                rejected.span.len().hash(&mut self.content);
            }
            _ => {}
        }
    }

    fn payment(&mut self, header: &PaymentHeader<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        self.sums = NOTHING;
        self.in_group = false;
        self.content = DefaultHasher::new();
        self.amount = header.amount();
        self.amount_place = place_of(unit, "BPR", 2, "HDR", context);
        self.trace_place = place_of(unit, "TRN", 2, "HDR", context);
        let identity = header.identity();
        self.trace = identity.trace_number.as_ref().map(|number| hash(&(&identity.originating_company_id, number)));
        identity.hash(&mut self.content);
        let Some(payment) = &header.payment else { return };
        let handling = payment.handling.as_ref().map_or("", |code| code.as_str());
        let method = payment.method.as_ref().map_or("", |code| code.as_str());
        let moves = payment.amount.is_some_and(|amount| !amount.is_zero());
        if handling == "H" && moves {
            context.push(&rules::NOTICE_WITH_MONEY, self.amount_place, "", Detail::None);
        }
        if method == "NON" && (handling != "H" || moves) {
            let place = place_of(unit, "BPR", 4, "HDR", context);
            context.push(&rules::NON_CONTRADICTED, place, "", Detail::None);
        }
        if payment.amount.is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero()) {
            context.push(&rules::NEGATIVE_PAYMENT, self.amount_place, "", Detail::None);
        }
    }

    fn claim(&mut self, claim: &ClaimPayment<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let info = &claim.info;
        self.sums.claims = self.sums.claims.saturating_add(1);
        self.sums.services = self.sums.services.saturating_add(u64::try_from(claim.services.len()).unwrap_or(0));
        add(&mut self.sums.charge, Some(info.charge));
        add(&mut self.sums.paid, Some(info.paid));
        add(&mut self.sums.patient, Some(info.patient_responsibility.unwrap_or_default()));
        if !claim.amounts.is_empty() {
            add(&mut self.sums.claim_interest, Some(claim.interest().unwrap_or_default()));
        }
        (&info.patient_control_number, &info.payer_claim_number, info.charge, info.paid).hash(&mut self.content);
        let place = |element, context: &Context<'_>| element_place(unit, 0, element, "2100", context);
        if !self.in_group {
            self.in_group = true;
            context.push(&rules::CLAIM_WITHOUT_HEADER, place(0, context), "", Detail::None);
        }
        let status = claim.status();
        if info.status.is_some() && status == ClaimStatus::Other {
            context.push(&rules::OLD_STATUS, place(2, context), "", Detail::None);
        }
        if status == ClaimStatus::Predetermination && !info.paid.is_zero() {
            context.push(&rules::PREDETERMINATION_PAID, place(4, context), "", Detail::None);
        }
        let balance = claim.balance();
        if !balance.computed {
            context.push(&rules::SUM_TOO_LARGE, place(0, context), "", Detail::None);
        }
        report(&rules::CLAIM_UNBALANCED, balance.claim, 4, &place, context);
        report(&rules::LINE_CHARGES_DIFFER, balance.line_charges, 3, &place, context);
        report(&rules::LINE_PAYMENTS_DIFFER, balance.line_payments, 4, &place, context);
        if status == ClaimStatus::Reversal {
            if info.patient_responsibility.is_some() {
                context.push(&rules::REVERSED_PATIENT_SHARE, place(5, context), "", Detail::None);
            }
        } else {
            report(&rules::PATIENT_SHARE_DIFFERS, balance.patient_share, 5, &place, context);
        }
        for service in &claim.services {
            Self::service(claim, service, unit, context);
        }
        if claim.claim_adjustments().any(|(_, adjustment)| adjustment.amount.is_zero()) {
            context.push(&rules::ZERO_ADJUSTMENT, place(0, context), "", Detail::None);
        }
    }

    fn service(claim: &ClaimPayment<'_>, service: &ServicePayment<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let place = |element, context: &Context<'_>| {
            let at = (0..unit.len()).find(|at| unit.segment(*at).is_some_and(|of| of.span().start == service.span.start));
            element_place(unit, at.unwrap_or(0), element, "2110", context)
        };
        match service.balance() {
            None => context.push(&rules::SUM_TOO_LARGE, place(0, context), "", Detail::None),
            balance => report(&rules::LINE_UNBALANCED, balance, 3, &place, context),
        }
        if service.dates.is_empty() && claim.statement_dates.is_empty() {
            context.push(&rules::LINE_WITHOUT_DATE, place(0, context), "", Detail::None);
        }
        if service.line_adjustments().any(|(_, adjustment)| adjustment.amount.is_zero()) {
            context.push(&rules::ZERO_ADJUSTMENT, place(0, context), "", Detail::None);
        }
    }

    fn provider(&mut self, adjustments: &ProviderAdjustments<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        add(&mut self.sums.adjustments, adjustments.total());
        let all = &adjustments.info.adjustments;
        let interest = all.iter().filter(|adjustment| adjustment.id.reason_code() == "L6").map(|adjustment| adjustment.amount);
        add(&mut self.sums.paid_interest, sum(interest));
        for adjustment in all {
            (adjustment.id.reason_code(), adjustment.amount).hash(&mut self.content);
        }
        if all.iter().any(|adjustment| adjustment.amount.is_zero()) {
            let place = element_place(unit, 0, 0, "FTR", context);
            context.push(&rules::ZERO_ADJUSTMENT, place, "", Detail::None);
        }
    }

    pub(crate) fn end(&mut self, complete: bool, findings: &mut Findings) -> PaymentTotals {
        let sums = std::mem::replace(&mut self.sums, NOTHING);
        let limits = x12_core::Limits::default();
        let mut context = Context::new(findings, &GUIDE, self.amount_place.transaction, false, &limits);
        let expected = sums.paid.zip(sums.adjustments).and_then(|(paid, adjustments)| paid.checked_sub(adjustments));
        let balance = expected.zip(self.amount).map(|(expected, found)| Balance { expected, found });
        if expected.is_none() {
            context.push(&rules::SUM_TOO_LARGE, self.amount_place, "", Detail::None);
        }
        let at = self.amount_place;
        report(&rules::PAYMENT_UNBALANCED, balance, 2, &|_, _: &Context<'_>| at, &mut context);
        if let (Some(claims), Some(paid)) = (sums.claim_interest, sums.paid_interest)
            && claims.checked_add(paid).is_some_and(|both| !both.is_zero())
        {
            let detail = Detail::Amount { expected: Decimal::ZERO.checked_sub(claims).unwrap_or_default(), found: paid };
            context.push(&rules::INTEREST_DIFFERS, at, "", detail);
        }
        self.check_duplicate(&mut context);
        PaymentTotals {
            claims: sums.claims,
            services: sums.services,
            rejected: sums.rejected,
            charge: sums.charge,
            paid: sums.paid,
            patient_responsibility: sums.patient,
            provider_adjustments: sums.adjustments,
            claim_interest: sums.claim_interest,
            balance,
            complete,
        }
    }

    fn check_duplicate(&mut self, context: &mut Context<'_>) {
        let Some(trace) = self.trace.take() else { return };
        let content = std::mem::take(&mut self.content).finish();
        match self.payments.get(&trace) {
            Some(earlier) if *earlier == content => {
                context.push(&rules::DUPLICATE_PAYMENT, self.trace_place, "", Detail::None);
            }
            Some(_) => context.push(&rules::TRACE_REUSED, self.trace_place, "", Detail::None),
            None if self.payments.len() < self.most_payments => {
                self.payments.insert(trace, content);
            }
            None => {}
        }
    }
}

fn report(
    rule: &'static Rule,
    balance: Option<Balance>,
    element: usize,
    place: &impl Fn(usize, &Context<'_>) -> Place,
    context: &mut Context<'_>,
) {
    if let Some(Balance { expected, found }) = balance.filter(|balance| !balance.holds()) {
        let place = place(element, context);
        context.push(rule, place, "", Detail::Amount { expected, found });
    }
}

/// Element `element` of segment `at` of the unit; the whole segment where `element` is 0.
fn element_place(unit: Unit<'_, '_>, at: usize, element: usize, loop_id: &'static str, context: &Context<'_>) -> Place {
    match unit.segment(at) {
        Some(segment) if element > 0 => context.element_place(&segment, loop_id, element, segment.element(element), 0),
        Some(segment) => context.place(&segment, loop_id),
        None => Place { span: Span::default(), ..Place::default() },
    }
}

/// The same for the first segment with this identifier; the unit's first segment where there is none.
fn place_of(unit: Unit<'_, '_>, tag: &str, element: usize, loop_id: &'static str, context: &Context<'_>) -> Place {
    let at = (0..unit.len()).find(|at| unit.tag(*at) == Some(Tag::new(tag)));
    element_place(unit, at.unwrap_or(0), if at.is_some() { element } else { 0 }, loop_id, context)
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
