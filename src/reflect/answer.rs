//! What the reader may answer to a pause.

use crate::settings::named;

named! {
    /// Why the reader would go on; never asked for twice, never needed.
    Purpose {
        /// They know each other.
        Know = "know",
        /// The reader was asked.
        Asked = "asked",
        /// To answer a question.
        Answer = "answer",
        /// To learn.
        Learn = "learn",
        /// For research or teaching.
        Research = "research",
        /// Not sure.
        #[default]
        Unsure = "unsure",
    }
}

named! {
    /// What the reader said about being asked, besides the answer.
    Aside {
        /// Not to be asked about this account again, for a while.
        #[default]
        DontAskAgain = "mark",
        /// The words were read wrongly.
        Wrong = "wrong",
        /// Not to be asked by anybody's door for an hour.
        NotNow = "later",
    }
}
