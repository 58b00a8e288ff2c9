//! Plain words and phrases: what a keyword list sees. None of the product's
//! own reading of text is used here, so that the baselines owe it nothing.

/// One word of a text.
pub struct Word {
    /// As written.
    pub written: String,
    /// In small letters, without apostrophes.
    pub plain: String,
    /// Which sentence or slot it stands in.
    pub clause: usize,
}

/// Marks that end a sentence or a slot of a bio.
const ENDS: [char; 9] = ['.', '!', '?', ';', '|', '\n', '•', '·', '/'];

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut written = String::new();
    let mut clause = 0;
    // The mark after the end closes the last word.
    for c in text.chars().chain(['\n']) {
        if c.is_alphanumeric() || (matches!(c, '\'' | '’') && !written.is_empty()) {
            written.push(c);
            continue;
        }
        if !written.is_empty() {
            let plain = written.to_lowercase().replace(['\'', '’'], "");
            let written = std::mem::take(&mut written);
            words.push(Word {
                written,
                plain,
                clause,
            });
        }
        if ENDS.contains(&c) {
            clause += 1;
        }
    }
    words
}

/// Words in a row, from a data file.
pub struct Phrase {
    words: Vec<Word>,
    /// Counts only as written: `=DID` is no verb.
    exact: bool,
}

impl Phrase {
    /// A phrase of a data file; `=` in front means "in these capitals only".
    pub fn new(text: &str) -> Self {
        let exact = text.strip_prefix('=');
        Self {
            words: words(exact.unwrap_or(text)),
            exact: exact.is_some(),
        }
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it stands in the text at this word.
    pub fn at(&self, text: &[Word], start: usize) -> bool {
        text.get(start..start + self.len()).is_some_and(|found| {
            found.iter().zip(&self.words).all(|(found, wanted)| {
                if self.exact {
                    found.written == wanted.written
                } else {
                    found.plain == wanted.plain
                }
            })
        })
    }
}

/// The lines of a data file: a name, a tab, phrases separated by ` ; `.
/// Lines that begin with `#` are remarks.
pub fn table(text: &'static str) -> impl Iterator<Item = (&'static str, Vec<Phrase>)> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, phrases)| (name, phrases.split(" ; ").map(Phrase::new).collect()))
}
