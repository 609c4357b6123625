//! The answer to a functional group.

use x12_core::{Code, Text, composite, segment};

segment! {
    /// The group that is answered.
    pub struct Ak1<'a> = "AK1" {
        /// Its functional identifier, GS01: `HC` claims, `HP` remittances, `HN` claim status, …
        AK101 R ID 2/2 functional_id: Option<Code<'a>>,
        /// Its control number, GS06.
        AK102 R N0 1/9 control_number: Option<Text<'a>>,
        /// Its version, GS08. `None` in older 997s.
        AK103 S AN 1/12 version: Option<Text<'a>>,
    }
}

segment! {
    /// What became of the group.
    pub struct Ak9<'a> = "AK9" {
        /// `A` accepted, `E` accepted although there are errors, `P` some sets accepted, `R` rejected; `M`, `W`, `X` rejected
        /// for its security.
        AK901 R ID 1/1 code: Option<Code<'a>> ["A" "E" "M" "P" "R" "W" "X"],
        /// How many transaction sets its trailer, GE01, names.
        AK902 R N0 1/6 included: Option<u64>,
        /// How many there were.
        AK903 R N0 1/6 received: Option<u64>,
        /// How many were accepted.
        AK904 R N0 1/6 accepted: Option<u64>,
        /// What is wrong with the group's header or trailer, up to five errors.
        AK905 S group 5/1 errors: Vec<GroupError<'a>>,
    }
}

composite! {
    /// An error of a group.
    pub struct GroupError<'a> {
        /// What is wrong: `4` its control numbers differ, `5` the count of sets, …
        1 R ID 1/3 code: Code<'a>
            ["1" "2" "3" "4" "5" "6" "10" "11" "12" "13" "14" "15" "16" "17" "18" "19" "23" "24" "25" "26"],
    }
}
