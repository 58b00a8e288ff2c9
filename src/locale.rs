//! Every message shown to the reader, as an enum: a message without a
//! translation is a failing test. The words are in `extension/_locales`.

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
    /// They ask professionals to stay away.
    SaidBoundary = "saidBoundary",
    /// They speak from experience.
    SaidExperience = "saidExperience",
    /// They speak from experience and as a colleague.
    SaidColleague = "saidColleague",
    /// Firm, follow: is there a need.
    AskFirmFollowNeed = "askFirmFollowNeed",
    /// Firm, follow: what would they hear.
    AskFirmFollowHear = "askFirmFollowHear",
    /// Firm, reply: is there a need.
    AskFirmReplyNeed = "askFirmReplyNeed",
    /// Firm, reply: what would they hear.
    AskFirmReplyHear = "askFirmReplyHear",
    /// Follow: invited or only able.
    AskFollowInvited = "askFollowInvited",
    /// Follow: how they would see it.
    AskFollowSeen = "askFollowSeen",
    /// Follow: could they use the reader's own service.
    AskFollowService = "askFollowService",
    /// Reply: whose space.
    AskReplySpace = "askReplySpace",
    /// Reply: who is it for.
    AskReplyFor = "askReplyFor",
    /// Reply: listening instead.
    AskReplyListen = "askReplyListen",
    /// Light: do they know each other here.
    AskLightKnown = "askLightKnown",
    /// Light: is it good for both.
    AskLightBoth = "askLightBoth",
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
    /// They speak from caring for somebody.
    SaidCarer = "saidCarer",
    /// The tag is a community's own.
    SaidSpace = "saidSpace",
    /// Firm, other acts: is there a need.
    AskFirmNeed = "askFirmNeed",
    /// Firm, other acts: what would they hear.
    AskFirmHear = "askFirmHear",
    /// Quote: who else will see it.
    AskQuoteAudience = "askQuoteAudience",
    /// Quote: could it be asked.
    AskQuoteAsked = "askQuoteAsked",
    /// Message: are they expecting it.
    AskMessageExpect = "askMessageExpect",
    /// Message: what if they use the reader's service.
    AskMessageBoundary = "askMessageBoundary",
    /// List: what its name says of them.
    AskListName = "askListName",
    /// List: they may be told.
    AskListKnow = "askListKnow",
    /// Notify: closer than following.
    AskNotifyWatch = "askNotifyWatch",
    /// Notify: would they be glad.
    AskNotifyWhy = "askNotifyWhy",
    /// Tag: whose space.
    AskTagWhose = "askTagWhose",
    /// Tag: does it need the tag.
    AskTagNeed = "askTagNeed",
    /// Heading before keeping a post.
    HeadingBookmark = "headingBookmark",
    /// Heading before copying a post's address.
    HeadingCopyLink = "headingCopyLink",
    /// Bookmark, copy link: what are the words for.
    AskKeepFor = "askKeepFor",
    /// Bookmark, copy link: where might they end up.
    AskKeepWhere = "askKeepWhere",
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
