//! A session of practice: which scenario, which step, what was chosen, and what
//! of it is on the screen. No clock is in it, and nothing is kept of it.

use super::pack::{Scenario, Step};

/// What somebody did at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// They left it.
    Left,
    /// They went on.
    Went,
}

/// A choice, and whether the tool had asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// What was chosen.
    pub choice: Choice,
    /// Whether a question stood before it.
    pub asked: bool,
}

/// Who practises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Somebody by themselves: what follows a choice is seen once it is made.
    #[default]
    Alone,
    /// A group, led by somebody who may show either side at any time.
    Group,
}

impl Mode {
    /// The name that the page has for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mode::Alone => "alone",
            Mode::Group => "group",
        }
    }
}

/// What is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// All scenarios.
    #[default]
    List,
    /// A scenario's aims and its scene.
    Opening,
    /// A step of it, counted from nought.
    Step(usize),
    /// What there is to talk about.
    End,
    /// What was chosen, for whoever chose it.
    Summary,
}

/// What is shown of what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Nothing yet.
    #[default]
    Nothing,
    /// What follows one choice.
    One(Choice),
    /// What follows either, beside each other.
    Both,
}

/// What somebody asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// On: to what follows, then to the next step.
    Next,
    /// A step back.
    Back,
    /// Both sides of a step, or only one again.
    Compare,
    /// Covers the screen, or uncovers it.
    Cover,
    /// All scenarios.
    List,
    /// What was chosen.
    Summary,
    /// A scenario from its beginning.
    Begin(usize),
    /// A choice was made at the step that is shown.
    Made(Made),
}

/// A session.
#[derive(Debug, Default)]
pub struct Run {
    scenarios: Vec<Scenario>,
    /// What was chosen last, by scenario and step.
    made: Vec<Vec<Option<Made>>>,
    at: usize,
    mode: Mode,
    place: Place,
    shown: Shown,
    is_covered: bool,
    is_through: bool,
}

impl Run {
    /// A session with these scenarios, at their list.
    #[must_use]
    pub fn new(scenarios: Vec<Scenario>, mode: Mode) -> Self {
        let none = |scenario: &Scenario| vec![None; scenario.steps.len()];
        Self {
            made: scenarios.iter().map(none).collect(),
            scenarios,
            mode,
            ..Self::default()
        }
    }

