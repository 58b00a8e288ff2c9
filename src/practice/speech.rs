//! What a scenario says, in the language that is wanted.

use super::pack::{Line, Text};

impl Line {
    /// In Welsh, or in English.
    #[must_use]
    pub fn spoken(&self, is_welsh: bool) -> &str {
        if is_welsh { &self.cy } else { &self.en }
    }
}

impl Text {
    /// In Welsh, or in English.
    #[must_use]
    pub fn spoken(&self, is_welsh: bool) -> &str {
        if is_welsh { &self.cy } else { &self.en }
    }
}
