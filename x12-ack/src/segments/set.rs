//! The answer to one transaction set.

use x12_core::{Code, Text, composite, segment};

segment! {
    /// The transaction set that is answered.
    pub struct Ak2<'a> = "AK2" {
        /// Which set, ST01: `837` claims, `835` remittances, …
        AK201 R ID 3/3 set: Option<Code<'a>>,
        /// Its control number, ST02.
        AK202 R AN 4/9 control_number: Option<Text<'a>>,
        /// Its guide, ST03. `None` where it names none, as remittances do, and in older 997s.
        AK203 S AN 1/35 version: Option<Text<'a>>,
    }
}

composite! {
    /// An error of a transaction set.
    pub struct SetError<'a> {
        /// What is wrong: `5` its segments, `4` the count of them, …
        1 R ID 1/3 code: Code<'a> [
            "1" "2" "3" "4" "5" "6" "7" "8" "9" "10" "11" "12" "13" "15" "16" "17" "18" "19" "23" "24" "25" "26" "27"
            "I5" "I6"
        ],
    }
}

macro_rules! result_of_set {
    ($(#[$doc:meta])* $name:ident = $tag:literal { $code:ident $errors:ident }) => {
        segment! {
            $(#[$doc])*
            pub struct $name<'a> = $tag {
                /// `A` accepted, `E` accepted although there are errors, `R` rejected; `M`, `W`, `X` rejected for its
                /// security.
                $code R ID 1/1 code: Option<Code<'a>> ["A" "E" "M" "R" "W" "X"],
                /// What is wrong, up to five errors.
                $errors S group 5/1 errors: Vec<SetError<'a>>,
            }
        }
    };
}

result_of_set! {
    /// What became of the set, in a 999.
    Ik5 = "IK5" { IK501 IK502 }
}

result_of_set! {
    /// What became of the set, in a 997.
    Ak5 = "AK5" { AK501 AK502 }
}
