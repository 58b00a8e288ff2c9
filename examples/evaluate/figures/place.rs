//! A simple guess at the nation or language of a row, so that the figures can
//! show whether some people are read worse than others. It looks for names of
//! places in the location, and for Welsh words in what is written; towns that
//! share a name go to the larger. England and the unknown are "elsewhere".

use knock_first::account::Account;

use super::words::{Phrase, table, words};

/// The groups, in the order they are shown.
pub const PLACES: [&str; 7] = [
    "in Welsh",
    "Wales",
    "Scotland",
    "Ireland",
    "United States",
    "Australia",
    "elsewhere",
];

/// So many different Welsh words make a row "in Welsh"; one or two are names.
const WELSH: usize = 3;

/// The names of places and the Welsh words.
pub struct Places {
    lists: Vec<(usize, Vec<Phrase>)>,
}

impl Places {
    /// Reads the data file.
    pub fn new() -> Self {
        let lists = table(include_str!("places.tsv"))
            .filter_map(|(name, phrases)| {
                let place = PLACES.iter().position(|place| *place == name)?;
                Some((place, phrases))
            })
            .collect();
        Self { lists }
    }

    /// Which of [`PLACES`].
    pub fn guess(&self, account: &Account) -> usize {
        let mut texts = [&account.name, &account.bio, &account.post]
            .into_iter()
            .flatten();
        if texts.any(|text| self.welsh(text) >= WELSH) {
            return 0;
        }
        let elsewhere = PLACES.len() - 1;
        let Some(location) = &account.location else {
            return elsewhere;
        };
        let words = words(location);
        let mut longest = (0, elsewhere);
        for (place, phrases) in self.lists.iter().filter(|(place, _)| *place > 0) {
            for phrase in phrases {
                let found = (0..words.len()).any(|at| phrase.at(&words, at));
                // The longest name wins: "Perth WA" is not Perth.
                if found && phrase.len() > longest.0 {
                    longest = (phrase.len(), *place);
                }
            }
        }
        longest.1
    }

    /// How many different Welsh words a text has.
    fn welsh(&self, text: &str) -> usize {
        let words = words(text);
        self.lists
            .iter()
            .filter(|(place, _)| *place == 0)
            .flat_map(|(_, phrases)| phrases)
            .filter(|phrase| (0..words.len()).any(|at| phrase.at(&words, at)))
            .count()
    }
}
