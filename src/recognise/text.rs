//! What was written -> words that can be compared, each with its place in the
//! original.
//!
//! Bios are strings of short self-descriptions between separators (Pathak
//! 2021: mostly one to three words), so every word carries how it is divided
//! from the one before: not at all, by a comma or slash, or by the end of a
//! *slot* (full stop, bar, bullet, line end, emoji).
//!
//! Words are folded to lower-case ASCII: compatibility forms (mathematical,
//! script, fraktur, full-width, circled), small capitals, accents and
//! look-alike letters of other scripts; zero-width and bidirectional controls
//! are passed over. Words that are then not in the lexicon get a second look:
//! digits and signs for letters (`s3ctioned`), starred letters (`r*ped`),
//! drawn-out letters (`soooo`), letters spaced out, and words run together in
//! hashtags and handles.

use super::lexicon::{self, HASH_START, UNKNOWN, class, hash_end, hash_step};
use super::reading::Field;
use crate::letter::is_letter_or_digit;

/// How a word is divided from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Break {
    /// A space or a hyphen.
    None,
    /// A comma, slash, bracket, colon or dash.
    Weak,
    /// The end of a slot or sentence.
    Strong,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Its number in the lexicon, or [`UNKNOWN`].
    pub(crate) number: u16,
    /// Where it starts in the original field.
    pub(crate) start: u32,
    /// One past its last byte.
    pub(crate) end: u32,
    /// Hash of its folded letters, known or not.
    pub(crate) hash: u32,
    /// How it is divided from the word before.
    pub(crate) before: Break,
    /// Written in capitals, two letters or more, in a text that is not.
    pub(crate) capitals: bool,
    /// Part of a hashtag.
    pub(crate) tag: bool,
    /// Inside double quotes.
    pub(crate) quoted: bool,
    /// The field it stands in.
    pub(crate) field: Field,
    /// Hash of its first five letters, or of all if it is shorter.
    pub(crate) stem: u32,
    /// Its letters when there are at most five, or the first one alone.
    pub(crate) letters: [u8; 5],
    /// The classes it belongs to by itself.
    pub(crate) mask: u128,
}

/// The longest word looked at; letters beyond it are passed over.
const LONGEST: usize = 40;

/// Reads fields into words.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) words: Vec<Word>,
}

/// The word being read.
struct Pen {
    letters: [u8; LONGEST],
    length: usize,
    start: usize,
    end: usize,
    /// Every letter so far is one byte of the original.
    bytewise: bool,
    alphabetic: usize,
    digits: usize,
    signs: usize,
    capitals: usize,
    last_lower: bool,
    pending: Break,
    tag: bool,
    /// The first word of the hashtag being read, and its letters' hash.
    tag_from: usize,
    tag_hash: u32,
    quoted: bool,
    short_year: bool,
    field: Field,
}

impl Reader {
    /// Reads one field.
    pub(crate) fn read(&mut self, text: &str, field: Field) {
        let from = self.words.len();
        let mut pen = Pen::new(field);
        let mut characters = text.char_indices().peekable();
        let splits_case = !matches!(field, Field::Bio | Field::Post | Field::Location);
        let mut previous = ' ';
        while let Some((at, c)) = characters.next() {
            let next = characters.peek().map_or(' ', |n| n.1);
            if c.is_ascii_alphanumeric() {
                let turn = (splits_case || pen.tag) && c.is_ascii_uppercase() && pen.last_lower;
                let number = (field == Field::Handle || pen.tag)
                    && pen.length > 0
                    && c.is_ascii_digit() != (pen.digits > 0 && pen.alphabetic == 0)
                    && (c.is_ascii_digit() && !next.is_ascii_alphabetic() || pen.alphabetic == 0);
                if turn || number {
                    self.finish(&mut pen);
                }
                pen.push(at, at + 1, c as u8);
            } else if c.is_ascii() {
                self.punctuation(&mut pen, at, c, previous, next);
                if c == '@' && !is_letter_or_digit(previous) && next.is_ascii_alphanumeric() {
                    // A mention names somebody else.
                    let mut end = at;
                    while let Some(&(n, d)) = characters.peek() {
                        if !(d.is_ascii_alphanumeric() || d == '_') {
                            break;
                        }
                        end = n + 1;
                        characters.next();
                    }
                    self.push_plain(&mut pen, at, end, HASH_START);
                } else if c == ':' && next == '/' && pen_is_link(&self.words) {
                    while characters.peek().is_some_and(|n| !n.1.is_whitespace()) {
                        characters.next();
                    }
                    self.words.pop();
                    pen.pending = Break::Strong;
                }
            } else {
                self.beyond_ascii(&mut pen, at, c, next, splits_case);
            }
            previous = c;
        }
        self.finish(&mut pen);
        self.end_tag(&mut pen);
        self.join_spaced(from);
        self.classify(from);
    }

