//! A report in the columns of the table of truths.

use std::collections::BTreeMap;

use x12_277::{
    Event, ReportKind, acknowledgment, answer, inquiry,
    segments::{Amt, Qty, Stc},
};
use x12_core::{Code, Tokens};

/// What is counted of one report.
#[derive(Default)]
struct Counts {
    columns: Vec<(&'static str, String)>,
    kinds: BTreeMap<String, usize>,
    statuses: BTreeMap<String, usize>,
    traces: usize,
    lines: usize,
    quantities: Vec<String>,
    amounts: Vec<String>,
}

/// Each report of the events, as columns and values.
pub fn reports(events: &[Event<'_>], input: &[u8]) -> Vec<Vec<(&'static str, String)>> {
    let segments = segments(input);
    let mut out = Vec::new();
    let mut counts = Counts::default();
    for event in events {
        match event {
            Event::Report(report) => {
                let kind = match report.kind() {
                    ReportKind::Acknowledgment => "277CA",
                    ReportKind::Answer => "277",
                    ReportKind::Inquiry => "276",
                };
                let number = report.transaction.number;
                counts = Counts::default();
                counts.columns = vec![
                    ("tx", number.to_string()),
                    ("st02", report.transaction.control_number.to_string()),
                    ("kind", kind.to_owned()),
                    ("segs", segments[number as usize - 1].to_string()),
                ];
            }
            Event::Acknowledged(level) => acknowledged(level, &mut counts),
            Event::Answered(level) => answered(level, &mut counts),
            Event::Asked(level) => asked(level, &mut counts),
            Event::ReportEnd(_) => out.push(std::mem::take(&mut counts).finish()),
            _ => {}
        }
    }
    out
}

impl Counts {
    fn finish(mut self) -> Vec<(&'static str, String)> {
        let list = |of: &BTreeMap<String, usize>| {
            let all = of.iter().map(|(key, count)| format!("{key}:{count}"));
            all.collect::<Vec<_>>().join(",")
        };
        self.columns.extend([
            ("n_hl", self.kinds.values().sum::<usize>().to_string()),
            ("hl", list(&self.kinds)),
            ("n_trn", self.traces.to_string()),
            ("n_stc", self.statuses.values().sum::<usize>().to_string()),
            ("n_svc", self.lines.to_string()),
            ("stc_by_level", list(&self.statuses)),
            ("qty", self.quantities.join("/")),
            ("amt", self.amounts.join("/")),
        ]);
        self.columns
    }

    fn level(&mut self, kind: Option<&Code<'_>>) -> String {
        let kind = kind.unwrap().as_str().to_owned();
        *self.kinds.entry(kind.clone()).or_default() += 1;
        kind
    }

    fn says(&mut self, level: &str, statuses: &[Stc<'_>]) {
        for of in statuses {
            let category = of.status.category.as_ref().map_or("", Code::as_str);
            *self
                .statuses
                .entry(format!("{level}/{category}"))
                .or_default() += 1;
        }
    }

    fn totals(&mut self, counts: [Option<&Qty<'_>>; 2], charges: [Option<&Amt<'_>>; 2]) {
        for of in counts.into_iter().flatten() {
            self.quantities
                .push(format!("{}={}", of.qualifier, of.quantity));
        }
        for of in charges.into_iter().flatten() {
            self.amount(of);
        }
    }

    fn amount(&mut self, of: &Amt<'_>) {
        self.amounts.push(format!("{}={}", of.qualifier, of.amount));
    }
}

fn acknowledged(level: &acknowledgment::Level<'_>, counts: &mut Counts) {
    use acknowledgment::Level;
    let kind = counts.level(level.level().kind.as_ref());
    match level {
        Level::Source(of) => counts.traces += usize::from(of.receipt.is_some()),
        Level::Receiver(of) => {
            if let Some(of) = &of.batch {
                counts.traces += 1;
                counts.says(&kind, &of.statuses);
                counts.totals(
                    [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                    [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                );
            }
        }
        Level::Provider(of) => {
            if let Some(of) = &of.status {
                counts.traces += 1;
                counts.says(&kind, &of.statuses);
                counts.totals(
                    [of.accepted_claims.as_ref(), of.rejected_claims.as_ref()],
                    [of.accepted_charge.as_ref(), of.rejected_charge.as_ref()],
                );
            }
        }
        Level::Patient(of) => {
            for claim in &of.claims {
                counts.traces += 1;
                counts.says(&kind, &claim.statuses);
                for line in &claim.lines {
                    counts.lines += 1;
                    counts.says(&kind, &line.statuses);
                }
            }
        }
    }
}

macro_rules! answered_claims {
    ($claims:expr, $kind:expr, $counts:expr) => {
        for claim in &$claims {
            $counts.traces += 1;
            $counts.says(&$kind, &claim.statuses);
            for line in &claim.lines {
                $counts.lines += 1;
                $counts.says(&$kind, &line.statuses);
            }
        }
    };
}

fn answered(level: &answer::Level<'_>, counts: &mut Counts) {
    use answer::Level;
    let kind = counts.level(level.level().kind.as_ref());
    match level {
        Level::Source(_) => {}
        Level::Receiver(of) => counts.traces += usize::from(of.inquiry.is_some()),
        Level::Provider(of) => counts.traces += usize::from(of.status.is_some()),
        Level::Subscriber(of) => answered_claims!(of.claims, kind, counts),
        Level::Dependent(of) => answered_claims!(of.claims, kind, counts),
    }
}

macro_rules! asked_claims {
    ($claims:expr, $counts:expr) => {
        for claim in &$claims {
            $counts.traces += 1;
            $counts.lines += claim.lines.len();
            claim.charge.iter().for_each(|of| $counts.amount(of));
        }
    };
}

fn asked(level: &inquiry::Level<'_>, counts: &mut Counts) {
    use inquiry::Level;
    counts.level(level.level().kind.as_ref());
    match level {
        Level::Subscriber(of) => asked_claims!(of.claims, counts),
        Level::Dependent(of) => asked_claims!(of.claims, counts),
        _ => {}
    }
}

/// Segments of each set, from ST to SE.
fn segments(input: &[u8]) -> Vec<usize> {
    let mut tokens = Tokens::new(input);
    let (mut sets, mut open) = (Vec::new(), 0);
    while let Some(token) = tokens.next().unwrap() {
        open += 1;
        match token.segment.tag().to_string().as_str() {
            "ST" => open = 1,
            "SE" => sets.push(open),
            _ => {}
        }
    }
    sets
}
