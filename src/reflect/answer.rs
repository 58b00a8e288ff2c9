//! What the reader may answer to a pause.

macro_rules! named {
    ($($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $one:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$each])* $one,)*
        }

        impl $name {
            /// The one by this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $($text => Some($name::$one),)*
                    _ => None,
                }
            }
        }
    )*};
}

named! {
    /// Why the reader would go on; never needed.
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
        Unsure = "unsure",
    }

    /// What the reader said about being asked, besides the answer.
    Aside {
        /// Not to be asked about this account again, for a while.
        DontAskAgain = "mark",
        /// The words were read wrongly.
        Wrong = "wrong",
        /// Not to be asked for an hour.
        NotNow = "later",
    }
}
