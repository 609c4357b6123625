//! What is refused of packed inputs, by number: `X12-14xx`.

#![allow(
    unreachable_pub,
    reason = "the macro declares what a library would offer"
)]

x12_core::rules! {
    PACKED_DAMAGED = 1401 Error "packed input is damaged"
    { meaning: "What was packed cannot be unpacked, or does not have the length or the checksum that was noted when it was packed. Payments that were complete before are delivered, as for a file that is cut off.",
      cause: "An interrupted or faulty transfer.", fix: "Fetch the file again." }
    LIMIT_MEMBERS = 1402 Error "archive has more members than the limit"
    { meaning: "Nothing of the archive is read.", cause: "An archive of very many files, or hostile input.", fix: "Raise --max-members if the archive is honest." }
    LIMIT_RATIO = 1403 Error "input grows by more than the limit when it is unpacked"
    { meaning: "Reading stopped: so much out of so little is no file that anybody sent. The first MiB is not judged.", cause: "Hostile input, or a file of nothing but blanks.", fix: "Raise --max-ratio if the file is honest." }
    LIMIT_EXPANDED = 1404 Error "unpacked input is larger than the limit"
    { meaning: "Reading stopped, or a member was not opened because those before it make up the limit of the archive.", cause: "A very large file or archive, or hostile input.", fix: "Raise --max-expanded if the file is honest." }
    NESTED = 1405 Error "packed file inside a packed file"
    { meaning: "What was unpacked is packed once more. It is not opened: archives within archives hide how much they hold.", cause: "An archive of archives, or a .gz that was put into a .zip.", fix: "Unpack the outer one first." }
    ENCRYPTED = 1406 Error "member of an archive is encrypted"
    { meaning: "It is not read.", cause: "An archive that was made with a password.", fix: "Unpack it with the password first." }
    METHOD = 1407 Error "member of an archive is packed by an unsupported method"
    { meaning: "It is not read. Stored and deflated members are.", cause: "An archive made by another method, such as Deflate64, bzip2, LZMA or Zstandard.", fix: "Unpack it, or pack it again by the usual method." }
    ARCHIVE = 1408 Error "archive where one file is read"
    { meaning: "This command reads one file, and an archive has many; standard input cannot be read as an archive either.", cause: "A .zip was named instead of what is in it.",
      fix: "Unpack it: unzip -p inbox.zip remittance.835 | x12 era show -. Only `era convert` and `claim convert` read archives, from files." }
    OVERLAPPING = 1409 Error "members of an archive overlap or share a name"
    { meaning: "The same bytes, or the same name, stand for two members. Programs differ in what they make of that, so the later one is not read.", cause: "A damaged or hostile archive.", fix: "Have the archive made again." }
}
