//! Hears every gesture before X does and holds those that a question is to be
//! put about.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent, PointerEvent};

use super::boot::LOADER;
use super::dialog;
use super::{bridge, dom::Page};
use crate::message::{Ask, Note};
use crate::moment::Moment;
use crate::page::account;
use crate::page::action::{self, Door, Knock};
use crate::page::gesture::{Gesture, Heard, Key, Press, Then, Verdict};
use crate::page::{Dom, selectors as sel};
use crate::recognise;
use crate::reflect::{
    self, Answer, Aside, Decision, Excerpt, History, Kind, Pause, Step, View, You, policy,
    question, view,
};
use crate::settings::Mode;

#[derive(Default)]
struct Gate {
    gesture: Gesture,
    history: History,
    held: Option<Held>,
}

/// A gesture about which a question is to be put, or stands on the screen.
#[derive(Clone)]
struct Held {
    knock: Knock<Element>,
    pause: Pause,
    /// Their words that it rests on.
    words: Vec<Excerpt>,
    /// The reader, as the other will see them.
    you: Option<You>,
    /// The step and what "don't ask again" would be kept under, as numbers.
    step: Vec<u64>,
    mark: Vec<u64>,
    kind: Kind,
}

thread_local! {
    static GATE: RefCell<Gate> = RefCell::default();
}

/// Takes what was chosen and asked elsewhere.
pub fn learn(standing: &str) {
    GATE.with(|gate| {
        if let Ok(mut gate) = gate.try_borrow_mut() {
            gate.history.learn(standing);
        }
    });
}

fn now() -> Moment {
    Moment(LOADER.with(|loader| loader.now()))
}

fn note(note: &Note) {
    LOADER.with(|loader| loader.note(&note.written()));
}

/// Takes one event of this type that the browser marks as the user's own, and
/// says what is to become of it. It is held back by whoever called, once
/// nothing has failed.
pub fn hear(event: &Event, kind: &str) -> Verdict {
    dialog::leave_lost();
    let Some(heard) = heard(event, kind) else {
        return Verdict::Pass;
    };
    let outcome = GATE.with(|gate| {
        // Taken already only if the page moves the focus from within a getter
        // that its page-world reader calls: none of ours.
        let Ok(mut gate) = gate.try_borrow_mut() else {
            return None;
        };
        let Gate {
            gesture,
            history,
            held,
            ..
        } = &mut *gate;
        Some(gesture.hear(heard, |press| {
            *held = judge(event, press, history);
            held.is_some()
        }))
    });
    let Some((verdict, then)) = outcome else {
        return Verdict::Pass;
    };
    // The layer's own focus changes come back here as events, so nothing may
    // be borrowed from now on.
    match then {
        // A finger's click comes too late after its press for what it began.
        Then::Prepare if by_mouse(event) => dialog::prepare(),
        Then::Prepare | Then::Nothing => {}
        Then::LetGo => let_go(),
        Then::Ask => ask(),
        Then::Leave => dialog::leave(),
    }
    verdict
}

/// A press has ended. The click, if one follows, is judged anew, so nothing of
/// anybody's is kept until then.
fn let_go() {
    GATE.with_borrow_mut(|gate| gate.held = None);
    LOADER.with(|loader| loader.let_go());
}

fn by_mouse(event: &Event) -> bool {
    event.unchecked_ref::<PointerEvent>().pointer_type() == "mouse"
}

