//! The rules of the envelope, of segments, of elements, of limits and of writing, by number.
//!
//! 01xx envelope, 02xx segments and loops, 03xx elements, 08xx refusals of the writer, 09xx errors that stop.
//! Guides add their own: 04xx for the 835.

crate::rules! {
    OUTSIDE_INTERCHANGE = 0101 Error "bytes outside any interchange"
    { meaning: "Something other than white space stands before, between or after the interchanges; it was not read.",
      cause: "A mail header, a log line or a cut-off second interchange was glued to the file.",
      fix: "Look at the bytes; ask for the file again if an interchange is missing.", snip: 1 }
    ISA_WIDTH = 0102 Warning "ISA element does not have its fixed width"
    { meaning: "The ISA header must be exactly 106 characters; this one was read by its separators instead.",
      cause: "A program trimmed the padding of the ISA elements.",
      fix: "Pad the ISA elements with spaces to their fixed widths.", snip: 1 }
    NO_REPETITION_SEPARATOR = 0103 Warning "ISA11 is not a repetition separator"
    { meaning: "Version 00402 and later use ISA11 as the repetition separator; this one is a letter, a digit or a space, so no element can repeat.",
      cause: "The file was made with a template of version 00401, where ISA11 was `U`.",
      fix: "Write `^` into ISA11.", snip: 1 }
    MISSING_TRAILER = 0104 Error "trailer segment missing"
    { meaning: "A transaction set, group or interchange was not closed before the next one began.",
      cause: "The sender's program failed half-way, or segments were lost.",
      fix: "Compare the counts with the sender and ask for the file again.", snip: 1 }
    WRONG_COUNT = 0105 Warning "count in trailer is wrong"
    { meaning: "The number of segments, transaction sets or groups does not agree with the trailer.",
      cause: "The file was edited by hand, or segments were lost.",
      fix: "Make sure that nothing is missing; the data that are there were read.", snip: 1 }
    CONTROL_NUMBER_DIFFERS = 0106 Warning "control number of trailer and header differ"
    { meaning: "Header and trailer do not carry the same control number.",
      cause: "The file was edited by hand or put together from parts.",
      fix: "Ask the sender whether the file is whole.", snip: 1 }
    DUPLICATE_INTERCHANGE = 0107 Error "interchange appears twice"
    { meaning: "An earlier interchange of this file has the same sender, receiver and control number; posting both would double the money.",
      cause: "Two downloads of the same file were joined.",
      fix: "Post only one of them.", snip: 1 }
    DUPLICATE_CONTROL_NUMBER = 0108 Error "control number used twice"
    { meaning: "Two groups of an interchange, or two transaction sets of a group, carry the same control number.",
      cause: "A counter was not advanced.", fix: "Tell the sender; an acknowledgement cannot name one of the two.", snip: 1 }
    UNSUPPORTED_SET = 0109 Error "transaction set or version not supported; skipped as a whole"
    { meaning: "None of its segments was interpreted.",
      cause: "The file holds another kind of transaction set, or an older version such as 4010.",
      fix: "Send it to a program that reads it, or ask for version 5010.", snip: 1 }
    OUTSIDE_TRANSACTION = 0110 Error "segment outside any transaction set"
    { meaning: "The segment stands between envelope segments, where only headers and trailers belong; it was not interpreted.",
      cause: "An ST or a GS segment was lost.", fix: "Ask for the file again.", snip: 1, ik3: "2" }
    GROUP_MISSING = 0111 Error "transaction set without a functional group"
    { meaning: "ST follows ISA directly, without GS.", cause: "The GS segment was lost.",
      fix: "Ask for the file again.", snip: 1 }
    TRAILER_WITHOUT_HEADER = 0112 Error "trailer without its header"
    { meaning: "SE, GE or IEA stands where nothing is open.", cause: "A header was lost, or a trailer was doubled.",
      fix: "Ask for the file again.", snip: 1, ik3: "2" }
    DUPLICATES_UNCHECKED = 0113 Warning "too many control numbers to notice further duplicates"
    { meaning: "The limit on remembered control numbers is reached.", cause: "The file holds a very large number of transaction sets.",
      fix: "Raise the limit if duplicates matter.", snip: 1 }
    VERSION_DIFFERS = 0114 Warning "version of transaction set and group differ"
    { meaning: "ST03 names another guide than GS08; the set was read by what ST03 says.",
      cause: "A template was changed in one place only.",
      fix: "Write the version of the guide into both.", snip: 1 }

    BLANK_SEGMENT = 0201 Warning "empty segment"
    { meaning: "Two terminators follow each other.", cause: "A program wrote a segment without content.",
      fix: "None needed.", snip: 1 }
    BAD_SEGMENT_ID = 0202 Error "segment identifier is not two or three letters or digits"
    { meaning: "The segment was kept as it is and not interpreted.", cause: "A terminator stands inside data, or bytes were damaged.",
      fix: "Look at the bytes of the place.", snip: 1, ik3: "1" }
    LOWER_CASE_SEGMENT_ID = 0203 Error "segment identifier in lower case"
    { meaning: "It was read as if in upper case.", cause: "The file was edited by hand.", fix: "Write identifiers in upper case.",
      snip: 1, ik3: "1" }
    UNEXPECTED_SEGMENT = 0204 Error "segment does not belong here"
    { meaning: "The guide has no such segment, or none with this qualifier, at this place; it is kept as unmatched.",
      cause: "A payer's extension, a segment out of place or a qualifier of another guide.",
      fix: "Read the unmatched segment if you know the payer; else ignore it.", snip: 2, ik3: "2" }
    REPEATED_SEGMENT = 0205 Error "segment may stand here only once"
    { meaning: "The first one was kept as the value; this one is kept as unmatched.", cause: "A start of a loop is missing, or a segment was doubled.",
      fix: "Compare both; the first one counts.", snip: 2, ik3: "5" }
    TOO_MANY_REPEATS = 0206 Error "segment or loop repeats more often than the guide allows"
    { meaning: "All of them were read and kept.", cause: "The sender ignores the maximum.", fix: "None needed to read the file.", snip: 2, ik3: "5" }
    OUT_OF_ORDER = 0207 Warning "segment out of the guide's order"
    { meaning: "It was read where it stands.", cause: "The sender orders segments differently.", fix: "None needed to read the file.", snip: 2, ik3: "7" }
    MISSING_SEGMENT = 0208 Error "required segment missing"
    { meaning: "The guide requires it here.", cause: "The sender leaves it out.", fix: "Ask the sender if its content matters to you.", snip: 2, ik3: "3" }
    REJECTED_LOOP = 0209 Error "first segment of a loop cannot be read; the loop was set aside"
    { meaning: "Its segments are kept together as rejected, so that none of them is taken for a neighbour's.",
      cause: "A required value of the first segment is missing or damaged.", fix: "Correct the value named by the finding before this one, or handle this one by hand.", snip: 2, ik3: "8" }
    UNREADABLE_SEGMENT = 0210 Error "segment cannot be read; kept as unmatched"
    { meaning: "A value that it cannot do without is missing or damaged.", cause: "See the finding on its element.",
      fix: "Correct the value, or handle the segment by hand.", snip: 2, ik3: "8" }

    MISSING_ELEMENT = 0301 Error "required element missing"
    { meaning: "The guide requires a value here.", cause: "The sender leaves it out.", fix: "Ask the sender if it matters to you.", snip: 2, ik4: "1" }
    TOO_SHORT = 0302 Error "value too short"
    { meaning: "It was read all the same.", cause: "Padding was trimmed or digits were lost.", fix: "Compare with the source.", snip: 1, ik4: "4" }
    TOO_LONG = 0303 Error "value too long"
    { meaning: "It was read all the same.", cause: "The sender ignores the maximum length.", fix: "None needed to read the file.", snip: 1, ik4: "5" }
    NOT_A_DECIMAL = 0304 Error "not a decimal number"
    { meaning: "The value has no amount or quantity that can be trusted.", cause: "Currency signs, thousands separators, a plus sign, an exponent or text.",
      fix: "Correct it at the source.", snip: 1, ik4: "6" }
    NOT_AN_INTEGER = 0305 Error "not a whole number"
    { meaning: "The value is no count.", cause: "Text or a fraction where a count belongs.", fix: "Correct it at the source.", snip: 1, ik4: "6" }
    NOT_A_DATE = 0306 Error "not a calendar date"
    { meaning: "The value is no date of the form CCYYMMDD.", cause: "A day that does not exist, a two-digit year, or text.", fix: "Correct it at the source.", snip: 1, ik4: "8" }
    NOT_A_TIME = 0307 Error "not a time of day"
    { meaning: "The value is no time of the form HHMM, HHMMSS or HHMMSSDD.", cause: "An hour past 23, or text.", fix: "Correct it at the source.", snip: 1, ik4: "9" }
    CODE_NOT_IN_LIST = 0308 Error "code not in the guide's list"
    { meaning: "The code was kept as it is.", cause: "A code of another version or a payer's own.", fix: "None needed if you know the code.", snip: 2, ik4: "7" }
    CONTROL_CHARACTER = 0309 Error "control character inside a value"
    { meaning: "A NUL, line break or other control character stands in the data; it was kept.", cause: "Lines were wrapped in transport, or text was pasted.",
      fix: "Look at the bytes of the place.", snip: 1, ik4: "6" }
    OUTSIDE_CHARACTER_SET = 0310 Warning "character outside the X12 extended set"
    { meaning: "It was kept byte for byte.", cause: "A name with an accent in Latin-1 or UTF-8.", fix: "None needed to read the file.", snip: 1, ik4: "6" }
    TOO_MANY_COMPONENTS = 0311 Error "more components than the guide has"
    { meaning: "The component separator stands where a simple value, or a shorter composite, belongs.", cause: "The separator was used inside text.",
      fix: "Look at the bytes of the place.", snip: 1, ik4: "13" }
    TOO_MANY_REPETITIONS = 0312 Error "element repeats where the guide does not allow it"
    { meaning: "The repetition separator stands where a single value belongs.", cause: "The separator was used inside text.",
      fix: "Look at the bytes of the place.", snip: 1, ik4: "12" }
    TOO_MANY_ELEMENTS = 0313 Error "more elements than the segment has"
    { meaning: "The elements past the guide's last one were not interpreted.", cause: "The element separator was used inside text, or the segment is of another version.",
      fix: "Look at the bytes of the place.", snip: 1, ik4: "3" }
    TRAILING_SEPARATOR = 0314 Warning "empty elements at the end of the segment"
    { meaning: "Nothing is lost.", cause: "The sender writes separators for elements that it does not use.", fix: "None needed.", snip: 1 }
    PADDED_VALUE = 0315 Warning "spaces around a value"
    { meaning: "Text was kept as it is; numbers, dates and codes were read without the spaces.", cause: "Fixed-width fields.", fix: "None needed.", snip: 1 }
    NOT_USED = 0316 Error "element is not used by the guide"
    { meaning: "A value stands in an element for which the guide has no use here; it was not interpreted.", cause: "The sender follows another guide.",
      fix: "None needed to read the file.", snip: 2, ik4: "I10" }
    INCOMPLETE_PAIR = 0317 Error "elements that belong together are not both there"
    { meaning: "A qualifier without its value, or a value without its qualifier.", cause: "One half was lost.", fix: "Look at the bytes of the place.", snip: 1, ik4: "2" }
    NUMBER_TOO_LARGE = 0318 Error "number has more digits than can be held exactly"
    { meaning: "More than 28 digits; the value was not rounded but refused.", cause: "Damaged data.", fix: "Correct it at the source.", snip: 1, ik4: "5" }

    WRITE_DELIMITER = 0801 Error "value holds a delimiter of the file"
    { meaning: "Writing it would add elements or segments that nobody meant.", cause: "Free text with `*`, `~`, `:` or `^`.",
      fix: "Replace the character before writing.", snip: 1 }
    WRITE_CONTROL = 0802 Error "value holds a control character"
    { meaning: "Control characters may not stand in data.", cause: "A line break in free text.", fix: "Replace the character before writing.", snip: 1 }
    WRITE_CHARACTER = 0803 Error "value holds a character outside the X12 extended set"
    { meaning: "Receivers refuse it.", cause: "Accents, typographic quotes.", fix: "Transliterate the text before writing.", snip: 1 }
    WRITE_LENGTH = 0804 Error "value is shorter or longer than the guide allows"
    { meaning: "Receivers refuse it or cut it.", cause: "A limit of the guide is not known to the program that made the value.", fix: "Shorten the value.", snip: 1 }
    WRITE_MISSING = 0805 Error "required value missing"
    { meaning: "The guide requires it.", cause: "It was not set.", fix: "Set it.", snip: 2 }
    WRITE_CODE = 0806 Error "code not in the guide's list"
    { meaning: "Receivers refuse it.", cause: "A code of another guide.", fix: "Use a code of the list.", snip: 2 }
    WRITE_REPEATS = 0807 Error "more repetitions than the guide allows"
    { meaning: "Receivers refuse them.", cause: "The maximum is not known to the program that made the values.", fix: "Split the data as the guide says.", snip: 2 }
    WRITE_NUMBER = 0808 Error "number has more digits than the guide allows"
    { meaning: "A writer never rounds.", cause: "An amount with more digits than the element holds.", fix: "Correct the amount.", snip: 1 }
    WRITE_UNMATCHED = 0809 Error "unmatched or rejected segments cannot be written"
    { meaning: "The structure holds segments that were read without being understood; writing without them would lose them.",
      cause: "The structure came from a file with unexpected segments.", fix: "Move what you need into its fields, then clear the lists.", snip: 2 }
    WRITE_PADDING = 0810 Error "value begins or ends with a space"
    { meaning: "Spaces around values are not significant and get lost.", cause: "Untrimmed input.", fix: "Trim the value.", snip: 1 }
    WRITE_ENVELOPE = 0811 Error "envelope value does not have its fixed form"
    { meaning: "ISA and GS values have fixed widths and forms.", cause: "A control number of too many digits, an id that is too long.", fix: "Correct the envelope.", snip: 1 }

    WRITE_NOT_USED = 0812 Error "element is not used by the guide"
    { meaning: "The guide has no use for a value here.", cause: "A structure of another guide.", fix: "Leave the value out.", snip: 2 }

    WRITE_FORM = 0813 Error "value does not have the form of its element"
    { meaning: "The guide has a whole number, a date or a time here, and receivers refuse anything else.", cause: "Letters, a sign or a blank in a control number; a day that does not exist.",
      fix: "Correct the value.", snip: 1 }

    NOT_X12 = 0901 Error "not an X12 file"
    { meaning: "No ISA header was found.", cause: "Another format, an empty file, or a file whose envelope was stripped.", fix: "Check what was downloaded.", snip: 1 }
    TRUNCATED = 0902 Error "file is cut off"
    { meaning: "The input ends inside a segment, or before the trailers of what is open; what was complete was delivered.",
      cause: "An interrupted transfer.", fix: "Fetch the file again.", snip: 1 }
    BAD_DELIMITERS = 0903 Error "delimiters cannot be told apart or are letters, digits or spaces"
    { meaning: "The ISA header does not define usable delimiters.", cause: "A damaged header.", fix: "Fetch the file again.", snip: 1 }
    LIMIT_SEGMENT_BYTES = 0904 Error "segment is larger than the limit"
    { meaning: "Reading stopped.", cause: "A damaged terminator, or hostile input.", fix: "Raise the limit if the file is honest.", snip: 1 }
    LIMIT_ELEMENTS = 0905 Error "segment has more elements than the limit"
    { meaning: "Reading stopped.", cause: "A damaged terminator, or hostile input.", fix: "Raise the limit if the file is honest.", snip: 1 }
    LIMIT_COMPONENTS = 0906 Error "element has more components than the limit"
    { meaning: "Reading stopped.", cause: "Damaged or hostile input.", fix: "Raise the limit if the file is honest.", snip: 1 }
    LIMIT_REPETITIONS = 0907 Error "element has more repetitions than the limit"
    { meaning: "Reading stopped.", cause: "Damaged or hostile input.", fix: "Raise the limit if the file is honest.", snip: 1 }
    LIMIT_DEPTH = 0908 Error "loops are nested deeper than the limit"
    { meaning: "Reading stopped.", cause: "A limit below the guide's depth.", fix: "Raise the limit.", snip: 1 }
    LIMIT_LOOP_BYTES = 0909 Error "loop is larger than the limit"
    { meaning: "Reading stopped: one unit of the file, such as a claim with its lines, must fit into memory.", cause: "Hostile input, or a very large claim.", fix: "Raise the limit if the file is honest.", snip: 1 }
    LIMIT_FINDINGS = 0910 Error "more findings than the limit"
    { meaning: "Further findings were counted but not kept.", cause: "A file of another kind, or hostile input.", fix: "Take findings while reading, or raise the limit.", snip: 1 }
    LIMIT_LOOP_MEMORY = 0912 Error "loop takes more memory than the limit"
    { meaning: "Reading stopped: what repeats in one unit of the file, such as the lines of a claim, is far more than its length explains.",
      cause: "Hostile input: thousands of the shortest segments that there can be.", fix: "Raise the limit if the file is honest.", snip: 1 }
    IO_FAILED = 0911 Error "input or output failed"
    { meaning: "The system reported an error.", cause: "A full disk, a broken pipe, missing rights.", fix: "See the system's message.", snip: 1 }
}
