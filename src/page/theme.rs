//! Light or dark, from the page's own background.

/// How the page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on light.
    Light,
    /// Light text on dark.
    Dark,
}

/// The theme of a computed background such as `rgb(21, 32, 43)`. Anything that
/// cannot be read, and any see-through background, counts as light.
#[must_use]
pub fn of_background(colour: &str) -> Theme {
    // Whole numbers are enough, and float parsing alone costs 6 KiB of WASM.
    let numbers: Vec<u32> = colour
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, _, 0] => Theme::Light,
        // Rec. 709 weights, in thousandths: how bright a colour looks.
        [red, green, blue, ..] if 213 * red + 715 * green + 72 * blue < 128_000 => Theme::Dark,
        _ => Theme::Light,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_told_by_how_bright_the_page_is() {
        for dark in [
            "rgb(0, 0, 0)",
            "rgb(5, 5, 5)",
            "rgb(21, 32, 43)",
            "rgba(0, 0, 0, 0.9)",
        ] {
            assert_eq!(of_background(dark), Theme::Dark, "{dark}");
        }
        for light in ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)", "", "transparent"] {
            assert_eq!(of_background(light), Theme::Light, "{light}");
        }
    }
}
