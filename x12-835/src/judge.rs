//! Findings on what a remittance says: balances, contradictions, duplicates. Nothing is repaired.

use std::{
    collections::HashSet,
    hash::{Hash, Hasher},
};

use rust_decimal::Decimal;
use rustc_hash::FxHasher;
use x12_core::{
    Detail, Findings, Place, Rule, Sum, Tag, Unit, exact_difference, exact_sum, notation::Context,
};

use crate::{
    balance::{Balance, negated, surely_holds},
    guide::{CLP, GUIDE, LX, PLB},
    loops::{ClaimPayment, PaymentHeader, ProviderAdjustments, ServicePayment},
    reader::Event,
    rules,
    totals::PaymentTotals,
    views::ClaimStatus,
};

/// Follows a payment from its header to its end.
pub(crate) struct Judge {
    sums: Sums,
    /// BPR02, and where it stands.
    amount: Option<Decimal>,
    amount_place: Place,
    trace_place: Place,
    trace: Option<u64>,
    content: FxHasher,
    in_group: bool,
    /// A PLB was seen: no claim may follow.
    in_summary: bool,
    /// An LX whose claims have not come yet.
    empty_group: Option<Place>,
    /// The payments so far: payer and trace number, alone and with their content.
    payments: HashSet<u64>,
    most_payments: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    claims: u64,
    services: u64,
    rejected: u64,
    charge: Sum,
    paid: Sum,
    patient: Sum,
    adjustments: Sum,
    claim_interest: Sum,
    paid_interest: Sum,
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Judge({} claims)", self.sums.claims)
    }
}

impl Judge {
    pub(crate) fn new(most_payments: usize) -> Self {
        Self {
            sums: Sums::default(),
            amount: None,
            amount_place: Place::default(),
            trace_place: Place::default(),
            trace: None,
            content: FxHasher::default(),
            in_group: false,
            in_summary: false,
            empty_group: None,
            payments: HashSet::new(),
            most_payments,
        }
    }

    pub(crate) fn see(&mut self, event: &Event<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let tag = unit.tag(0).unwrap_or_default();
        if self.in_summary && (tag == LX || tag == CLP) {
            let place = context.place_in(unit, 0, 0, if tag == LX { "2000" } else { "2100" });
            context.push(&x12_core::rules::OUT_OF_ORDER, place, "", Detail::None);
        }
        self.in_summary |= tag == PLB;
        match event {
            Event::Payment(payment) => self.payment(&payment.header, unit, context),
            Event::ClaimGroup(_) => {
                self.check_empty_group(context);
                self.in_group = true;
                self.empty_group = Some(context.place_in(unit, 0, 0, "2000"));
            }
            Event::Claim(claim) => self.claim(claim, unit, context),
            Event::ProviderAdjustments(adjustments) => self.provider(adjustments, unit, context),
            Event::Rejected(rejected) => {
                self.empty_group = None;
                self.sums.rejected = self.sums.rejected.saturating_add(1);
                rejected.span.len().hash(&mut self.content);
            }
            _ => {}
        }
    }

    /// A group is there for its claims; they come as units of their own.
    fn check_empty_group(&mut self, context: &mut Context<'_>) {
        if let Some(place) = self.empty_group.take() {
            context.push(
                &x12_core::rules::MISSING_SEGMENT,
                place,
                "CLP",
                Detail::Expected("CLP"),
            );
        }
    }

