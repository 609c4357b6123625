//! Rules of the claim batch: levels and numbering.

x12_core::rules! {
    LEVEL_NUMBER = 0501 Warning "levels are not counted 1, 2, 3"
    { meaning: "HL01 is not one more than that of the level before.", cause: "Levels were taken out, or the sender counts in its own way.",
      fix: "None needed where every HL02 names its parent.", snip: 2 }
    LEVEL_PARENT = 0502 Error "level names another parent than the level it stands below"
    { meaning: "HL02 is not HL01 of the open level above.", cause: "Levels were reordered, or numbered anew in part.",
      fix: "Find out whose claims these are before they are sent on.", snip: 2, ik4: "I12" }
    LEVEL_CHILDREN = 0503 Error "HL04 contradicts the levels that follow"
    { meaning: "HL04 is 1 and no level below follows, or it is 0 and one does.", cause: "Levels were taken out, or the sender writes a fixed value.",
      fix: "Write 1 where a level below follows, else 0.", snip: 2, ik4: "7" }
    LEVEL_ORDER = 0504 Error "level or claim without the level above it"
    { meaning: "A subscriber stands before any billing provider, a patient before any subscriber, or a claim before either.",
      cause: "Levels are missing or could not be read.", fix: "Write billing provider, subscriber, patient, each before what is below it.", snip: 2, ik3: "2" }
    SELF_WITH_DEPENDENTS = 0505 Error "subscriber is the patient, but a patient level stands below"
    { meaning: "SBR02 is 18, so the claims are the subscriber's own, but the level has dependents.", cause: "The sender does not write the subscriber twice.",
      fix: "Write one level for the subscriber's own claims and one, with SBR02 empty, for the dependents.", snip: 2, ik3: "I9" }
    RELATIONSHIP_MISSING = 0506 Error "claim of the subscriber, but SBR02 is empty"
    { meaning: "A claim directly below a subscriber is the subscriber's own; SBR02 must be 18.", cause: "The patient level is missing, or the sender leaves SBR02 out.",
      fix: "Write 18, or the patient level.", snip: 2, ik3: "2" }
    LEVEL_WITHOUT_CLAIMS = 0507 Warning "subscriber or patient without claims"
    { meaning: "The level is there for its claims, but has none.", cause: "Claims were taken out.", fix: "None needed.", snip: 2 }
    LINE_NUMBER = 0508 Error "lines are not counted 1, 2, 3"
    { meaning: "LX01 is not one more than that of the line before, or the first is not 1.", cause: "Lines were taken out, or are counted through the file.",
      fix: "Count the lines of each claim from 1: other payers' decisions name lines by number.", snip: 2 }
    DUPLICATE_CLAIM = 0509 Error "claim number used twice in the file"
    { meaning: "CLM01 is that of an earlier claim; answers and remittances could not be told apart.", cause: "The claim is there twice, or numbers are used again.",
      fix: "Send the claim once, and give each claim a number of its own.", snip: 2 }
    TOO_MANY_CLAIMS = 0510 Error "more than 100 claims below one level"
    { meaning: "The guide allows 100 claims for one subscriber or patient.", cause: "The sender puts all claims of a person below one level.",
      fix: "Repeat the level.", snip: 2, ik3: "4" }
    LARGE_BATCH = 0511 Warning "more than 5000 claims in one transaction set"
    { meaning: "Receivers may refuse sets of more than 5000 claims.", cause: "The sender does not split batches.", fix: "Write several sets.", snip: 7 }
    EMPTY_PLACE = 0512 Error "empty place between the codes of the claim"
    { meaning: "An element of HI is empty and a later one is not; lines point to diagnoses by place.", cause: "A diagnosis was taken out.",
      fix: "Move the codes up and correct the pointers.", snip: 2, ik4: "I9" }
    NO_FIELD = 0521 Warning "claim has no field for this"
    { meaning: "The file says something that the claim in the words of the CMS-1500 cannot hold; it is in the loops only.", cause: "Ambulance, equipment, repricing and other parts of the guide have no box on the form.",
      fix: "Read the loops where it matters. The claim written again lacks it.", snip: 4 }
    NO_CLAIM = 0522 Error "no claim can be made of this"
    { meaning: "A code that the claim needs is missing or unknown, such as a frequency other than 1, 7 and 8; what it should mean is not guessed.", cause: "The sender left it out, or uses a code of another list.",
      fix: "Correct the code.", snip: 5, ik4: "7" }
    ORIGINAL_WITH_REFERENCE = 0523 Error "new claim with the number of an earlier one"
    { meaning: "CLM05-3 is 1, but REF*F8 names a claim that the payer has processed.", cause: "A replacement or a void was sent with the wrong code.",
      fix: "Send 7 or 8, or leave the number out.", snip: 4, ik3: "I9" }
    CHARGE_DIFFERS = 0524 Error "charge of the claim is not the sum of its lines"
    { meaning: "CLM02 is not the sum of SV102.", cause: "A line was added or taken out after the sum was made.", fix: "Make the sum again.", snip: 3 }
}

/// The rules of levels, for who follows them.
pub(crate) static OF_LEVELS: x12_core::levels::LevelRules = x12_core::levels::LevelRules {
    number: &LEVEL_NUMBER,
    parent: &LEVEL_PARENT,
    children: &LEVEL_CHILDREN,
    order: &LEVEL_ORDER,
};

/// The rules of the claim itself, as this crate's findings name them: those of [`claim_model::rules`], and those of
/// [`claim::rules`](crate::claim::rules).
#[allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "worked out by the compiler: an index past the end does not compile"
)]
pub static OF_CLAIMS: &[x12_core::Rule] = &{
    const OF_MODEL: &[&claim_model::Rule] = claim_model::rules::ALL;
    const OWN: &[&claim_model::Rule] = crate::claim::rules::ALL;
    let mut all = [carried(OF_MODEL[0]); OF_MODEL.len() + OWN.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = carried(if at < OF_MODEL.len() {
            OF_MODEL[at]
        } else {
            OWN[at - OF_MODEL.len()]
        });
        at += 1;
    }
    all
};

const fn carried(rule: &claim_model::Rule) -> x12_core::Rule {
    let (ik3, ik4) = crate::claim::codes_of_999(rule.number);
    x12_core::Rule {
        number: rule.number,
        severity: severity(rule.severity),
        title: rule.title,
        meaning: rule.meaning,
        cause: rule.cause,
        fix: rule.fix,
        snip: rule.snip,
        ik3,
        ik4,
    }
}

pub(crate) const fn severity(of: claim_model::Severity) -> x12_core::Severity {
    match of {
        claim_model::Severity::Info => x12_core::Severity::Info,
        claim_model::Severity::Warning => x12_core::Severity::Warning,
        claim_model::Severity::Error => x12_core::Severity::Error,
    }
}

/// A rule of the claim, as this crate's findings name it.
pub(crate) fn of_claim(rule: &claim_model::Rule) -> &'static x12_core::Rule {
    OF_CLAIMS
        .iter()
        .find(|of| of.number == rule.number)
        .unwrap_or(&x12_core::rules::UNREADABLE_SEGMENT)
}
