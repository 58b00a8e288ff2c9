//! What an organisation may say besides settings: who it is, a line of its own,
//! where its policy is and whom to ask, and which settings are only a start.
//! All of it is shown on our own pages alone and goes nowhere else.

use crate::settings::{Refusal, Setting, named};
use crate::value::Value;

/// Longest name, and longest contact, in characters.
pub const LONGEST_NAME: usize = 100;

/// Longest line of an organisation's own, in characters.
pub const LONGEST_LINE: usize = 200;

/// Longest address, in bytes.
pub const LONGEST_LINK: usize = 300;

/// What an address begins with.
const SECURE: &str = "https://";

named! {
    /// What an organisation may say besides settings, by name.
    Say {
        /// Who it is.
        #[default]
        Name = "organisation",
        /// Whether the welcome page opens.
        Welcome = "welcome",
        /// A line of its own.
        Line = "line",
        /// The same in Welsh.
        LineWelsh = "lineWelsh",
        /// Where its social media policy is.
        Link = "policyLink",
        /// Whom to ask.
        Contact = "contact",
        /// Which settings the reader may change.
        Unlocked = "unlocked",
    }
}

/// Where an organisation's policy is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole address.
    pub address: String,
    /// The host in it, which the reader sees before going there.
    pub host: String,
}

/// What an organisation says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Who it is.
    pub name: Option<String>,
    /// A line of its own.
    pub line: Option<String>,
    /// The same in Welsh.
    pub line_welsh: Option<String>,
    /// Where its social media policy is.
    pub link: Option<Link>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// Whether the welcome page opens after the first install.
    pub welcome: bool,
    /// Settings for which it gives a start and no more.
    pub unlocked: Vec<Setting>,
}

impl Default for Organisation {
    fn default() -> Self {
        Self {
            name: None,
            line: None,
            line_welsh: None,
            link: None,
            contact: None,
            welcome: true,
            unlocked: Vec::new(),
        }
    }
}

impl Organisation {
    /// Takes one thing it says.
    ///
    /// # Errors
    /// Says why the value makes no sense; of a list, what does make sense of it
    /// is taken all the same.
    pub fn take(&mut self, say: Say, value: &Value) -> Result<(), Refusal> {
        match say {
            Say::Name => self.name = Some(text(value, LONGEST_NAME)?),
            Say::Welcome => self.welcome = value.truth().ok_or(Refusal::NotTruth)?,
            Say::Line => self.line = Some(text(value, LONGEST_LINE)?),
            Say::LineWelsh => self.line_welsh = Some(text(value, LONGEST_LINE)?),
            Say::Link => self.link = Some(link(value).ok_or(Refusal::NotLink)?),
            Say::Contact => self.contact = Some(text(value, LONGEST_NAME)?),
            Say::Unlocked => {
                let Value::List(names) = value else {
                    return Err(Refusal::NotSettings);
                };
                let known = |name: &Value| Setting::named(name.text()?);
                self.unlocked = names.iter().filter_map(known).collect();
                if self.unlocked.len() < names.len() {
                    return Err(Refusal::NotSettings);
                }
            }
        }
        Ok(())
    }

    /// Its line, in Welsh if that is what the page speaks and there is one.
    #[must_use]
    pub fn line(&self, is_welsh: bool) -> Option<&str> {
        let welsh = self.line_welsh.as_deref().filter(|_| is_welsh);
        welsh.or(self.line.as_deref())
    }
}

/// A short text on one line, without what would turn the writing round.
fn text(value: &Value, most: usize) -> Result<String, Refusal> {
    let text = value.text().unwrap_or_default().trim();
    let is_turned = |c| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_plain = |c: char| !c.is_control() && !is_turned(c);
    let fits = (1..=most).contains(&text.chars().count()) && text.chars().all(is_plain);
    fits.then(|| text.into()).ok_or(Refusal::NotText)
}

