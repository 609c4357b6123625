//! Answers to whole batches: which claims they speak of, and which they leave out.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    unreachable_pub
)]

mod common;

use claim_model::{
    Claim, Npi, Payer, PayerId, TaxId,
    life::{
        ClaimStatus, Flag, NoMatch, Receipt, ReceiptOf, ReceiptOutcome, ReportedBy,
        ReportedProvider,
        Status::{self, Received, Rejected, Sent},
        StatusAction::{Accept, Reject},
        StatusLevel, Tracker,
    },
    matching::{Confidence, MatchReason, Sending, SentId},
};
use common::{good, life::*};

fn claim(number: &str) -> Claim {
    let mut claim = good();
    claim.patient_control_number = own_number(number);
    claim
}

/// Billed by another provider of the same group: its own NPI, the same tax id.
fn of_another_provider(number: &str) -> Claim {
    let mut claim = claim(number);
    claim.billing_provider.npi = Some(Npi::new("2333007005").unwrap());
    claim
}

fn of_another_payer(number: &str) -> Claim {
    let mut claim = claim(number);
    claim.coverage.payer = Payer::new("Beta Mutual", PayerId::new("BET02").unwrap());
    claim
}

/// Two claims of one provider and one of another, in the first batch.
struct Batch {
    tracker: Tracker,
    ids: Vec<SentId>,
}

impl Batch {
    fn of(claims: &[Claim]) -> Self {
        let mut tracker = Tracker::default();
        let mut ids = Vec::new();
        for claim in claims {
            ids.push(tracker.sent(claim, &sending(1, march(1))).unwrap());
        }
        Self { tracker, ids }
    }

    fn of_three() -> Self {
        Self::of(&[
            claim("SH-10001"),
            claim("SH-10002"),
            of_another_provider("RB-1"),
        ])
    }

    fn hears(&mut self, statuses: &[ClaimStatus]) -> Vec<Option<NoMatch>> {
        self.tracker.begin_file();
        let mut all = Vec::new();
        for status in statuses {
            all.extend(self.tracker.status(status));
        }
        all.extend(self.tracker.end_set());
        all.into_iter().map(|(_, found)| found.unmatched).collect()
    }

    fn receives(&mut self, receipts: &[Receipt]) {
        self.tracker.begin_file();
        for receipt in receipts {
            let found = self.tracker.receipt(receipt);
            assert_eq!(found.unmatched, None);
        }
        assert_eq!(self.tracker.end_set(), []);
    }

    fn statuses(&self) -> Vec<Status> {
        let lives = self.ids.iter().map(|id| self.tracker.life(*id).unwrap());
        lives.map(|life| life.status().unwrap()).collect()
    }

    fn flags(&self) -> Vec<Vec<Flag>> {
        let lives = self.ids.iter().map(|id| self.tracker.life(*id).unwrap());
        lives.map(claim_model::life::ClaimLife::flags).collect()
    }

    /// Events behind those of building and sending.
    fn answers(&self) -> Vec<usize> {
        let lives = self.ids.iter().map(|id| self.tracker.life(*id).unwrap());
        lives.map(|life| life.events().len() - 1).collect()
    }
}

fn receiver(said: &str, action: claim_model::life::StatusAction) -> ClaimStatus {
    acknowledged_above(StatusLevel::Receiver, said, action)
}

fn provider(npi: &str, said: &str, action: claim_model::life::StatusAction) -> ClaimStatus {
    ClaimStatus {
        provider: Some(ReportedProvider {
            npi: Some(npi.into()),
            ..ReportedProvider::default()
        }),
        ..acknowledged_above(StatusLevel::Provider, said, action)
    }
}

fn of_claim(number: &str, said: &str, action: claim_model::life::StatusAction) -> ClaimStatus {
    ClaimStatus {
        trace: Some(number.into()),
        patient_control_number: Some(own_number(number)),
        ..acknowledged(ReportedBy::Payer, said, action, march(2))
    }
}

const CEDAR_GROVE: &str = "1234567893";
const RIVERBEND: &str = "2333007005";

/// T03, L25: a billing provider is rejected and no patient is listed.
#[test]
fn a_provider_is_rejected_with_all_its_claims() {
    let mut batch = Batch::of_three();
    let elsewhere = batch
        .tracker
        .sent(&claim("SH-10009"), &sending(2, march(1)));
    let unmatched = batch.hears(&[
        receiver("A1:19:PR", Accept),
        provider(CEDAR_GROVE, "A3:24:85", Reject),
    ]);
    assert_eq!(unmatched, [None]);
    assert_eq!(batch.statuses(), [Rejected, Rejected, Sent]);
    let life = batch.tracker.life(batch.ids[0]).unwrap();
    let cause = life.cause().unwrap();
    assert_eq!(cause.matched_by, MatchReason::ProviderInBatch);
    assert_eq!(cause.confidence, Confidence::Certain);
    let spared = batch.tracker.life(elsewhere.unwrap()).unwrap();
    assert_eq!(
        spared.status(),
        Some(Sent),
        "the provider's claims of another batch"
    );
}

