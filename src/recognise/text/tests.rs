//! What becomes of a text, word by word. Every text is invented.
//!
//! A word is written down as `|reading=original+FLAGS`. Before it stands how it
//! is divided from the word before: `|` by the end of a slot, `,` weakly,
//! nothing by a space. `?` says that it is in no list, `~whole` that it is
//! weighed as part of a whole; the original stands there if it differs (a dot
//! for a space). Flags: Capitals, Tag, Quoted, Number, Year.

use super::super::testing;
use super::*;
use Field::{Bio, Handle, Location, Name, Post};

fn words(field: Field, text: &str) -> Vec<Word> {
    testing::words(&[(text, field)])
}

/// Writes down what was read; hashes get their names from what is expected.
fn written(field: Field, text: &str, expected: &str) -> String {
    let names: Vec<&str> = expected
        .split([' ', '|', ',', '?', '~', '=', '+'])
        .collect();
    let of_hash = |hash: u32| {
        let hash_of = |name: &str| hash_end(name.bytes().fold(HASH_START, hash_step));
        let name = names.iter().find(|name| hash_of(name) == hash);
        name.map_or(format!("{hash:x}"), ToString::to_string)
    };
    let one = |word: &Word| {
        let before = ["", ",", "|"][word.before as usize];
        let whole = of_hash(word.hash);
        let name = |name: &&&str| lexicon::word_of(name.as_bytes()) == word.number;
        let (reading, whole) = match (word.number, names.iter().find(name)) {
            (UNKNOWN, _) => (format!("?{whole}"), String::new()),
            (_, Some(&known)) if known == whole => (whole, String::new()),
            (_, Some(known)) => (known.to_string(), format!("~{whole}")),
            (number, None) => (format!("word {number}"), String::new()),
        };
        let span = word.start as usize..word.end as usize;
        let original = text.get(span).unwrap_or("(cut)").replace(' ', "·");
        let original = match reading.strip_prefix('?').unwrap_or(&reading) {
            same if same == original => String::new(),
            _ => format!("={original}"),
        };
        let flags = [
            ('C', word.capitals),
            ('T', word.tag),
            ('Q', word.quoted),
            ('N', word.mask >> class::NUM & 1 != 0),
            ('Y', word.mask >> class::YEAR & 1 != 0),
        ];
        let flags: String = flags.iter().filter(|f| f.1).map(|f| f.0).collect();
        let plus = if flags.is_empty() { "" } else { "+" };
        format!("{before}{reading}{whole}{original}{plus}{flags}")
    };
    let all: Vec<String> = words(field, text).iter().map(one).collect();
    all.join(" ")
}

fn reads(field: Field, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        let written = written(field, text, expected);
        assert_eq!(&written, expected, "{text:?} as {field:?}");
    }
}

#[test]
fn signs_divide_words_weakly_or_strongly_or_not_at_all() {
    reads(
        Bio,
        &[
            ("", ""),
            ("mad nurse\tward\rsad", "|mad nurse ward sad"),
            ("mad-nurse", "|mad nurse"),
            ("mad_nurse", "|mad nurse"),
            ("mad.nurse", "|mad nurse"),
            ("mad. nurse", "|mad |nurse"),
            ("mad! nurse !ward", "|mad |nurse |ward"),
            (
                "mad| nurse; ward? sad\nbook > bed",
                "|mad |nurse |ward |sad |book |bed",
            ),
            ("mad, nurse/ward (sad", "|mad ,nurse ,ward ,sad"),
            ("mad - nurse", "|mad ,nurse"),
            ("mad , . nurse", "|mad |nurse"),
            ("mad . , nurse", "|mad |nurse"),
            (
                "mad\u{a0}nurse\u{2003}ward\u{3000}sad",
                "|mad nurse ward sad",
            ),
            ("mad\u{2010}nurse\u{2011}ward", "|mad nurse ward"),
            ("mad – nurse—ward", "|mad ,nurse ,ward"),
            ("mad • nurse 🌈 ward", "|mad |nurse |ward"),
            ("mad א nurse", "|mad |nurse"),
        ],
    );
}

