//! Figures of the recogniser, and of two plain baselines, on labelled rows.
//!
//! A `mod.rs`, so that `tests/accuracy.rs` can take in the same code by path.
//!
//! | module | does |
//! |---|---|
//! | `rows` | a file in the codebook's format -> rows, or the line that is wrong |
//! | `words` | plain words and phrases, for everything that is not the product |
//! | `baseline` | a keyword list, with and without NegEx |
//! | `place` | a simple guess at a row's nation or language |
//! | `score` | right and wrong answers -> figures with intervals |
//! | `show` | figures -> JSON, text, or the page for the repository |

mod baseline;
mod place;
mod rows;
mod score;
mod show;
mod words;

use knock_first::recognise;
use score::{Answer, Score};

/// The figures of some files, and of all their rows together.
pub struct Measured {
    files: Vec<(String, Score)>,
    all: Score,
}

/// Reads every row of the files and scores all three recognisers on it.
///
/// # Errors
/// Names file and line of the first row that is not labelled as the codebook
/// asks.
pub fn measure(paths: &[String]) -> Result<Measured, String> {
    let keywords = baseline::Keywords::new();
    let places = place::Places::new();
    let mut measured = Measured {
        files: Vec::new(),
        all: Score::default(),
    };
    for path in paths {
        let mut score = Score::default();
        for row in rows::read(path)? {
            let reading = recognise::read(&row.account);
            let answers = [
                Answer::of(&reading),
                keywords.answer(&row.account, false),
                keywords.answer(&row.account, true),
            ];
            let place = places.guess(&row.account);
            score.add(&row, &reading, answers, place, row.id.clone());
            // Ids are unique in their file only.
            let id = format!("{path}:{}", row.id);
            measured.all.add(&row, &reading, answers, place, id);
        }
        measured.files.push((path.clone(), score));
    }
    Ok(measured)
}