/// A provider that the report names by tax id only.
#[test]
fn a_provider_without_npi() {
    let mut batch = Batch::of_three();
    let mut other = claim("SH-10003");
    other.billing_provider.tax_id = TaxId::Ein("93-7654321".parse().unwrap());
    batch
        .ids
        .push(batch.tracker.sent(&other, &sending(1, march(1))).unwrap());
    let rejected = ClaimStatus {
        provider: Some(ReportedProvider {
            tax_id: Some("931234567".into()),
            ..ReportedProvider::default()
        }),
        ..acknowledged_above(StatusLevel::Provider, "A3:24:85", Reject)
    };
    batch.hears(&[rejected]);
    assert_eq!(batch.statuses(), [Rejected, Rejected, Rejected, Sent]);
}

/// A provider that billed nothing in the batch, and one that the report does not name.
#[test]
fn a_provider_that_is_none_of_ours() {
    let mut batch = Batch::of_three();
    let nobody = acknowledged_above(StatusLevel::Provider, "A3:24:85", Reject);
    for rejected in [provider("2666004009", "A3:24:85", Reject), nobody] {
        let unmatched = batch.hears(&[receiver("A1:19:PR", Accept), rejected]);
        assert_eq!(unmatched, [Some(NoMatch::NothingSent)]);
        assert_eq!(batch.statuses(), [Sent, Sent, Sent]);
    }
}

/// T04: the whole batch is rejected, and nothing below it is listed.
#[test]
fn the_batch_is_rejected() {
    let mut batch = Batch::of_three();
    let unmatched = batch.hears(&[receiver("A3:24:41", Reject)]);
    assert_eq!(unmatched, [None]);
    assert_eq!(batch.statuses(), [Rejected; 3]);
    let life = batch.tracker.life(batch.ids[2]).unwrap();
    assert_eq!(life.cause().unwrap().matched_by, MatchReason::Batch);
}

/// Rejected on both levels: every claim once.
#[test]
fn the_batch_and_a_provider_are_rejected() {
    let mut batch = Batch::of_three();
    batch.hears(&[
        receiver("A3:24:41", Reject),
        provider(CEDAR_GROVE, "A7:562:85", Reject),
    ]);
    assert_eq!(batch.statuses(), [Rejected; 3]);
    assert_eq!(batch.answers(), [1, 1, 1]);
    let life = batch.tracker.life(batch.ids[0]).unwrap();
    let own = life.cause().unwrap().matched_by;
    assert_eq!(own, MatchReason::ProviderInBatch, "the nearer reason");
}

/// A batch that was never sent.
#[test]
fn a_batch_that_is_none_of_ours() {
    let mut batch = Batch::of_three();
    let mut rejected = receiver("A3:24:41", Reject);
    for reference in [Some("BATCH9999".into()), None] {
        rejected.batch = reference;
        let unmatched = batch.hears(std::slice::from_ref(&rejected));
        assert_eq!(unmatched, [Some(NoMatch::NothingSent)]);
        assert_eq!(batch.statuses(), [Sent, Sent, Sent]);
    }
}

/// T01 with one claim missing: those that are listed speak for themselves, the missing one stays and is named.
#[test]
fn claims_that_are_not_listed() {
    let mut batch = Batch::of_three();
    batch.hears(&[
        receiver("A1:19:PR", Accept),
        provider(CEDAR_GROVE, "A1:19:PR", Accept),
        of_claim("SH-10001", "A2:20:PR", Accept),
        of_claim("SH-10002", "A7:164:IL", Reject),
    ]);
    assert_eq!(batch.statuses(), [Received, Rejected, Sent]);
    assert_eq!(batch.flags(), [vec![], vec![], vec![Flag::NotListed]]);
    assert_eq!(batch.answers(), [1, 1, 1]);
    // The payer's own answer names it after all.
    batch.hears(&[of_claim("RB-1", "A2:20:PR", Accept)]);
    assert_eq!(batch.statuses(), [Received, Rejected, Received]);
    assert_eq!(batch.flags()[2], []);
}

