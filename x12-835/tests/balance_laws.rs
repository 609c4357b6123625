//! What is said of the balances of a claim is what its sums say, worked out here, for many claims.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::unwrap_used,
    missing_docs,
    reason = "tests stop at the first surprise"
)]

use std::fmt::Write;

use proptest::prelude::*;
use x12_835::{EraOptions, collect, sum_adjustments};
use x12_core::{Detail, rust_decimal::Decimal};

/// Group and amount of each adjustment, a segment each.
type Adjustments = Vec<(&'static str, Vec<Decimal>)>;

#[derive(Debug, Clone)]
struct Line {
    charge: Decimal,
    paid: Decimal,
    adjustments: Adjustments,
    dated: bool,
}

#[derive(Debug, Clone)]
struct Claim {
    charge: Decimal,
    paid: Decimal,
    patient: Option<Decimal>,
    adjustments: Adjustments,
    dated: bool,
    lines: Vec<Line>,
}

/// Rule, and what a sum should be and is.
type Said = (u16, Option<(Decimal, Decimal)>);

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        8 => (1_i64..=30_000).prop_map(|cents| Decimal::new(cents, 2)),
        1 => (-400_i64..=400, 0_u32..=1).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        1 => (1_i64..=9).prop_map(|digits| Decimal::new(digits, 3)),
        1 => Just(Decimal::ZERO),
        1 => (0_i64..=1, 1_u32..=4).prop_map(|(less, times)| Decimal::new((i64::from(times) << 32) - less, 2)),
        1 => Just(Decimal::new(99_999_999_999_999_999, 2)),
    ]
}

/// Mostly nothing: how far a sum is off.
fn off() -> impl Strategy<Value = Decimal> {
    prop_oneof![8 => Just(Decimal::ZERO), 1 => Just(Decimal::ONE), 1 => amount()]
}

fn adjustments() -> impl Strategy<Value = Adjustments> {
    let group = prop::sample::select(vec!["CO", "PR", "OA"]);
    prop::collection::vec((group, prop::collection::vec(amount(), 1..=2)), 0..=2)
}

fn total(of: &Adjustments) -> Decimal {
    of.iter().flat_map(|(_, amounts)| amounts).sum()
}

fn of_patient(of: &Adjustments) -> Decimal {
    let own = of.iter().filter(|(group, _)| *group == "PR");
    own.flat_map(|(_, amounts)| amounts).sum()
}

fn has_zero(of: &Adjustments) -> bool {
    of.iter()
        .flat_map(|(_, amounts)| amounts)
        .any(Decimal::is_zero)
}

prop_compose! {
    fn line()(charge in amount(), adjustments in adjustments(), off in off(), dated in prop::bool::weighted(0.9)) -> Line {
        Line { charge, paid: charge - total(&adjustments) + off, adjustments, dated }
    }
}

prop_compose! {
    fn claim()(
        lines in prop::collection::vec(line(), 0..=3),
        alone in amount(),
        own in adjustments(),
        (charge_off, paid_off, patient_off) in (off(), off(), off()),
        patient in any::<bool>(),
        dated in any::<bool>(),
    ) -> Claim {
        let charges: Decimal = lines.iter().map(|line| line.charge).sum();
        let charge = if lines.is_empty() { alone } else { charges } + charge_off;
        let all = lines.iter().map(|line| &line.adjustments).chain([&own]);
        let adjusted: Decimal = all.clone().map(total).sum();
        let owed: Decimal = all.map(of_patient).sum();
        Claim {
            charge,
            paid: charge - adjusted + paid_off,
            patient: patient.then_some(owed + patient_off),
            adjustments: own,
            dated,
            lines,
        }
    }
}

impl Claim {
    fn file(&self) -> String {
        let mut file = "ISA*00*          *00*          *ZZ*ACM01          *ZZ*DEMO001        *250301*1200*^*00501*\
            000000001*0*T*:~GS*HP*ACM01*DEMO001*20250301*1200*1*X*005010X221A1~ST*835*0001~\
            BPR*I*1*C*CHK************20250301~TRN*1*1*1512345678~LX*1~"
            .to_owned();
        let patient = self
            .patient
            .map(|amount| amount.to_string())
            .unwrap_or_default();
        write!(
            file,
            "CLP*A*1*{}*{}*{patient}*12*X~",
            self.charge, self.paid
        )
        .unwrap();
        adjust(&mut file, &self.adjustments);
        if self.dated {
            file.push_str("DTM*232*20250210~");
        }
        for line in &self.lines {
            write!(file, "SVC*HC:90834*{}*{}~", line.charge, line.paid).unwrap();
            if line.dated {
                file.push_str("DTM*472*20250210~");
            }
            adjust(&mut file, &line.adjustments);
        }
        file + "SE*0*0001~GE*1*1~IEA*1*000000001~"
    }

