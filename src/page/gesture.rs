//! Which events of a gesture X may see.
//!
//! A press reaches us as a train of events (pointerdown, mousedown, pointerup,
//! mouseup, click; or keydown, keypress, keyup) before X hears any of them.
//! This machine decides for each one whether it passes, and says when a held
//! gesture is complete and its question should be put. It knows no browser.
//!
//! Only events that the browser marks as the user's own come here. X's own
//! script clicks, and the click by which we go on, pass by untouched.

/// One event of a gesture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A pointer goes down. `plain` is false for other buttons than the first
    /// and with Alt, which X ignores.
    PointerDown {
        /// Whether X would act on it.
        plain: bool,
    },
    /// It goes up; a mouse's click follows at once or never.
    PointerUp,
    /// The browser takes the pointer away, for instance to scroll.
    PointerCancel,
    /// Other pointer, mouse and touch events of a press.
    PressPart,
    /// Mouse goes down: its default action moves the focus.
    MouseDown {
        /// Whether a question in a frame of its own stands, whose presses are
        /// heard there.
        framed: bool,
    },
    /// A click. `count` is 0 from a keyboard or assistive technology.
    Click {
        /// Which click of a double or triple click this is.
        count: i32,
        /// Where on the screen, in CSS pixels.
        at: Place,
        /// Whether X would act on it.
        plain: bool,
        /// Whether a question is still being drawn.
        early: bool,
    },
    /// A key goes down.
    KeyDown(Key),
    /// The key's character, for the few scripts that still listen to it.
    KeyPress,
    /// A key goes up.
    KeyUp(String),
    /// Focus moves to the element.
    FocusIn,
    /// Focus leaves.
    FocusOut,
}

/// A place on the screen, in CSS pixels: the question has a frame, and so a
/// window, of its own.
pub type Place = (i32, i32);

/// How far apart the clicks of a double click can be, in CSS pixels.
const DOUBLE_CLICK_REACH: u32 = 8;

/// A key that goes down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name, as in `KeyboardEvent.key`.
    pub name: String,
    /// Whether it repeats because it is held.
    pub repeats: bool,
    /// Whether Ctrl or Meta is down, with which Enter sends.
    pub sends: bool,
    /// Whether Ctrl, Alt or Meta is down, or a character is being composed.
    pub modified: bool,
    /// Whether Shift is down.
    pub shifted: bool,
}

/// How the event points at a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A pointer, on the element under it.
    Pointer,
    /// Enter, on the focused control; in the box of a conversation it sends.
    Enter,
    /// Space, on the focused control.
    Space,
    /// Ctrl or Command with Enter, in a composer.
    SendKey,
    /// X's shortcut for a reply, on the focused post.
    ReplyKey,
    /// X's shortcut for a message, on a profile.
    MessageKey,
    /// The focus moves in by Tab.
    TabInto,
}

/// What becomes of the event; the loader knows it by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// X hears it.
    Pass = 0,
    /// X does not hear it; the browser still does what it does by default.
    Hide = 1,
    /// X does not hear it and the browser does nothing either.
    Swallow = 2,
}

/// What happens besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// A press has gone down that brings the question if it ends where it began.
    Prepare,
    /// It has ended, so that no other event but a click brings it.
    LetGo,
    /// The question is put.
    Ask,
    /// The open question is answered with *Leave it*.
    Leave,
}

/// The answer for one event.
pub type Outcome = (Verdict, Then);

const PASS: Outcome = (Verdict::Pass, Then::Nothing);
const HIDE: Outcome = (Verdict::Hide, Then::Nothing);
const PREPARE: Outcome = (Verdict::Hide, Then::Prepare);
const LET_GO: Outcome = (Verdict::Hide, Then::LetGo);
const SWALLOW: Outcome = (Verdict::Swallow, Then::Nothing);

/// The state between the events of a gesture.
#[derive(Debug, Default)]
pub struct Gesture {
    /// A press that X must not see has begun.
    holding: bool,
    /// The question is on the screen.
    open: bool,
    /// A key that is down and whose further events are nobody's: the one that
    /// brought the question, or the one that answered it.
    spent: Option<String>,
    /// The key that is down while the question is open.
    down: Option<String>,
    /// Tab went down, so the next focus is the reader's own doing.
    tabbing: bool,
    /// Where the question was answered by a click, whose second half may follow.
    answered_at: Option<Place>,
}

impl Gesture {
    /// Takes one event. `holds` is asked only where the event points at what
    /// could be a door, and says whether there is a question to put there.
    pub fn hear(&mut self, heard: Heard, holds: impl FnOnce(Press) -> bool) -> Outcome {
        if self.open {
            self.hear_open(heard)
        } else {
            self.hear_closed(heard, holds)
        }
    }

