//! What stands before the levels: the batch, who sends it and who gets it.

use x12_core::segment_loop;

use crate::segments::{Bht, Nm1, Per, St};

segment_loop! {
    /// The batch, its submitter and its receiver.
    pub struct BatchHeader<'a> = "HDR" {
        /// Transaction set header.
        50 R 1 ST set: St<'a> { ST01 R ["837"] };
        /// What the batch is, its number and its date.
        100 R 1 BHT begin: Option<Bht<'a>> { BHT01 R ["0019"] BHT02 R ["00" "18"] BHT06 R ["CH" "RP"] },
        /// Who sends the batch.
        200 R 1 NM1["41"] submitter: Option<Submitter<'a>>,
        /// Who gets the batch.
        200 R 1 NM1["40"] receiver: Option<Receiver<'a>>,
    }
}

segment_loop! {
    /// Who sends the batch: the practice's system or a clearinghouse.
    pub struct Submitter<'a> = "1000A" {
        /// Name and electronic id.
        200 R 1 NM1["41"] name: Nm1<'a> { NM103 R NM107 N NM108 R ["46"] NM109 R };
        /// Whom to ask about the file.
        450 R 2 PER contacts: Vec<Per<'a>>
            { PER01 R ["IC"] PER03 R ["EM" "FX" "TE"] PER04 R PER05 S ["EM" "EX" "FX" "TE"]
              PER07 S ["EM" "EX" "FX" "TE"] },
    }
}

segment_loop! {
    /// Who gets the batch.
    pub struct Receiver<'a> = "1000B" {
        /// Name and electronic id.
        200 R 1 NM1["40"] name: Nm1<'a> { NM102 R ["2"] NM103 R NM104 N NM105 N NM107 N NM108 R ["46"] NM109 R };
    }
}