    /// What must be said of it, in the order of the numbers.
    fn said(&self) -> Vec<Said> {
        let mut said = Vec::new();
        let mut hold = |number, expected: Decimal, found: Decimal| {
            if expected != found {
                said.push((number, Some((expected.normalize(), found.normalize()))));
            }
        };
        let sum = |of: fn(&Line) -> Decimal| self.lines.iter().map(of).sum::<Decimal>();
        let adjusted = total(&self.adjustments) + sum(|line| total(&line.adjustments));
        let owed = of_patient(&self.adjustments) + sum(|line| of_patient(&line.adjustments));
        let expected = self.charge - adjusted;
        hold(402, expected, self.paid);
        if !self.lines.is_empty() {
            hold(404, sum(|line| line.charge), self.charge);
            // The same difference is named once.
            let of_lines = sum(|line| line.paid) - total(&self.adjustments);
            if of_lines != expected || expected == self.paid {
                hold(405, of_lines, self.paid);
            }
        }
        if let Some(patient) = self.patient {
            hold(406, owed, patient);
        }
        for line in &self.lines {
            hold(401, line.charge - total(&line.adjustments), line.paid);
        }
        for line in &self.lines {
            said.extend((!line.dated && !self.dated).then_some((416, None)));
            said.extend(has_zero(&line.adjustments).then_some((417, None)));
        }
        said.extend(has_zero(&self.adjustments).then_some((417, None)));
        said.sort_unstable();
        said
    }

    /// Amounts as most claims have them: whole cents, and not too many.
    fn is_usual(&self) -> bool {
        let usual = |amount: Decimal| {
            amount.scale() <= 2
                && (amount * Decimal::ONE_HUNDRED).abs() < Decimal::from(1_u64 << 32)
        };
        let all = |of: &Adjustments| {
            of.iter()
                .flat_map(|(_, amounts)| amounts)
                .all(|amount| usual(*amount))
        };
        usual(self.charge)
            && usual(self.paid)
            && self.patient.is_none_or(usual)
            && all(&self.adjustments)
            && self
                .lines
                .iter()
                .all(|line| usual(line.charge) && usual(line.paid) && all(&line.adjustments))
    }
}

fn adjust(file: &mut String, adjustments: &Adjustments) {
    for (group, amounts) in adjustments {
        write!(file, "CAS*{group}").unwrap();
        for (reason, amount) in [45, 96].into_iter().zip(amounts) {
            let before = if reason == 45 { "*" } else { "**" };
            write!(file, "{before}{reason}*{amount}").unwrap();
        }
        file.push('~');
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn findings_are_what_the_sums_say(claim in claim()) {
        let file = claim.file();
        let read = collect(file.as_bytes(), &EraOptions::default());
        prop_assert!(read.error.is_none());
        let about = |number: &u16| [401, 402, 404, 405, 406, 407, 416, 417].contains(number);
        let found = read.findings.iter().filter(|of| about(&of.rule.number));
        let mut found: Vec<Said> = found
            .map(|of| match of.detail {
                Detail::Amount { expected, found } => (of.rule.number, Some((expected, found))),
                _ => (of.rule.number, None),
            })
            .collect();
        found.sort_unstable();
        let said = claim.said();
        prop_assert_eq!(&found, &said, "{}", file);

        let payment = &read.remittances[0];
        let of_file = payment.claims().next().expect("a claim");
        let own = sum_adjustments(&of_file.adjustments);
        prop_assert_eq!(own, Some(total(&claim.adjustments)));
        let holds = said.iter().all(|(number, _)| *number == 416);
        prop_assert!(holds || !of_file.surely_balanced(), "a quick look that overlooks: {}", file);
        prop_assert!(!holds || !claim.is_usual() || of_file.surely_balanced(), "a usual claim: {}", file);
    }
}