/// An address that is encrypted, names a host as people know it, and carries
/// nobody's name or password.
fn link(value: &Value) -> Option<Link> {
    let address = value.text()?.trim();
    let rest = address.strip_prefix(SECURE)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(end)?;
    let is_named = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_part = |part: &str| !part.is_empty() && part.chars().all(is_named);
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_host = name.contains('.') && name.split('.').all(is_part) && port.parse::<u16>().is_ok();
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\');
    let fits = address.len() <= LONGEST_LINK && is_host && rest.chars().all(is_plain);
    fits.then(|| Link {
        address: address.into(),
        host: name.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(say: Say, value: &str) -> (Organisation, Result<(), Refusal>) {
        let mut organisation = Organisation::default();
        let taken = organisation.take(say, &value.into());
        (organisation, taken)
    }

    #[test]
    fn a_text_is_one_short_line_of_plain_writing() {
        let (organisation, taken) = said(Say::Line, " Moss Trust: knock first. ");
        assert_eq!(taken, Ok(()));
        assert_eq!(organisation.line(false), Some("Moss Trust: knock first."));
        assert_eq!(said(Say::Line, &"ŵ".repeat(LONGEST_LINE)).1, Ok(()));
        for wrong in [
            "",
            "  ",
            "two\nlines",
            "a\ttab",
            "turned \u{202e}dnuor",
            "turned \u{2067}round",
            &"x".repeat(LONGEST_LINE + 1),
        ] {
            let (organisation, taken) = said(Say::Line, wrong);
            assert_eq!(taken, Err(Refusal::NotText), "{wrong:?}");
            assert_eq!(organisation, Organisation::default());
        }
    }

    #[test]
    fn markup_is_text_like_any_other() {
        let (organisation, _) = said(Say::Contact, "<b>Fern</b>");
        assert_eq!(organisation.contact.as_deref(), Some("<b>Fern</b>"));
    }

    #[test]
    fn the_line_is_welsh_where_there_is_one() {
        let (mut organisation, _) = said(Say::Line, "Knock first.");
        assert_eq!(organisation.line(true), Some("Knock first."));
        organisation
            .take(Say::LineWelsh, &"Cnociwch gyntaf.".into())
            .unwrap();
        assert_eq!(organisation.line(true), Some("Cnociwch gyntaf."));
        assert_eq!(organisation.line(false), Some("Knock first."));
    }

    #[test]
    fn only_https_is_linked_to() {
        for (right, host) in [
            ("https://moss.example/policy", "moss.example"),
            ("https://moss.example", "moss.example"),
            (
                "https://intranet.moss.example:8443/?id=7#social",
                "intranet.moss.example",
            ),
        ] {
            let (organisation, taken) = said(Say::Link, right);
            assert_eq!(taken, Ok(()), "{right}");
            let link = organisation.link.unwrap();
            assert_eq!((link.address.as_str(), link.host.as_str()), (right, host));
        }
        let long = format!("https://moss.example/{}", "x".repeat(LONGEST_LINK));
        for wrong in [
            "http://moss.example/",
            "javascript:alert(1)",
            "HTTPS://moss.example/",
            "https:/moss.example/",
            "https://",
            "https://moss/",
            "https://.example/",
            "https://x.com@moss.example/",
            "https://x.com:word@moss.example/",
            "https://moss.example:99999/",
            "https://moss.example\\@x.com/",
            "https://moss.example/a b",
            "https://moss.example/\"onclick=",
            "https://m\u{f6}ss.example/",
            "https://moss.example/\u{202e}",
            &long,
        ] {
            let (organisation, taken) = said(Say::Link, wrong);
            assert_eq!(taken, Err(Refusal::NotLink), "{wrong}");
            assert_eq!(organisation.link, None);
        }
    }

    #[test]
    fn of_a_list_of_settings_those_that_there_are_count() {
        let mut organisation = Organisation::default();
        let names: Value = ["role", "colour"].into_iter().collect();
        let taken = organisation.take(Say::Unlocked, &names);
        assert_eq!(taken, Err(Refusal::NotSettings));
        assert_eq!(organisation.unlocked, [Setting::Role]);
        let all: Value = Setting::ALL.iter().map(|one| one.name()).collect();
        assert_eq!(organisation.take(Say::Unlocked, &all), Ok(()));
        assert_eq!(organisation.unlocked, Setting::ALL);
        let taken = organisation.take(Say::Unlocked, &"all".into());
        assert_eq!(taken, Err(Refusal::NotSettings));
    }
}
