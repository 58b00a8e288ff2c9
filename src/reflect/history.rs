//! What was asked already in this page's life. Kept in memory only.

use crate::account::Account;
use crate::page::action::Action;

/// The accounts and actions a question was put about since the page was opened.
#[derive(Debug, Default)]
pub struct History {
    asked: Vec<Asked>,
}

/// An account may be known by its id at one door and by its handle at another.
#[derive(Debug)]
struct Asked {
    action: Action,
    id: Option<String>,
    handle: Option<String>,
}

impl History {
    /// Whether a question was put before about this action at this account.
    #[must_use]
    pub fn has_asked(&self, action: Action, account: &Account) -> bool {
        self.asked
            .iter()
            .any(|asked| asked.action == action && asked.is_about(account))
    }

    /// Remembers that a question is being put.
    pub fn remember(&mut self, action: Action, account: &Account) {
        self.asked.push(Asked {
            action,
            id: account.id.clone(),
            handle: account.handle.clone(),
        });
    }
}

impl Asked {
    fn is_about(&self, account: &Account) -> bool {
        let same_id = self.id.is_some() && self.id == account.id;
        let same_handle = match (&self.handle, &account.handle) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        };
        same_id || same_handle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(id: Option<&str>, handle: Option<&str>) -> Account {
        Account {
            id: id.map(Into::into),
            handle: handle.map(Into::into),
            ..Account::default()
        }
    }

    #[test]
    fn each_action_at_each_account_is_its_own() {
        let mut history = History::default();
        let fern = account(Some("1"), Some("fern"));
        history.remember(Action::Follow, &fern);
        assert!(history.has_asked(Action::Follow, &fern));
        assert!(history.has_asked(Action::Follow, &account(None, Some("Fern"))));
        assert!(history.has_asked(Action::Follow, &account(Some("1"), None)));
        assert!(!history.has_asked(Action::Reply, &fern));
        assert!(!history.has_asked(Action::Follow, &account(Some("2"), Some("moss"))));
        assert!(!history.has_asked(Action::Follow, &account(None, None)));
    }
}
