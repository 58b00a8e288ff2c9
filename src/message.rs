//! Every message between worlds.
//!
//! | from | to | message |
//! |---|---|---|
//! | core | page-world reader | an [`Ask`], as the detail of a `CustomEvent` |
//! | page-world reader | core | a [`Told`], as JSON likewise; untrusted, so every text is bounded and checked where it is used |
//! | popup | content script | the word `status`; answered with the name of a [`Status`] |
//! | popup | content script | the word `look`: see what of the page is still seen; answered once that is kept |
//! | content script | background | the word `options`: open the settings |
//! | content script | background | the word `refused`: this browser session's pages forbid WebAssembly |
//! | content script | background | `{sight}`: names of [signs](crate::page::sight::Sign), each with `+` if seen and `-` if not, with a space between; answered once they are kept |

/// Longest answer read from the page-world reader, in UTF-16 units.
pub const LONGEST_ANSWER: u32 = 64 * 1024;

/// Which account the page-world reader should look for at the event's node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Numeric id, if the control carries one.
    pub id: Option<String>,
    /// Handle, if the page names one.
    pub handle: Option<String>,
}

impl Ask {
    /// Id and handle with a space between, either of them empty when unknown.
    /// Neither can hold a space itself.
    #[must_use]
    pub fn written(&self) -> String {
        let mut written = self.id.clone().unwrap_or_default();
        written.push(' ');
        written.push_str(self.handle.as_deref().unwrap_or_default());
        written
    }
}

/// The page-world reader's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The account asked about, if it was found.
    pub user: Option<User>,
    /// The reader's own handle, if the page's store has it.
    pub own_handle: Option<String>,
    /// The reader's own account, likewise: its name and its bio.
    pub own: Option<User>,
}

/// One account as the page's own data has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// Numeric id.
    pub id: Option<String>,
    /// Handle without `@`.
    pub handle: Option<String>,
    /// Display name.
    pub name: Option<String>,
    /// Profile text as its owner wrote it.
    pub bio: Option<String>,
    /// Profile location.
    pub location: Option<String>,
    /// Whether they follow the reader.
    pub followed_by: Option<bool>,
    /// Whether the reader follows them.
    pub following: Option<bool>,
    /// Whether the reader is told of all their posts.
    pub notifications: Option<bool>,
}

/// What the content script says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not started yet: it starts at the first gesture.
    Waiting,
    /// Working, as WebAssembly.
    Wasm,
    /// Working, as its translation to JavaScript.
    Translation,
    /// Could not start, or failed twice: the page is left alone.
    Failed,
    /// The extension was updated or removed while the page was open.
    Stopped,
}

impl Status {
    /// The status by the name the loader gives it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "waiting" => Self::Waiting,
            "wasm" => Self::Wasm,
            "translation" => Self::Translation,
            "failed" => Self::Failed,
            "stopped" => Self::Stopped,
            _ => return None,
        })
    }
}
