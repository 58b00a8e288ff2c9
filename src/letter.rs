//! Whether a character is part of a word, without the tables of Unicode: they
//! would be a fiftieth of what ships.

/// Whether a character is a letter or digit of any script. Outside ASCII
/// everything is, but for the signs, spaces and pictures that people put
/// between words.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !matches!(
        c,
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b1}' | '\u{b4}' | '\u{b6}'..='\u{b8}' | '\u{bb}' | '\u{bf}'
            | '\u{d7}' | '\u{f7}'
            // Accents by themselves.
            | '\u{2c2}'..='\u{2c5}' | '\u{2d2}'..='\u{2df}' | '\u{2ef}'..='\u{344}' | '\u{346}'..='\u{362}'
            // Hebrew, Arabic and Indic punctuation.
            | '\u{5be}' | '\u{5f3}' | '\u{5f4}' | '\u{600}'..='\u{60f}' | '\u{61b}'..='\u{61f}'
            | '\u{66a}'..='\u{66d}' | '\u{6d4}' | '\u{964}' | '\u{965}'
            // Punctuation, money, arrows, mathematics, drawings.
            | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20ff}' | '\u{2116}' | '\u{2122}' | '\u{2190}'..='\u{245f}'
            | '\u{2500}'..='\u{2775}' | '\u{2794}'..='\u{2bff}' | '\u{2e00}'..='\u{2e2e}' | '\u{2e30}'..='\u{3004}'
            | '\u{3008}'..='\u{3020}' | '\u{302a}'..='\u{3030}' | '\u{303d}'..='\u{3040}'
            | '\u{3099}'..='\u{309c}' | '\u{30a0}' | '\u{30fb}'
            // What stands for nothing by itself, and signs as wide as a Chinese letter.
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' | '\u{ffe0}'..='\u{ffff}'
            // Pictures.
            | '\u{1f000}'..='\u{1f0ff}' | '\u{1f18a}'..='\u{1fbef}' | '\u{e0000}'..
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_and_digit_of_unicode_is_one() {
        let all = ('\0'..=char::MAX).filter(|c| c.is_alphanumeric());
        let missed: Vec<_> = all.filter(|c| !is_letter_or_digit(*c)).collect();
        assert_eq!(missed, []);
    }

    #[test]
    fn what_stands_between_words_is_none() {
        let signs = "\u{a0}¡§©«¬\u{ad}®°±´¶·»¿×÷˜\u{301}־״،؛؟٪۔।\u{2003}‐–—‘’“”†•…‰′‹›⁉\u{200d}€₹№™→∞≠⌛─■★☆♀♥⚕✓✨❤➡⬆⸺、。〈「」【】〜・\
            \u{fe0f}（）！？，：；～￥\u{1f1ec}🇧🌈🏳👍🙂🤝🧠🩺🪴\u{e0067}";
        let taken: Vec<_> = signs.chars().filter(|c| is_letter_or_digit(*c)).collect();
        assert_eq!(taken, []);
        for c in ('\0'..='\u{7f}').filter(|c| !c.is_alphanumeric()) {
            assert!(!is_letter_or_digit(c), "{c:?}");
        }
    }
}