/// Reads the event into the gesture machine's terms.
fn heard(event: &Event, kind: &str) -> Option<Heard> {
    // What the browser itself sends by these names is such an event, and to ask
    // costs Firefox three microseconds each time.
    let mouse = event.unchecked_ref::<MouseEvent>();
    let plain = || mouse.button() == 0 && !mouse.alt_key();
    Some(match kind {
        "pointerdown" => Heard::PointerDown {
            plain: plain() && event.unchecked_ref::<PointerEvent>().is_primary(),
        },
        "pointercancel" => Heard::PointerCancel,
        "mousedown" => Heard::MouseDown {
            framed: LOADER.with(|loader| loader.stage() > 0),
        },
        "pointerup" => Heard::PointerUp,
        "mouseup" | "touchstart" | "touchend" => Heard::PressPart,
        "click" => Heard::Click {
            count: mouse.detail(),
            at: (mouse.screen_x(), mouse.screen_y()),
            plain: plain(),
            early: LOADER.with(|loader| loader.stage() == 1),
        },
        // Filling in a form sends some that are none.
        "keydown" => {
            let key = event.dyn_ref::<KeyboardEvent>()?;
            Heard::KeyDown(Key {
                name: key.key(),
                repeats: key.repeat(),
                sends: key.ctrl_key() || key.meta_key(),
                modified: key.ctrl_key() || key.alt_key() || key.meta_key() || key.is_composing(),
                shifted: key.shift_key(),
            })
        }
        "keypress" => Heard::KeyPress,
        "keyup" => Heard::KeyUp(event.dyn_ref::<KeyboardEvent>()?.key()),
        "focusin" => Heard::FocusIn,
        "focusout" => Heard::FocusOut,
        _ => return None,
    })
}

/// The question to put about this press, if there is one. This is the one
/// place where an account is read, and it is reached only by a press on a door.
fn judge(event: &Event, press: Press, history: &mut History) -> Option<Held> {
    let page = Page::here();
    // What is no element, has nothing around it either.
    let target = event.target()?.unchecked_into::<Element>();
    let at_target = || action::knock(&page, &target);
    let knock = match press {
        Press::Pointer => at_target()
            .filter(|knock| knock.door != Door::MessageBox)
            .filter(|knock| !opens_elsewhere(event, &page, &knock.control))?,
        // A key in a text box is typing, but for Enter in a conversation.
        Press::Enter => at_target().filter(|knock| knock.door != Door::ReplyBox)?,
        Press::Space => at_target().filter(|knock| !knock.door.is_box())?,
        Press::TabInto => at_target().filter(|knock| knock.door == Door::ReplyBox)?,
        Press::SendKey => action::send_key(&page, &target)?,
        Press::ReplyKey => action::reply_key(&page, &page.focused()?)?,
        Press::MessageKey => action::message_key(&page, page.focused().as_ref())?,
    };
    let action = knock.action();
    let now = now();
    let is_wanted = !history.is_quiet(now) && history.settings().actions.contains(&action);
    if !is_wanted || !history.may_read(now) {
        return None;
    }
    let told = bridge::ask(
        knock.around.as_ref().unwrap_or(&knock.control),
        &Ask {
            id: knock.id.clone(),
            handle: knock.handle.clone(),
        },
    );
    let reader = account::reader(&page, told.as_ref());
    if account::is_own(&page, &knock, told.as_ref()) || !history.is_for(reader.as_deref()) {
        return None;
    }
    let (account, relation) = account::account(&page, &knock, told.as_ref());
    let describes = history.settings().mode == Mode::Described;
    let reading = match describes {
        true => recognise::read(&account),
        false => recognise::read_declared(&account),
    };
    let kind = match &account.bio {
        Some(_) if describes => reflect::kind(&reading),
        _ => Kind::Unknown,
    };
    let numbers = history.step(action, &account);
    let step = Step {
        action,
        account: &account,
        relation,
    };
    match reflect::decide(&reading, &step, history, now) {
        Decision::LetThrough => {
            if history.passes(&numbers) && !policy::undoes(action, relation) {
                note(&Note::Through { action, kind });
            }
            None
        }
        Decision::Pause(pause) => Some(Held {
            words: view::excerpts(&step, &reading, pause.form, history.settings().role),
            you: account::you(&page, told.as_ref()),
            knock,
            pause,
            mark: history.mark(pause.form, &account, &reading),
            step: numbers,
            kind,
        }),
    }
}

