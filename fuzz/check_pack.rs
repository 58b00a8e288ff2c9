//! What must be true of whatever is read as a pack of scenarios. Shared with
//! `tests/pack.rs`, which also reads the seeds.

use knock_first::practice::pack::{Fault, LONGEST, Pack, Post, Wrong, read};

/// Reads a pack. Panics unless the answer is the same the next time, names
/// lines that are there, and lets in nobody who was not declared invented.
pub fn check(input: &str) {
    let answer = read(input);
    assert_eq!(read(input), answer, "another answer to {input:?}");
    match answer {
        Ok(pack) => check_pack(&pack, input),
        Err(faults) => check_faults(&faults, input),
    }
}

fn check_faults(faults: &[Fault], input: &str) {
    assert!(!faults.is_empty(), "refused for nothing: {input:?}");
    assert!(faults.is_sorted_by_key(|fault| fault.line), "{faults:?}");
    let lines = input.split('\n').count() as u32;
    for fault in faults {
        assert!((1..=lines).contains(&fault.line), "{fault:?} of {input:?}");
        assert!(!fault.to_string().is_empty());
        assert_eq!(fault.what == Wrong::TooLong, input.len() > LONGEST);
    }
}

fn check_pack(pack: &Pack, input: &str) {
    assert!(!pack.scenarios.is_empty());
    for scenario in &pack.scenarios {
        let is_invented = |name: &str| {
            let mut invented = scenario.invented.iter();
            invented.any(|one| one.eq_ignore_ascii_case(name))
        };
        let reader = [&scenario.reader.handle, &scenario.reader.name];
        let people = scenario.accounts.iter();
        let people = people.flat_map(|one| [&one.handle, &one.name]);
        for name in people.chain(reader) {
            assert!(is_invented(name), "{name} of {input:?}");
        }
        for step in &scenario.steps {
            let mut accounts = scenario.accounts.iter();
            assert!(
                accounts.any(|one| one.handle.eq_ignore_ascii_case(&step.account))
                    || scenario.reader.handle.eq_ignore_ascii_case(&step.account)
            );
            let post = step.post.as_ref();
            assert!(post.is_none_or(|id| scenario.post(id).is_some()));
        }
        for post in &scenario.posts {
            // Both ways lead to an end.
            for way in [
                |post: &Post| post.answers.clone(),
                |post: &Post| post.quotes.clone(),
            ] {
                let mut next = way(post);
                for _ in 0..scenario.posts.len() {
                    next = next.and_then(|id| way(scenario.post(&id).expect("it is there")));
                }
                assert_eq!(next, None, "a ring in {input:?}");
            }
        }
    }
}
