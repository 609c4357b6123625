//! Reading by a guide: frames become the guide's events, from memory or from a reader.

use std::io::Read;

use crate::{
    Diagnostic, Error, Findings, Frame, FrameOptions, FrameReader, Frames, Limits, SliceFrames,
    Supported,
};

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    strict: bool,
    any_version: bool,
    elements: bool,
    limits: Limits,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            strict: false,
            any_version: false,
            elements: true,
            limits: Limits::default(),
        }
    }
}

impl ReadOptions {
    /// Stop with an error at the first finding of error level.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Read sets of other versions, such as 4010, as if they were of the guide's. Each gives a finding.
    #[must_use]
    pub fn any_version(self, any_version: bool) -> Self {
        Self {
            any_version,
            ..self
        }
    }

    /// Check every element against the guide (the default). Without it only what could not be read or understood gives a
    /// finding, besides what the data contradict and structure; reading is faster.
    #[must_use]
    pub fn check_elements(self, elements: bool) -> Self {
        Self { elements, ..self }
    }

    /// Other limits.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// True where every element is checked.
    #[must_use]
    pub const fn checks_elements(&self) -> bool {
        self.elements
    }

    /// The limits in force.
    #[must_use]
    pub const fn limits_in_force(&self) -> &Limits {
        &self.limits
    }

    fn frames(&self, supported: &'static [Supported]) -> FrameOptions {
        FrameOptions {
            supported,
            any_version: self.any_version,
            limits: self.limits.clone(),
        }
    }

    fn findings(&self) -> Findings {
        Findings::new(self.limits.findings, self.strict)
    }
}

/// What makes a guide's events from frames, and remembers what it must from one to the next.
pub trait Assemble {
    /// One step through a file.
    type Event<'a>;
    /// The transaction sets that it reads.
    const SUPPORTED: &'static [Supported];

    /// Nothing read yet.
    fn new(options: &ReadOptions) -> Self;

    /// The event that a frame is.
    ///
    /// # Errors
    ///
    /// [`Error::Limit`] past a limit.
    fn event<'a>(
        &mut self,
        frame: Frame<'a, '_>,
        findings: &mut Findings,
    ) -> Result<Self::Event<'a>, Error>;
}

/// The events of an input in memory; values borrow from it and nothing is copied.
#[derive(Debug)]
pub struct SliceEvents<'a, G> {
    frames: SliceFrames<'a>,
    state: G,
    findings: Findings,
}

impl<'a, G: Assemble> SliceEvents<'a, G> {
    /// Reads `input` as `options` say.
    #[must_use]
    pub fn new(input: &'a [u8], options: &ReadOptions) -> Self {
        Self::with_state(input, options, G::new(options))
    }

    /// Reads `input` as `options` say, with an assembler that was made elsewhere.
    #[must_use]
    pub fn with_state(input: &'a [u8], options: &ReadOptions, state: G) -> Self {
        Self {
            frames: SliceFrames::new(input, options.frames(G::SUPPORTED)),
            state,
            findings: options.findings(),
        }
    }

    /// The assembler.
    #[must_use]
    pub const fn state(&self) -> &G {
        &self.state
    }

    /// The assembler, what was found so far and not taken, and where in the envelope reading is.
    pub const fn parts_mut(&mut self) -> (&mut G, &Findings, &Frames) {
        (&mut self.state, &self.findings, self.frames.envelope())
    }

    /// The assembler, to take what it has gathered.
    pub const fn state_mut(&mut self) -> &mut G {
        &mut self.state
    }

    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`SliceFrames::next`], and [`Error::Limit`] for loops that are nested too deep.
    #[allow(
        clippy::should_implement_trait,
        reason = "the reader over io::Read has the same method and can be no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<G::Event<'a>>, Error> {
        let Some(frame) = self.frames.next(&mut self.findings)? else {
            return Ok(None);
        };
        let event = self.state.event(frame, &mut self.findings);
        if event.is_err() {
            self.frames.stop();
        }
        event.map(Some)
    }

    /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
    pub fn take_findings(&mut self) -> Vec<Diagnostic> {
        self.findings.take()
    }

    /// How many findings of error level were made so far, taken or not.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.findings.errors()
    }
}

/// The events of anything that can be read, in memory that does not grow with the file. It does its own buffering.
#[derive(Debug)]
pub struct ReaderEvents<R, G> {
    frames: FrameReader<R>,
    state: G,
    findings: Findings,
    failed: bool,
}

impl<R: Read, G: Assemble> ReaderEvents<R, G> {
    /// Reads `reader` as `options` say.
    pub fn new(reader: R, options: &ReadOptions) -> Self {
        Self::with_state(reader, options, G::new(options))
    }

