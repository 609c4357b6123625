//! Files that are made to cost much: a clean file into which one small piece is put again and again.

use fixtures::HostileKind;

/// A file and what was done to make it.
pub(crate) struct Shape {
    pub(crate) about: String,
    /// All of it is in one transaction set, and may be in one unit of it.
    pub(crate) in_unit: bool,
    /// What the pieces stand before.
    before: &'static str,
    piece: String,
    kind: HostileKind,
}

impl Shape {
    fn new(kind: HostileKind, before: &'static str, piece: impl Into<String>) -> Self {
        let piece = piece.into();
        let shown: String = piece.chars().take(24).collect();
        Self {
            in_unit: true,
            about: format!("{kind:?}: {shown:?} before {before}"),
            before,
            piece,
            kind,
        }
    }

    /// True for a piece inside a loop; those that stand elsewhere too need not be tried there.
    pub(crate) fn is_inside(&self) -> bool {
        self.before == places(self.kind)[1]
    }

    /// A file of nearly `size` bytes.
    pub(crate) fn of_size(&self, size: usize) -> Vec<u8> {
        let clean = self.kind.clean();
        let (head, tail) = clean.split_at(clean.find(self.before).expect(self.before));
        let room = size.saturating_sub(clean.len());
        let pieces = self.piece.repeat(room / self.piece.len());
        [head, &pieces, tail].concat().into_bytes()
    }
}

/// Where pieces go that fit anywhere: into a header, into a loop, between loops.
const fn places(kind: HostileKind) -> [&'static str; 3] {
    match kind {
        HostileKind::Era => ["N1*PR", "REF*6R", "SE*"],
        HostileKind::Claims => ["BHT*", "REF*6R", "SE*"],
        HostileKind::Statuses => ["BHT*", "STC*", "SE*"],
        HostileKind::Acknowledgments => ["AK1*", "IK4*", "SE*"],
    }
}

/// Pieces that fit anywhere: delimiters, segments of one letter and of none, of all sizes that pass the limits.
fn anywhere() -> Vec<String> {
    let mut pieces: Vec<String> = [
        "~",
        "~\n",
        " ",
        "X~",
        "XX~",
        "xyz~",
        "XYZ*1~",
        "\u{e9}*\u{e9}~",
    ]
    .map(str::to_owned)
    .into();
    pieces.push(format!("REF{}~", "*".repeat(16_000)));
    pieces.push(format!("REF{}~", "*A".repeat(16_000)));
    pieces.push(format!("REF*6R*{}~", ":".repeat(990)));
    pieces.push(format!("HI{}~", "*ABK:A:B:C:D:E:F:G:H:I:J".repeat(700)));
    pieces.push(format!("REF*6R*{}~", "A^".repeat(990)));
    pieces.push(format!("CAS*CO{}~", "*1*1*1".repeat(5_000)));
    pieces.push(format!("NTE*ADD*{}~", "A".repeat(5_000)));
    pieces
}

/// The segments that open loops and lists of the guide, as short as they can be: readable and not.
const fn own(kind: HostileKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        HostileKind::Era => (
            &["LX*1", "REF*6R", "SE*"],
            &[
                "LX~",
                "LX*1~",
                "CLP~",
                "CLP*A~",
                "CLP*A*1*1*1**12*1~",
                "SVC~",
                "SVC*HC:1*1*1~",
                "CAS*CO*45*1~",
                "REF*0K*1~",
                "NM1*QC*1~",
                "LQ*HE*N1~",
                "PLB~",
                "PLB*1*20251231*WO:1*1~",
                "AMT*B6*1~",
                "PER*BL~",
            ],
        ),
        HostileKind::Claims => (
            &["HL*2*", "LX*1", "REF*6R"],
            &[
                "HL~",
                "HL*1**20~",
                "HL*2*1*22~",
                "HL*3*2*23~",
                "CLM~",
                "CLM*A*1***11:B:1~",
                "LX~",
                "LX*1~",
                "SV1*HC:1*1*UN*1~",
                "SBR~",
                "SBR*S~",
                "SVD*A*1*HC:1~",
                "CAS*CO*45*1~",
                "NM1*82~",
                "NM1*82*1*A~",
                "REF*G1*1~",
                "PWK*OZ*FX~",
                "NTE*ADD*A~",
                "K3*A~",
                "LIN**N4*1~",
                "HL*1**20~HL*2*1*22~HL*3*2*23~CLM*A*1***11:B:1~LX*1~SVD*A*1*HC:1~CAS*CO*1*1~",
            ],
        ),
        HostileKind::Statuses => (
            &["HL*2*", "STC*", "SE*"],
            &[
                "HL~",
                "HL*1**20~",
                "HL*2*1*21~",
                "HL*1**PT~",
                "TRN~",
                "TRN*2*A~",
                "STC~",
                "STC*A1:19~",
                "SVC~",
                "SVC*HC:1*1~",
                "REF*1K*1~",
                "QTY*90*1~",
                "NM1*PR*2~",
            ],
        ),
        HostileKind::Acknowledgments => (
            &["AK2*", "IK4*", "SE*"],
            &[
                "AK2~",
                "AK2*837*1~",
                "IK3~",
                "IK3*CLM*1**8~",
                "IK4~",
                "IK4*1**7~",
                "CTX~",
                "CTX*CLM01:A~",
                "CTX*SITUATIONAL TRIGGER*CLM*1~",
                "IK5*A~",
                "AK9*A*1*1*1~",
            ],
        ),
    }
}

/// Headers and trailers again and again, and what may stand between interchanges.
fn envelopes(kind: HostileKind) -> Vec<Shape> {
    let clean = kind.clean();
    let isa = clean.lines().next().unwrap_or_default();
    let set = clean.lines().nth(2).unwrap_or_default();
    let shape = |before, piece: &str| Shape {
        in_unit: false,
        ..Shape::new(kind, before, piece)
    };
    vec![
        shape("GS*", "TA1*000000001*250301*1200*A*000~"),
        shape("GS*", "TA1~"),
        shape("GS*", "GS~"),
        shape("GS*", "GS~GE~"),
        shape("ST*", "ST~SE~"),
        shape("ST*", "ST*850*1~XYZ~SE*3*1~"),
        shape("ST*", set),
        shape("ST*", &format!("{set}SE*2*0001~")),
        shape("GE*", "SE~"),
        shape("IEA*", "GE~"),
        shape("ISA*", isa),
        shape("ISA*", &format!("{isa}IEA*0*000000001~")),
        shape("ISA*", &format!("{isa}IEA*0*000000001~junk*")),
        shape("ISA*", clean),
    ]
}

/// All shapes for the reader of this kind.
pub(crate) fn shapes(kind: HostileKind) -> Vec<Shape> {
    let mut all = envelopes(kind);
    for before in places(kind) {
        all.extend(
            anywhere()
                .into_iter()
                .map(|piece| Shape::new(kind, before, piece)),
        );
    }
    let (places, pieces) = own(kind);
    for before in places {
        all.extend(pieces.iter().map(|piece| Shape::new(kind, before, *piece)));
    }
    all
}
