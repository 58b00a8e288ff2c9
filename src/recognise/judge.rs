//! From the rules found to a [`Reading`]: whose experience it is, and what is
//! declared.
//!
//! What is declared in the plainest forms stands by itself. Everything else is
//! weighed: a small linear model adds up words, classes and rules in their
//! company (see `features`), and what it concludes is shown with the words
//! that weighed most.

use super::context;
use super::features;
use super::lexicon::{self, Effect, class};
use super::order;
use super::pattern::{Hit, Matcher};
use super::reading::{
    Act, Boundary, Evidence, Experience, Invitation, People, Reading, Reason, Strength,
};
use super::text::Break;

/// How many places are named as the ground for one conclusion.
const GROUNDS: usize = 3;

/// Reads what was found.
pub(crate) fn judge(matcher: &Matcher, hits: &[Hit]) -> Reading {
    let overturned = context::overturned(matcher, hits);
    let weighed = weigh(matcher, hits, &overturned, true);
    let mut reading = declared(matcher, hits, &weighed);
    describe(matcher, hits, &overturned, &weighed[0], &mut reading);
    reading
}

/// Reads what is asked for alone: how people describe themselves is not weighed.
pub(crate) fn judge_declared(matcher: &Matcher, hits: &[Hit]) -> Reading {
    let overturned = context::overturned(matcher, hits);
    declared(matcher, hits, &weigh(matcher, hits, &overturned, false))
}

fn declared(matcher: &Matcher, hits: &[Hit], weighed: &[Weighed; 3]) -> Reading {
    let [_, boundary, invitation] = weighed;
    let mut reading = Reading::default();

    let declared = |plain: Effect, maybe: Effect| {
        hits.iter()
            .filter(move |h| h.effect == plain || h.effect == maybe)
    };
    let mut boundaries: Vec<(u32, u32)> = declared(Effect::Boundary, Effect::AskFirst)
        .map(|h| (h.start, h.end))
        .collect();
    if boundary.yes() {
        boundaries.extend(
            declared(Effect::MaybeBoundary, Effect::MaybeBoundary).map(|h| (h.start, h.end)),
        );
        if boundaries.is_empty() {
            boundaries.extend(boundary.grounds(1));
        }
    }
    let mut invitations: Vec<(u32, u32)> = declared(Effect::Invitation, Effect::Invitation)
        .map(|h| (h.start, h.end))
        .collect();
    if invitation.yes() {
        invitations.extend(
            declared(Effect::MaybeInvitation, Effect::MaybeInvitation).map(|h| (h.start, h.end)),
        );
        if invitations.is_empty() {
            invitations.extend(invitation.grounds(1));
        }
    }
    for (start, end) in merged(boundaries) {
        reading.boundaries.extend(boundary_at(matcher, start, end));
    }
    for (start, end) in merged(invitations) {
        let Some(evidence) = evidence(matcher, start, end, Reason::Invitation) else {
            continue;
        };
        let people = people(matcher, start, end);
        reading.invitations.push(Invitation {
            people,
            acts: acts(matcher, start, end),
            evidence,
        });
    }
    reading
}

/// Adds how the owner describes themselves.
fn describe(
    matcher: &Matcher,
    hits: &[Hit],
    overturned: &[bool],
    own: &Weighed,
    reading: &mut Reading,
) {
    // Nothing overturns these.
    for hit in hits {
        // Whoever is addressed is somebody else: "student nurses, say hello".
        let addressed = context::near(hits, hit.start, hit.end)
            .iter()
            .any(|h| is_address(h.effect) && h.start < hit.end && hit.start < h.end);
        let (flag, reason) = match hit.effect {
            Effect::Professional if !addressed => (&mut reading.professional, Reason::Profession),
            Effect::Organisation => (&mut reading.organisation, Reason::Organisation),
            Effect::Carer => (&mut reading.carer, Reason::Caring),
            _ => continue,
        };
        if !*flag {
            *flag = true;
            reading
                .evidence
                .extend(evidence(matcher, hit.start, hit.end, reason));
        }
    }

    // The plainest forms stand by themselves, unless a group is speaking.
    let plain: Vec<(u32, u32)> = hits
        .iter()
        .zip(overturned)
        .filter(|(hit, overturned)| {
            hit.effect == Effect::Own3 && !**overturned && !reading.organisation
        })
        .map(|(hit, _)| (hit.start, hit.end))
        .collect();
    reading.experience = if own.yes() || !plain.is_empty() {
        Experience::Stated
    } else if own.score * 2 > own.threshold {
        Experience::Hinted
    } else {
        Experience::None
    };
    if reading.experience > Experience::None {
        let mut grounds = own.grounds(GROUNDS);
        grounds.extend(plain);
        for (start, end) in merged(grounds) {
            reading
                .evidence
                .extend(evidence(matcher, start, end, Reason::OwnExperience));
        }
    }
}

