//! Rules of the remittance: the balances, and contradictions that payers send.

x12_core::rules! {
    LINE_UNBALANCED = 0401 Error "line does not balance"
    { meaning: "SVC02 less the line's adjustments is not SVC03.", cause: "The payer left an adjustment out, or put one on the wrong line.",
      fix: "Compare with the payer's explanation of benefits before posting the line.", snip: 3 }
    CLAIM_UNBALANCED = 0402 Error "claim does not balance"
    { meaning: "CLP03 less all adjustments of the claim and its lines is not CLP04.", cause: "The payer left an adjustment out, or sent one twice.",
      fix: "Compare with the payer's explanation of benefits before posting the claim.", snip: 3 }
    PAYMENT_UNBALANCED = 0403 Error "payment does not balance"
    { meaning: "The sum of CLP04 less the sum of PLB amounts is not BPR02.", cause: "A claim or a PLB is missing, or a PLB has the wrong sign.",
      fix: "Compare with the bank; ask the payer for the missing part.", snip: 3 }
    LINE_CHARGES_DIFFER = 0404 Error "charges of the lines do not add up to the claim's charge"
    { meaning: "The sum of SVC02 is not CLP03.", cause: "A line is missing, or the claim was split.", fix: "Compare with the claim that was sent.", snip: 3 }
    LINE_PAYMENTS_DIFFER = 0405 Error "payments of the lines do not add up to the claim's payment"
    { meaning: "The sum of SVC03 less the claim's own adjustments is not CLP04.", cause: "A line is missing, or an adjustment stands at the wrong level.",
      fix: "Compare with the payer's explanation of benefits.", snip: 3 }
    PATIENT_SHARE_DIFFERS = 0406 Warning "patient responsibility is not the sum of the PR adjustments"
    { meaning: "CLP05 is for information; the adjustments count.", cause: "Payers fill CLP05 by their own rules.", fix: "Bill the patient by the PR adjustments.", snip: 3 }
    SUM_TOO_LARGE = 0407 Error "sum has more digits than can be held exactly"
    { meaning: "The balance could not be computed and counts as not balanced.", cause: "Damaged or hostile data.", fix: "Look at the amounts.", snip: 3 }
    NOTICE_WITH_MONEY = 0408 Warning "notice of payment carries an amount"
    { meaning: "BPR01 says that no money moves with this set, but BPR02 is not zero.", cause: "The payer uses H for remittances whose money goes another way.",
      fix: "Look for the transfer under the trace number.", snip: 4 }
    NON_CONTRADICTED = 0409 Warning "payment method NON contradicts the rest of the payment"
    { meaning: "BPR04 says that there is no payment, but BPR01 is not H or BPR02 is not zero.", cause: "Payers mix up the codes for notices.",
      fix: "Treat it as a notice if the amount is zero.", snip: 4 }
    NEGATIVE_PAYMENT = 0410 Error "payment amount is negative"
    { meaning: "BPR02 may not be negative; what the provider owes is carried forward in PLB.", cause: "The payer does not carry balances forward.",
      fix: "Ask the payer how the amount is collected.", snip: 4 }
    DUPLICATE_PAYMENT = 0411 Error "payment appears twice"
    { meaning: "An earlier payment of this file has the same payer, trace number, date, amount and claims; posting both would double the money.",
      cause: "The same set was sent twice, or two downloads were joined.", fix: "Post only one of them.", snip: 4 }
    TRACE_REUSED = 0412 Warning "trace number used by an earlier payment with other content"
    { meaning: "Two different payments of this file carry the same payer and trace number.", cause: "The payer uses a trace number again, or one transfer pays several payees.",
      fix: "Match the money by amount and date too.", snip: 4 }
    OLD_STATUS = 0413 Warning "claim status code of an older version"
    { meaning: "CLP02 is not a code of version 5010; it was kept.", cause: "The payer's system was not updated.", fix: "Read the outcome from payment and adjustments.", snip: 2 }
    CLAIM_WITHOUT_HEADER = 0414 Warning "claim before any header number"
    { meaning: "CLP stands before the first LX; the claim was read all the same.", cause: "The payer leaves LX out.", fix: "None needed.", snip: 2, ik3: "2" }
    PREDETERMINATION_PAID = 0415 Error "predetermination carries a payment"
    { meaning: "CLP02 is 25, but CLP04 is not zero.", cause: "A real payment with the wrong status.", fix: "Ask the payer.", snip: 4 }
    LINE_WITHOUT_DATE = 0416 Info "no date for the service"
    { meaning: "Neither the line nor the claim has a date of service.", cause: "The payer leaves it out.", fix: "Take it from the claim that was sent.", snip: 4 }
    ZERO_ADJUSTMENT = 0417 Info "adjustment of zero"
    { meaning: "It changes nothing.", cause: "The payer writes all reasons.", fix: "None needed.", snip: 4 }
    REVERSED_PATIENT_SHARE = 0418 Info "patient responsibility in a reversal"
    { meaning: "CLP05 should be absent in a reversal.", cause: "The payer negates every amount.", fix: "None needed.", snip: 4 }
    INTEREST_DIFFERS = 0419 Warning "interest of the claims is not the interest of the payment"
    { meaning: "The sum of AMT*I is not the negative sum of PLB L6; AMT is for information, PLB counts.", cause: "The payer reports interest in one place only.",
      fix: "Post interest by PLB.", snip: 3 }
    DENIED_THOUGH_FOUND = 0420 Warning "status «denied» for a claim that was adjudicated"
    { meaning: "CLP02 4 is for claims whose patient or claim could not be found, but this one has lines.", cause: "The payer sends 4 for every denial.",
      fix: "Read the outcome from payment and adjustments.", snip: 4 }
}
