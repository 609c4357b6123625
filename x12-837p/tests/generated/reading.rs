//! Writing and reading as tests need them, and the order in which a file holds its claims.

use claim_model::{Claim, Coverage, Patient, PatientCondition};
use x12_837p::claim::{BatchError, ClaimEnvelope, ClaimEvent, Claims, WriteOptions, write_claims};
use x12_core::{Diagnostic, Severity};

/// The envelope of the fixtures; claims are judged by its day, 1 March 2025.
pub fn envelope() -> ClaimEnvelope {
    serde_json::from_str(fixtures::claim_envelope()).unwrap()
}

/// Everything that a file says.
pub struct Read {
    pub envelopes: Vec<ClaimEnvelope>,
    pub claims: Vec<Claim>,
    /// How many claims each transaction set holds.
    pub sets: Vec<u64>,
    pub without_claim: usize,
    pub findings: Vec<Diagnostic>,
}

impl Read {
    pub fn of(input: &[u8]) -> Self {
        let mut reader = Claims::new(input);
        let mut read = Self {
            envelopes: Vec::new(),
            claims: Vec::new(),
            sets: Vec::new(),
            without_claim: 0,
            findings: Vec::new(),
        };
        while let Some(event) = reader.next().expect("a whole file") {
            match event {
                ClaimEvent::Batch(envelope, _) => read.envelopes.extend(envelope.map(|of| *of)),
                ClaimEvent::Claim(claim) => read.claims.push(*claim),
                ClaimEvent::NoClaim(_) => read.without_claim += 1,
                ClaimEvent::BatchEnd(totals) => read.sets.push(totals.claims),
                _ => {}
            }
            read.findings.extend(reader.take_findings());
        }
        read.findings.extend(reader.take_findings());
        read
    }

    /// Findings of error level, and of everything that the claim could not hold.
    pub fn faults(&self) -> Vec<String> {
        let is_fault = |of: &&Diagnostic| of.severity == Severity::Error || of.rule.number < 600;
        self.findings
            .iter()
            .filter(is_fault)
            .map(ToString::to_string)
            .collect()
    }
}

/// The file, without its findings.
pub fn write(claims: &[Claim], options: &WriteOptions) -> Vec<u8> {
    match write_claims(claims, envelope(), options.clone()) {
        Ok((file, _)) => file,
        Err(BatchError::Refused(refused)) => {
            let all = refused
                .iter()
                .flat_map(|(at, found)| found.iter().map(move |of| format!("claim {at}: {of}")));
            panic!("refused:\n{}", all.collect::<Vec<_>>().join("\n"));
        }
        Err(error) => panic!("not written: {error} {error:?}"),
    }
}

pub fn json<T: serde::Serialize + ?Sized>(of: &T) -> String {
    serde_json::to_string_pretty(of).unwrap()
}

/// Claims in the order of the file: charges before encounters; in each, what belongs to a provider, subscriber or patient
/// stands together, in the order in which it came first, and a subscriber's own claims before the dependents'.
pub fn in_order_of_file(claims: &[Claim]) -> Vec<Claim> {
    type Key<'c> = (&'c Coverage, Option<PatientCondition>);
    let mut out = Vec::new();
    for encounters in [false, true] {
        let all: Vec<&Claim> = claims
            .iter()
            .filter(|of| of.encounter == encounters)
            .collect();
        for provider in distinct(all.iter().map(|of| &of.billing_provider)) {
            let of_provider = || all.iter().filter(|of| of.billing_provider == *provider);
            // The condition of the patient belongs to the level of the patient.
            let key = |of: &&&Claim| -> Option<PatientCondition> {
                of.patient.is_none().then_some(of.patient_condition)
            };
            // A member's own claims and those of dependents are levels of their own.
            let keys =
                distinct_by_value(of_provider().map(|of| -> Key<'_> { (&of.coverage, key(&of)) }));
            for subscriber in keys {
                let below: Vec<_> = of_provider()
                    .filter(|of| (&of.coverage, key(of)) == subscriber)
                    .collect();
                let patients = distinct_by_value(
                    below
                        .iter()
                        .map(|of| (of.patient.as_ref(), of.patient_condition)),
                );
                for patient in patients {
                    let is = |of: &&&&Claim| (of.patient.as_ref(), of.patient_condition) == patient;
                    out.extend(below.iter().filter(is).map(|of| (**of).clone()));
                }
            }
        }
    }
    out
}

fn distinct<'c, T: PartialEq>(all: impl Iterator<Item = &'c T>) -> Vec<&'c T> {
    distinct_by_value(all)
}

fn distinct_by_value<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

/// The patient, to be compared.
pub fn patient(claim: &Claim) -> Option<&Patient> {
    claim.patient.as_ref()
}

/// The claims of a scenario, as a user would type them.
pub fn fixture(name: &str) -> Vec<Claim> {
    let fixture = fixtures::claims().iter().find(|of| of.name == name);
    serde_json::from_str(fixture.expect("a scenario").claims).expect("claims")
}

/// `count` claims like this one, each with a number of its own.
pub fn copies(claim: &Claim, count: usize) -> Vec<Claim> {
    let numbered = |at: usize| Claim {
        patient_control_number: claim_model::PatientControlNumber::new(format!("C-{at}")).unwrap(),
        ..claim.clone()
    };
    (0..count).map(numbered).collect()
}

/// The segments of a file without line breaks and with the usual delimiters.
pub fn segments(file: &[u8]) -> Vec<String> {
    let text = String::from_utf8(file.to_vec()).unwrap();
    text.split_terminator('~').map(str::to_owned).collect()
}

/// Those that begin like this.
pub fn beginning(segments: &[String], with: &str) -> Vec<String> {
    segments
        .iter()
        .filter(|of| of.starts_with(with))
        .cloned()
        .collect()
}
