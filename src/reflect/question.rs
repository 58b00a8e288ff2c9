//! Which words a pause uses. The words themselves are messages, see
//! [`locale`](crate::locale).

use super::policy::{Form, Pause};
use crate::locale::Message;
use crate::page::action::Action;

/// The heading: what the reader is about to do.
#[must_use]
pub fn heading(action: Action) -> Message {
    match action {
        Action::Follow => Message::HeadingFollow,
        Action::Reply => Message::HeadingReply,
        Action::Quote => Message::HeadingQuote,
        Action::Message => Message::HeadingMessage,
        Action::List => Message::HeadingList,
        Action::Notify => Message::HeadingNotify,
        Action::Tag => Message::HeadingTag,
        Action::Bookmark => Message::HeadingBookmark,
        Action::CopyLink => Message::HeadingCopyLink,
    }
}

/// What was read, in one sentence. It speaks of words on a profile or in a
/// post and never of what somebody is.
#[must_use]
pub fn said(pause: Pause) -> Message {
    match pause.form {
        Form::Firm => Message::SaidBoundary,
        Form::Ordinary | Form::Light => Message::SaidExperience,
        Form::Colleague => Message::SaidColleague,
        Form::Carer => Message::SaidCarer,
        Form::Space => Message::SaidSpace,
    }
}

/// The question. The same one does not come twice in a row.
#[must_use]
pub fn question(pause: Pause) -> Message {
    let choices = choices(pause);
    choices[pause.turn % choices.len()]
}

fn choices(pause: Pause) -> &'static [Message] {
    match (pause.form, pause.action) {
        (Form::Space, _) | (_, Action::Tag) => &[Message::AskTagWhose, Message::AskTagNeed],
        (Form::Firm, Action::Follow) => &[Message::AskFirmFollowNeed, Message::AskFirmFollowHear],
        (Form::Firm, Action::Reply) => &[Message::AskFirmReplyNeed, Message::AskFirmReplyHear],
        (Form::Firm, _) => &[Message::AskFirmNeed, Message::AskFirmHear],
        (Form::Light, _) => &[Message::AskLightKnown, Message::AskLightBoth],
        (_, Action::Follow) => &[
            Message::AskFollowInvited,
            Message::AskFollowSeen,
            Message::AskFollowService,
        ],
        (_, Action::Reply) => &[
            Message::AskReplySpace,
            Message::AskReplyFor,
            Message::AskReplyListen,
        ],
        (_, Action::Quote) => &[Message::AskQuoteAudience, Message::AskQuoteAsked],
        (_, Action::Message) => &[Message::AskMessageExpect, Message::AskMessageBoundary],
        (_, Action::List) => &[Message::AskListName, Message::AskListKnow],
        (_, Action::Notify) => &[Message::AskNotifyWatch, Message::AskNotifyWhy],
        (_, Action::Bookmark | Action::CopyLink) => &[Message::AskKeepFor, Message::AskKeepWhere],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_question_is_another_one() {
        let forms = [
            Form::Firm,
            Form::Ordinary,
            Form::Colleague,
            Form::Light,
            Form::Carer,
            Form::Space,
        ];
        for form in forms {
            for &action in Action::ALL {
                for turn in 0..12 {
                    let ask = |turn| question(Pause { action, form, turn });
                    assert_ne!(ask(turn), ask(turn + 1), "{form:?} {action:?} {turn}");
                }
            }
        }
    }
}
