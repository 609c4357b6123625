//! How far packed inputs may grow.

/// Bytes that may come out before the ratio is judged.
pub(crate) const UNJUDGED: u64 = 1 << 20;

/// Limits of unpacking; whoever passes one is refused by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Members of an archive.
    pub(crate) members: u64,
    /// Bytes that come out of one byte, behind the first MiB.
    pub(crate) ratio: u64,
    /// Bytes that come out of one input; an archive is one.
    pub(crate) expanded: u64,
}

impl Limits {
    pub(crate) const MEMBERS: u64 = 10_000;
    pub(crate) const RATIO: u64 = 200;
    /// In MiB: 64 GiB.
    pub(crate) const EXPANDED_MIB: u64 = 64 << 10;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: Self::MEMBERS,
            ratio: Self::RATIO,
            expanded: Self::EXPANDED_MIB << 20,
        }
    }
}
