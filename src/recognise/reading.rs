//! The answer: what was declared, how the owner describes themselves, and the
//! words each conclusion rests on.

use core::ops::Range;

/// What one account says of itself. Made for one gesture and dropped after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Requests to stay away, in the order they were written.
    pub boundaries: Vec<Boundary>,
    /// Invitations, in the order they were written.
    pub invitations: Vec<Invitation>,
    /// Whether the owner speaks of lived experience of their own.
    pub experience: Experience,
    /// The owner works, studies or teaches in health or social care.
    pub professional: bool,
    /// The account speaks for a group.
    pub organisation: bool,
    /// The owner speaks from caring for somebody else.
    pub carer: bool,
    /// The words `experience` and the flags rest on.
    pub evidence: Vec<Evidence>,
}

impl Reading {
    /// Whether, by these words alone, the person about to act should be asked
    /// to pause: something is asked of them, or lived experience is stated.
    #[must_use]
    pub fn prompt(&self) -> bool {
        !self.boundaries.is_empty() || self.experience == Experience::Stated
    }
}

/// How plainly the owner speaks of lived experience of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Experience {
    /// Nothing says so.
    #[default]
    None,
    /// Something may say so; never enough to pause anybody.
    Hinted,
    /// Said in their own words.
    Stated,
}

/// A request to stay away, as five fields: object, act, strength, exception,
/// and scope (the scope is the field the evidence is in).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    /// Who is asked.
    pub people: People,
    /// What they are asked not to do; empty means any contact.
    pub acts: Vec<Act>,
    /// How firmly.
    pub strength: Strength,
    /// Who is excepted, if anybody.
    pub except: Option<People>,
    /// The words.
    pub evidence: Evidence,
}

/// A welcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who is welcome.
    pub people: People,
    /// What they are welcome to do; empty means any contact.
    pub acts: Vec<Act>,
    /// The words.
    pub evidence: Evidence,
}

/// The people a boundary or an invitation is addressed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// Professionals of any kind.
    Professionals,
    /// Clinicians, or a clinical trade named by the writer.
    Clinicians,
    /// Staff of a service the writer uses or used ("my trust").
    OwnService,
    /// Researchers.
    Researchers,
    /// Journalists.
    Journalists,
    /// Students.
    Students,
    /// People the writer knows ("unless mutuals").
    Mutuals,
    /// Anyone at all.
    Anyone,
}

/// An act a boundary or an invitation can cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Following.
    Follow,
    /// Replying.
    Reply,
    /// Quoting, or showing the words elsewhere.
    Quote,
    /// Adding to a list.
    List,
    /// Writing privately.
    Message,
    /// Using what is said for research, teaching or reporting.
    Research,
}

/// How firmly a boundary is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// "No", "do not", "DNI".
    Firm,
    /// "Rather not", "please think".
    Soft,
    /// "Ask first".
    AskFirst,
}

/// Words of the account that a conclusion rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where they stand.
    pub field: Field,
    /// Byte range in the field's original text, on character boundaries.
    pub span: Range<usize>,
    /// Why they count, for display.
    pub reason: Reason,
}

/// The fields of an account that hold its owner's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Display name.
    Name,
    /// Handle.
    Handle,
    /// Profile text.
    Bio,
    /// Profile location.
    Location,
    /// The post being replied to.
    Post,
}

/// Why a piece of evidence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Asks people to stay away.
    Boundary,
    /// Welcomes people.
    Invitation,
    /// Speaks of lived experience of the owner's own.
    OwnExperience,
    /// Says that the owner works or studies in the field.
    Profession,
    /// Says that the account speaks for a group.
    Organisation,
    /// Says that the owner cares for somebody.
    Caring,
}
