//! What a file leaves out because it says again what stands elsewhere, or was never meant to be sent.

use std::borrow::Cow;

use crate::{
    Address, Adjustment, AdjustmentGroup, BillingProvider, Claim, Decision, MemberId, Npi,
    OutpatientAdjudication, PartyName, PersonName, Provider, ProviderIdKind, ServiceFacility,
    ServiceLine, Subscriber, Text,
};

impl BillingProvider {
    /// True for a provider who is this one: the same NPI, or, where neither has one, the same name.
    #[must_use]
    pub fn is(&self, provider: &Provider) -> bool {
        is_same(
            (self.npi.as_ref(), &self.name),
            (provider.npi.as_ref(), &provider.name),
        )
    }
}

fn is_same(one: (Option<&Npi>, &PartyName), other: (Option<&Npi>, &PartyName)) -> bool {
    match (one.0, other.0) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.1 == other.1,
        _ => false,
    }
}

impl Address {
    /// True for an address that is the same place: capitals, punctuation, blanks, the usual abbreviations and the last
    /// four digits of the ZIP code make no difference.
    #[must_use]
    pub fn is_same_place(&self, other: &Self) -> bool {
        // Most addresses are equal to the letter, or differ by ZIP code.
        self == other
            || (self.zip().eq(other.zip())
                && self.country() == other.country()
                && joined(words(&self.city)) == joined(words(&other.city))
                && joined(self.street()) == joined(other.street()))
    }

    /// The country, where it is not the United States.
    fn country(&self) -> Option<String> {
        let country = self.country.as_deref()?.trim().to_uppercase();
        (!matches!(country.as_str(), "" | "US" | "USA")).then_some(country)
    }

    /// Five digits of a ZIP code; all letters of another country's code.
    fn zip(&self) -> impl Iterator<Item = char> + '_ {
        let most = if self.country().is_none() {
            5
        } else {
            usize::MAX
        };
        let code = self.postal_code.as_deref().unwrap_or_default().chars();
        let letters = code.filter(|letter| letter.is_alphanumeric());
        letters.map(|letter| letter.to_ascii_uppercase()).take(most)
    }

    fn street(&self) -> impl Iterator<Item = String> + '_ {
        words(&self.line_1).chain(self.line_2.iter().flat_map(|line| words(line)))
    }
}

/// `N.W.` is `NW`, and `STE200` is `STE 200`.
fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect()
}

/// Words of an address in capitals, abbreviated as the postal service does.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = word.to_uppercase();
            match ABBREVIATIONS.iter().find(|(long, _)| *long == word) {
                Some((_, short)) => (*short).to_owned(),
                None => word,
            }
        })
}

const ABBREVIATIONS: &[(&str, &str)] = &[
    ("APARTMENT", "APT"),
    ("AVENUE", "AVE"),
    ("BOULEVARD", "BLVD"),
    ("BUILDING", "BLDG"),
    ("DRIVE", "DR"),
    ("EAST", "E"),
    ("FLOOR", "FL"),
    ("LANE", "LN"),
    ("NORTH", "N"),
    ("ROAD", "RD"),
    ("SOUTH", "S"),
    ("STREET", "ST"),
    ("SUITE", "STE"),
    ("WEST", "W"),
];

impl Claim {
    /// True where the rendering provider is sent: it is somebody else than the billing provider.
    #[must_use]
    pub fn sends_rendering_provider(&self) -> bool {
        self.rendering_provider
            .as_ref()
            .is_some_and(|provider| !self.billing_provider.is(provider))
    }

    /// True where the service facility is sent: it is shown, and not at the billing provider's address.
    #[must_use]
    pub fn sends_service_facility(&self) -> bool {
        self.service_facility.as_ref().is_some_and(|facility| {
            let billing = &self.billing_provider.address;
            let here = |address: &Address| address.is_same_place(billing);
            facility.show && !facility.address.as_ref().is_some_and(here)
        })
    }

    /// True for a provider who renders the claim: its rendering provider or, without one, its billing provider.
    #[must_use]
    pub fn renders(&self, provider: &Provider) -> bool {
        match &self.rendering_provider {
            Some(of_claim) => is_same(
                (of_claim.npi.as_ref(), &of_claim.name),
                (provider.npi.as_ref(), &provider.name),
            ),
            None => self.billing_provider.is(provider),
        }
    }

