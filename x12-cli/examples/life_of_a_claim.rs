//! From claims to money, and to the next payer: what is sent, what comes back, and where each claim stands.
//!
//! Run it with `cargo run --example life_of_a_claim`. All data are invented.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic_in_result_fn,
    clippy::print_stdout,
    clippy::string_slice,
    reason = "an example stops at the first surprise, and prints"
)]

use claim_model::{
    Amount, Claim, MemberId, PatientControlNumber, PayerSequence,
    life::{Flag, Status, Tracker},
};
use x12_277::{StatusReports, StatusView};
use x12_835::Era;
use x12_837p::claim::{ClaimEnvelope, ClaimEvent, Claims, WriteOptions, write_claims};
use x12_ack::{AckOptions, Acknowledgments, ReceiptView, ReplyNumbers, acknowledge, write_replies};
use x12_core::{Date, Delimiters, ReadOptions};

type Any<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Any {
    let mut tracker = Tracker::default();

    // Three claims are built ...
    let built = [claim("SH-30001")?, claim("SH-30002")?, claim("SH-30003")?];
    for claim in &built {
        tracker.built(claim);
    }
    expect(&tracker, "SH-30001", Status::QueuedForSubmission);

    // ... and sent in one file.
    let sent = send(&mut tracker, &built, 1)?;
    expect(&tracker, "SH-30001", Status::Sent);

    // The clearinghouse could read it. That says nothing of the claims.
    let answers = acknowledge::<x12_837p::claim::Assembler>(
        &sent[..],
        &ReadOptions::default(),
        AckOptions::default(),
    );
    let numbers = ReplyNumbers {
        interchange_control_number: 100,
        group_control_number: 100,
        date: Date::read(b"20250301").ok_or("a day")?.get(),
        time: Default::default(),
    };
    let file = write_replies(Vec::new(), Delimiters::USUAL, &numbers, &answers)?;
    assert!(text(&file).contains("AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~"));
    receipts(&mut tracker, &file)?;
    expect(&tracker, "SH-30001", Status::Sent);

    // The payer takes two of them into adjudication. The third names a member that it does not know.
    let file = interchange("HN", "005010X214", "277", ACKNOWLEDGMENT);
    statuses(&mut tracker, &file)?;
    expect(&tracker, "SH-30001", Status::Received);
    expect(&tracker, "SH-30002", Status::Received);
    expect(&tracker, "SH-30003", Status::Rejected);

    // It is corrected and sent again, as a new claim: a rejected one has no number of the payer to refer to.
    let mut corrected = built[2].clone();
    corrected.coverage.subscriber.member_id = Some(MemberId::new("MBR300400")?);
    tracker.built(&corrected);
    send(&mut tracker, &[corrected], 2)?;
    expect(&tracker, "SH-30003", Status::Sent);

    // The first remittance pays one claim and denies another.
    let first = remittance("EFT1", "40", FIRST_PAYMENT);
    decisions(&mut tracker, &first)?;
    expect(&tracker, "SH-30001", Status::Paid);
    expect(&tracker, "SH-30002", Status::NeedsReview);

    // The same file once more changes nothing: no money is counted twice.
    decisions(&mut tracker, &first)?;
    assert_eq!(life(&tracker, "SH-30001").paid(), Some(Amount::from(40)));

    // The second one takes the payment back and pays more instead, and pays the claim that was sent again.
    let second = remittance("EFT2", "110", SECOND_PAYMENT);
    decisions(&mut tracker, &second)?;
    expect(&tracker, "SH-30001", Status::Paid);
    assert_eq!(life(&tracker, "SH-30001").paid(), Some(Amount::from(70)));
    assert!(
        !life(&tracker, "SH-30001")
            .flags()
            .contains(&Flag::TakenBack)
    );
    expect(&tracker, "SH-30003", Status::Paid);

    // The denied claim is replaced, under the number that the payer gave to it.
    let number = life(&tracker, "SH-30002").payer_claim_number();
    let mut replacement = built[1].replacement(number.ok_or("a number")?.clone());
    replacement.prior_authorization = Some("AUTH5521".into());
    tracker.built(&replacement);
    let file = send(&mut tracker, &[replacement], 3)?;
    assert!(text(&file).contains("CLM*SH-30002*150***11:B:7*"));
    assert!(text(&file).contains("REF*F8*2025041000302~"));
    expect(&tracker, "SH-30002", Status::Sent);

    // What the first payer left goes to the second one.
    let decided = life(&tracker, "SH-30001")
        .decisions()
        .last()
        .ok_or("a decision")?;
    let next = built[0].secondary(&decided.adjudication);
    let next = next.map_err(|findings| format!("{findings:?}"))?;
    assert_eq!(next.claim.coverage.sequence, PayerSequence::Secondary);
    assert_eq!(next.claim.lines[0].decisions[0].paid, Amount::from(70));
    let file = send(&mut tracker, &[next.claim], 4)?;
    assert!(text(&file).contains("SVD*ACM01*70*HC:90834**1~"));

    for (id, life) in tracker.lives() {
        let claim = tracker.claims().get(id).ok_or("a claim")?;
        let status = life.status().ok_or("a status")?;
        println!(
            "{} to {}: {status}",
            claim.patient_control_number, claim.payer_id
        );
    }
    Ok(())
}