#[test]
fn some_signs_and_pictures_are_words() {
    reads(
        Bio,
        &[
            ("mad & nurse + ward", "|mad and=& nurse and=+ ward"),
            ("mad &nurse", "|mad ,nurse"),
            ("mad& nurse+ward", "|mad ,nurse ,ward"),
            ("nurse @ ward", "|nurse at=@ ward"),
            ("nurse (@) ward", "|nurse ,ward"),
            ("mad 🩺nurse", "|mad ,🩺 ,nurse"),
            ("mad,& nurse. 🩺", "|mad ,nurse |🩺"),
        ],
    );
}

#[test]
fn a_mention_is_one_word_that_says_nothing() {
    let nothing = |word: &Word| word.hash == HASH_START && word.number == UNKNOWN;
    for (text, mention) in [
        ("@sad_nurse ward", 0..10),
        ("mad @ward7", 4..10),
        ("sad (@nurse)", 5..11),
        ("mad @ward-nurse", 4..9),
    ] {
        let found = words(Bio, text);
        let found: Vec<_> = found.iter().filter(|w| nothing(w)).collect();
        let [one] = found[..] else {
            panic!("{text}: {found:?}")
        };
        assert_eq!(one.start..one.end, mention, "{text}");
    }
    reads(Bio, &[("sad@nurse", "|?sad@nurse"), ("mad @", "|mad at=@")]);
    assert_eq!(words(Bio, "mad @sad_nurse ward").len(), 3);
}

#[test]
fn a_link_is_left_out_and_ends_the_slot() {
    reads(
        Bio,
        &[
            ("see http://ward.example/mad nurse", "|see |nurse"),
            ("see https://ward.example", "|see"),
            ("https nurse, ward", "|?https nurse ,ward"),
            ("https /nurse", "|?https ,nurse"),
            ("https:nurse", "|?https ,nurse"),
            ("ward:nurse", "|ward ,nurse"),
            ("ward:/nurse", "|ward ,nurse"),
        ],
    );
}

#[test]
fn quotes_hold_until_they_end_or_the_line_does() {
    reads(
        Bio,
        &[
            ("mad \"nurse. ward\" sad", "|mad ,nurse+Q |ward+Q ,sad"),
            ("\"mad\nnurse", "|mad+Q |nurse"),
            (
                "mad “nurse & ward” sad",
                "|mad ,nurse+Q and=&+Q ward+Q ,sad",
            ),
            ("mad” nurse", "|mad ,nurse"),
            ("‘mad’ nurse 'ward' sad", "|mad nurse ward sad"),
        ],
    );
}

#[test]
fn an_apostrophe_is_passed_over_within_a_word() {
    reads(
        Bio,
        &[
            ("don't don`t", "|dont=don't dont=don`t"),
            (
                "don’t don‘t donʼt don´t",
                "|dont=don’t dont=don‘t dont=donʼt dont=don´t",
            ),
            ("nurses' ward patients’ bed", "|nurses ward patients bed"),
        ],
    );
}

#[test]
fn numbers_and_years_are_told_by_their_digits() {
    reads(
        Bio,
        &[
            ("7 nurse", "|?7+N nurse"),
            ("two", "|two+N"),
            ("1939 1940 1999", "|?1939+N ?1940+NY ?1999+NY"),
            ("2039 2040 1234", "|?2039+NY ?2040+N ?1234+N"),
            ("019999", "|?019999+N"),
            ("99 '99 ’99 ‘99 ´99", "|?99+N ?99+NY ?99+NY ?99+NY ?99+NY"),
            ("'9 '999", "|9+N ?999+N"),
            ("' 99", "|?99+N"),
            ("’ 99", "|?99+N"),
            ("'99 99", "|?99+NY ?99+N"),
            ("3.5", "|?35=3.5+N"),
            ("3.nurse", "|3+N nurse"),
            ("ward.7", "|ward ?7+N"),
            ("3. 5", "|3+N |5+N"),
        ],
    );
}