    fn punctuation(&mut self, pen: &mut Pen, at: usize, c: char, previous: char, next: char) {
        let inside = pen.length > 0 && is_letter_or_digit(next);
        match c {
            '\'' | '`' if inside => {}
            '\'' if next.is_ascii_digit() => pen.short_year = true,
            '*' if pen.length > 0 && (inside || next == '*') => pen.push(at, at + 1, b'*'),
            '@' | '$' | '!' if inside => pen.push(at, at + 1, c as u8),
            '.' if inside && pen.alphabetic == 0 && next.is_ascii_digit() => {}
            '.' | '-' if inside => self.finish(pen),
            '_' => self.finish(pen),
            ' ' | '\t' | '\r' | '\'' | '`' | '*' => {
                self.finish(pen);
                self.end_tag(pen);
            }
            '#' => {
                self.finish(pen);
                pen.divide(Break::Weak);
                pen.tag = is_letter_or_digit(next);
                pen.tag_from = self.words.len();
                pen.tag_hash = HASH_START;
            }
            '&' | '+' if previous == ' ' && next == ' ' => {
                self.finish(pen);
                let and = [b'a', b'n', b'd'];
                let hash = hash_end(and.iter().fold(HASH_START, |h, b| hash_step(h, *b)));
                self.push_plain(pen, at, at + 1, hash);
            }
            '@' if next == ' ' => {
                self.finish(pen);
                let hash = hash_end(
                    [b'a', b't']
                        .iter()
                        .fold(HASH_START, |h, b| hash_step(h, *b)),
                );
                self.push_plain(pen, at, at + 1, hash);
            }
            '"' => {
                self.finish(pen);
                pen.quoted = !pen.quoted;
                pen.divide(Break::Weak);
            }
            '|' | ';' | '!' | '?' | '\n' | '>' | '.' => {
                self.finish(pen);
                self.end_tag(pen);
                pen.divide(Break::Strong);
                if c == '\n' {
                    pen.quoted = false;
                }
            }
            _ => {
                self.finish(pen);
                self.end_tag(pen);
                pen.divide(Break::Weak);
            }
        }
    }