/// A claim of a practice, with a second plan behind the first.
fn claim(number: &str) -> Any<Claim> {
    let mut claims: Vec<Claim> = serde_json::from_str(fixtures::primary_claim())?;
    let mut claim = claims.remove(0);
    claim.patient_control_number = PatientControlNumber::new(number)?;
    claim.lines[0].line_control_number = Some(format!("{number}-1").into());
    Ok(claim)
}

/// Claims into a file, and the tracker is told what stands in it.
fn send(tracker: &mut Tracker, claims: &[Claim], number: u32) -> Any<Vec<u8>> {
    let mut envelope: ClaimEnvelope = serde_json::from_str(fixtures::claim_envelope())?;
    envelope.interchange.interchange_control_number = number;
    envelope.interchange.group_control_number = number;
    envelope.batch_reference = format!("BATCH000{number}").into();
    let (file, _warnings) = write_claims(claims, envelope, WriteOptions::default())?;

    let (mut written, mut sending) = (Claims::new(&file), None);
    while let Some(event) = written.next()? {
        match (event, &sending) {
            (ClaimEvent::Batch(_, numbers), _) => sending = Some(numbers),
            (ClaimEvent::Claim(claim), Some(numbers)) => {
                tracker.sent(&claim, numbers);
            }
            _ => {}
        }
    }
    Ok(file)
}

/// TA1, 999 and 997.
fn receipts(tracker: &mut Tracker, file: &[u8]) -> Any {
    tracker.begin_file();
    let (mut answers, mut view) = (Acknowledgments::new(file), ReceiptView::default());
    while let Some(event) = answers.next()? {
        if let Some(receipt) = view.see(&event) {
            assert_eq!(tracker.receipt(&receipt).unmatched, None);
        }
        if let x12_ack::Event::AnswerEnd(_) = event {
            tracker.end_set();
        }
    }
    Ok(())
}

/// 277CA and 277.
fn statuses(tracker: &mut Tracker, file: &[u8]) -> Any {
    tracker.begin_file();
    let (mut reports, mut view) = (StatusReports::new(file), StatusView::default());
    while let Some(event) = reports.next()? {
        for status in view.see(&event) {
            for (_, answered) in tracker.status(&status) {
                assert_eq!(answered.unmatched, None);
            }
        }
        if let x12_277::Event::ReportEnd(_) = event {
            tracker.end_set();
        }
    }
    Ok(())
}

/// 835.
fn decisions(tracker: &mut Tracker, file: &[u8]) -> Any {
    tracker.begin_file();
    let (mut era, mut header) = (Era::new(file), None);
    while let Some(event) = era.next()? {
        match (event, &header) {
            (x12_835::Event::Payment(payment), _) => header = Some(payment.header),
            (x12_835::Event::Claim(claim), Some(header)) => {
                let answered = tracker.decision(&claim.decision(header));
                assert_eq!(answered.unmatched, None);
            }
            (x12_835::Event::PaymentEnd(_), _) => {
                tracker.end_set();
            }
            _ => {}
        }
    }
    assert_eq!(era.errors(), 0, "everything balances");
    Ok(())
}

fn life<'t>(tracker: &'t Tracker, number: &str) -> &'t claim_model::life::ClaimLife {
    let is = |id| {
        tracker
            .claims()
            .get(id)
            .is_some_and(|of| of.patient_control_number.as_str() == number)
    };
    let mut lives = tracker.lives();
    lives
        .find(|(id, _)| is(*id))
        .expect("a claim with this number")
        .1
}

fn expect(tracker: &Tracker, number: &str, status: Status) {
    assert_eq!(life(tracker, number).status(), Some(status), "{number}");
}

fn text(file: &[u8]) -> String {
    String::from_utf8_lossy(file).into_owned()
}

