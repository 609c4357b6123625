//! The answer to an interchange.

use x12_core::{Code, Text, segment};

segment! {
    /// Interchange acknowledgment: whether the envelope of a file could be read. It says nothing of what is in the groups.
    pub struct Ta1<'a> = "TA1" {
        /// Control number of the interchange that is answered: its ISA13.
        TA101 R N0 9/9 control_number: Option<Text<'a>>,
        /// Its date, YYMMDD: its ISA09.
        TA102 R DT 6/6 date: Option<Text<'a>>,
        /// Its time, HHMM: its ISA10.
        TA103 R TM 4/4 time: Option<Text<'a>>,
        /// `A` accepted, `E` accepted although there are errors, `R` rejected.
        TA104 R ID 1/1 code: Option<Code<'a>> ["A" "E" "R"],
        /// What is wrong with the envelope; `000` where nothing is.
        TA105 R ID 3/3 note: Option<Code<'a>> [
            "000" "001" "002" "003" "004" "005" "006" "007" "008" "009" "010" "011" "012" "013" "014" "015" "016" "017"
            "018" "019" "020" "021" "022" "023" "024" "025" "026" "027" "028" "029" "030" "031"
        ],
    }
}