    fn beyond_ascii(&mut self, pen: &mut Pen, at: usize, c: char, next: char, splits_case: bool) {
        let end = at + c.len_utf8();
        if is_invisible(c) {
            return;
        }
        if let Some(letter) = lexicon::fold(c).or_else(|| look_alike(c)) {
            let upper = is_capital_form(c);
            if (splits_case || pen.tag) && upper && pen.last_lower {
                self.finish(pen);
            }
            pen.push(
                at,
                end,
                if upper {
                    letter.to_ascii_uppercase()
                } else {
                    letter
                },
            );
            return;
        }
        match c {
            '\u{2019}' | '\u{2bc}' | '\u{2018}' | '\u{b4}'
                if pen.length > 0 && is_letter_or_digit(next) => {}
            '\u{2019}' | '\u{2018}' | '\u{b4}' if next.is_ascii_digit() => pen.short_year = true,
            '\u{2019}'
            | '\u{2bc}'
            | '\u{2018}'
            | '\u{b4}'
            | '\u{a0}'
            | '\u{2002}'..='\u{200a}'
            | '\u{3000}' => {
                self.finish(pen);
                self.end_tag(pen);
            }
            '\u{e6}' | '\u{c6}' => pen.push_two(at, end, *b"ae"),
            '\u{153}' | '\u{152}' => pen.push_two(at, end, *b"oe"),
            '\u{df}' => pen.push_two(at, end, *b"ss"),
            '\u{201c}' | '\u{201d}' => {
                self.finish(pen);
                pen.quoted = c == '\u{201c}';
                pen.divide(Break::Weak);
            }
            '\u{2010}' | '\u{2011}' => self.finish(pen),
            '\u{2012}'..='\u{2015}' => {
                self.finish(pen);
                self.end_tag(pen);
                pen.divide(Break::Weak);
            }
            _ => {
                self.finish(pen);
                self.end_tag(pen);
                let mut bytes = [0; 4];
                let hash = c
                    .encode_utf8(&mut bytes)
                    .bytes()
                    .fold(HASH_START, hash_step);
                let hash = hash_end(hash);
                if lexicon::word(hash) == UNKNOWN {
                    pen.divide(Break::Strong);
                } else {
                    pen.divide(Break::Weak);
                    self.push_plain(pen, at, end, hash);
                    pen.divide(Break::Weak);
                }
            }
        }
    }

    /// Ends a hashtag. One that is known as a whole (`#NoHCPs`) is one word.
    fn end_tag(&mut self, pen: &mut Pen) {
        if !pen.tag {
            return;
        }
        pen.tag = false;
        pen.divide(Break::Weak);
        let hash = hash_end(pen.tag_hash);
        let number = lexicon::word(hash);
        let last = self.words.last().map(|w| w.end);
        if number != UNKNOWN
            && self.words.len() > pen.tag_from + 1
            && let (Some(end), Some(first)) = (last, self.words.get_mut(pen.tag_from))
        {
            first.number = number;
            first.hash = hash;
            first.end = end;
            first.mask = 0;
            self.words.truncate(pen.tag_from + 1);
        }
    }

    /// Adds a sign that stands for a word.
    fn push_plain(&mut self, pen: &mut Pen, start: usize, end: usize, hash: u32) {
        self.words.push(Word {
            number: lexicon::word(hash),
            start: start as u32,
            end: end as u32,
            hash,
            before: pen.pending,
            capitals: false,
            tag: false,
            quoted: pen.quoted,
            field: pen.field,
            stem: hash,
            letters: [0; 5],
            mask: 0,
        });
        pen.pending = Break::None;
    }

    /// Ends the word being read.
    fn finish(&mut self, pen: &mut Pen) {
        if pen.length == 0 {
            return;
        }
        let letters = pen.letters;
        let letters = letters.get(..pen.length).unwrap_or(&[]);
        if pen.tag {
            pen.tag_hash = letters.iter().fold(pen.tag_hash, |h, b| hash_step(h, *b));
        }
        let mut hash = hash_end(letters.iter().fold(HASH_START, |h, b| hash_step(h, *b)));
        let mut number = lexicon::word(hash);
        let mut mask = 0;
        if number == UNKNOWN {
            let second = second_look(pen, letters);
            if let Some(found) = second {
                (number, hash) = found;
            }
        }
        if pen.alphabetic == 0 {
            mask = number_mask(letters, pen.short_year);
        }
        let word = Word {
            number,
            start: pen.start as u32,
            end: pen.end as u32,
            hash,
            before: pen.pending,
            capitals: pen.capitals >= 2 && pen.capitals == pen.alphabetic,
            tag: pen.tag,
            quoted: pen.quoted,
            field: pen.field,
            stem: letters
                .iter()
                .take(5)
                .fold(HASH_START, |h, b| hash_step(h, *b)),
            letters: short(letters),
            mask,
        };
        pen.pending = Break::None;
        let plain = pen.bytewise && pen.end - pen.start == pen.length;
        if number == UNKNOWN && plain && (pen.digits > 0 && pen.alphabetic > 0) {
            self.push_number_and_unit(word, letters);
        } else if number == UNKNOWN
            && plain
            && pen.length >= 6
            && (pen.tag || pen.field != Field::Bio && pen.field != Field::Post)
        {
            self.push_run_on(word, letters);
        } else {
            self.words.push(word);
        }
        pen.clear();
    }

