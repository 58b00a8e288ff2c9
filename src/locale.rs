//! Every message shown to the reader, as an enum: a message without a
//! translation is a failing test. The words are in `extension/_locales`.
//! Questions and the wordings of what was read are too many for it; they are
//! known by their keys alone, see [`question`](crate::reflect::question).

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

            /// Its key in `messages.json`.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Message::$name => $key,)* }
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
    /// The button that leaves it.
    Leave = "leave",
    /// The button that goes on.
    GoOn = "goOn",
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
}
