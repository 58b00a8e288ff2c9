//! Handles and ids as X writes them, taken only when they have the right shape.

/// Longest handle accepted. X allows 15; old accounts and other readers of the
/// page have met up to 20.
const LONGEST_HANDLE: usize = 20;

/// Longest numeric id accepted (64 bits need 20 digits).
const LONGEST_ID: usize = 20;

/// A handle without `@`, or `None` if the text is not one. Invisible format
/// characters that X puts around handles are dropped first.
#[must_use]
pub fn handle(text: &str) -> Option<String> {
    let clean: String = text.chars().filter(|&c| !is_format(c)).collect();
    let clean = clean.trim();
    let clean = clean.strip_prefix('@').unwrap_or(clean);
    let fits = (1..=LONGEST_HANDLE).contains(&clean.len());
    (fits && clean.bytes().all(is_handle_byte)).then(|| clean.to_owned())
}

/// The last `@handle` in a label such as "Follow @someone", whatever the language.
#[must_use]
pub fn mentioned(label: &str) -> Option<String> {
    leading(label.rsplit_once('@')?.1)
}

/// Every `@handle` in a text.
pub fn mentions(text: &str) -> impl Iterator<Item = String> {
    text.split('@').skip(1).filter_map(leading)
}

/// The handle that a text begins with.
fn leading(text: &str) -> Option<String> {
    let end = text.bytes().position(|byte| !is_handle_byte(byte));
    handle(text.get(..end.unwrap_or(text.len()))?)
}

/// A numeric id, or `None` if the text is not one.
#[must_use]
pub fn id(text: &str) -> Option<String> {
    let fits = (1..=LONGEST_ID).contains(&text.len());
    (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.to_owned())
}

fn is_handle_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Characters that show nothing and only steer how others are shown.
pub(crate) fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_keep_their_shape_or_are_refused() {
        assert_eq!(handle("@fern_at_dusk").as_deref(), Some("fern_at_dusk"));
        assert_eq!(handle("\u{2066}@Fern\u{2069}").as_deref(), Some("Fern"));
        for wrong in ["", "@", "two words", "a-b", "ünal", "abcdefghijklmnopqrstu"] {
            assert_eq!(handle(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn labels_give_the_handle_in_any_language() {
        assert_eq!(
            mentioned("Follow @fern_at_dusk").as_deref(),
            Some("fern_at_dusk")
        );
        assert_eq!(
            mentioned("@fern_at_dusk さんをフォロー").as_deref(),
            Some("fern_at_dusk")
        );
        assert_eq!(mentioned("Follow"), None);
    }

    #[test]
    fn ids_are_digits() {
        assert_eq!(id("1234").as_deref(), Some("1234"));
        for wrong in ["", "12a", "123456789012345678901", "-1"] {
            assert_eq!(id(wrong), None, "{wrong:?}");
        }
    }
}