    /// `14yrs` is `14 yrs`, `20mg` is `20 mg`.
    fn push_number_and_unit(&mut self, word: Word, letters: &[u8]) {
        let digits = letters.iter().take_while(|b| b.is_ascii_digit()).count();
        let unit = letters.get(digits..).unwrap_or(&[]);
        let number = lexicon::word_of(unit);
        if number == UNKNOWN || unit.len() > 6 {
            self.words.push(word);
            return;
        }
        let middle = word.start + digits as u32;
        let amount = letters.get(..digits).unwrap_or(&[]);
        self.words.push(Word {
            number: lexicon::word_of(amount),
            end: middle,
            mask: number_mask(amount, false),
            ..word
        });
        self.words.push(Word {
            number,
            start: middle,
            before: Break::None,
            mask: 0,
            ..word
        });
    }

    /// Words run together: longest known word first.
    fn push_run_on(&mut self, word: Word, letters: &[u8]) {
        let mut parts: [(usize, usize, u16, u32); 8] = [(0, 0, UNKNOWN, 0); 8];
        let mut count = 0;
        let mut at = 0;
        while count < parts.len() {
            let mut best = None;
            let mut h = HASH_START;
            for (offset, b) in letters.iter().enumerate().skip(at) {
                h = hash_step(h, *b);
                let length = offset + 1 - at;
                let enough = length >= 3 || length == 2 && at > 0;
                let whole = hash_end(h);
                let number = lexicon::word(whole);
                if enough && number != UNKNOWN {
                    best = Some((offset + 1, number, whole));
                }
            }
            let Some((end, number, whole)) = best else {
                break;
            };
            if let Some(part) = parts.get_mut(count) {
                *part = (at, end, number, whole);
            }
            count += 1;
            at = end;
        }
        if at < 6 {
            self.words.push(word);
            return;
        }
        for (order, part) in parts.iter().take(count).enumerate() {
            self.words.push(Word {
                number: part.2,
                hash: part.3,
                start: word.start + part.0 as u32,
                end: word.start + part.1 as u32,
                before: if order == 0 { word.before } else { Break::None },
                ..word
            });
        }
        if at < letters.len() {
            self.words.push(Word {
                start: word.start + at as u32,
                before: Break::None,
                ..word
            });
        }
    }

    /// Joins letters that are spaced out, when together they are a word we know.
    fn join_spaced(&mut self, from: usize) {
        let mut at = from;
        while at < self.words.len() {
            let mut hash = HASH_START;
            let mut end = at;
            while let Some(word) = self.words.get(end) {
                let one_letter = word.end - word.start == 1;
                if !one_letter || (end > at && word.before != Break::None) {
                    break;
                }
                let Some(letter) = single_letter(word.hash) else {
                    break;
                };
                hash = hash_step(hash, letter);
                end += 1;
            }
            if end - at >= 4 {
                let whole = hash_end(hash);
                let number = lexicon::word(whole);
                if number != UNKNOWN
                    && let Some(last) = self.words.get(end - 1).copied()
                    && let Some(first) = self.words.get_mut(at)
                {
                    first.number = number;
                    first.hash = whole;
                    first.end = last.end;
                    self.words.drain(at + 1..end);
                    end = at + 1;
                }
            }
            at = end.max(at + 1);
        }
    }

    /// Looks up classes, now that it is known whether the field shouts.
    fn classify(&mut self, from: usize) {
        let field = self.words.get_mut(from..).unwrap_or(&mut []);
        let capitals = field.iter().filter(|w| w.capitals).count();
        let shouting = capitals >= 4 && capitals * 2 > field.len();
        for word in field {
            word.capitals &= !shouting;
            word.mask |= lexicon::mask(word.number, word.capitals);
        }
    }
}

