//! Diagnoses and other codes of the claim: elements that are all alike, and whose numbers lines point to.

use std::ops::{Deref, DerefMut};

use x12_core::{
    Code, Segment, composite,
    notation::{
        Composite, CompositeSlot, ElementSpec, Few, Gate, GroupSlot, Kind, Put, Seen, Shape, Usage,
        raw_element,
    },
    segment,
};

composite! {
    /// A code with the list that it is of.
    pub struct HealthCareCode<'a> {
        /// List: `ABK` principal and `ABF` further diagnosis (ICD-10), `BK` and `BF` (ICD-9), `BP` and `BO` anesthesia
        /// related procedure, `BG` condition.
        1 R ID 1/3 list: Option<Code<'a>>,
        /// The code, without a dot.
        2 R AN 1/30 code: Option<Code<'a>>,
    }
}

segment! {
    /// Diagnoses, anesthesia related procedures, or conditions.
    pub struct Hi<'a> = "HI" {
        /// The codes, in order: the first diagnosis is the principal one.
        HI01 R group 12/1 codes: CodeList<'a>,
    }
}

/// Up to twelve codes, each at its place: lines point to diagnoses by number (SV107). A place that the file leaves empty
/// in between holds a code without list and value, so that those behind it keep their numbers. Reads like a slice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct CodeList<'a>(Few<HealthCareCode<'a>>);

impl<'a> Deref for CodeList<'a> {
    type Target = [HealthCareCode<'a>];

    fn deref(&self) -> &[HealthCareCode<'a>] {
        &self.0
    }
}

impl DerefMut for CodeList<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl<'a> FromIterator<HealthCareCode<'a>> for CodeList<'a> {
    fn from_iter<I: IntoIterator<Item = HealthCareCode<'a>>>(codes: I) -> Self {
        Self(codes.into_iter().collect())
    }
}

impl<'a> From<Vec<HealthCareCode<'a>>> for CodeList<'a> {
    fn from(codes: Vec<HealthCareCode<'a>>) -> Self {
        codes.into_iter().collect()
    }
}

const PLACE: ElementSpec = ElementSpec {
    name: "1",
    number: 1,
    field: "code",
    usage: Usage::R,
    kind: Kind::Composite,
    min: 0,
    max: 0,
    codes: &[],
    shape: Shape::Composite(<HealthCareCode<'static> as Composite<'static>>::PARTS),
};

impl<'a> GroupSlot<'a> for CodeList<'a> {
    const PARTS: &'static [ElementSpec] = &[PLACE];
    type Owned = CodeList<'static>;

    fn read_group(
        segment: &Segment<'a, '_>,
        first: usize,
        times: u16,
        _stride: u16,
        seen: &mut Seen,
    ) -> Option<Self> {
        let end = first.saturating_add(usize::from(times));
        let last = (first..end)
            .rev()
            .find(|at| !raw_element(segment, *at).is_empty());
        let separator = segment.delimiters().component();
        let mut codes = Few::new();
        for at in first..last.map_or(first, |last| last.saturating_add(1)) {
            let raw = raw_element(segment, at);
            seen.clean &= !raw.is_empty();
            codes.push(HealthCareCode::read_composite(raw, separator, seen)?);
        }
        seen.clean &= !codes.is_empty();
        Some(Self(codes))
    }

    #[inline]
    fn put_group<G: Gate>(
        &self,
        spec: &'static ElementSpec,
        times: u16,
        _stride: u16,
        out: &mut G,
    ) -> Put {
        out.check_groups(spec, self.len(), times)?;
        let numbers = u16::from(spec.number)..;
        for (number, code) in numbers.zip(self.iter()) {
            code.put_composite(number, &PLACE, out)?;
        }
        Ok(())
    }

    fn into_owned_slot(self) -> Self::Owned {
        self.0.into_iter().map(HealthCareCode::into_owned).collect()
    }
}