/// Whether the click is the browser's own: a link opened in another tab or
/// window, where whatever it leads to is asked about.
fn opens_elsewhere(event: &Event, page: &Page, control: &Element) -> bool {
    let modified = event
        .dyn_ref::<MouseEvent>()
        .is_some_and(|click| click.ctrl_key() || click.meta_key() || click.shift_key());
    modified && page.matches(control, sel::LINK.css)
}

fn ask() {
    let asking = |gate: &Gate| {
        let settings = gate.history.settings();
        Some((gate.held.clone()?, settings.role, gate.history.last()))
    };
    let Some((held, role, last)) = GATE.with_borrow(asking) else {
        return;
    };
    if held.knock.door == Door::ReplyBox {
        // Tab has put the focus into the box already.
        blur(&held.knock.control);
    }
    let seed = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let question = question::choose(held.pause, role, seed, last);
    let view = View {
        pause: held.pause,
        question,
        seed,
        words: held.words,
        you: held.you,
    };
    let shown = dialog::open(&view, answered);
    let full = !held.pause.brief && held.pause.form != reflect::Form::Firm;
    GATE.with_borrow_mut(|gate| {
        if shown.is_some() {
            gate.history
                .asked(&held.step, full, question.number(), now());
        } else {
            gate.held = None;
            gate.gesture.closed(None, String::new());
        }
    });
    match shown {
        Some(()) => note(&Note::Asked {
            question: question.number(),
            full,
            step: held.step,
        }),
        // Nothing could be done better than what the reader wanted.
        None => drop(go_on(&held.knock)),
    }
}

/// The reader has answered. The answer stands even if the rest fails.
fn answered(answer: Answer) {
    let held = GATE.with_borrow_mut(|gate| gate.held.take());
    let is_lost = dialog::is_lost();
    dialog::close();
    GATE.with_borrow_mut(|gate| gate.gesture.closed(answer.at, answer.key.clone()));
    let Some(held) = held else {
        return;
    };
    // What comes after it may fail.
    let is_done = answer.goes_on && go_on(&held.knock).is_some();
    keep(&held, &answer);
    if !answer.goes_on {
        // A key by which a lost question is left would press the control.
        if !is_lost {
            return_focus(&held.knock);
        }
    } else if !is_done && dialog::say_gone(answered).is_some() {
        GATE.with_borrow_mut(|gate| gate.gesture.reopened());
    }
}

/// Remembers the answer, here and in the reader's own tallies.
fn keep(held: &Held, answer: &Answer) {
    GATE.with_borrow_mut(|gate| {
        gate.history.answered(answer.goes_on);
        match answer.aside {
            None => {}
            Some(Aside::NotNow) => gate.history.snooze(now()),
            Some(_) => gate.history.keep_mark(&held.mark),
        }
    });
    note(&Note::Answered {
        action: held.knock.action(),
        goes_on: answer.goes_on,
        purpose: answer.purpose,
        kind: held.kind,
    });
    if let Some(aside) = answer.aside {
        let mark = match aside {
            Aside::NotNow => Vec::new(),
            _ => held.mark.clone(),
        };
        note(&Note::Said { aside, mark });
    }
}

/// Does what the reader set out to do, once: on the control itself, or on the
/// one that X has put in its place; `None` if there is none any more.
fn go_on(knock: &Knock<Element>) -> Option<()> {
    let page = Page::here();
    let control = action::find_again(&page, knock)?;
    let control: HtmlElement = action::carries_out(&page, knock.door, control)?
        .dyn_into()
        .ok()?;
    // A text box that cannot take the focus is no worse off for the click.
    let _ = control.focus();
    control.click();
    Some(())
}

fn return_focus(knock: &Knock<Element>) {
    // Focus in a reply's text box is the very step that was left.
    if knock.door == Door::ReplyBox {
        return;
    }
    if let Some(control) = knock.control.dyn_ref::<HtmlElement>() {
        // A control that has gone leaves the focus where the browser put it.
        let _ = control.focus();
    }
}

fn blur(control: &Element) {
    if let Some(control) = control.dyn_ref::<HtmlElement>() {
        // A box that keeps the focus loses it to the dialog a moment later.
        let _ = control.blur();
    }
}
