//! Which claims are shown.

use claim_model::{
    life::{ClaimLife, Tracker},
    matching::{SentClaim, SentId},
};

/// Which claims are shown.
pub(super) enum Pick {
    All,
    These(Vec<SentId>),
}

impl Pick {
    /// Those with this number of ours; where none has exactly this, those that differ in capitals only.
    pub(super) fn of(tracker: &Tracker, number: &str) -> Self {
        let number = number.trim();
        let same = |is: &dyn Fn(&str) -> bool| -> Vec<SentId> {
            let sent = |id: &SentId| tracker.claims().get(*id);
            let fits = |of: &SentClaim| is(of.patient_control_number.as_str().trim());
            let ids = tracker.claims().ids();
            ids.filter(|id| sent(id).is_some_and(fits)).collect()
        };
        let exact = same(&|of| of == number);
        if exact.is_empty() {
            Self::These(same(&|of| of.eq_ignore_ascii_case(number)))
        } else {
            Self::These(exact)
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::These(ids) if ids.is_empty())
    }

    /// The claims, in the order in which they became known.
    pub(super) fn claims<'t>(
        &'t self,
        tracker: &'t Tracker,
    ) -> impl Iterator<Item = (&'t SentClaim, &'t ClaimLife)> {
        let picked = |id: &SentId| match self {
            Self::All => true,
            Self::These(ids) => ids.contains(id),
        };
        let lives = tracker.lives().filter(move |(id, _)| picked(id));
        lives.filter_map(|(id, life)| Some((tracker.claims().get(id)?, life)))
    }
}
