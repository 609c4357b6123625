//! Rules of claim status: levels, totals, and categories that contradict each other.

x12_core::rules! {
    LEVEL_NUMBER = 0551 Warning "levels are not counted 1, 2, 3"
    { meaning: "HL01 is not one more than that of the level before.", cause: "Levels were taken out, or the sender counts in its own way.",
      fix: "None needed where every HL02 names its parent.", snip: 2 }
    LEVEL_PARENT = 0552 Error "level names another parent than the level it stands below"
    { meaning: "HL02 is not HL01 of the open level above.", cause: "Levels were reordered, or numbered anew in part.",
      fix: "Find out whose claims these are before their status is changed.", snip: 2 }
    LEVEL_CHILDREN = 0553 Error "HL04 contradicts the levels that follow"
    { meaning: "HL04 is 1 and no level below follows, or it is 0 and one does.", cause: "Levels were taken out, or the sender writes a fixed value.",
      fix: "Where HL04 is 0, the status of the level is that of everything below it.", snip: 2 }
    LEVEL_ORDER = 0554 Error "level without the level above it"
    { meaning: "A receiver stands before any source, a provider before any receiver, or a patient before any provider.",
      cause: "Levels are missing or could not be read.", fix: "Ask for the file again, or find the claims by their numbers.", snip: 2, ik3: "3" }
    COUNT_DIFFERS = 0555 Error "count of claims is not that of the claims below"
    { meaning: "QTY says another number of accepted or rejected claims than stand below the level with STC03 WQ or U.",
      cause: "Claims were left out of the report, or counted in another way.", fix: "Compare with the batch that was sent: claims that are not named are still open.", snip: 3 }
    CHARGE_DIFFERS = 0556 Error "charge of claims is not that of the claims below"
    { meaning: "The charge of accepted or rejected claims (AMT), or of both (STC04), is not what the claims below add up to.",
      cause: "Claims were left out of the report, or their charges were changed.", fix: "Compare with the batch that was sent.", snip: 3 }
    SUM_TOO_LARGE = 0557 Error "sum has more digits than can be held exactly"
    { meaning: "The charge could not be compared.", cause: "Damaged or hostile data.", fix: "Look at the amounts.", snip: 3 }
    ACTION_CONTRADICTED = 0558 Warning "category contradicts accepted or rejected"
    { meaning: "STC03 says accepted with a category of rejection, or rejected with a category of acceptance. The category counts: a claim with A3, A6, A7 or A8 is rejected.",
      cause: "The sender writes a fixed STC03.", fix: "Treat the claim by its category; A2 with U is rejected as well.", snip: 4 }
    MIXED_CATEGORIES = 0559 Warning "reasons of one status are of different kinds"
    { meaning: "The up to three reasons of one STC should all acknowledge, or all be pending, final, and so on.",
      cause: "The sender puts statuses together.", fix: "Read all of them; the first decides.", snip: 4 }
    CATEGORY_OF_ANSWER = 0560 Warning "category does not belong into an acknowledgment"
    { meaning: "Acknowledgments have categories with A (and E); this one tells of a later step, such as P pending or F final.",
      cause: "Clearinghouses report payers' statuses in this way.", fix: "None needed: it means the same as in an answer.", snip: 4 }
}

/// The rules of levels, for who follows them.
pub(crate) static OF_LEVELS: x12_core::levels::LevelRules = x12_core::levels::LevelRules {
    number: &LEVEL_NUMBER,
    parent: &LEVEL_PARENT,
    children: &LEVEL_CHILDREN,
    order: &LEVEL_ORDER,
};