#[test]
fn a_number_and_its_unit_are_two_words() {
    reads(
        Bio,
        &[
            ("mad 14yrs", "|mad ?14yrs=14+N yrs~14yrs"),
            ("14months", "|?14months=14+N months~14months"),
            ("12mg", "|12~12mg+N mg~12mg"),
            ("90s", "|90s+Y"),
            ("14zorb", "|?14zorb"),
            ("14survivor", "|?14survivor"),
            ("nurse22", "|?nurse22"),
            ("22sad4", "|?22sad4"),
            ("2’yrs", "|?2yrs=2’yrs"),
        ],
    );
}

#[test]
fn letters_written_as_digits_or_signs_are_read() {
    reads(
        Bio,
        &[
            (
                "s3ctioned s3ct!oned",
                "|sectioned=s3ctioned sectioned=s3ct!oned",
            ),
            ("nur$e p@t1ent", "|nurse=nur$e patient=p@t1ent"),
            ("b1polar a1coho1ic", "|bipolar=b1polar alcoholic=a1coho1ic"),
            (
                "d0ctor 5ad m4d pa7ient",
                "|doctor=d0ctor sad=5ad mad=m4d patient=pa7ient",
            ),
            ("8ed", "|bed=8ed"),
            ("47", "|?47+N"),
        ],
    );
}

#[test]
fn up_to_two_starred_letters_are_guessed() {
    reads(
        Bio,
        &[
            ("n*rse w*rd", "|nurse=n*rse ward=w*rd"),
            ("p*t*ent s*ction*d", "|patient=p*t*ent sectioned=s*ction*d"),
            ("pat**nt", "|patient=pat**nt"),
            ("m*d", "|?m*d"),
            ("p*t*e*t", "|?p*t*e*t"),
            ("z*rbl*t", "|?z*rbl*t"),
            ("*nurse* **ward", "|nurse ward"),
            ("mad* sad", "|mad sad"),
        ],
    );
}

#[test]
fn drawn_out_letters_are_read_as_two_and_then_as_one() {
    reads(
        Bio,
        &[
            ("soooo", "|so=soooo"),
            ("boook", "|book=boook"),
            ("maaad nuuursssse", "|mad=maaad nurse=nuuursssse"),
            ("maad", "|?maad"),
            ("zorrrb", "|?zorrrb"),
            ("222", "|?222+N"),
        ],
    );
}

#[test]
fn letters_spaced_out_are_one_word() {
    reads(
        Bio,
        &[
            ("n u r s e", "|nurse=n·u·r·s·e"),
            ("my w a r d", "|my ward=w·a·r·d"),
            ("w-a-r-d nurse", "|ward=w-a-r-d nurse"),
            (
                "mad, n u r s e, ward sad",
                "|mad ,nurse=n·u·r·s·e ,ward sad",
            ),
            ("n u r s e | w a r d", "|nurse=n·u·r·s·e |ward=w·a·r·d"),
            ("so s a d", "|so s a ?d"),
            ("n u r, s e", "|n u ?r ,s e"),
            ("z o r b", "|?z o ?r ?b"),
            ("w a r 7 d", "|w a ?r ?7+N ?d"),
        ],
    );
}

#[test]
fn capitals_count_unless_the_whole_field_shouts() {
    reads(
        Bio,
        &[
            ("ADHD", "|adhd=ADHD+C"),
            ("I am mad 22 NHSer", "|i=I am mad ?22+N ?nhser=NHSer"),
            ("MAD SAD NURSE", "|mad=MAD+C sad=SAD+C nurse=NURSE+C"),
            (
                "MAD SAD NURSE WARD",
                "|mad=MAD sad=SAD nurse=NURSE ward=WARD",
            ),
            (
                "MAD SAD NURSE WARD at the bed",
                "|mad=MAD sad=SAD nurse=NURSE ward=WARD at the bed",
            ),
            (
                "MAD SAD NURSE WARD at the bed now",
                "|mad=MAD+C sad=SAD+C nurse=NURSE+C ward=WARD+C at the bed now",
            ),
        ],
    );
    let classes = |text| words(Bio, text)[0].mask;
    assert_ne!(classes("ED"), classes("ed"));
    assert_eq!(classes("NURSE"), classes("nurse"));
    assert_ne!(classes("nurse"), 0);
}

