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
    ($(#[$of:meta])* $kind:ident { $($(#[$doc:meta])* $name:ident = $key:literal,)* }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $kind {
            $($(#[$doc])* $name,)*
        }

        impl $kind {
            /// Every message.
            pub const ALL: &[$kind] = &[$($kind::$name),*];

            /// Its key in `messages.json`; in what ships, the code that
            /// stands there instead.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $($kind::$name => const { known_by($key) },)* }
            }
        }
    };
}

messages! {
/// One message.
Message {
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
    /// A second thought about following to learn.
    ThoughtLearn = "thoughtLearn",
    /// A second thought about following for research or teaching.
    ThoughtResearch = "thoughtResearch",
    /// What comes of not being asked about an account again.
    NotedMark = "notedMark",
    /// What comes of words that were read wrongly.
    NotedWrong = "notedWrong",
    /// What comes of not being asked for an hour.
    NotedLater = "notedLater",
}
}

messages! {
/// A message of the extension's own pages or of the toolbar button. What stands
/// there unchanged is named by the pages themselves, as `data-words`. In some,
/// `{}` stands for a value.
PageMessage {
    /// Popup: not started yet.
    StatusWaiting = "statusWaiting",
    /// Popup: working.
    StatusWorking = "statusWorking",
    /// Popup: could not start, or failed twice.
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
    /// State: on.
    StateOn = "stateOn",
    /// State: off.
    StateOff = "stateOff",
    /// State: paused until a time of day.
    StatePaused = "statePaused",
    /// State: paused until tomorrow.
    StateTomorrow = "stateTomorrow",
    /// State: something of X is not seen.
    StateUnseen = "stateUnseen",
    /// Beside a setting: who has set it.
    SetBy = "setBy",
    /// Beside a setting: who has set its start.
    SuggestedBy = "suggestedBy",
    /// Beside the months that counts are kept: who has set the most.
    MostSetBy = "mostSetBy",
    /// Whose words follow.
    HouseFrom = "houseFrom",
    /// What an organisation cannot see.
    HouseSees = "houseSees",
    /// The link to an organisation's social media policy.
    HouseLink = "houseLink",
    /// Whom to ask in an organisation.
    HouseAsk = "houseAsk",
    /// At the top of the settings: who has set some.
    SomeSetBy = "someSetBy",
    /// An organisation that does not say its name.
    Nameless = "nameless",
    /// A stored value of the reader's that was not taken.
    NotTakenOwn = "notTakenOwn",
    /// A value of an organisation's that was not taken.
    NotTakenPolicy = "notTakenPolicy",
    /// What was asked for is kept.
    KeptDone = "keptDone",
    /// What was asked for could not be kept.
    KeptNot = "keptNot",
    /// A choice was not taken.
    KeptRefused = "keptRefused",
    /// Of a file, some was not taken.
    KeptPartly = "keptPartly",
    /// A line of a file, and what is wrong there.
    AtLine = "atLine",
    /// Why not taken: no setting has this name.
    WhyUnknown = "whyUnknown",
    /// Why not taken: a later version's.
    WhyNewer = "whyNewer",
    /// Why not taken: not yes or no.
    WhyTruth = "whyTruth",
    /// Why not taken: not a number within the limits.
    WhyWithin = "whyWithin",
    /// Why not taken: not one of the names there are.
    WhyNamed = "whyNamed",
    /// Why not taken: not a list of actions.
    WhyActions = "whyActions",
    /// Why not taken: not a list of handles.
    WhyHandles = "whyHandles",
    /// Why not taken: not a short text.
    WhyText = "whyText",
    /// Why not taken: not an address that is linked to.
    WhyLink = "whyLink",
    /// Why not taken: not a list of settings.
    WhySettings = "whySettings",
    /// Why not taken: set by an organisation.
    WhyLocked = "whyLocked",
    /// Why not taken: cannot be read.
    WhyJson = "whyJson",
    /// Why not taken: too long.
    WhyLong = "whyLong",
    /// Popup: the last weeks in two counts.
    LatelyCounts = "latelyCounts",
    /// Popup: nothing was asked lately.
    LatelyNone = "latelyNone",
    /// How many marks there are.
    MarksCount = "marksCount",
    /// Sight: nothing was looked for yet.
    SightNever = "sightNever",
    /// Sight: all of it was seen, and the day.
    SightAll = "sightAll",
    /// Sight: some of it was not seen, and the day.
    SightSome = "sightSome",
    /// Mirror: left.
    CountLeft = "countLeft",
    /// Mirror: went on.
    CountOn = "countOn",
    /// Mirror: not asked.
    CountThrough = "countThrough",
    /// Mirror, a column: week.
    HeadWeek = "headWeek",
    /// Mirror, a column: what.
    HeadAct = "headAct",
    /// Mirror, a column: what for.
    HeadPurpose = "headPurpose",
    /// Mirror, a column: who.
    HeadWho = "headWho",
    /// Mirror, a column: how often.
    HeadCount = "headCount",
    /// An action: follow.
    ActFollow = "actFollow",
    /// An action: reply.
    ActReply = "actReply",
    /// An action: quote.
    ActQuote = "actQuote",
    /// An action: message.
    ActMessage = "actMessage",
    /// An action: list.
    ActList = "actList",
    /// An action: notify.
    ActNotify = "actNotify",
    /// An action: tag.
    ActTag = "actTag",
    /// An action: bookmark.
    ActBookmark = "actBookmark",
    /// An action: copy link.
    ActCopyLink = "actCopyLink",
    /// A purpose.
    PurposeKnow = "purposeKnow",
    /// A purpose.
    PurposeAsked = "purposeAsked",
    /// A purpose.
    PurposeAnswer = "purposeAnswer",
    /// A purpose.
    PurposeLearn = "purposeLearn",
    /// A purpose.
    PurposeResearch = "purposeResearch",
    /// A purpose.
    PurposeUnsure = "purposeUnsure",
    /// A kind: unknown.
    KindUnknown = "kindUnknown",
    /// A kind: professional.
    KindProfessional = "kindProfessional",
    /// A kind: organisation.
    KindOrganisation = "kindOrganisation",
    /// A kind: lived experience.
    KindLived = "kindLived",
    /// A kind: both.
    KindBoth = "kindBoth",
    /// A kind: other.
    KindOther = "kindOther",
    /// Mirror: a question under the picture.
    MirrorAskWho = "mirrorAskWho",
    /// Mirror: a question under the picture.
    MirrorAskLeft = "mirrorAskLeft",
    /// Mirror: a question under the picture.
    MirrorAskMissing = "mirrorAskMissing",
    /// Welcome: after Leave it in the try-out.
    TryLeft = "tryLeft",
    /// Welcome: after Go on in the try-out.
    TryOn = "tryOn",
    /// Practice: heading of the plainest scenarios.
    PracticeGrade1 = "practiceGrade1",
    /// Practice: heading of harder ones.
    PracticeGrade2 = "practiceGrade2",
    /// Practice: heading of the hardest.
    PracticeGrade3 = "practiceGrade3",
    /// Practice: a file was opened, with so many.
    PracticeOpened = "practiceOpened",
    /// Practice: a file was not opened.
    PracticeFaulty = "practiceFaulty",
    /// Practice: who one is in a scenario.
    PracticeYouAre = "practiceYouAre",
    /// Practice: the step, and of how many.
    PracticeStep = "practiceStep",
    /// Practice: what follows for the reader.
    PracticeYou = "practiceYou",
    /// Practice: what follows for the other.
    PracticeThem = "practiceThem",
    /// Practice: one side.
    PracticeIfLeft = "practiceIfLeft",
    /// Practice: the other side.
    PracticeIfWent = "practiceIfWent",
    /// Practice: it was left.
    PracticeLeft = "practiceLeft",
    /// Practice: they went on.
    PracticeWent = "practiceWent",
    /// Practice: the tool had asked.
    PracticeAsked = "practiceAsked",
    /// Practice: the tool had not asked.
    PracticeUnasked = "practiceUnasked",
    /// Practice: what there is to talk about.
    PracticeTalk = "practiceTalk",
    /// Practice: the guidance that is touched.
    PracticeGuidance = "practiceGuidance",
    /// Practice: the summary.
    PracticeSummary = "practiceSummary",
    /// Practice: that the summary is private.
    PracticePrivate = "practicePrivate",
    /// Practice: nothing was chosen yet.
    PracticeNone = "practiceNone",
    /// Invented timeline: its first page.
    StageHome = "stageHome",
    /// Invented timeline: a list of people.
    StagePeople = "stagePeople",
    /// Invented timeline: a post.
    StagePost = "stagePost",
    /// Invented timeline: follow.
    StageFollow = "stageFollow",
    /// Invented timeline: is followed.
    StageFollowing = "stageFollowing",
    /// Invented timeline: whom a post answers.
    StageAnswers = "stageAnswers",
    /// Invented timeline: an act was carried out.
    StageDone = "stageDone",
}
}