/// What others send is written out here, one segment a line.
fn interchange(functional_id: &str, guide: &str, set: &str, segments: &str) -> Vec<u8> {
    // The 835 has no ST03.
    let version = if set == "835" {
        String::new()
    } else {
        format!("*{guide}")
    };
    let count = segments.lines().count() + 2;
    let lines = format!(
        "ISA*00*          *00*          *ZZ*ACM01          *ZZ*DEMO001        *250302*0900*^*00501*000000101*0*T*:\n\
         GS*{functional_id}*ACM01*DEMO001*20250302*0900*101*X*{guide}\n\
         ST*{set}*0001{version}\n{segments}\nSE*{count}*0001\nGE*1*101\nIEA*1*000000101\n"
    );
    lines.replace('\n', "~\n").into_bytes()
}

fn remittance(trace: &str, amount: &str, claims: &str) -> Vec<u8> {
    let segments = format!(
        "BPR*I*{amount}*C*ACH*CCP*01*111000025*DA*123456*1512345678**01*123103716*DA*998877*20250320\n\
         TRN*1*{trace}*1512345678\nDTM*405*20250320\n\
         N1*PR*ACME HEALTH PLAN\nN3*1 PAYER PLAZA\nN4*HARTFORD*CT*06101\nREF*2U*ACM01\nPER*BL*EDI DESK*TE*8005550100\n\
         N1*PE*CEDAR GROVE COUNSELING LLC*XX*1234567893\nREF*TJ*931234567\nLX*1\n{claims}"
    );
    interchange("HP", "005010X221A1", "835", &segments)
}

const ACKNOWLEDGMENT: &str = "\
BHT*0085*08*277CA0001*20250302*0900*TH
HL*1**20*1
NM1*PR*2*ACME HEALTH PLAN*****PI*ACM01
TRN*1*RCPT20250302001
DTP*050*D8*20250301
DTP*009*D8*20250302
HL*2*1*21*1
NM1*41*2*DEMO EHR INC*****46*DEMO001
TRN*2*BATCH0001
STC*A1:19:PR*20250302*WQ*450
QTY*90*2
QTY*AA*1
AMT*YU*300
AMT*YY*150
HL*3*2*19*1
NM1*85*2*CEDAR GROVE COUNSELING LLC*****XX*1234567893
HL*4*3*PT
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
TRN*2*SH-30001
STC*A2:20:PR*20250302*WQ*150
REF*1K*2025041000301
DTP*472*D8*20250210
TRN*2*SH-30002
STC*A2:20:PR*20250302*WQ*150
REF*1K*2025041000302
DTP*472*D8*20250210
TRN*2*SH-30003
STC*A7:164:IL*20250302*U*150
DTP*472*D8*20250210";

const FIRST_PAYMENT: &str = "\
CLP*SH-30001*1*150*40*70*12*2025041000301*11*1
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
SVC*HC:90834*150*40**1
DTM*472*20250210
CAS*CO*45*40
CAS*PR*1*50**3*20
REF*6R*SH-30001-1
CLP*SH-30002*1*150*0**12*2025041000302*11*1
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
SVC*HC:90834*150*0**1
DTM*472*20250210
CAS*CO*197*150
REF*6R*SH-30002-1";

const SECOND_PAYMENT: &str = "\
CLP*SH-30001*22*-150*-40**12*2025041000301*11*1
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
SVC*HC:90834*-150*-40**-1
DTM*472*20250210
CAS*CO*45*-40
CAS*PR*1*-50**3*-20
REF*6R*SH-30001-1
CLP*SH-30001*1*150*70*40*12*2025041000311*11*7
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
SVC*HC:90834*150*70**1
DTM*472*20250210
CAS*CO*45*40
CAS*PR*3*40
REF*6R*SH-30001-1
CLP*SH-30003*1*150*80*30*12*2025041000303*11*1
NM1*QC*1*LOPEZ*MARIA****MI*MBR100200
SVC*HC:90834*150*80**1
DTM*472*20250210
CAS*CO*45*40
CAS*PR*3*30
REF*6R*SH-30003-1";

#[cfg(test)]
mod tests {
    /// The whole story: statuses, money and files at each step.
    #[test]
    fn claims_come_to_money() -> super::Any {
        super::main()
    }

    /// The README tells it in the same words.
    #[test]
    fn the_readme_tells_it() {
        let (readme, example) = (
            include_str!("../../README.md"),
            include_str!("life_of_a_claim.rs"),
        );
        let start = example
            .find("fn main() -> Any {")
            .expect("it has a beginning");
        let story = &example[start..];
        let end = story.find("\n}\n").expect("it has an end");
        assert!(
            readme.contains(&story[..end]),
            "copy `main` of this example into README.md"
        );
    }
}