/// One provider is rejected as a whole, the claims of the other one are listed.
#[test]
fn one_provider_with_claims_and_one_without() {
    let with = [
        provider(CEDAR_GROVE, "A1:19:PR", Accept),
        of_claim("SH-10001", "A2:20:PR", Accept),
        of_claim("SH-10002", "A2:20:PR", Accept),
    ];
    let without = [provider(RIVERBEND, "A3:24:85", Reject)];
    for order in [
        [with.as_slice(), without.as_slice()],
        [without.as_slice(), with.as_slice()],
    ] {
        let mut batch = Batch::of_three();
        let mut said = vec![receiver("A1:19:PR", Accept)];
        said.extend(order.concat());
        batch.hears(&said);
        assert_eq!(batch.statuses(), [Received, Received, Rejected]);
        assert_eq!(batch.flags(), [vec![], vec![], vec![]]);
        assert_eq!(batch.answers(), [1, 1, 1]);
    }
}

/// Missing from the answers to two attempts: the second one is missed as well.
#[test]
fn not_listed_again() {
    let mut batch = Batch::of(&[claim("SH-10001"), claim("SH-10002")]);
    batch.hears(&[of_claim("SH-10001", "A2:20:PR", Accept)]);
    assert_eq!(batch.flags()[1], [Flag::NotListed]);
    for number in ["SH-10001", "SH-10002"] {
        let _ = batch.tracker.sent(&claim(number), &sending(2, march(5)));
    }
    assert_eq!(batch.flags()[1], []);
    let mut listed = of_claim("SH-10001", "A2:20:PR", Accept);
    listed.batch = Some(common::life::batch(2));
    batch.hears(&[listed]);
    assert_eq!(batch.statuses(), [Received, Sent]);
    assert_eq!(batch.flags(), [vec![], vec![Flag::NotListed]]);
}

/// A clearinghouse passes the batch on to several payers: each answers for its own claims only.
#[test]
fn a_payer_speaks_for_its_own_claims() {
    let claims = [claim("SH-10001"), of_another_payer("SH-10002")];
    let mut batch = Batch::of(&claims);
    batch.hears(&[of_claim("SH-10001", "A2:20:PR", Accept)]);
    assert_eq!(batch.flags(), [vec![], vec![]], "not missed: not its claim");

    let mut batch = Batch::of(&claims);
    batch.hears(&[receiver("A3:24:41", Reject)]);
    assert_eq!(batch.statuses(), [Rejected, Sent]);

    // The same from a clearinghouse, or by a number that is no payer's of ours, is about all of it.
    for (by, id) in [
        (ReportedBy::Clearinghouse, "DEMOCH"),
        (ReportedBy::Payer, "00999"),
    ] {
        let mut batch = Batch::of(&claims);
        let mut rejected = receiver("A3:24:41", Reject);
        let mut source = source(by);
        source.id = Some(id.into());
        rejected.source = Some(source);
        batch.hears(&[rejected]);
        assert_eq!(batch.statuses(), [Rejected, Rejected]);
    }
}

/// A sender who gives all batches the same reference: the last one that was sent by then is meant.
#[test]
fn a_reference_that_is_used_again() {
    let mut tracker = Tracker::default();
    let mut ids = Vec::new();
    for (at, number) in [(1, "SH-10001"), (5, "SH-10002"), (9, "SH-10003")] {
        let again = Sending {
            batch: Some(batch(1)),
            ..sending(at, march(at))
        };
        ids.push(tracker.sent(&claim(number), &again).unwrap());
    }
    let mut all = Batch { tracker, ids };
    let mut rejected = receiver("A3:24:41", Reject);
    rejected.date = Some(march(6));
    all.hears(&[rejected]);
    assert_eq!(all.statuses(), [Sent, Rejected, Sent]);
    let life = all.tracker.life(all.ids[1]).unwrap();
    assert_eq!(
        life.cause().unwrap().confidence,
        Confidence::Likely,
        "another batch has this reference too"
    );
    // Without a day it is the last one.
    let mut rejected = receiver("A3:24:41", Reject);
    rejected.date = None;
    all.hears(&[rejected]);
    assert_eq!(all.statuses(), [Sent, Rejected, Rejected]);
}

/// Receipts by control numbers that are used again, as senders do who always begin with 1.
#[test]
fn control_numbers_that_are_used_again() {
    let mut tracker = Tracker::default();
    let mut ids = Vec::new();
    for (at, number) in [(1, "SH-10001"), (5, "SH-10002"), (9, "SH-10003")] {
        let again = Sending {
            group: "1".into(),
            ..sending(at, march(at))
        };
        ids.push(tracker.sent(&claim(number), &again).unwrap());
    }
    let mut all = Batch { tracker, ids };
    let rejected = Receipt {
        date: Some(march(6)),
        ..receipt(ReceiptOf::Set, ReceiptOutcome::Rejected, 1)
    };
    all.receives(&[rejected]);
    assert_eq!(all.statuses(), [Sent, Rejected, Sent]);
    let life = all.tracker.life(all.ids[1]).unwrap();
    assert_eq!(life.cause().unwrap().confidence, Confidence::Likely);
}