    /// Every scenario.
    #[must_use]
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// The scenario that is shown or was last.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenarios.get(self.at)
    }

    /// The step that is shown.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        match self.place {
            Place::Step(step) => self.scenario()?.steps.get(step),
            _ => None,
        }
    }

    /// What was chosen at the step that is shown.
    #[must_use]
    pub fn made(&self) -> Option<Made> {
        match self.place {
            Place::Step(step) => *self.made.get(self.at)?.get(step)?,
            _ => None,
        }
    }

    /// What was chosen at each step of a scenario.
    #[must_use]
    pub fn made_in(&self, scenario: usize) -> &[Option<Made>] {
        self.made.get(scenario).map_or(&[], Vec::as_slice)
    }

    /// Whether anything was chosen at all.
    #[must_use]
    pub fn has_made(&self) -> bool {
        self.made.iter().flatten().any(Option::is_some)
    }

    /// Who practises.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Changes who practises.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// What is on the screen.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// What is shown of what follows.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// Whether the screen is covered.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.is_covered
    }

    /// Whether a scenario was gone through: something was chosen at each of its
    /// steps, or a group came to its end.
    #[must_use]
    pub fn is_through(&self) -> bool {
        self.is_through
    }

    /// Whether there is a way on: by themselves people choose first.
    #[must_use]
    pub fn may_go_on(&self) -> bool {
        match self.place {
            Place::Opening => true,
            Place::Step(_) => self.mode == Mode::Group || self.shown != Shown::Nothing,
            _ => false,
        }
    }

    /// Does what is asked for. Says whether the timeline begins anew: at
    /// another step, and when what follows is taken back.
    pub fn cue(&mut self, cue: Cue) -> bool {
        let before = (self.at, self.place, self.shown);
        // Whoever presses anything wants to see again, and no more than that.
        if core::mem::take(&mut self.is_covered) {
            return false;
        }
        match cue {
            Cue::Next => self.next(),
            Cue::Back => self.back(),
            Cue::Compare => self.compare(),
            Cue::Cover => self.is_covered = self.mode == Mode::Group,
            Cue::List => self.go(Place::List),
            Cue::Summary => self.go(Place::Summary),
            Cue::Begin(at) => self.begin(at),
            Cue::Made(made) => self.make(made),
        }
        let is_step = matches!(self.place, Place::Step(_));
        let (at, place, shown) = before;
        let is_taken_back = self.shown == Shown::Nothing && shown != Shown::Nothing;
        is_step && ((at, place) != (self.at, self.place) || is_taken_back)
    }

    fn go(&mut self, place: Place) {
        self.place = place;
        self.shown = Shown::Nothing;
    }

    fn begin(&mut self, at: usize) {
        if at < self.scenarios.len() {
            self.at = at;
            self.go(Place::Opening);
        }
    }

    fn steps(&self) -> usize {
        self.scenario().map_or(0, |scenario| scenario.steps.len())
    }

    fn next(&mut self) {
        if !self.may_go_on() {
            return;
        }
        match self.place {
            // A group sees both sides before it goes on.
            Place::Step(_) if self.mode == Mode::Group && self.shown != Shown::Both => {
                self.shown = Shown::Both;
            }
            Place::Step(step) if step + 1 < self.steps() => self.go(Place::Step(step + 1)),
            Place::Step(_) => {
                self.is_through = true;
                self.go(Place::End);
            }
            _ => self.go(Place::Step(0)),
        }
    }

    fn back(&mut self) {
        match self.place {
            Place::Step(_) if self.shown != Shown::Nothing => self.shown = Shown::Nothing,
            Place::Step(0) => self.go(Place::Opening),
            Place::Step(step) => self.go(Place::Step(step - 1)),
            Place::End => self.go(Place::Step(self.steps().saturating_sub(1))),
            _ => self.go(Place::List),
        }
    }

    fn compare(&mut self) {
        let choice = self.made().map(|made| made.choice);
        self.shown = match (self.place, self.shown) {
            (Place::Step(_), Shown::Both) => choice.map_or(Shown::Nothing, Shown::One),
            (Place::Step(_), _) if self.may_go_on() => Shown::Both,
            (_, shown) => shown,
        };
    }

    fn make(&mut self, made: Made) {
        if let Place::Step(step) = self.place
            && let Some(all) = self.made.get_mut(self.at)
            && let Some(place) = all.get_mut(step)
        {
            *place = Some(made);
            self.is_through |= all.iter().all(Option::is_some);
            self.shown = Shown::One(made.choice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(mode: Mode, steps: &[usize]) -> Run {
        let scenario = |steps: &usize| Scenario {
            steps: vec![Step::default(); *steps],
            ..Scenario::default()
        };
        Run::new(steps.iter().map(scenario).collect(), mode)
    }

    fn left() -> Cue {
        Cue::Made(Made {
            choice: Choice::Left,
            asked: true,
        })
    }

    #[test]
    fn alone_a_choice_comes_before_what_follows_it() {
        let mut run = run(Mode::Alone, &[1, 2]);
        run.cue(Cue::Begin(1));
        assert_eq!(run.place(), Place::Opening);
        assert!(run.cue(Cue::Next));
        assert_eq!(run.place(), Place::Step(0));
        for cue in [Cue::Next, Cue::Compare, Cue::Cover] {
            assert!(!run.cue(cue));
            assert_eq!((run.place(), run.shown()), (Place::Step(0), Shown::Nothing));
            assert!(!run.is_covered());
        }
        assert!(!run.cue(left()));
        assert_eq!(run.shown(), Shown::One(Choice::Left));
        run.cue(Cue::Compare);
        assert_eq!(run.shown(), Shown::Both);
        run.cue(Cue::Compare);
        assert_eq!(run.shown(), Shown::One(Choice::Left));
        assert!(run.cue(Cue::Next));
        assert_eq!(run.place(), Place::Step(1));
        run.cue(left());
        assert!(!run.cue(Cue::Next));
        assert_eq!(run.place(), Place::End);
        assert!(!run.may_go_on());
    }

    #[test]
    fn a_clicker_leads_a_group_through_and_back() {
        let mut run = run(Mode::Group, &[2]);
        run.cue(Cue::Begin(0));
        let mut seen = Vec::new();
        for _ in 0..5 {
            run.cue(Cue::Next);
            seen.push((run.place(), run.shown()));
        }
        let expected = [
            (Place::Step(0), Shown::Nothing),
            (Place::Step(0), Shown::Both),
            (Place::Step(1), Shown::Nothing),
            (Place::Step(1), Shown::Both),
            (Place::End, Shown::Nothing),
        ];
        assert_eq!(seen, expected);
        assert!(run.cue(Cue::Back));
        assert_eq!(run.place(), Place::Step(1));
        assert!(run.cue(Cue::Back));
        assert_eq!(run.place(), Place::Step(0));
        run.cue(Cue::Compare);
        assert!(run.cue(Cue::Back), "what follows is taken back");
        assert_eq!((run.place(), run.shown()), (Place::Step(0), Shown::Nothing));
        assert!(!run.cue(Cue::Back));
        assert_eq!(run.place(), Place::Opening);
        run.cue(Cue::Back);
        assert_eq!(run.place(), Place::List);
    }

    #[test]
    fn a_scenario_is_gone_through_when_its_last_choice_is_made() {
        let mut run = run(Mode::Alone, &[1, 2]);
        run.cue(Cue::Begin(1));
        run.cue(Cue::Next);
        run.cue(left());
        for cue in [Cue::Summary, Cue::List, Cue::Begin(1), Cue::Next, left()] {
            run.cue(cue);
            assert!(!run.is_through(), "one of its two steps is not");
        }
        run.cue(Cue::Next);
        run.cue(left());
        assert!(run.is_through());
        run.cue(Cue::Begin(0));
        assert!(run.is_through(), "and stays so");
    }

    #[test]
    fn a_group_has_gone_through_a_scenario_at_its_end() {
        let mut run = run(Mode::Group, &[1]);
        run.cue(Cue::Begin(0));
        for _ in 0..2 {
            run.cue(Cue::Next);
            assert!(!run.is_through());
        }
        run.cue(Cue::Next);
        assert_eq!(run.place(), Place::End);
        assert!(run.is_through());
    }

    #[test]
    fn whatever_uncovers_the_screen_does_nothing_else() {
        let mut run = run(Mode::Group, &[1]);
        run.cue(Cue::Begin(0));
        run.cue(Cue::Next);
        for cue in [Cue::Cover, Cue::Next, Cue::Back] {
            assert!(!run.cue(Cue::Cover));
            assert!(run.is_covered());
            assert!(!run.cue(cue));
            assert_eq!((run.place(), run.is_covered()), (Place::Step(0), false));
        }
    }

    #[test]
    fn the_last_choice_counts_and_only_at_a_step() {
        let mut run = run(Mode::Alone, &[1]);
        run.cue(left());
        assert!(!run.has_made());
        run.cue(Cue::Begin(0));
        run.cue(Cue::Next);
        run.cue(left());
        let went = Made {
            choice: Choice::Went,
            asked: false,
        };
        assert!(run.cue(Cue::Back));
        run.cue(Cue::Made(went));
        assert_eq!(run.made(), Some(went));
        assert_eq!(run.made_in(0), [Some(went)]);
        assert_eq!(run.made_in(7), []);
    }

    #[test]
    fn a_scenario_that_is_not_there_is_not_begun() {
        let mut run = run(Mode::Alone, &[]);
        run.cue(Cue::Begin(0));
        assert_eq!(run.place(), Place::List);
        assert!(run.scenario().is_none());
        for cue in [Cue::Next, Cue::Back, Cue::Compare, Cue::Summary, Cue::List] {
            run.cue(cue);
        }
        assert_eq!(run.place(), Place::List);
    }
}