fn is_address(effect: Effect) -> bool {
    matches!(
        effect,
        Effect::Boundary
            | Effect::MaybeBoundary
            | Effect::AskFirst
            | Effect::Invitation
            | Effect::MaybeInvitation
    )
}

/// The answer to one of the model's questions.
struct Weighed {
    score: i32,
    threshold: i32,
    /// Weight, first word and one past the last.
    grounds: Vec<(i32, u32, u32)>,
}

impl Weighed {
    fn yes(&self) -> bool {
        self.score >= self.threshold
    }

    /// The places that spoke for it most: words of half the weight of the
    /// heaviest or less would only puzzle whoever asks why.
    fn grounds(&self, most: usize) -> Vec<(u32, u32)> {
        if self.score <= 0 && !self.yes() {
            return Vec::new();
        }
        let mut grounds: Vec<_> = self.grounds.iter().collect();
        order::by_key(&mut grounds, |g| (core::cmp::Reverse(g.0), g.1, g.2));
        let heaviest = grounds.first().map_or(0, |g| g.0);
        let heavy = grounds.iter().filter(|g| g.0 * 2 > heaviest);
        heavy.take(most).map(|g| (g.1, g.2)).collect()
    }
}

fn weigh(matcher: &Matcher, hits: &[Hit], overturned: &[bool], with_own: bool) -> [Weighed; 3] {
    let mut score = lexicon::bias();
    let mut seen: Vec<(u32, u32, [i8; 3])> = Vec::with_capacity(128);
    let mut marks = [0u64; lexicon::MODEL_PLACES.div_ceil(64)];
    features::each(matcher, hits, overturned, &mut |_, feature| {
        let Some((place, mut weights)) = lexicon::weights(feature.hash) else {
            return;
        };
        if !with_own {
            weights[0] = 0;
        }
        // Said twice counts once.
        let bit = 1u64 << (place & 63);
        let Some(mark) = marks
            .get_mut(usize::from(place >> 6))
            .filter(|m| **m & bit == 0)
        else {
            return;
        };
        *mark |= bit;
        for (score, weight) in score.iter_mut().zip(weights) {
            *score += i32::from(weight);
        }
        seen.push((feature.start, feature.end, weights));
    });
    let threshold = lexicon::threshold();
    core::array::from_fn(|head| {
        let grounds = seen
            .iter()
            .map(|(start, end, w)| (i32::from(w.get(head).copied().unwrap_or(0)), *start, *end));
        Weighed {
            score: score.get(head).copied().unwrap_or(0),
            threshold: threshold.get(head).copied().unwrap_or(i32::MAX),
            grounds: grounds.collect(),
        }
    })
}

