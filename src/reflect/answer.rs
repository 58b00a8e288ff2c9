//! What the reader may answer to a pause.

use crate::page::gesture::Place;
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

/// What the reader chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// *Go on*, or else *Leave it*.
    pub goes_on: bool,
    /// What for, if they said.
    pub purpose: Option<Purpose>,
    /// What they chose in the menu, if anything.
    pub aside: Option<Aside>,
    /// Where they clicked, if a pointer gave the answer.
    pub at: Option<Place>,
    /// The key that was down as they gave it; empty if none was.
    pub key: String,
}