#[test]
fn the_words_of_a_name_are_told_apart_by_their_case() {
    for (text, apart, together) in [
        ("MadZorb", "|mad=Mad ?zorb=Zorb", "|?madzorb=MadZorb"),
        ("𝐌𝐚𝐝𝐍𝐮𝐫𝐬𝐞", "|mad=𝐌𝐚𝐝 nurse=𝐍𝐮𝐫𝐬𝐞", "|?madnurse=𝐌𝐚𝐝𝐍𝐮𝐫𝐬𝐞"),
        ("madZORB", "|mad ?zorb=ZORB+C", "|?madzorb=madZORB"),
    ] {
        for field in [Name, Handle] {
            reads(field, &[(text, apart)]);
        }
        for field in [Bio, Post, Location] {
            reads(field, &[(text, together)]);
        }
    }
    reads(
        Name,
        &[
            ("nurse", "|nurse"),
            ("𝐧𝐮𝐫𝐬𝐞", "|nurse=𝐧𝐮𝐫𝐬𝐞"),
            ("m𝐚𝐝", "|mad=m𝐚𝐝"),
        ],
    );
    reads(Name, &[("NURSE 𝐖𝐀𝐑𝐃", "|nurse=NURSE+C ward=𝐖𝐀𝐑𝐃+C")]);
}

#[test]
fn the_words_of_a_handle_are_told_apart_by_digits_and_lines() {
    reads(
        Handle,
        &[
            ("nurse22", "|nurse ?22+N"),
            ("22nurse", "|?22+N nurse"),
            ("22survivor", "|?22+N survivor"),
            ("mad4life", "|?mad4life"),
            ("mad4u7", "|?mad4u ?7+N"),
            ("sad_ward2024", "|sad ward ?2024+NY"),
        ],
    );
    reads(Bio, &[("22survivor 2024 b4", "|?22survivor ?2024+NY ?b4")]);
}

#[test]
fn words_run_together_are_parted_longest_first() {
    for field in [Name, Handle] {
        reads(
            field,
            &[
                ("nurseward", "|nurse ward"),
                ("x nurseward", "|x nurse ward"),
                ("madwardsbed", "|mad wards bed"),
                // Two letters are enough for a later word, not for the first; one is not.
                ("nurseme", "|nurse me"),
                ("meward", "|?meward"),
                ("madnursex", "|mad nurse ?madnursex=x"),
                // What is left over stays, if enough has been read before it.
                ("nursezorblat", "|?nursezorblat"),
                ("doctorzorb", "|doctor ?doctorzorb=zorb"),
                ("sectionedzorb sad", "|sectioned ?sectionedzorb=zorb sad"),
                ("zorblat", "|?zorblat"),
                // Too short, or the letters do not stand one to a byte.
                ("madhe", "|?madhe"),
                ("sectionedæ", "|?sectionedae=sectionedæ"),
                ("sectionednursé", "|?sectionednurse=sectionednursé"),
                ("mad’nurse", "|?madnurse=mad’nurse"),
            ],
        );
    }
    reads(
        Name,
        &[
            ("sectioned*mad", "|sectioned ?sectioned*mad=*mad"),
            ("sectioned@mad", "|sectioned ?sectioned@mad=@mad"),
            ("136136", "|136+N 136+N"),
        ],
    );
    // Eight words at most, and no more letters than are kept.
    let nine = "mad".repeat(9);
    let parts = format!("|{}?{nine}=mad", "mad ".repeat(8));
    reads(Name, &[(&nine, &parts)]);
    let long = "sectioned".repeat(5);
    reads(Name, &[(&long, &format!("|?{}={long}", &long[..LONGEST]))]);
    for field in [Bio, Post] {
        reads(field, &[("nurseward", "|?nurseward")]);
    }
}