/// Ranges in order, those that touch made one.
fn merged(mut ranges: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    order::by_key(&mut ranges, |range| *range);
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (start, end) in ranges {
        match merged.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    merged
}

fn evidence(matcher: &Matcher, start: u32, end: u32, reason: Reason) -> Option<Evidence> {
    let words = matcher.words.get(start as usize..end as usize)?;
    let first = words.first()?;
    let last = words.iter().rev().find(|w| w.field == first.field)?;
    Some(Evidence {
        field: first.field,
        span: first.start as usize..last.end as usize,
        reason,
    })
}

fn boundary_at(matcher: &Matcher, start: u32, end: u32) -> Option<Boundary> {
    let evidence = evidence(matcher, start, end, Reason::Boundary)?;
    let (from, to) = scope(matcher, start, end);
    let strength = if matcher.class_within(from, to, class::ASKING) {
        Strength::AskFirst
    } else if matcher.class_within(from, to, class::SOFTLY) {
        Strength::Soft
    } else {
        Strength::Firm
    };
    let except = if matcher.class_within(from, to, class::EXCEPTING) {
        if matcher.class_within(from, to, class::MUTUALS) {
            Some(People::Mutuals)
        } else if matcher.class_within(end, to, class::P_STUD) {
            Some(People::Students)
        } else {
            None
        }
    } else {
        None
    };
    Some(Boundary {
        people: people(matcher, start, end),
        acts: acts(matcher, start, end),
        strength,
        except,
        evidence,
    })
}

/// The sentence or slot around some words, as far as forty words on.
fn scope(matcher: &Matcher, start: u32, end: u32) -> (u32, u32) {
    const FAR: usize = 40;
    let words = matcher.words;
    let mut from = start as usize;
    // The first word of all is strongly divided from nothing.
    while from + FAR > start as usize && words.get(from).is_some_and(|w| w.before < Break::Strong) {
        from -= 1;
    }
    let mut to = end as usize;
    while to < end as usize + FAR && words.get(to).is_some_and(|w| w.before < Break::Strong) {
        to += 1;
    }
    (from as u32, to as u32)
}

/// Who is asked or welcomed.
fn people(matcher: &Matcher, start: u32, end: u32) -> People {
    // The widest first: "nurses and researchers" are more than researchers, and
    // whoever is named must not be let through because somebody else is named too.
    const AMONG: [(u8, People); 6] = [
        (class::P_OWN, People::OwnService),
        (class::P_PRO, People::Professionals),
        (class::P_CLIN, People::Clinicians),
        (class::P_RES, People::Researchers),
        (class::P_STUD, People::Students),
        (class::P_JOUR, People::Journalists),
    ];
    let named = |from, to| {
        AMONG
            .iter()
            .find(|(class, _)| matcher.class_within(from, to, *class))
    };
    let (from, to) = scope(matcher, start, end);
    // Where they are named at an end of it, the list may go on beyond: of
    // "nurses and researchers: no" only the second may have been found.
    let mut list = (start, end);
    if named(start, start + 1).is_some() {
        list.0 = from.max(start.saturating_sub(2));
    }
    if named(end.saturating_sub(1), end).is_some() {
        list.1 = to.min(end + 2);
    }
    named(list.0, list.1)
        .or_else(|| named(from, to))
        .map_or(People::Professionals, |(_, people)| *people)
}

/// What they are asked not to do, or welcome to do; none named means all.
fn acts(matcher: &Matcher, start: u32, end: u32) -> Vec<Act> {
    const AMONG: [(u8, Act); 6] = [
        (class::A_FOLLOW, Act::Follow),
        (class::A_REPLY, Act::Reply),
        (class::A_QUOTE, Act::Quote),
        (class::A_LIST, Act::List),
        (class::A_MESSAGE, Act::Message),
        (class::A_RESEARCH, Act::Research),
    ];
    AMONG
        .iter()
        .filter(|(class, _)| matcher.class_within(start, end, *class))
        .map(|(_, act)| *act)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{bio, hit};
    use super::*;

    fn weighed(score: i32, threshold: i32, grounds: &[(i32, u32, u32)]) -> Weighed {
        Weighed {
            score,
            threshold,
            grounds: grounds.to_vec(),
        }
    }

    /// What is made of these rules in a text, and the words that are shown.
    fn described<'t>(
        text: &'t str,
        found: &[(Effect, u32, u32)],
        own: &Weighed,
    ) -> (Reading, Vec<&'t str>) {
        let words = bio(text);
        let hits: Vec<Hit> = found
            .iter()
            .map(|&(effect, start, end)| hit(effect, start, end))
            .collect();
        let mut reading = Reading::default();
        let stands = vec![false; hits.len()];
        describe(&Matcher::new(&words), &hits, &stands, own, &mut reading);
        let shown = reading.evidence.iter().map(|e| &text[e.span.clone()]);
        let shown = shown.collect();
        (reading, shown)
    }

    #[test]
    fn experience_is_stated_from_the_threshold_and_hinted_from_more_than_half_of_it() {
        for (score, experience, shown) in [
            (-20, Experience::None, &[][..]),
            (5, Experience::None, &[]),
            (6, Experience::Hinted, &["owls"]),
            (9, Experience::Hinted, &["owls"]),
            (10, Experience::Stated, &["owls"]),
            (30, Experience::Stated, &["owls"]),
        ] {
            let own = weighed(score, 10, &[(9, 0, 1), (-30, 1, 2)]);
            let (reading, words) = described("owls and hats", &[], &own);
            assert_eq!(reading.experience, experience, "{score}");
            assert_eq!(words, shown, "{score}");
        }
    }

    #[test]
    fn the_plainest_forms_stand_by_themselves_unless_a_group_speaks() {
        let plain = (Effect::Own3, 2, 3);
        for (score, group, experience, shown) in [
            (-20, false, Experience::Stated, &["hats"][..]),
            (0, false, Experience::Stated, &["hats"]),
            (1, false, Experience::Stated, &["owls", "hats"]),
            (0, true, Experience::None, &["and"]),
            (6, true, Experience::Hinted, &["and", "owls"]),
        ] {
            let group = group.then_some((Effect::Organisation, 1, 2));
            let found: Vec<_> = group.into_iter().chain([plain]).collect();
            let own = weighed(score, 10, &[(9, 0, 1)]);
            let (reading, words) = described("owls and hats", &found, &own);
            assert_eq!(reading.experience, experience, "{score} {group:?}");
            assert_eq!(words, shown, "{score} {group:?}");
        }
    }

    #[test]
    fn whoever_is_addressed_is_somebody_else() {
        let nurse = (Effect::Professional, 2, 4);
        for (found, professional) in [
            (&[nurse][..], true),
            (&[(Effect::Invitation, 0, 2), nurse], true),
            (&[(Effect::Invitation, 0, 3), nurse], false),
            (&[(Effect::Boundary, 1, 5), nurse], false),
            (&[nurse, (Effect::AskFirst, 3, 5)], false),
            (&[nurse, (Effect::MaybeBoundary, 4, 5)], true),
            (&[nurse, (Effect::MaybeInvitation, 3, 4)], false),
            (&[nurse, (Effect::Mark, 2, 4)], true),
            // A profession is shown once.
            (&[nurse, (Effect::Professional, 4, 5)], true),
        ] {
            let (reading, shown) =
                described("do come in ward nurse hello", found, &weighed(0, 10, &[]));
            assert_eq!(reading.professional, professional, "{found:?}");
            let expected: &[&str] = if professional { &["in ward"] } else { &[] };
            assert_eq!(shown, expected, "{found:?}");
        }
    }

    #[test]
    fn grounds_are_the_few_that_weigh_more_than_half_of_the_heaviest() {
        let all = [
            (5, 0, 1),
            (-9, 1, 2),
            (10, 2, 3),
            (6, 3, 4),
            (0, 4, 5),
            (7, 5, 6),
        ];
        for (score, threshold, grounds, most, expected) in [
            (20, 10, &all[..], 9, &[(2, 3), (5, 6), (3, 4)][..]),
            (20, 10, &all[..], 2, &[(2, 3), (5, 6)]),
            (20, 10, &all[..2], 9, &[(0, 1)]),
            (20, 10, &all[1..2], 9, &[]),
            (20, 10, &[], 9, &[]),
            // There are none where nothing is concluded.
            (1, 10, &all[..2], 9, &[(0, 1)]),
            (0, 10, &all[..2], 9, &[]),
            (0, 0, &all[..2], 9, &[(0, 1)]),
            (-5, -10, &all[..2], 9, &[(0, 1)]),
            (-5, 10, &all[..2], 9, &[]),
        ] {
            let found = weighed(score, threshold, grounds).grounds(most);
            assert_eq!(found, expected, "{score} of {threshold}: {grounds:?}");
        }
    }

    #[test]
    fn a_request_goes_as_far_as_its_sentence_and_forty_words() {
        let long = "owl ".repeat(150);
        for (text, start, end, expected) in [
            ("Hats. Owls, no nurses please. Tea", 3, 4, (1, 5)),
            ("Hats. Owls, no nurses please. Tea", 1, 5, (1, 5)),
            ("Hats. Owls, no nurses please. Tea", 0, 1, (0, 1)),
            ("Hats. Owls, no nurses please. Tea", 5, 6, (5, 6)),
            (&long, 60, 61, (20, 101)),
            (&long, 40, 41, (0, 81)),
            (&long, 41, 42, (1, 82)),
            (&long, 2, 3, (0, 43)),
            (&long, 109, 110, (69, 150)),
            (&long, 120, 122, (80, 150)),
        ] {
            let words = bio(text);
            let found = scope(&Matcher::new(&words), start, end);
            assert_eq!(found, expected, "{start}..{end} of {text}");
        }
    }

    #[test]
    fn the_people_asked_are_the_widest_named_within_two_words() {
        for (text, start, end, expected) in [
            ("owls or researchers", 2, 3, People::Researchers),
            ("nurses and researchers", 2, 3, People::Clinicians),
            ("nurses and many researchers", 3, 4, People::Researchers),
            ("oh oh researchers and nurses", 2, 3, People::Clinicians),
            (
                "oh oh researchers and many nurses",
                2,
                3,
                People::Researchers,
            ),
            ("oh researchers oh oh nurses", 0, 2, People::Researchers),
            (
                "oh oh no researchers oh oh nurses",
                2,
                4,
                People::Researchers,
            ),
            ("Nurses. And researchers", 2, 3, People::Researchers),
            // Named elsewhere in the sentence, where they are named nowhere nearer.
            ("nurses oh oh no thanks", 3, 5, People::Clinicians),
            ("Nurses. No thanks", 1, 3, People::Professionals),
        ] {
            let words = bio(text);
            let found = people(&Matcher::new(&words), start, end);
            assert_eq!(found, expected, "{start}..{end} of {text}");
        }
    }
}