    /// The question has been answered, by a click at that place if by a
    /// pointer, and its layer is gone. Of keys in its frame nothing is heard
    /// but that one was down.
    pub fn closed(&mut self, clicked: Option<Place>, key: String) {
        self.open = false;
        self.spent = Some(key)
            .filter(|key| !key.is_empty())
            .or(self.down.take())
            .or(self.spent.take());
        self.down = None;
        self.answered_at = clicked;
    }

    /// A notice stands where the question was.
    pub fn reopened(&mut self) {
        self.open = true;
    }

    fn hear_open(&mut self, heard: Heard) -> Outcome {
        match heard {
            Heard::KeyDown(key) => {
                if self.spent.as_ref() == Some(&key.name) || key.repeats {
                    return SWALLOW;
                }
                self.down = Some(key.name.clone());
                match key.name.as_str() {
                    "Escape" => (Verdict::Swallow, Then::Leave),
                    _ => HIDE,
                }
            }
            Heard::KeyPress if self.spent.is_some() => SWALLOW,
            Heard::KeyUp(name) => {
                self.down = None;
                if self.spent.as_ref() == Some(&name) {
                    self.spent = None;
                    return SWALLOW;
                }
                HIDE
            }
            // The dialog's buttons hear clicks themselves. The later clicks of
            // a double click began before the question was there, and until it
            // is drawn the page is not shut.
            Heard::Click { count, early, .. } if count > 1 || early => SWALLOW,
            Heard::Click { .. } => PASS,
            // Its default action would take the focus off the question.
            Heard::MouseDown { framed: true } => SWALLOW,
            _ => HIDE,
        }
    }

    fn hear_closed(&mut self, heard: Heard, holds: impl FnOnce(Press) -> bool) -> Outcome {
        match heard {
            Heard::PointerDown { plain } => {
                let holding = plain && holds(Press::Pointer);
                let was_holding = core::mem::replace(&mut self.holding, holding);
                match (was_holding, holding) {
                    (_, true) => PREPARE,
                    // Its end went unheard, as with a menu over the page.
                    (true, false) => (Verdict::Pass, Then::LetGo),
                    (false, false) => PASS,
                }
            }
            Heard::PointerCancel => {
                let was_holding = core::mem::take(&mut self.holding);
                if was_holding { LET_GO } else { PASS }
            }
            Heard::PointerUp if self.holding => LET_GO,
            Heard::PressPart if self.holding => HIDE,
            // Its default action would move the focus into the control.
            Heard::MouseDown { .. } if self.holding => SWALLOW,
            Heard::Click {
                count, at, plain, ..
            } => {
                self.holding = false;
                let answered_here = self
                    .answered_at
                    .take()
                    .is_some_and(|answer| near(answer, at));
                if answered_here && count > 1 {
                    return SWALLOW;
                }
                // Judged again: X may have put another account under the pointer.
                if plain && holds(Press::Pointer) {
                    self.ask(None)
                } else {
                    PASS
                }
            }
            Heard::KeyDown(key) => self.key_down(key, holds),
            Heard::KeyPress if self.spent.is_some() => SWALLOW,
            Heard::KeyUp(name) => {
                self.tabbing = false;
                if self.spent.as_ref() == Some(&name) {
                    self.spent = None;
                    return SWALLOW;
                }
                PASS
            }
            Heard::FocusIn if self.tabbing && holds(Press::TabInto) => {
                self.tabbing = false;
                self.ask(Some("Tab".to_owned()))
            }
            _ => PASS,
        }
    }

    fn key_down(&mut self, key: Key, holds: impl FnOnce(Press) -> bool) -> Outcome {
        if self.spent.as_ref() == Some(&key.name) && key.repeats {
            return SWALLOW;
        }
        // Its keyup went elsewhere, to the question's frame for instance.
        self.spent = None;
        self.tabbing = key.name == "Tab" && !key.modified;
        if key.repeats || (key.modified && !key.sends) {
            return PASS;
        }
        let press = match key.name.as_str() {
            "Enter" if key.sends => Press::SendKey,
            _ if key.modified => return PASS,
            // A new line in the box of a conversation.
            "Enter" if key.shifted => Press::Space,
            "Enter" => Press::Enter,
            " " => Press::Space,
            // With Caps Lock on the name is a capital; X takes it all the same.
            "r" | "R" if !key.shifted => Press::ReplyKey,
            "m" | "M" if !key.shifted => Press::MessageKey,
            _ => return PASS,
        };
        if holds(press) {
            self.ask(Some(key.name))
        } else {
            PASS
        }
    }

