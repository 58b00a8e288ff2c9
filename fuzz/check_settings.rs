//! A file of settings, or what storage holds, or what an organisation sets:
//! whatever it is, what comes of it makes sense, and is kept as it was taken.
//! Shared with `tests/fuzz.rs`, which also reads the seeds.

use knock_first::keep::{Kept, settle};
use knock_first::message::{Outcome, Task};
use knock_first::moment::Moment;
use knock_first::reflect::Standing;
use knock_first::settings::{LARGEST_RATION, MONTHS, MOST_ACCOUNTS, Settings};
use knock_first::value::json;

const NOW: Moment = Moment(1_795_000_000_000.0);

/// Panics unless all of that holds.
pub fn check(text: &str) {
    is_taken_as_a_file(text);
    is_read_from_storage(text);
    Standing::default().update(text);
    if let Some(task) = Task::read(text) {
        assert_eq!(Task::read(&task.written()), Some(task));
    }
    let outcome = Outcome::read(text);
    let _ = Outcome::read(&outcome.written());
}

fn is_taken_as_a_file(text: &str) {
    let mut kept = Kept::default();
    let task = Task::Import(text.to_owned());
    assert_eq!(Task::read(&task.written()).as_ref(), Some(&task));
    let mut session = Standing::default();
    let outcome = kept.perform(&task, &mut session, &settle(&[], &[]), NOW);
    if let Outcome::Refused(faults) = &outcome {
        let lines = text.matches('\n').count() + 1;
        assert!(faults.iter().all(|fault| fault.line as usize <= lines));
    }
    // Whatever was taken is what it can be, and nobody is told otherwise later.
    let settled = settle(&kept.settings, &[]);
    assert_eq!(settled.refused, [], "after {text:?}");
    make_sense(&settled.settings);
    // A file of ours is taken in again as it is.
    let mut again = Kept::default();
    let file = Task::Import(kept.exported());
    let done = again.perform(&file, &mut session, &settle(&[], &[]), NOW);
    assert_eq!(done, Outcome::Done);
    assert_eq!(settle(&again.settings, &[]).settings, settled.settings);
}

fn is_read_from_storage(text: &str) {
    let Some(found) = json::read_value(text) else {
        return;
    };
    let written = json::written_value(&found);
    let again = json::read_value(&written);
    assert!(again.is_some(), "{written:?} is not read again");
    // The same text as storage, as the reader's settings, and as a policy.
    let entries = found.entries();
    for settled in [
        settle(entries, &[]),
        settle(&[], entries),
        settle(entries, entries),
    ] {
        make_sense(&settled.settings);
    }
    let mut kept = Kept::read(&found);
    kept.tidy(12, NOW);
    let stored = knock_first::value::Value::Map(kept.written());
    assert_eq!(Kept::read(&stored), kept, "of {text:?}");
    let settings = settle(&kept.settings, &[]).settings;
    let mut standing = Standing::default();
    standing.update(&kept.standing(&settings, NOW).kept());
    assert_eq!(standing.marks, kept.standing(&settings, NOW).marks);
    make_sense(&standing.settings);
}

fn make_sense(settings: &Settings) {
    assert!(settings.ration <= LARGEST_RATION);
    assert!(MONTHS.contains(&settings.keep_months));
    assert!(settings.accounts.len() <= MOST_ACCOUNTS);
    for account in &settings.accounts {
        let is_handle_byte = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'_';
        assert!(account.bytes().all(is_handle_byte), "{account:?}");
    }
    let mut actions = settings.actions.clone();
    actions.dedup();
    assert_eq!(actions, settings.actions);
}