/// A group of two sets: each has its own receipt, and the group's says something only where all of it was refused.
#[test]
fn sets_of_a_group() {
    let of_group = |set: &str| Sending {
        set: set.into(),
        ..sending(1, march(1))
    };
    let both = || {
        let mut tracker = Tracker::default();
        let ids = [("SH-10001", "0001"), ("SH-10008", "0002")]
            .map(|(number, set)| tracker.sent(&claim(number), &of_group(set)).unwrap());
        Batch {
            tracker,
            ids: ids.to_vec(),
        }
    };
    let of_set = |set: &str, outcome| Receipt {
        set: Some(set.into()),
        ..receipt(ReceiptOf::Set, outcome, 1)
    };
    let group = |outcome| receipt(ReceiptOf::Group, outcome, 1);
    use ReceiptOutcome as R;

    // T09: the first set is accepted, the second is not.
    let mut batch = both();
    batch.receives(&[
        of_set("0001", R::Accepted),
        of_set("0002", R::Rejected),
        group(R::PartlyAccepted),
    ]);
    assert_eq!(batch.statuses(), [Sent, Rejected]);
    assert_eq!(batch.answers(), [1, 1]);

    // T08 without its set: the group's receipt is all there is.
    let mut batch = both();
    batch.receives(&[group(R::Accepted)]);
    assert_eq!(batch.statuses(), [Sent, Sent]);
    assert_eq!(batch.answers(), [1, 1]);
    let mut batch = both();
    batch.receives(&[group(R::Rejected)]);
    assert_eq!(batch.statuses(), [Rejected, Rejected]);

    // All of the group is refused although a set of it could be read.
    let mut batch = both();
    batch.receives(&[of_set("0001", R::Accepted), group(R::Rejected)]);
    assert_eq!(batch.statuses(), [Rejected, Rejected]);

    // A TA1 speaks of both, and with errors they are accepted all the same.
    let mut batch = both();
    batch.receives(&[receipt(ReceiptOf::Interchange, R::AcceptedWithErrors, 1)]);
    assert_eq!(batch.statuses(), [Sent, Sent]);
    assert_eq!(batch.flags(), [[Flag::AcceptedWithErrors]; 2]);
    batch.receives(&[receipt(ReceiptOf::Interchange, R::Rejected, 1)]);
    assert_eq!(batch.statuses(), [Rejected, Rejected]);
}

/// A receipt of something that was never sent.
#[test]
fn a_receipt_of_nothing() {
    let mut office = Office::sent();
    for of in [ReceiptOf::Interchange, ReceiptOf::Group, ReceiptOf::Set] {
        let found = office.receives(&receipt(of, ReceiptOutcome::Rejected, 9));
        assert_eq!(found.unmatched, Some(NoMatch::NothingSent));
        let nameless = Receipt {
            interchange: None,
            group_kind: None,
            group: None,
            set: None,
            ..receipt(of, ReceiptOutcome::Rejected, 1)
        };
        let found = office.receives(&nameless);
        assert_eq!(found.unmatched, Some(NoMatch::NothingSent));
    }
    let without_set = Receipt {
        set: None,
        ..receipt(ReceiptOf::Set, ReceiptOutcome::Rejected, 1)
    };
    assert!(office.receives(&without_set).claims.is_empty());
    assert_eq!(office.status(), Sent);
}

/// A file that was cut off before its claims: what it said of the batch as a whole is not taken, nor does it get into the
/// next file.
#[test]
fn a_set_that_was_cut_off() {
    let mut batch = Batch::of_three();
    batch.tracker.begin_file();
    assert_eq!(batch.tracker.status(&receiver("A3:24:41", Reject)), []);
    assert_eq!(batch.hears(&[]), []);
    assert_eq!(batch.statuses(), [Sent, Sent, Sent]);
    // The set receipt of a 999 that was cut off takes nothing from the group's receipt of another.
    batch.tracker.begin_file();
    let accepted = receipt(ReceiptOf::Set, ReceiptOutcome::Accepted, 1);
    assert_eq!(batch.tracker.receipt(&accepted).claims.len(), 3);
    let errors = ReceiptOutcome::AcceptedWithErrors;
    batch.receives(&[receipt(ReceiptOf::Group, errors, 1)]);
    assert_eq!(batch.answers(), [2, 2, 2]);
}