    fn ask(&mut self, key: Option<String>) -> Outcome {
        self.open = true;
        self.spent = key;
        self.down = None;
        (Verdict::Swallow, Then::Ask)
    }
}

fn near(one: Place, other: Place) -> bool {
    let reach = |a: i32, b: i32| a.abs_diff(b) <= DOUBLE_CLICK_REACH;
    reach(one.0, other.0) && reach(one.1, other.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASK: Outcome = (Verdict::Swallow, Then::Ask);

    fn key(name: &str) -> Heard {
        Heard::KeyDown(Key {
            name: name.into(),
            repeats: false,
            sends: false,
            modified: false,
            shifted: false,
        })
    }

    fn held_down(name: &str) -> Heard {
        Heard::KeyDown(Key {
            name: name.into(),
            repeats: true,
            sends: false,
            modified: false,
            shifted: false,
        })
    }

    fn up(name: &str) -> Heard {
        Heard::KeyUp(name.into())
    }

    fn click() -> Heard {
        Heard::Click {
            count: 1,
            at: (9, 9),
            plain: true,
            early: false,
        }
    }

    fn yes(_: Press) -> bool {
        true
    }

    fn no(_: Press) -> bool {
        false
    }

    fn never(press: Press) -> bool {
        panic!("asked about {press:?}")
    }

    #[test]
    fn x_sees_no_part_of_a_held_press() {
        let mut gesture = Gesture::default();
        assert_eq!(
            gesture.hear(Heard::PointerDown { plain: true }, yes),
            (Verdict::Hide, Then::Prepare)
        );
        assert_eq!(
            gesture.hear(Heard::MouseDown { framed: false }, never),
            SWALLOW
        );
        assert_eq!(
            gesture.hear(Heard::PointerUp, never),
            (Verdict::Hide, Then::LetGo)
        );
        assert_eq!(gesture.hear(Heard::PressPart, never), HIDE);
        assert_eq!(gesture.hear(click(), yes), ASK);
    }

    #[test]
    fn a_press_that_is_none_of_ours_passes_whole() {
        let mut gesture = Gesture::default();
        for heard in [
            Heard::PointerDown { plain: true },
            Heard::MouseDown { framed: false },
            Heard::PointerUp,
            Heard::PressPart,
            click(),
            key("Enter"),
            Heard::KeyPress,
            up("Enter"),
        ] {
            assert_eq!(gesture.hear(heard.clone(), no), PASS, "{heard:?}");
        }
    }

    #[test]
    fn presses_that_x_ignores_are_not_read() {
        let mut gesture = Gesture::default();
        assert_eq!(
            gesture.hear(Heard::PointerDown { plain: false }, never),
            PASS
        );
        assert_eq!(
            gesture.hear(
                Heard::Click {
                    count: 1,
                    at: (9, 9),
                    plain: false,
                    early: false
                },
                never
            ),
            PASS
        );
        let ctrl = Heard::KeyDown(Key {
            name: "r".into(),
            repeats: false,
            sends: true,
            modified: true,
            shifted: false,
        });
        assert_eq!(gesture.hear(ctrl, never), PASS);
        assert_eq!(gesture.hear(key("j"), never), PASS);
        assert_eq!(gesture.hear(Heard::FocusIn, never), PASS);
    }

    #[test]
    fn a_press_taken_away_to_scroll_asks_nothing() {
        let mut gesture = Gesture::default();
        gesture.hear(Heard::PointerDown { plain: true }, yes);
        assert_eq!(
            gesture.hear(Heard::PointerCancel, never),
            (Verdict::Hide, Then::LetGo)
        );
        assert_eq!(gesture.hear(Heard::PointerUp, never), PASS);
        assert_eq!(gesture.hear(Heard::PressPart, never), PASS);
    }

    #[test]
    fn a_press_whose_end_went_unheard_ends_with_the_next() {
        let mut gesture = Gesture::default();
        gesture.hear(Heard::PointerDown { plain: true }, yes);
        assert_eq!(
            gesture.hear(Heard::PointerDown { plain: true }, no),
            (Verdict::Pass, Then::LetGo)
        );
        assert_eq!(gesture.hear(Heard::PointerDown { plain: true }, no), PASS);
    }

    #[test]
    fn another_account_under_the_click_is_judged_afresh() {
        let mut gesture = Gesture::default();
        gesture.hear(Heard::PointerDown { plain: true }, no);
        assert_eq!(gesture.hear(click(), yes), ASK);
        let mut gesture = Gesture::default();
        gesture.hear(Heard::PointerDown { plain: true }, yes);
        assert_eq!(gesture.hear(click(), no), PASS);
    }

    #[test]
    fn the_key_that_asks_presses_nothing_in_the_question() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.hear(key("Enter"), yes), ASK);
        assert_eq!(gesture.hear(held_down("Enter"), never), SWALLOW);
        assert_eq!(gesture.hear(Heard::KeyPress, never), SWALLOW);
        assert_eq!(gesture.hear(up("Enter"), never), SWALLOW);
        assert_eq!(
            gesture.hear(key("Enter"), never),
            HIDE,
            "a new press is meant for the dialog"
        );
    }

    #[test]
    fn a_key_held_inside_the_question_presses_once() {
        let mut gesture = Gesture::default();
        gesture.hear(click(), yes);
        assert_eq!(gesture.hear(key(" "), never), HIDE);
        assert_eq!(gesture.hear(held_down(" "), never), SWALLOW);
    }

    #[test]
    fn the_closing_keys_other_events_stay_ours() {
        let mut gesture = Gesture::default();
        gesture.hear(click(), yes);
        assert_eq!(
            gesture.hear(key("Escape"), never),
            (Verdict::Swallow, Then::Leave)
        );
        gesture.closed(None, String::new());
        assert_eq!(gesture.hear(held_down("Escape"), never), SWALLOW);
        assert_eq!(gesture.hear(Heard::KeyPress, never), SWALLOW);
        assert_eq!(gesture.hear(up("Escape"), never), SWALLOW);
        assert_eq!(gesture.hear(key("Escape"), never), PASS);
    }

    #[test]
    fn the_key_that_answered_in_another_window_is_spent() {
        let mut gesture = Gesture::default();
        gesture.hear(key("r"), yes);
        gesture.closed(None, "Enter".into());
        assert_eq!(gesture.hear(held_down("Enter"), never), SWALLOW);
        assert_eq!(gesture.hear(up("Enter"), never), SWALLOW);
        assert_eq!(gesture.hear(up("r"), never), PASS);
    }

    #[test]
    fn until_the_question_is_drawn_no_click_is_heard() {
        let on = |early, count| Heard::Click {
            count,
            at: (9, 9),
            plain: true,
            early,
        };
        let mut gesture = Gesture::default();
        gesture.hear(click(), yes);
        for count in 0..3 {
            assert_eq!(gesture.hear(on(true, count), never), SWALLOW, "{count}");
        }
        assert_eq!(gesture.hear(on(false, 1), never), PASS);
        assert_eq!(gesture.hear(on(false, 0), never), PASS, "by a key");
        assert_eq!(gesture.hear(on(false, 2), never), SWALLOW);
    }

    #[test]
    fn a_press_beside_the_frame_leaves_the_focus_in_it() {
        let mut gesture = Gesture::default();
        gesture.hear(click(), yes);
        let down = |framed| Heard::MouseDown { framed };
        assert_eq!(gesture.hear(down(true), never), SWALLOW);
        assert_eq!(gesture.hear(down(false), never), HIDE);
        assert_eq!(gesture.hear(Heard::PressPart, never), HIDE);
    }

    #[test]
    fn a_spent_key_whose_keyup_was_lost_works_again() {
        let mut gesture = Gesture::default();
        gesture.hear(key("r"), yes);
        gesture.closed(None, String::new());
        assert_eq!(gesture.hear(key("r"), yes), ASK);
        gesture.closed(None, "Enter".into());
        assert_eq!(gesture.hear(key("j"), never), PASS);
        assert_eq!(gesture.hear(Heard::KeyPress, never), PASS, "another key's");
    }

    #[test]
    fn the_second_half_of_a_double_click_lands_nowhere() {
        let second = |at| Heard::Click {
            count: 2,
            at,
            plain: true,
            early: false,
        };
        let mut gesture = Gesture::default();
        gesture.hear(click(), yes);
        assert_eq!(gesture.hear(second((9, 9)), never), SWALLOW);
        gesture.closed(Some((50, 60)), String::new());
        assert_eq!(gesture.hear(second((51, 58)), never), SWALLOW);
        assert_eq!(gesture.hear(second((51, 58)), no), PASS);
        gesture.closed(Some((50, 60)), String::new());
        assert_eq!(
            gesture.hear(second((9, 9)), no),
            PASS,
            "another double tap elsewhere"
        );
    }

    #[test]
    fn tab_into_a_composer_asks_and_script_focus_does_not() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.hear(Heard::FocusIn, never), PASS);
        assert_eq!(gesture.hear(key("Tab"), never), PASS);
        assert_eq!(gesture.hear(Heard::FocusIn, yes), ASK);
    }
}