    fn payment(
        &mut self,
        header: &PaymentHeader<'_>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        self.sums = Sums::default();
        self.in_group = false;
        self.in_summary = false;
        self.content = FxHasher::default();
        self.amount = header.amount();
        self.amount_place = place_of(unit, "BPR", 2, "HDR", context);
        self.trace_place = place_of(unit, "TRN", 2, "HDR", context);
        let identity = header.identity();
        self.trace = identity
            .trace_number
            .as_ref()
            .map(|number| hash(&(&identity.originating_company_id, number)));
        identity.hash(&mut self.content);
        let Some(payment) = &header.payment else {
            return;
        };
        let handling = payment.handling.as_ref().map_or("", |code| code.as_str());
        let method = payment.method.as_ref().map_or("", |code| code.as_str());
        let moves = payment.amount.is_some_and(|amount| !amount.is_zero());
        if handling == "H" && moves {
            context.push(
                &rules::NOTICE_WITH_MONEY,
                self.amount_place,
                "",
                Detail::None,
            );
        }
        if method == "NON" && (handling != "H" || moves) {
            let place = place_of(unit, "BPR", 4, "HDR", context);
            context.push(&rules::NON_CONTRADICTED, place, "", Detail::None);
        }
        if payment
            .amount
            .is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero())
        {
            context.push(
                &rules::NEGATIVE_PAYMENT,
                self.amount_place,
                "",
                Detail::None,
            );
        }
    }

    fn claim(&mut self, claim: &ClaimPayment<'_>, unit: Unit<'_, '_>, context: &mut Context<'_>) {
        let info = &claim.info;
        self.empty_group = None;
        self.sums.claims = self.sums.claims.saturating_add(1);
        self.sums.services = self
            .sums
            .services
            .saturating_add(u64::try_from(claim.services.len()).unwrap_or(0));
        self.sums.charge.add(info.charge);
        self.sums.paid.add(info.paid);
        self.sums.patient.extend(info.patient_responsibility);
        self.sums.claim_interest.extend(claim.interest());
        (&info.patient_control_number, &info.payer_claim_number).hash(&mut self.content);
        (
            info.charge.mantissa(),
            info.charge.scale(),
            info.paid.mantissa(),
            info.paid.scale(),
        )
            .hash(&mut self.content);
        let place = |element, context: &Context<'_>| context.place_in(unit, 0, element, "2100");
        if !self.in_group {
            self.in_group = true;
            context.push(
                &rules::CLAIM_WITHOUT_HEADER,
                place(0, context),
                "",
                Detail::None,
            );
        }
        let status = claim.status();
        if info.status.is_some() && status == ClaimStatus::Other {
            context.push(&rules::OLD_STATUS, place(2, context), "", Detail::None);
        }
        if status == ClaimStatus::Denied && !claim.services.is_empty() {
            context.push(
                &rules::DENIED_THOUGH_FOUND,
                place(2, context),
                "",
                Detail::None,
            );
        }
        if status == ClaimStatus::Predetermination && !info.paid.is_zero() {
            context.push(
                &rules::PREDETERMINATION_PAID,
                place(4, context),
                "",
                Detail::None,
            );
        }
        if is_plain(claim, status) {
            return;
        }
        let balance = claim.balance();
        if !balance.computed {
            context.push(&rules::SUM_TOO_LARGE, place(0, context), "", Detail::None);
        }
        report(&rules::CLAIM_UNBALANCED, balance.claim, 4, &place, context);
        report(
            &rules::LINE_CHARGES_DIFFER,
            balance.line_charges,
            3,
            &place,
            context,
        );
        // One fault, one finding: the same difference was named above.
        let differs = |balance: Option<Balance>| {
            balance
                .filter(|of| !of.holds())
                .and_then(|of| of.difference())
        };
        let named = differs(balance.claim).is_some()
            && differs(balance.claim) == differs(balance.line_payments);
        let line_payments = balance.line_payments.filter(|_| !named);
        report(
            &rules::LINE_PAYMENTS_DIFFER,
            line_payments,
            4,
            &place,
            context,
        );
        if status == ClaimStatus::Reversal {
            if info.patient_responsibility.is_some() {
                context.push(
                    &rules::REVERSED_PATIENT_SHARE,
                    place(5, context),
                    "",
                    Detail::None,
                );
            }
        } else {
            report(
                &rules::PATIENT_SHARE_DIFFERS,
                balance.patient_share,
                5,
                &place,
                context,
            );
        }
        // Lines stand in the unit in order, so each is looked for behind the one before.
        let mut from = 0;
        for service in &claim.services {
            from = (from..unit.len())
                .find(|at| {
                    unit.segment(*at)
                        .is_some_and(|of| of.span().start == service.span.start)
                })
                .unwrap_or(from);
            Self::service(claim, service, from, unit, context);
        }
        if claim
            .claim_adjustments()
            .any(|(_, adjustment)| adjustment.amount.is_zero())
        {
            context.push(&rules::ZERO_ADJUSTMENT, place(0, context), "", Detail::None);
        }
    }

    /// `at` is the line's first segment in the unit.
    fn service(
        claim: &ClaimPayment<'_>,
        service: &ServicePayment<'_>,
        at: usize,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        let place = |element, context: &Context<'_>| context.place_in(unit, at, element, "2110");
        match service.balance() {
            None => context.push(&rules::SUM_TOO_LARGE, place(0, context), "", Detail::None),
            balance => report(&rules::LINE_UNBALANCED, balance, 3, &place, context),
        }
        if service.dates.is_empty() && claim.statement_dates.is_empty() {
            context.push(
                &rules::LINE_WITHOUT_DATE,
                place(0, context),
                "",
                Detail::None,
            );
        }
        if service
            .line_adjustments()
            .any(|(_, adjustment)| adjustment.amount.is_zero())
        {
            context.push(&rules::ZERO_ADJUSTMENT, place(0, context), "", Detail::None);
        }
    }

    fn provider(
        &mut self,
        adjustments: &ProviderAdjustments<'_>,
        unit: Unit<'_, '_>,
        context: &mut Context<'_>,
    ) {
        let all = &adjustments.info.adjustments;
        for adjustment in all {
            self.sums.adjustments.add(adjustment.amount);
            if adjustment.id.reason_code() == "L6" {
                self.sums.paid_interest.add(adjustment.amount);
            }
            (adjustment.id.reason_code(), adjustment.amount).hash(&mut self.content);
        }
        if all.iter().any(|adjustment| adjustment.amount.is_zero()) {
            let place = context.place_in(unit, 0, 0, "FTR");
            context.push(&rules::ZERO_ADJUSTMENT, place, "", Detail::None);
        }
    }

    pub(crate) fn end(&mut self, complete: bool, findings: &mut Findings) -> PaymentTotals {
        let sums = std::mem::take(&mut self.sums);
        let limits = x12_core::Limits::default();
        let mut context = Context::new(
            findings,
            &GUIDE,
            self.amount_place.transaction,
            false,
            &limits,
        );
        let total = |sum: Sum| sum.total().map(|total| total.normalize());
        let (paid, adjustments) = (total(sums.paid), total(sums.adjustments));
        let expected = paid
            .zip(adjustments)
            .and_then(|(paid, adjustments)| exact_difference(paid, adjustments))
            .map(|sum| sum.normalize());
        let balance = expected
            .zip(self.amount)
            .map(|(expected, found)| Balance { expected, found });
        if expected.is_none() {
            context.push(&rules::SUM_TOO_LARGE, self.amount_place, "", Detail::None);
        }
        let at = self.amount_place;
        report(
            &rules::PAYMENT_UNBALANCED,
            balance,
            2,
            &|_, _: &Context<'_>| at,
            &mut context,
        );
        let claim_interest = total(sums.claim_interest);
        if let (Some(claims), Some(paid)) = (claim_interest, sums.paid_interest.total())
            && exact_sum(claims, paid).is_some_and(|both| !both.is_zero())
        {
            let detail = Detail::Amount {
                expected: negated(claims),
                found: paid,
            };
            context.push(&rules::INTEREST_DIFFERS, at, "", detail);
        }
        self.check_empty_group(&mut context);
        self.check_duplicate(&mut context);
        PaymentTotals {
            claims: sums.claims,
            services: sums.services,
            rejected: sums.rejected,
            charge: total(sums.charge),
            paid,
            patient_responsibility: total(sums.patient),
            provider_adjustments: adjustments,
            claim_interest,
            balance,
            complete,
        }
    }

    fn check_duplicate(&mut self, context: &mut Context<'_>) {
        let Some(trace) = self.trace.take() else {
            return;
        };
        let content = std::mem::take(&mut self.content).finish();
        if self.payments.contains(&hash(&(trace, content))) {
            context.push(
                &rules::DUPLICATE_PAYMENT,
                self.trace_place,
                "",
                Detail::None,
            );
            return;
        }
        if self.payments.contains(&trace) {
            context.push(&rules::TRACE_REUSED, self.trace_place, "", Detail::None);
        }
        if self.payments.len() < self.most_payments {
            self.payments.extend([trace, hash(&(trace, content))]);
        }
    }
}

/// A quick look: true where neither balances nor dates are worth a finding, as in nearly every claim. False says nothing.
fn is_plain(claim: &ClaimPayment<'_>, status: ClaimStatus) -> bool {
    let has_date = |service: &ServicePayment<'_>| !service.dates.is_empty();
    let dated = !claim.statement_dates.is_empty() || claim.services.iter().all(has_date);
    let share = claim.info.patient_responsibility;
    let taken_back = matches!((status, share), (ClaimStatus::Reversal, Some(_)));
    dated && !taken_back && surely_holds(claim)
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
        context.push(
            rule,
            place,
            "",
            Detail::Amount {
                expected: expected.normalize(),
                found: found.normalize(),
            },
        );
    }
}

/// The same for the first segment with this identifier; the unit's first segment where there is none.
fn place_of(
    unit: Unit<'_, '_>,
    tag: &str,
    element: usize,
    loop_id: &'static str,
    context: &Context<'_>,
) -> Place {
    let at = (0..unit.len()).find(|at| unit.tag(*at) == Some(Tag::new(tag)));
    context.place_in(
        unit,
        at.unwrap_or(0),
        if at.is_some() { element } else { 0 },
        loop_id,
    )
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}
