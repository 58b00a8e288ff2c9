//! What the fuzzer makes of its input, and what must be true of any reading.
//! Shared with `tests/properties.rs`, which also reads the seeds.

use knock_first::account::Account;
use knock_first::recognise::{Evidence, Experience, Field, Reading, Reason, read};

/// Stands between the fields of an input: bio, post, name, handle, location.
/// Plain text is thus a bio.
const BETWEEN: char = '\u{1f}';

/// The account of an input. What is not there was not found on the page.
pub fn account(input: &str) -> Account {
    let mut fields = input.split(BETWEEN).map(str::to_owned);
    Account {
        id: None,
        bio: fields.next(),
        post: fields.next(),
        name: fields.next(),
        handle: fields.next(),
        location: fields.next(),
    }
}

/// Reads an account. Panics unless the reading is the same the next time, and
/// rests on words that are there.
pub fn check(account: &Account) {
    let reading = read(account);
    assert_eq!(read(account), reading, "another reading of {account:?}");
    for Evidence {
        field: of, span, ..
    } in evidence(&reading)
    {
        let text = field(account, *of);
        assert!(
            span.start < span.end && span.end <= text.len(),
            "{of:?} {span:?} is outside {account:?}"
        );
        assert!(
            text.get(span.clone()).is_some(),
            "{of:?} {span:?} cuts a letter of {account:?}"
        );
    }
    let reasons = |reason| reading.evidence.iter().any(|e| e.reason == reason);
    for (concluded, reason) in [
        (
            reading.experience == Experience::Stated,
            Reason::OwnExperience,
        ),
        (reading.professional, Reason::Profession),
        (reading.organisation, Reason::Organisation),
        (reading.carer, Reason::Caring),
    ] {
        assert!(
            !concluded || reasons(reason),
            "no words for {reason:?} in {account:?}"
        );
    }
    for boundary in &reading.boundaries {
        assert_eq!(boundary.evidence.reason, Reason::Boundary);
    }
    for invitation in &reading.invitations {
        assert_eq!(invitation.evidence.reason, Reason::Invitation);
    }
}

/// All the words a reading rests on.
fn evidence(reading: &Reading) -> impl Iterator<Item = &Evidence> {
    let boundaries = reading.boundaries.iter().map(|b| &b.evidence);
    let invitations = reading.invitations.iter().map(|i| &i.evidence);
    boundaries.chain(invitations).chain(&reading.evidence)
}

/// What an account has in a field.
pub fn field(account: &Account, field: Field) -> &str {
    let text = match field {
        Field::Name => &account.name,
        Field::Handle => &account.handle,
        Field::Bio => &account.bio,
        Field::Location => &account.location,
        Field::Post => &account.post,
    };
    text.as_deref().unwrap_or_default()
}
