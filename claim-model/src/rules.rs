//! The rules of a claim. `guide` names the fact that a rule comes from: a letter and a number are rows of the sheet of facts
//! about the 837P, `N` and a number a case that must not be built, a bare number a chapter.

use crate::{Rule, Severity};

/// Declares numbered rules. Numbers are never reused.
macro_rules! rules {
    ($( $name:ident = $number:literal $severity:ident $guide:literal $snip:literal $title:literal
        { $meaning:literal, $cause:literal, $fix:literal } )*) => {
        $(
            #[doc = concat!("`X12-", stringify!($number), "`: ", $title, ".\n\n", $meaning, "\n\nUsual cause: ", $cause, "\n\nWhat to do: ", $fix)]
            #[allow(clippy::zero_prefixed_literal, reason = "numbers are printed with four digits")]
            pub const $name: Rule = Rule {
                number: $number,
                severity: Severity::$severity,
                title: $title,
                meaning: $meaning,
                cause: $cause,
                fix: $fix,
                guide: $guide,
                snip: Some($snip),
            };
        )*
        /// Every rule of a claim, by number.
        pub const ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // Values of any kind.
    TEXT_TOO_LONG = 0601 Error "9" 2 "text is too long"
    { "The field holds more characters than the guide has room for.", "Something else was typed into the field.", "Shorten it." }
    VALUE_MISSING = 0602 Error "9" 2 "value is missing"
    { "The field may not be empty.", "It was not filled in.", "Fill it in." }
    AMOUNT_FORM = 0603 Error "1.4" 2 "amount cannot be sent"
    { "Amounts have at most ten digits, two of them cents.", "A price was computed and not rounded, or a digit slipped in.", "Correct the amount." }
    AMOUNT_NEGATIVE = 0604 Error "1.4" 2 "amount is negative"
    { "Charges and payments of a claim are never below zero.", "A correction was entered as a negative line.", "Send a replacement or a void instead." }
    QUANTITY_FORM = 0605 Error "L3" 2 "quantity cannot be sent"
    { "Quantities have at most eight digits, up to three of them after the point, and are not negative.", "It was computed and not rounded.", "Correct the quantity." }
    DAY_OUT_OF_RANGE = 0606 Error "1.4" 2 "no such day can be meant"
    { "Years are from 1900 to 2099.", "A slip of the keyboard.", "Correct the date." }
    PERIOD_REVERSED = 0607 Error "L7" 4 "last day is before the first"
    { "A period ends on or after its first day.", "The days were entered in the wrong order.", "Correct the days." }
    STATE = 0608 Error "9" 5 "not a state"
    { "States and provinces have two letters, and only the United States and Canada have them.", "The name was written out.", "Give the two letters." }
    COUNTRY = 0609 Error "9" 5 "not a country or a part of one"
    { "Countries have two or three letters, their parts up to three characters; a part stands beside a country and not beside a state.", "The name was written out.", "Give the code." }
    ZIP = 0610 Error "B3" 2 "not a ZIP code"
    { "ZIP codes have five or nine digits.", "A digit is missing.", "Correct it." }
    ZIP_NINE = 0611 Error "B3" 2 "ZIP code has no nine digits"
    { "The billing provider and the place of service need all nine digits.", "The last four were not looked up.", "Add them." }
    ZIP_PLACEHOLDER = 0612 Warning "B3" 4 "last four digits of the ZIP code are made up"
    { "0000 and 9999 stand for no delivery point; some receivers refuse them.", "They were put in to have nine digits.", "Look the last four digits up." }
    ADDRESS_INCOMPLETE = 0613 Error "9" 2 "address is incomplete"
    { "An address has a street, a city, a state and a ZIP code.", "It was not filled in.", "Fill it in." }
    PHONE = 0614 Error "H3" 2 "not a telephone number"
    { "Telephone and fax numbers have ten digits, and the area code begins with neither 0 nor 1.", "The area code is missing, or an extension is part of the number.", "Give ten digits, and the extension apart." }
    CONTACT = 0615 Error "H3" 2 "contact cannot be sent"
    { "A contact has at least one and at most three numbers, and its place decides which.", "Too much or too little was filled in.", "Give one telephone number." }
    NPI = 0616 Error "B4" 5 "not an NPI"
    { "An NPI has ten digits, and the last one checks the others.", "A digit is wrong.", "Look it up in the registry of NPIs." }
    TAXONOMY = 0617 Error "B9" 5 "not a taxonomy code"
    { "Taxonomy codes have ten characters and end with X.", "A character is missing.", "Look it up in the registry of NPIs." }
    PAYER_ID = 0618 Error "S12" 4 "payer id is missing or wrong"
    { "The clearinghouse finds the payer by its id.", "The plan is not linked to a payer of the clearinghouse's list.", "Choose the payer from the list." }
    MEMBER_ID = 0619 Error "S7" 2 "not a member id"
    { "Member ids have 2 to 80 characters.", "It was not copied from the card.", "Copy it from the card." }
    SSN = 0620 Error "S10" 2 "not a social security number"
    { "It has nine digits, and some numbers are never issued.", "A placeholder was entered.", "Correct it, or leave it out." }
    CLIA_NUMBER = 0621 Error "C13" 2 "not a CLIA number"
    { "It has 1 to 50 characters.", "It was not filled in.", "Correct it, or leave it out." }
    PAYER_CLAIM_NUMBER = 0622 Error "O15" 2 "not a payer's claim number"
    { "It has 1 to 50 characters.", "Something else was entered.", "Take it from the payer's remittance." }
    PROVIDER_NUMBER = 0623 Error "V9" 4 "provider's number does not belong here"
    { "Each provider carries its own kinds of numbers, each kind once for each payer; only lines say which payer a number belongs to.", "The number was entered under the wrong kind.", "Correct the kind, or leave the number out." }
    NUMBER_BESIDE_NPI = 0624 Warning "V9" 4 "number besides the NPI"
    { "Other numbers are for providers without an NPI, unless the payer still wants one.", "It is left over from the time before NPIs.", "Remove it, unless this payer asks for it." }
    PROCEDURE = 0625 Error "L2" 5 "not a procedure code"
    { "CPT and HCPCS codes have five characters; dental codes belong to another claim.", "A character is missing.", "Correct the code." }
    MODIFIER = 0626 Error "L2" 5 "not a modifier"
    { "Modifiers have two capitals or digits.", "Something else was entered.", "Correct it, or leave it out." }
    TOO_MANY_MODIFIERS = 0627 Error "L2" 2 "too many modifiers"
    { "A procedure has at most four.", "Modifiers of several payers were added up.", "Remove those that this payer does not ask for." }
    PLACE_OF_SERVICE = 0628 Error "C3" 5 "place of service is missing or wrong"
    { "It is a number of two digits.", "The place has no code.", "Choose the place from the list of CMS." }

    // Billing provider.
    BILLING_PERSON = 0629 Error "B1" 4 "billing person has no last or no first name"
    { "A billing provider who is a person is sent by last and first name.", "The setting says Individual, but only one name is filled in.", "Fill in both names, or change the setting to Organization." }
    BILLING_PO_BOX = 0630 Error "B2" 4 "billing address is a post office box"
    { "The billing provider's address is a street address; a box may only be the address that payments go to.", "The mailing address was entered.", "Give the street address, and the box as pay-to address." }
    BILLING_WITHOUT_NUMBER = 0631 Error "B4" 4 "billing provider has no NPI"
    { "Only providers that can have no NPI go without, and those need a number of the payer.", "It was not filled in.", "Fill in the NPI." }
    TAX_ID = 0632 Error "B5" 2 "not a tax id"
    { "An EIN or SSN has nine digits.", "A digit is missing.", "Correct it." }
    SSN_OF_ORGANIZATION = 0633 Warning "B5" 4 "organization bills with a social security number"
    { "Only a person bills with an SSN; payers may refuse it, even for a company of one.", "The setting for the tax id and that for the name do not fit.", "Give the EIN, or bill as a person." }
    NPI_TYPE = 0634 Warning "B1" 4 "kind of NPI does not fit the name"
    { "NPIs of type 1 are of persons, of type 2 of organizations.", "The person's NPI was entered for the company, or the other way round.", "Give the NPI that was issued to who bills." }
    LICENSE_BESIDE_NPI = 0635 Error "B6" 4 "licence or UPIN of a billing provider with an NPI"
    { "They stand only where there is no NPI.", "They are left over from the time before NPIs.", "Remove them." }
    PAYER_NUMBER_BESIDE_NPI = 0636 Error "B7" 4 "payer's number of a billing provider with an NPI"
    { "It stands only where there is no NPI.", "It is left over from the time before NPIs.", "Remove it." }
    TOO_MANY_CONTACTS = 0637 Error "B8" 2 "too many contacts of the billing provider"
    { "There may be two.", "Everybody in the office was listed.", "Keep who answers questions on claims." }
    BILLING_TAXONOMY_MISSING = 0638 Warning "B9" 4 "billing provider has no taxonomy code"
    { "Many payers refuse claims without it.", "It was not filled in.", "Fill it in." }

    // Coverage and patient.
    SEQUENCE_UNKNOWN = 0639 Error "S1" 4 "payer has no place in line"
    { "Providers say which payer is first, second, third; only payers among themselves leave it open.", "The order of the plans was not entered.", "Enter the order." }
    PATIENT_IS_SUBSCRIBER = 0640 Error "S2" 4 "patient apart from the subscriber, though they are one"
    { "Where the patient is the subscriber there is no patient besides.", "The relationship says self.", "Remove the patient's own entry, or correct the relationship." }
    GROUP_IS_MEMBER_ID = 0641 Error "S3" 4 "group number is the member id"
    { "The group number is that of the group or policy on the card.", "The member id was entered twice.", "Copy the group number from the card, or leave it out." }
    MEDICARE_REASON = 0642 Error "S4" 4 "reason for Medicare to pay later does not belong here"
    { "It is one of the guide's codes, and stands only where Medicare is not the first payer.", "It is left over from another plan.", "Correct it, or leave it out." }
    MEDICARE_REASON_MISSING = 0643 Warning "S4" 4 "no reason for Medicare to pay later"
    { "Medicare wants to know why another plan pays first.", "It was not asked at registration.", "Fill it in." }
    FILING_INDICATOR_MISSING = 0644 Warning "S5" 4 "kind of insurance is missing"
    { "In practice every claim has it.", "It was not filled in.", "Fill it in." }
    FILING_INDICATOR = 0645 Error "S5" 5 "not a kind of insurance"
    { "It is one of the guide's codes.", "Another list was used.", "Choose one of the guide's codes." }
    SUBSCRIBER_DATA_MISSING = 0646 Error "S6" 4 "address, birth date or sex of the subscriber is missing"
    { "They are needed where the subscriber is the patient.", "They were not filled in.", "Fill them in." }
    MEMBER_ID_MISSING = 0647 Error "S7" 4 "member id is missing"
    { "Every insured person has one.", "It was not filled in.", "Copy it from the card." }
    SUBSCRIBER_ORGANIZATION = 0648 Error "S8" 4 "subscriber is an organization"
    { "That is for workers' compensation, property and casualty only.", "The employer's name was entered for the insured's.", "Enter the insured person." }
    PATIENT_WEIGHT = 0649 Error "S9" 4 "not a weight"
    { "A weight is more than zero pounds.", "It was not filled in.", "Correct it, or leave it out." }
    CASUALTY_NUMBER_DIFFERS = 0650 Error "S11" 4 "two numbers of one property and casualty claim"
    { "The number stands with the patient, and only once.", "Subscriber and patient carry different numbers.", "Keep the right one." }
    PAYER_NUMBER_TWICE = 0651 Error "S12" 2 "further number of the payer cannot be sent"
    { "Each kind stands once, and a later or earlier payer has two at most.", "Numbers of several payers were mixed.", "Keep one of each kind." }
    RELATIONSHIP_MISSING = 0652 Error "S14" 4 "relationship to the subscriber is missing"
    { "A patient who is not the subscriber is something to the subscriber.", "It was not filled in.", "Fill it in." }
    PATIENT_DATA_MISSING = 0653 Error "S15" 4 "address, birth date or sex of the patient is missing"
    { "They are always needed.", "They were not filled in.", "Fill them in." }
    BORN_AFTER_SERVICE = 0654 Warning "S16" 4 "birth date is after the service"
    { "A person is born before being treated.", "A slip of the keyboard.", "Correct the birth date or the day of service." }

    // The claim.
    CLAIM_NUMBER = 0655 Error "C1" 2 "our claim number is missing or wrong"
    { "It has 1 to 38 characters.", "It was not given out.", "Give the claim a number." }
    CLAIM_NUMBER_LONG = 0656 Warning "C1" 4 "our claim number may come back cut"
    { "Only the first 20 characters are sure to come back on remittances.", "Numbers of other systems are used.", "Give the claim a shorter number." }
    CLAIM_NUMBER_CHARACTERS = 0657 Warning "C1" 4 "our claim number has characters that may not come back"
    { "Letters, digits and hyphens come back as they are.", "Names or dates are part of the number.", "Use letters, digits and hyphens only." }
    CLAIM_NUMBER_TWICE = 0658 Error "C1" 4 "our claim number is used twice"
    { "An earlier claim of this batch has the same number: answers could not be told apart.", "A claim was added twice.", "Remove one, or give it a number of its own." }
    ORIGINAL_REFERENCE = 0659 Error "C5" 4 "payer's claim number is missing"
    { "A replacement or a void names the claim by the number that the payer gave it.", "The payer has not processed the claim yet, or the number was not copied.", "Take it from the payer's remittance or status report." }
    ORIGINAL_REFERENCE_NOT_PAYERS = 0660 Error "C5" 4 "original reference is not the payer's claim number"
    { "It is our own number or the clearinghouse's; payers know neither.", "The wrong number was copied.", "Take the payer's number from the remittance or status report." }
    CAUSES = 0661 Error "C9" 2 "related causes cannot be sent"
    { "There may be two different ones.", "One was entered twice.", "Keep two at most." }
    ACCIDENT_STATE_MISSING = 0662 Error "C9" 4 "state of the auto accident is missing"
    { "Payers need to know under which law it falls.", "It was not filled in.", "Fill it in." }
    ACCIDENT_STATE_UNASKED = 0663 Error "C9" 4 "state or country without an auto accident"
    { "It belongs to auto accidents only.", "It is left over from an earlier entry.", "Remove it." }
    ACCIDENT_DATE_MISSING = 0664 Error "C10" 4 "date of the accident is missing"
    { "An accident has a date.", "It was not filled in.", "Fill it in." }
    DELAY_REASON = 0665 Error "C11" 5 "not a reason for delay"
    { "It is one of the guide's codes.", "Another list was used.", "Correct it, or leave it out." }
    CODE_NOT_LISTED = 0666 Error "C13" 5 "not one of the guide's codes"
    { "The field takes few codes.", "Another list was used.", "Correct it, or leave it out." }
    PATIENT_PAID_NOTHING = 0667 Error "C12" 4 "patient's payment is not more than zero"
    { "It is sent only for money that the patient really paid.", "An expected co-pay was entered.", "Leave it out." }
    AUTHORIZATION_REPEATED = 0668 Error "C14" 4 "line repeats the claim's authorization or referral"
    { "The claim's numbers hold for all lines; a line has its own only where it differs.", "The number was entered twice.", "Remove it from the line." }
    CLEARINGHOUSE_NUMBER = 0669 Warning "C15" 4 "intermediary's number may come back cut"
    { "Only 20 characters are sure to come back.", "The intermediary uses long numbers.", "None needed." }
    NOTE_TOO_LONG = 0670 Error "C16" 2 "note is too long"
    { "A note of a claim has at most 80 characters.", "A letter was written.", "Shorten it, or send it as an attachment." }
    ADMISSION_MISSING = 0671 Error "C17" 4 "date of admission is missing"
    { "The place of service is one where patients stay overnight.", "It was not filled in.", "Fill it in." }
    DISCHARGE_BEFORE_ADMISSION = 0672 Error "C17" 4 "discharge is before the admission"
    { "Patients leave after they came.", "A slip of the keyboard.", "Correct the dates." }
    DISABILITY_DATES = 0673 Error "C18" 4 "dates of the disability do not fit their kind"
    { "A period has both days; a begin or an end has one.", "Only one day is known.", "Correct the kind or the days." }
    DIAGNOSIS_MISSING = 0674 Error "C19" 4 "claim has no diagnosis"
    { "Every claim has a principal diagnosis.", "The note was signed without one.", "Add it." }
    TOO_MANY_DIAGNOSES = 0675 Error "C19" 2 "too many diagnoses"
    { "A claim has at most twelve.", "The whole problem list was copied.", "Keep those that the lines point to." }
    DIAGNOSIS_LIST = 0676 Error "C19" 4 "diagnosis is of the wrong list"
    { "ICD-9 holds for services before October 2015, ICD-10 from then on; a claim never mixes them.", "An old chart was copied.", "Give the code of the list that holds on the day of service." }
    DIAGNOSIS = 0677 Error "C20" 5 "not a diagnosis code"
    { "It is sent without its dot, and has the form of an ICD code.", "It was taken over with its dot, or a character is missing.", "Correct the code." }
    DIAGNOSIS_TWICE = 0678 Error "C20" 4 "diagnosis stands twice"
    { "Each diagnosis is listed once.", "It was entered twice.", "Remove one, and correct the pointers." }
    PAPERWORK_NUMBER_MISSING = 0679 Error "C21" 4 "attachment has no number"
    { "What is sent apart is found by its number.", "It was not filled in.", "Fill it in, and write it on the attachment." }
    PAPERWORK_NUMBER_UNASKED = 0680 Error "C21" 4 "number of an attachment that is not sent"
    { "What is kept until it is asked for has no number.", "The way of sending is wrong.", "Remove the number, or correct the way." }
    PAPERWORK = 0681 Error "C21" 5 "attachment cannot be sent"
    { "Its kind is one of the guide's codes, and its number has 2 to 50 characters.", "Another list was used.", "Correct it." }
    TOO_MUCH_PAPERWORK = 0682 Error "C21" 2 "too many attachments"
    { "There may be ten.", "Every page was listed.", "List them by kind." }
    CONDITION_CODES = 0683 Error "9" 5 "condition codes cannot be sent"
    { "There may be twelve, each of one to five capitals or digits.", "Another list was used.", "Correct them, or leave them out." }
    AUTHORIZATION_NOT_SENT = 0684 Warning "N17" 4 "authorization of the session count is not on the claim"
    { "Sessions are counted against an authorization that the payer will not see.", "The number was not copied to the claim.", "Copy it to Box 23 if the payer wants it." }
    AUTHORIZATION_EXPIRED = 0685 Warning "N18" 4 "authorization does not hold on the day of service"
    { "The day is outside the days for which it was given.", "It ran out.", "Ask the payer for a new one." }
    SESSIONS_USED_UP = 0686 Warning "N18" 4 "no sessions are left"
    { "All sessions that the authorization allows were used before this claim.", "It ran out.", "Ask the payer for more." }

    // Providers.
    NOT_A_PERSON = 0687 Error "V1" 4 "provider is not a person"
    { "Who refers, orders or supervises is a person.", "The practice's name was entered.", "Enter the person." }
    PRIMARY_CARE_ALONE = 0688 Error "V1" 4 "primary care provider without a referring provider"
    { "The primary care provider stands only beside another one who referred.", "The primary care provider referred.", "Enter that provider as the referring one." }
    RENDERING_WITHOUT_NPI = 0689 Warning "V2" 4 "rendering provider has no NPI"
    { "Payers find the clinician by it.", "It was not filled in.", "Fill it in." }
    TAXONOMY_DIFFERS = 0690 Warning "V2" 4 "one NPI with two taxonomy codes"
    { "Who renders is who bills, so only the billing provider is sent, with its own code.", "The account and the clinician were set up apart.", "Give both the same code." }
    FACILITY_ADDRESS = 0691 Error "V3" 4 "place of service has no full address"
    { "A place that is shown in Box 32 has a name, street, city, state and ZIP code.", "It was not filled in.", "Fill it in, or do not show the place." }
    SUPERVISOR_NOT_A_PERSON = 0692 Error "V6" 4 "supervising provider is not a person"
    { "Who supervises is a person.", "The practice's name was entered.", "Enter the person." }
    TELEHEALTH_ADDRESS = 0693 Error "V7" 4 "telehealth location has no street address"
    { "Box 32 is shown for telehealth, and the location has no full address: the claim would be denied.", "The telehealth location was set up without an address.", "Add the address, or do not show Box 32." }

    // Lines.
    LINE_MISSING = 0694 Error "L1" 2 "claim has no lines"
    { "A claim asks for something.", "No service was billable.", "Add a line." }
    TOO_MANY_LINES = 0695 Error "N28" 2 "too many lines"
    { "A claim has at most fifty.", "A long period was billed at once.", "Split the claim." }
    LINE_WITHOUT_PROCEDURE = 0696 Error "N10" 4 "line has no procedure"
    { "Only services with a code can be billed.", "The service has no code in the list of services.", "Add the code, or remove the line." }
    LINE_WITHOUT_CHARGE = 0697 Error "N10" 4 "line has no charge"
    { "Only reports of services under capitation may charge nothing.", "The service has no rate.", "Add the rate, or remove the line." }
    NO_UNITS = 0698 Warning "L3" 4 "line has no units"
    { "Something was done at least once.", "They were not filled in.", "Fill them in." }
    MINUTES = 0699 Error "L3" 4 "minutes of something that is not anesthesia"
    { "Only anesthesia is counted in minutes; a session of 45 minutes is one unit of its code.", "The length of the session was entered.", "Give units." }
    POINTER_MISSING = 0700 Error "L5" 2 "line points to no diagnosis"
    { "Every line is for a diagnosis.", "It was not filled in.", "Fill it in." }
    TOO_MANY_POINTERS = 0701 Error "L5" 2 "line points to too many diagnoses"
    { "It may point to four.", "All diagnoses were chosen.", "Keep the four that count." }
    POINTER = 0702 Error "L5" 4 "line points to a diagnosis that is not there"
    { "Pointers are numbers of the claim's diagnoses, counted from 1.", "A diagnosis was removed.", "Correct the pointers." }
    POINTER_TWICE = 0703 Warning "L5" 4 "line points twice to a diagnosis"
    { "Each diagnosis counts once.", "It was chosen twice.", "Remove one." }
    DATE_MISSING = 0704 Error "L7" 2 "line has no day of service"
    { "Every line has one.", "It was not filled in.", "Fill it in." }
    FUTURE_SERVICE = 0705 Error "L8" 4 "service is in the future"
    { "Only what was done can be billed.", "A slip of the keyboard, or an appointment was billed ahead.", "Correct the day, or wait." }
    LINE_NUMBER_MISSING = 0706 Warning "L9" 4 "line has no number of its own"
    { "It is the only sure way to match the remittance's lines.", "It was not given out.", "Number the lines." }
    LINE_NUMBER = 0707 Error "L9" 4 "line's number cannot be sent"
    { "It has at most 30 characters, and no other line of the claim has it.", "Lines were copied.", "Give each line a number of its own." }
    LINE_NOTE_TOO_LONG = 0708 Error "L10" 2 "note of a line is too long"
    { "It has at most 80 characters.", "A letter was written.", "Shorten it." }
    NDC = 0709 Error "L11" 5 "not a national drug code"
    { "It has eleven digits: five, four and two.", "A leading zero is missing.", "Copy it from the package, with leading zeros." }
    DRUG_QUANTITY = 0710 Error "L11" 4 "drug has no quantity"
    { "What was given is more than zero.", "It was not filled in.", "Fill it in." }
    TELEHEALTH_MODIFIER = 0711 Warning "L15" 4 "telehealth without a telehealth modifier"
    { "Most payers want 95, GT or 93 on each line.", "The setting of the payer is missing.", "Add the modifier that this payer wants." }
    TOO_MANY_NUMBERS = 0712 Error "L13" 2 "too many authorizations or referrals of a line"
    { "There may be five of each.", "Numbers of all lines were copied.", "Keep the line's own." }

    // Other coverages and what they decided.
    TOO_MANY_COVERAGES = 0713 Error "O1" 2 "too many other coverages"
    { "There may be ten.", "Old plans were kept.", "Remove plans that have ended." }
    SEQUENCE_TWICE = 0714 Error "O1" 4 "two payers have the same place in line"
    { "Each payer has its own place.", "The order of the plans was not entered.", "Correct the order." }
    PAYER_TWICE = 0715 Error "O1" 4 "payer is listed twice"
    { "Decisions name the payer by its id, which must tell them apart.", "A plan was entered twice.", "Remove one of them." }
    PAYER_IS_BILLED = 0716 Warning "O1" 4 "payer that is billed is also another coverage"
    { "The same id stands for the payer that is billed and for another plan.", "A plan was entered twice.", "Remove it, unless the patient has two plans of one payer." }
    NO_EARLIER_DECISION = 0717 Error "O4" 4 "no earlier payer has decided"
    { "A later payer needs what the earlier ones paid, even if that is nothing.", "The first payer's remittance has not come.", "Wait for it, or bill the first payer." }
    DECISION_WITHOUT_PAYMENT = 0718 Error "O4" 4 "decision without what was paid"
    { "A payer that decided paid an amount, which may be zero, or was lawfully skipped.", "The amount was not filled in.", "Fill it in." }
    NOT_COVERED = 0719 Error "O5" 4 "skipped payer cannot have decided"
    { "Where a payer is lawfully skipped, the whole charge is not covered, and there is no payment and no adjustment.", "Both were filled in.", "Keep one of the two." }
    UNKNOWN_PAYER = 0720 Error "O7" 4 "decision of a payer that is no other coverage"
    { "A line's decision names one of the claim's other payers by id.", "The ids of the two differ.", "Give both the same id." }
    LINE_UNBALANCED = 0721 Error "O8" 3 "line's decision does not balance"
    { "The charge is what the payer paid and all its adjustments of the line.", "An adjustment is missing, or the charge was changed.", "Compare with the payer's remittance." }
    CLAIM_UNBALANCED = 0722 Error "O9" 3 "payer's decision does not balance"
    { "The claim's charge is what the payer paid and all its adjustments, of the claim and of its lines.", "An adjustment is missing or stands twice.", "Compare with the payer's remittance." }
    PAYMENT_UNBALANCED = 0723 Error "O9" 3 "payment of the claim is not that of its lines"
    { "What was paid for the claim is what was paid for its lines, less the claim's own adjustments.", "A line is missing.", "Compare with the payer's remittance." }
    DECISION_DATE = 0724 Error "O10" 4 "date of the decision must stand once"
    { "It stands on the lines where the payer decided line by line, else with the payer.", "It was filled in twice or not at all.", "Keep one." }
    LIABILITY_TWICE = 0725 Error "O11" 4 "patient's remaining share stands twice"
    { "It stands on the lines where it is known for them, else with the payer.", "It was filled in twice.", "Keep that of the lines." }
    ADJUSTMENT_ZERO = 0726 Error "O13" 4 "adjustment of nothing"
    { "An adjustment that changes nothing is not sent.", "The payer writes all reasons.", "Remove it." }
    TOO_MANY_ADJUSTMENTS = 0727 Error "O13" 2 "too many adjustments"
    { "There is room for five groups of six.", "Decisions of several payers were mixed.", "Compare with the payer's remittance." }
    ADJUSTMENT_REASON = 0728 Error "O13" 5 "not an adjustment reason"
    { "Reason codes have one to five capitals or digits.", "The reason was written out.", "Take the code from the payer's remittance." }
    DECIDED_PROCEDURE = 0729 Error "O14" 2 "decision names no procedure"
    { "A line's decision names the procedure that was paid.", "The payer named none.", "Give the procedure that was billed." }
    BUNDLED_INTO = 0730 Error "O14" 4 "line into which it was bundled is not there"
    { "It is the number of another line of the claim, counted from 1.", "A line was removed.", "Correct the number." }
    TOO_MANY_DECISIONS = 0731 Error "O7" 2 "too many decisions on a line"
    { "There may be fifteen.", "Decisions were added twice.", "Keep one for each payer." }
    LATER_PAYER_DECIDED = 0732 Error "O16" 4 "payer that comes later has decided"
    { "A claim lists later payers, but not what they decided.", "The order of the plans is wrong.", "Correct the order, or remove the decision." }
    REMARKS = 0733 Error "O2" 5 "remarks of a decision cannot be sent"
    { "There may be five, each of capitals and digits.", "Text was entered.", "Keep five codes." }

    // The next payer's claim.
    NO_NEXT_PAYER = 0734 Error "O4" 4 "no payer comes next"
    { "None of the other coverages comes after the payer that decided and is still open.", "The second plan was not entered.", "Add the plan to the other coverages." }
    NOTHING_TO_BILL_FROM = 0735 Error "O4" 4 "nothing to bill the next payer from"
    { "A reversal, an estimate, or a claim that the payer did not take for its own decides nothing.", "The wrong remittance was chosen.", "Wait for the payer's decision." }
    FORWARDED = 0736 Warning "O4" 4 "claim must not be billed again"
    { "The payer forwarded it to the next payer itself.", "The payers exchange claims.", "Wait for the next payer's remittance; do not send this claim." }
    ADJUDICATED_CHARGE = 0737 Error "O9" 3 "payer decided on another charge"
    { "The remittance's charge is not that of the claim.", "The remittance is for another claim, or for an earlier form of it.", "Find the claim that the payer decided on." }
    LINE_UNMATCHED = 0738 Error "O7" 4 "line of the remittance is none of the claim's"
    { "Neither its number nor its procedure, charge and date point to one line.", "The payer changed the line and did not send its number back.", "Enter the decision by hand." }
    LINE_UNDECIDED = 0739 Error "O8" 4 "line has no decision"
    { "The payer decided line by line, but not on this line.", "The payer split the claim.", "Wait for the other remittance." }
    OTHER_CLAIM = 0740 Error "C1" 4 "remittance is for another claim"
    { "Our claim number that came back is not this claim's.", "The wrong remittance was chosen.", "Find the claim by the number." }
}