#[test]
fn the_words_of_a_hashtag_are_told_apart_and_a_known_tag_is_one() {
    reads(
        Bio,
        &[
            ("#mad nurse", "|mad+T ,nurse"),
            ("sad #MadNurse ward", "|sad ,mad=Mad+T nurse=Nurse+T ,ward"),
            ("#𝐌𝐚𝐝𝐍𝐮𝐫𝐬𝐞", "|mad=𝐌𝐚𝐝+T nurse=𝐍𝐮𝐫𝐬𝐞+T"),
            ("#mad_nurse", "|mad+T nurse+T"),
            ("#nurseward", "|nurse+T ward+T"),
            ("#nurse22", "|nurse+T ?22+TN"),
            ("#MadNurse's", "|mad=Mad+T nurses=Nurse's+T"),
            ("#NoHCPs", "|nohcps=NoHCPs+T"),
            ("sad #NoHCPs, mad", "|sad ,nohcps=NoHCPs+T ,mad"),
            ("#mad#NoHCPs", "|mad+T ,nohcps=NoHCPs+T"),
            ("#2", "|2+TN"),
            ("# mad", "|mad"),
            ("#mad! #nurse – ward", "|mad+T |nurse+T ,ward"),
            ("#mad 🌈 nurse", "|mad+T |nurse"),
            ("#mad\u{a0}nurse", "|mad+T ,nurse"),
        ],
    );
}

#[test]
fn letters_of_other_shapes_and_scripts_are_folded() {
    reads(
        Bio,
        &[
            ("mád nürsé", "|mad=mád nurse=nürsé"),
            ("ｗａｒｄ ＷＡＲＤ", "|ward=ｗａｒｄ ward=ＷＡＲＤ+C"),
            ("𝐰𝐚𝐫𝐝 𝐖𝐀𝐑𝐃 𝔴𝔞𝔯𝔡", "|ward=𝐰𝐚𝐫𝐝 ward=𝐖𝐀𝐑𝐃+C ward=𝔴𝔞𝔯𝔡"),
            ("ⓢⓐⓓ ⓈⒶⒹ 🄼🄰🄳", "|sad=ⓢⓐⓓ sad=ⓈⒶⒹ+C mad=🄼🄰🄳+C"),
            ("🅜🅐🅓 🅼🅰🅳", "|mad=🅜🅐🅓+C mad=🅼🅰🅳+C"),
            ("🅩🅩 🆉🆉", "|?zz=🅩🅩+C ?zz=🆉🆉+C"),
            ("MÁD", "|mad=MÁD+C"),
            ("ᴍᴀᴅ ɴᴜʀꜱᴇ", "|mad=ᴍᴀᴅ nurse=ɴᴜʀꜱᴇ"),
            ("ѕаԁ ЅАD", "|sad=ѕаԁ sad=ЅАD+C"),
            ("præ œso straße", "|?prae=præ ?oeso=œso ?strasse=straße"),
            ("PRÆ ŒSO", "|?prae=PRÆ ?oeso=ŒSO"),
            (
                "nu\u{200b}rse wa\u{301}rd ma\u{ad}d",
                "|nurse=nu\u{200b}rse ward=wa\u{301}rd mad=ma\u{ad}d",
            ),
        ],
    );
}

#[test]
fn a_word_keeps_its_field_its_stem_and_its_letters() {
    for field in [Name, Handle, Bio, Location, Post] {
        assert!(
            words(field, "mad @nurse & ward")
                .iter()
                .all(|w| w.field == field)
        );
    }
    let [short, five, six, other] = words(Bio, "mad nurse nurses Nursing")[..] else {
        panic!("four words")
    };
    assert_eq!(short.letters, *b"mad\0\0");
    assert_eq!(five.letters, *b"nurse");
    assert_eq!(six.letters, *b"n\0\0\0\0");
    assert_eq!(five.stem, six.stem);
    assert_ne!(six.stem, other.stem);
    let signs = words(Bio, "mad & @nurse");
    assert!(signs[1..].iter().all(|w| w.letters == [0; 5]));
}

#[test]
fn a_second_field_is_read_after_the_first() {
    let words = testing::words(&[("MAD SAD NURSE WARD", Name), ("#nurse NHS bed", Bio)]);
    let seen = |w: &Word| (w.field == Bio, w.capitals, w.tag, w.before == Break::Strong);
    let seen: Vec<_> = words.iter().skip(3).map(seen).collect();
    assert_eq!(
        seen,
        [
            (false, false, false, false),
            (true, false, true, true),
            (true, true, false, false),
            (true, false, false, false),
        ]
    );
}
