//! What the page shows of one account, at one gesture. Never stored.

use crate::recognise::Field;

/// One account as X's page shows it at the moment of a gesture.
///
/// `None` means *not found on the page*, which is not the same as empty:
/// a profile whose bio could not be found is unknown, and nobody is asked
/// anything on the strength of an absence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// X's numeric id, as written on its buttons.
    pub id: Option<String>,
    /// Handle without `@`, as written (compare without case).
    pub handle: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Profile text.
    pub bio: Option<String>,
    /// Profile location.
    pub location: Option<String>,
    /// Text of the one post being replied to; `None` for a follow.
    pub post: Option<String>,
}

impl Account {
    /// The text of one field, if it is known.
    #[must_use]
    pub fn field(&self, field: Field) -> Option<&str> {
        match field {
            Field::Name => &self.name,
            Field::Handle => &self.handle,
            Field::Bio => &self.bio,
            Field::Location => &self.location,
            Field::Post => &self.post,
        }
        .as_deref()
    }
}

/// How the account stands to the reader. `None` means unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// They follow the reader.
    pub follows_you: Option<bool>,
    /// The reader follows them.
    pub followed: Option<bool>,
    /// The reader is told of all their posts.
    pub notified: Option<bool>,
    /// They spoke to the reader first, in the very post at hand.
    pub wrote_first: Option<bool>,
}