    /// The claim with a patient who has a member id of their own as its subscriber: payers know such a patient as a
    /// member. Any other claim is given back as it is.
    #[must_use]
    pub fn with_member_as_subscriber(&self) -> Cow<'_, Self> {
        let is_member = |id: &MemberId| !id.is_empty();
        let member = self
            .patient
            .as_ref()
            .filter(|patient| patient.member_id.as_ref().is_some_and(is_member));
        let Some(patient) = member else {
            return Cow::Borrowed(self);
        };
        let mut claim = self.clone();
        claim.coverage.subscriber = Subscriber {
            name: PartyName::Individual(patient.name.clone()),
            member_id: patient.member_id.clone(),
            address: patient.address.clone(),
            birth_date: patient.birth_date,
            sex: patient.sex,
            ssn: patient.ssn.clone(),
            property_casualty_number: patient.property_casualty_number.clone(),
            contact: patient.contact.clone(),
            ..self.coverage.subscriber.clone()
        };
        claim.patient = None;
        Cow::Owned(claim)
    }

    /// The claim as its file will say it: without what is never sent, without what says again what stands elsewhere,
    /// and with a member as the subscriber. Reading the file gives this claim, but for the letters that writing changes and
    /// for optional texts that are there and empty: they are not written, and come back as `None`.
    #[must_use]
    pub fn as_sent(&self) -> Self {
        let mut claim = self.with_member_as_subscriber().into_owned();
        if !claim.sends_rendering_provider() {
            claim.rendering_provider = None;
        }
        if !claim.sends_service_facility() {
            claim.service_facility = None;
        }
        claim.clearinghouse_claim_number = None;
        claim.expected_copay = None;
        claim.session_count = None;
        claim.billing_provider.npi_type = None;
        // Numbers of the payer stand with the payer, behind the provider's own.
        claim.billing_provider.other_ids.sort_by_key(|id| {
            matches!(
                id.kind,
                ProviderIdKind::PayerAssigned | ProviderIdKind::Location
            )
        });
        let is_there =
            |number: &Option<Text>| number.as_ref().is_some_and(|of| !of.trim().is_empty());
        if is_there(&claim.coverage.group_number) {
            claim.coverage.group_name = None;
        }
        for coverage in &mut claim.other_coverages {
            if is_there(&coverage.group_number) {
                coverage.group_name = None;
            }
            forget_unsent(&mut coverage.subscriber);
            if let Some(decision) = &mut coverage.decision {
                forget_nothing(decision);
            }
        }
        if let Some(patient) = &mut claim.patient {
            let subscriber = &mut claim.coverage.subscriber;
            (subscriber.address, subscriber.birth_date, subscriber.sex) = (None, None, None);
            if patient.property_casualty_member_id.is_some() {
                patient.ssn = None;
            }
        }
        let without_specialty = [
            &mut claim.referring_provider,
            &mut claim.primary_care_provider,
            &mut claim.supervising_provider,
        ];
        for provider in without_specialty.into_iter().flatten() {
            provider.taxonomy = None;
        }
        let shared = claim.clone();
        for line in &mut claim.lines {
            if line.place_of_service.as_ref() == Some(&shared.place_of_service) {
                line.place_of_service = None;
            }
            if line
                .rendering_provider
                .as_ref()
                .is_some_and(|of| shared.renders(of))
            {
                line.rendering_provider = None;
            }
            if line.service_facility.as_ref().is_some_and(|of| !of.show) {
                line.service_facility = None;
            }
            if let Some(of) = &mut line.purchased_service_provider {
                of.name = match of.name {
                    PartyName::Individual(_) => PartyName::Individual(PersonName::default()),
                    PartyName::Organization(_) => PartyName::Organization(Text::default()),
                };
            }
            forget_unsent_of_line(line);
        }
        claim
    }
}

/// What a line's own data say that has no place in a file.
fn forget_unsent_of_line(line: &mut ServiceLine) {
    let places = line.service_facility.iter_mut();
    places.for_each(|place: &mut ServiceFacility| place.contact = None);
    if let Some(dates) = &mut line.dates {
        dates.to = dates.to.filter(|to| *to != dates.from);
    }
    let without_specialty = [
        &mut line.purchased_service_provider,
        &mut line.supervising_provider,
        &mut line.ordering_provider,
        &mut line.referring_provider,
    ];
    for provider in without_specialty.into_iter().flatten() {
        provider.taxonomy = None;
    }
    for decision in &mut line.decisions {
        decision.adjustments = in_segments(std::mem::take(&mut decision.adjustments));
    }
}

/// Adjustments in the order in which a file holds them, and no figures where there are none.
fn forget_nothing(decision: &mut Decision) {
    decision.adjustments = in_segments(std::mem::take(&mut decision.adjustments));
    decision.outpatient = decision
        .outpatient
        .take()
        .filter(|figures| *figures != OutpatientAdjudication::default());
}

/// The order in which segments of one group and six reasons at most hold adjustments.
fn in_segments(adjustments: Vec<Adjustment>) -> Vec<Adjustment> {
    let mut segments: Vec<(AdjustmentGroup, Vec<Adjustment>)> = Vec::new();
    for adjustment in adjustments {
        let group = adjustment.group;
        let open = segments
            .iter_mut()
            .find(|(of, reasons)| *of == group && reasons.len() < 6);
        match open {
            Some((_, reasons)) => reasons.push(adjustment),
            None => segments.push((group, vec![adjustment])),
        }
    }
    segments
        .into_iter()
        .flat_map(|(_, reasons)| reasons)
        .collect()
}

/// Of another plan's subscriber, name, ids and address are sent.
fn forget_unsent(subscriber: &mut Subscriber) {
    subscriber.birth_date = None;
    subscriber.sex = None;
    subscriber.contact = None;
    subscriber.property_casualty_number = None;
}
