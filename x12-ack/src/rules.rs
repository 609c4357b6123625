//! Rules of acknowledgments: answers that contradict themselves.

x12_core::rules! {
    COUNTS_CONTRADICT = 0751 Warning "counts of the answer contradict each other"
    { meaning: "More sets are accepted than received, or more are answered one by one than received.", cause: "The group's trailer was missing, or counts were not kept.",
      fix: "Go by what is said of each set.", snip: 4 }
    RESULT_CONTRADICTS = 0752 Warning "result of the group contradicts that of its sets"
    { meaning: "The group is accepted and a set is rejected, or the group is rejected, without an error of its own, and a set is accepted.", cause: "The sender of the answer decides by other rules.",
      fix: "A rejected group is not processed, whatever is said of its sets; of an accepted one each set counts.", snip: 4 }
}