impl Pen {
    fn new(field: Field) -> Self {
        Self {
            letters: [0; LONGEST],
            length: 0,
            bytewise: true,
            start: 0,
            end: 0,
            alphabetic: 0,
            digits: 0,
            signs: 0,
            capitals: 0,
            last_lower: false,
            pending: Break::Strong,
            tag: false,
            tag_from: 0,
            tag_hash: HASH_START,
            quoted: false,
            short_year: false,
            field,
        }
    }

    fn push(&mut self, start: usize, end: usize, byte: u8) {
        if self.length == 0 {
            self.start = start;
        }
        self.bytewise &= start + 1 == end;
        self.end = end;
        if let Some(place) = self.letters.get_mut(self.length) {
            *place = byte.to_ascii_lowercase();
            self.length += 1;
        }
        if byte.is_ascii_alphabetic() {
            self.alphabetic += 1;
            self.capitals += usize::from(byte.is_ascii_uppercase());
        } else if byte.is_ascii_digit() {
            self.digits += 1;
        } else {
            self.signs += 1;
        }
        self.last_lower = byte.is_ascii_lowercase();
    }

    fn push_two(&mut self, start: usize, end: usize, letters: [u8; 2]) {
        self.push(start, end, letters[0]);
        self.push(start, end, letters[1]);
    }

    fn divide(&mut self, by: Break) {
        self.pending = self.pending.max(by);
    }

    fn clear(&mut self) {
        self.length = 0;
        self.bytewise = true;
        self.alphabetic = 0;
        self.digits = 0;
        self.signs = 0;
        self.capitals = 0;
        self.last_lower = false;
        self.short_year = false;
    }
}

/// The letters of a short word, or a long word's first.
fn short(letters: &[u8]) -> [u8; 5] {
    let mut short = [0; 5];
    let take = if letters.len() <= short.len() {
        letters.len()
    } else {
        1
    };
    for (to, from) in short.iter_mut().zip(letters.iter().take(take)) {
        *to = *from;
    }
    short
}

/// `NUM` and, for a plausible year, `YEAR`.
fn number_mask(digits: &[u8], short_year: bool) -> u128 {
    let value = digits
        .iter()
        .take(5)
        .fold(0u32, |v, d| v * 10 + u32::from(d.saturating_sub(b'0')));
    let year =
        digits.len() == 4 && (1940..2040).contains(&value) || short_year && digits.len() == 2;
    1 << class::NUM | u128::from(year) << class::YEAR
}

/// Another reading of a word that is in no list: letters written as digits or
/// signs, starred out, or drawn out.
fn second_look(pen: &Pen, letters: &[u8]) -> Option<(u16, u32)> {
    if pen.alphabetic > 0 && pen.digits + pen.signs != 0 {
        for one in [b'i', b'l'] {
            let mut plain = [0; LONGEST];
            for (to, from) in plain.iter_mut().zip(letters) {
                *to = match from {
                    b'0' => b'o',
                    b'1' | b'!' => one,
                    b'3' => b'e',
                    b'4' | b'@' => b'a',
                    b'5' | b'$' => b's',
                    b'7' => b't',
                    b'8' => b'b',
                    other => *other,
                };
            }
            let plain = plain.get(..letters.len()).unwrap_or(&[]);
            if let Some(found) = unstar(plain) {
                return Some(found);
            }
        }
    }
    drawn_out(letters)
}

/// A word with up to two starred letters.
fn unstar(letters: &[u8]) -> Option<(u16, u32)> {
    let Some(star) = letters.iter().position(|b| *b == b'*') else {
        return known(letters);
    };
    if letters.len() < 4 || letters.iter().filter(|b| **b == b'*').count() > 2 {
        return None;
    }
    let mut guess = [0; LONGEST];
    let guess = guess.get_mut(..letters.len())?;
    guess.copy_from_slice(letters);
    for letter in *b"aeiouscdrnptlhgmkbvfy" {
        if let Some(place) = guess.get_mut(star) {
            *place = letter;
        }
        if let Some(second) = guess.iter().position(|b| *b == b'*') {
            for other in *b"aeioupc" {
                if let Some(place) = guess.get_mut(second) {
                    *place = other;
                }
                if let Some(found) = known(guess) {
                    return Some(found);
                }
            }
            if let Some(place) = guess.get_mut(second) {
                *place = b'*';
            }
        } else if let Some(found) = known(guess) {
            return Some(found);
        }
    }
    None
}