    /// Reads `reader` as `options` say, with an assembler that was made elsewhere.
    pub fn with_state(reader: R, options: &ReadOptions, state: G) -> Self {
        Self {
            frames: FrameReader::new(reader, options.frames(G::SUPPORTED)),
            state,
            findings: options.findings(),
            failed: false,
        }
    }

    /// The assembler.
    pub const fn state(&self) -> &G {
        &self.state
    }

    /// The assembler, what was found so far and not taken, and where in the envelope reading is.
    pub const fn parts_mut(&mut self) -> (&mut G, &Findings, &Frames) {
        (&mut self.state, &self.findings, self.frames.envelope())
    }

    /// The assembler, to take what it has gathered.
    pub const fn state_mut(&mut self) -> &mut G {
        &mut self.state
    }

    /// The next event; `None` at the end, and after an error.
    ///
    /// # Errors
    ///
    /// As [`SliceEvents::next`], and [`Error::Io`] where reading fails.
    #[allow(
        clippy::should_implement_trait,
        reason = "an event borrows from the reader's window, so this is no Iterator"
    )]
    pub fn next(&mut self) -> Result<Option<G::Event<'_>>, Error> {
        if self.failed {
            return Ok(None);
        }
        let Some(frame) = self.frames.next(&mut self.findings)? else {
            return Ok(None);
        };
        let event = self.state.event(frame, &mut self.findings);
        self.failed = event.is_err();
        event.map(Some)
    }

    /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
    pub fn take_findings(&mut self) -> Vec<Diagnostic> {
        self.findings.take()
    }

    /// How many findings of error level were made so far, taken or not.
    #[must_use]
    pub const fn errors(&self) -> u64 {
        self.findings.errors()
    }
}

/// The event that a frame is: the guide's own arms first, then those that all guides have alike.
#[macro_export]
macro_rules! event_of_frame {
    ($frame:expr, $event:ident, { $($own:pat => $made:expr),* $(,)? }) => {
        match $frame {
            $($own => $made,)*
            $crate::Frame::Interchange(header) => $event::Interchange(Box::new(header.clone())),
            $crate::Frame::Group(header) => $event::Group(Box::new(header.clone())),
            $crate::Frame::Skipped(header) => $event::Skipped(Box::new(header.clone())),
            $crate::Frame::GroupEnd => $event::GroupEnd,
            _ => $event::InterchangeEnd,
        }
    };
}

/// The two readers of a guide, over [`SliceEvents`] and [`ReaderEvents`] of its [`Assemble`]: what they all have. `next`
/// is written beside them, for it says what errors the guide has.
#[macro_export]
macro_rules! readers {
    ($state:ident: $(#[$slice_meta:meta])* $slice:ident, $(#[$reader_meta:meta])* $reader:ident) => {
        $(#[$slice_meta])*
        #[derive(Debug)]
        pub struct $slice<'a>($crate::SliceEvents<'a, $state>);

        impl<'a> $slice<'a> {
            /// Reads `input`.
            #[must_use]
            pub fn new(input: &'a [u8]) -> Self {
                Self::with_options(input, &$crate::ReadOptions::default())
            }

            /// Reads `input` as `options` say.
            #[must_use]
            pub fn with_options(input: &'a [u8], options: &$crate::ReadOptions) -> Self {
                Self($crate::SliceEvents::new(input, options))
            }
        }

        $crate::readers!(@findings [] $slice [<'_>]);

        $(#[$reader_meta])*
        #[derive(Debug)]
        pub struct $reader<R>($crate::ReaderEvents<R, $state>);

        impl<R: ::std::io::Read> $reader<R> {
            /// Reads `reader`.
            pub fn new(reader: R) -> Self {
                Self::with_options(reader, &$crate::ReadOptions::default())
            }

            /// Reads `reader` as `options` say.
            pub fn with_options(reader: R, options: &$crate::ReadOptions) -> Self {
                Self($crate::ReaderEvents::new(reader, options))
            }
        }

        $crate::readers!(@findings [<R: ::std::io::Read>] $reader [<R>]);
    };
    (@findings [$($bound:tt)*] $name:ident [$($parameter:tt)*]) => {
        impl $($bound)* $name $($parameter)* {
            /// Takes the findings made so far. They are kept up to a limit; take them while reading a long file.
            pub fn take_findings(&mut self) -> Vec<$crate::Diagnostic> {
                self.0.take_findings()
            }

            /// How many findings of error level were made so far, taken or not.
            #[must_use]
            pub const fn errors(&self) -> u64 {
                self.0.errors()
            }
        }
    };
}
