//! What somebody chose, for themselves alone: as parts to be shown and as a
//! text to be saved. Nobody is named in it, and nothing is counted up.

use super::pack::{Guidance, Scenario, Step};
use super::run::{Choice, Made, Run};

/// One scenario in which something was chosen.
#[derive(Debug)]
pub struct Part<'r> {
    /// Which.
    pub scenario: &'r Scenario,
    /// The steps at which something was chosen, and what.
    pub steps: Vec<(&'r Step, Made)>,
}

/// The words around the choices, in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// What the summary is called.
    pub title: String,
    /// That it is theirs alone.
    pub private: String,
    /// They left it.
    pub left: String,
    /// They went on.
    pub went: String,
    /// The tool had asked.
    pub asked: String,
    /// The tool had not asked.
    pub unasked: String,
    /// What there is to think about.
    pub think: String,
    /// The guidance that it touches.
    pub guidance: String,
    /// Whether the scenario's Welsh is wanted.
    pub is_welsh: bool,
}

impl Words {
    /// What was chosen, in words.
    #[must_use]
    pub fn of(&self, made: Made) -> [&str; 2] {
        let choice = match made.choice {
            Choice::Left => &self.left,
            Choice::Went => &self.went,
        };
        let asked = if made.asked {
            &self.asked
        } else {
            &self.unasked
        };
        [choice, asked]
    }
}

/// What was chosen, by scenario.
#[must_use]
pub fn parts(run: &Run) -> Vec<Part<'_>> {
    let all = run.scenarios().iter().enumerate();
    let parts = all.map(|(at, scenario)| {
        let made = scenario.steps.iter().zip(run.made_in(at));
        let steps = made.filter_map(|(step, made)| Some((step, (*made)?)));
        Part {
            scenario,
            steps: steps.collect(),
        }
    });
    parts.filter(|part| !part.steps.is_empty()).collect()
}

/// A paragraph of guidance, as people cite it.
#[must_use]
pub fn cited(guidance: &Guidance) -> String {
    let Guidance {
        body,
        title,
        year,
        paragraph,
        ..
    } = guidance;
    let mut cited = [body, " (", &year.to_string(), ") ", title].concat();
    if let Some(paragraph) = paragraph {
        cited.push_str(", ");
        cited.push_str(paragraph);
    }
    cited
}

/// All of it as a text.
#[must_use]
pub fn written(run: &Run, words: &Words) -> String {
    let mut text = String::new();
    let mut say = |parts: &[&str]| {
        for part in parts {
            text.push_str(part);
        }
        // Also where it is opened with an editor of old.
        text.push_str("\r\n");
    };
    say(&[&words.title]);
    say(&[&words.private]);
    for Part { scenario, steps } in parts(run) {
        say(&[]);
        say(&["== ", scenario.title.spoken(words.is_welsh), " =="]);
        for (step, made) in steps {
            let [choice, asked] = words.of(made);
            say(&["- ", step.say.spoken(words.is_welsh)]);
            say(&["  ", choice, " ", asked]);
        }
        say(&[&words.think]);
        for question in &scenario.discussion {
            say(&["- ", question.spoken(words.is_welsh)]);
        }
        say(&[&words.guidance]);
        for guidance in &scenario.guidance {
            say(&["- ", &cited(guidance)]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::pack::{Line, Text};
    use super::super::run::{Cue, Mode};
    use super::*;

    fn line(text: &str) -> Line {
        Line {
            en: text.into(),
            cy: ["cy ", text].concat(),
            ..Line::default()
        }
    }

    fn text(text: &str) -> Text {
        let Line { en, cy, .. } = line(text);
        Text {
            en,
            cy,
            ..Text::default()
        }
    }

    fn scenario(title: &str) -> Scenario {
        let step = |say: &str| Step {
            say: text(say),
            ..Step::default()
        };
        Scenario {
            title: line(title),
            steps: vec![step("Follow Fern?"), step("Reply to Fern?")],
            discussion: vec![text("Whose space is it?")],
            guidance: vec![Guidance {
                body: "NMC".into(),
                title: "The Code".into(),
                year: 2018,
                paragraph: Some("20.10".into()),
                ..Guidance::default()
            }],
            ..Scenario::default()
        }
    }

    fn words(is_welsh: bool) -> Words {
        Words {
            title: "Summary".into(),
            private: "Yours alone.".into(),
            left: "Left.".into(),
            went: "Went on.".into(),
            asked: "Asked.".into(),
            unasked: "Not asked.".into(),
            think: "To think about:".into(),
            guidance: "Guidance:".into(),
            is_welsh,
        }
    }

    #[test]
    fn what_was_chosen_is_told_and_nothing_of_what_was_not() {
        let mut run = Run::new(vec![scenario("One"), scenario("Two")], Mode::Alone);
        assert!(parts(&run).is_empty());
        run.cue(Cue::Begin(1));
        run.cue(Cue::Next);
        let made = |choice, asked| Cue::Made(Made { choice, asked });
        run.cue(made(Choice::Left, true));
        assert_eq!(parts(&run).len(), 1);
        let english = written(&run, &words(false));
        let expected = "Summary\r\nYours alone.\r\n\r\n== Two ==\r\n- Follow Fern?\r\n  Left. Asked.\r\n\
            To think about:\r\n- Whose space is it?\r\nGuidance:\r\n- NMC (2018) The Code, 20.10\r\n";
        assert_eq!(english, expected);
        run.cue(made(Choice::Went, false));
        let welsh = written(&run, &words(true));
        assert!(welsh.contains("== cy Two =="), "{welsh}");
        assert!(
            welsh.contains("- cy Follow Fern?\r\n  Went on. Not asked."),
            "{welsh}"
        );
    }
}