/// Three or more of a letter are read as two, then as one.
fn drawn_out(letters: &[u8]) -> Option<(u16, u32)> {
    if !letters
        .windows(3)
        .any(|w| matches!(w, [a, b, c] if a == b && b == c && a.is_ascii_alphabetic()))
    {
        return None;
    }
    for keep in [2, 1] {
        let mut short = [0; LONGEST];
        let mut length = 0;
        let mut run = 0;
        let mut last = 0;
        for b in letters {
            run = if *b == last { run + 1 } else { 1 };
            last = *b;
            if run <= keep
                && let Some(place) = short.get_mut(length)
            {
                *place = *b;
                length += 1;
            }
        }
        if let Some(found) = short.get(..length).and_then(known) {
            return Some(found);
        }
    }
    None
}

fn known(letters: &[u8]) -> Option<(u16, u32)> {
    let hash = hash_end(letters.iter().fold(HASH_START, |h, b| hash_step(h, *b)));
    match lexicon::word(hash) {
        UNKNOWN => None,
        number => Some((number, hash)),
    }
}

/// The letter whose one-letter word has this hash.
fn single_letter(hash: u32) -> Option<u8> {
    (b'a'..=b'z').find(|letter| hash_end(hash_step(HASH_START, *letter)) == hash)
}

/// The last word read was `http` or `https`.
fn pen_is_link(words: &[Word]) -> bool {
    words.last().is_some_and(|w| {
        [&b"http"[..], b"https"]
            .iter()
            .any(|p| hash_end(p.iter().fold(HASH_START, |h, b| hash_step(h, *b))) == w.hash)
    })
}

/// Controls, joiners, variation selectors and combining marks: read past.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0xad | 0x300..=0x36f | 0x61c | 0x115f | 0x1160 | 0x180b..=0x180e | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x206f | 0x20d0..=0x20ff | 0xfe00..=0xfe0f | 0xfe20..=0xfe2f | 0xfeff | 0x1f3fb..=0x1f3ff | 0xe0000..=0xe01ff)
}

/// Whether a compatibility form is of a capital letter. Only the blocks that
/// people style whole words in are told apart.
fn is_capital_form(c: char) -> bool {
    let code = u32::from(c);
    match code {
        // Alphabet after alphabet, from a multiple of 52 on.
        0x1d400..=0x1d6a3 => code % 52 < 26,
        0xff21..=0xff3a | 0x24b6..=0x24cf | 0x1f130..=0x1f189 | 0xc0..=0xde => true,
        0x400..=0x42f | 0x391..=0x3a9 => true,
        _ => false,
    }
}

/// Letters of other scripts, and small capitals, that are written for Latin
/// ones.
fn look_alike(c: char) -> Option<u8> {
    const FROM: &str = "авсдеёзһіјкмԛрѕԁтпихуѵԝոսցһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαβεικνορτυχ\
        АВСЕНІЈКМОРЅТХУо\
        ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢøłđħıɡɑɩ";
    const TO: &[u8] = b"abcdeezhijkmqpsdtnixuvwnughlabezhikmnoptyxabeiknoptyx\
        abcehijkmopstxyo\
        abcdefghijklmnopqrstuvwyzoldhigai";
    if (0x1f150..=0x1f169).contains(&u32::from(c)) {
        return Some(b'a' + (u32::from(c) - 0x1f150) as u8);
    }
    if (0x1f170..=0x1f189).contains(&u32::from(c)) {
        return Some(b'a' + (u32::from(c) - 0x1f170) as u8);
    }
    let at = FROM.chars().position(|f| f == c)?;
    TO.get(at).copied()
}

#[cfg(test)]
mod tests;
