//! Every message shown to the reader, as an enum: a message without a
//! translation is a failing test. The words are in `extension/_locales`.
//! Questions and the wordings of what was read are too many for it; they are
//! known by their keys alone, see [`question`](crate::reflect::question). So
//! are the fixed texts of the dialog, which its template names: the build looks
//! each of them up.

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// What a message is known by: its key, or its code in what ships. A key
/// without a message stays what it is, and a test finds it.
const fn known_by(key: &'static str) -> &'static str {
    let mut at = 0;
    while at < CODES.len() {
        if same(CODES[at].0.as_bytes(), key.as_bytes()) {
            return CODES[at].1;
        }
        at += 1;
    }
    key
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// One message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Message {
            $($(#[$doc])* $name,)*
        }

        impl Message {
            /// Every message.
            pub const ALL: &[Message] = &[$(Message::$name),*];

            /// Its key in `messages.json`; in what ships, the code that
            /// stands there instead.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Message::$name => const { known_by($key) },)* }
            }
        }
    };
}

messages! {
    /// The language the messages are in, as a BCP 47 tag.
    Language = "language",
    /// Heading before a follow.
    HeadingFollow = "headingFollow",
    /// Heading before a reply.
    HeadingReply = "headingReply",
    /// Heading before a quote.
    HeadingQuote = "headingQuote",
    /// Heading before a message.
    HeadingMessage = "headingMessage",
    /// Heading before adding to a list.
    HeadingList = "headingList",
    /// Heading before asking to be told of every post.
    HeadingNotify = "headingNotify",
    /// Heading before a post into a community's tag.
    HeadingTag = "headingTag",
    /// Heading before keeping a post.
    HeadingBookmark = "headingBookmark",
    /// Heading before copying a post's address.
    HeadingCopyLink = "headingCopyLink",
    /// The button that leaves it.
    Leave = "leave",
    /// Heading of the notice that the control has gone.
    GoneHeading = "goneHeading",
    /// The notice that the control has gone.
    Gone = "gone",
    /// The button of a notice.
    Close = "close",
    /// Popup: waiting for the first gesture.
    StatusWaiting = "statusWaiting",
    /// Popup: working.
    StatusWorking = "statusWorking",
    /// Popup: could not start.
    StatusFailed = "statusFailed",
    /// Popup: the page is older than the extension.
    StatusStopped = "statusStopped",
    /// Popup: not on a page of X.
    StatusElsewhere = "statusElsewhere",
    /// Popup: no longer seen: posts.
    SightPosts = "sightPosts",
    /// Popup: no longer seen: reply icons.
    SightReplies = "sightReplies",
    /// Popup: no longer seen: the reply composer under a post.
    SightReplyBox = "sightReplyBox",
    /// Popup: no longer seen: the follow button of profiles.
    SightFollow = "sightFollow",
    /// Popup: no longer seen: follow buttons in lists.
    SightFollowInLists = "sightFollowInLists",
    /// Popup: no longer seen: the rows of lists.
    SightRows = "sightRows",
    /// Popup: no longer seen: what stands on profiles.
    SightProfile = "sightProfile",
    /// Popup: no longer seen: the box of a conversation.
    SightMessages = "sightMessages",
    /// Popup: no longer seen: X's list of keys.
    SightKeys = "sightKeys",
}
