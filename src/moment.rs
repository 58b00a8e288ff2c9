//! A moment by the reader's own clock. It may have been set back since, or
//! forward: nothing here relies on it going one way.

/// Milliseconds in an hour.
pub const HOUR: f64 = 3_600_000.0;

/// Milliseconds in a day.
pub const DAY: f64 = 24.0 * HOUR;

/// Milliseconds since the start of 1970, by the clock on the reader's wall.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Moment(pub f64);

impl Moment {
    /// The day's number, counted from the first of January 1970.
    #[must_use]
    pub fn day(self) -> u32 {
        (self.0 / DAY) as u32
    }

    /// Whether something that lasts until then, and never longer than `most`
    /// milliseconds, still lasts.
    #[must_use]
    pub fn is_before(self, then: Moment, most: f64) -> bool {
        self < then && then.0 - self.0 <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_at_midnight() {
        assert_eq!(Moment(0.0).day(), 0);
        assert_eq!(Moment(DAY - 1.0).day(), 0);
        assert_eq!(Moment(DAY).day(), 1);
        assert_eq!(Moment(-5.0).day(), 0);
        assert_eq!(Moment(f64::NAN).day(), 0);
    }

    #[test]
    fn what_should_have_ended_long_since_has_ended_though_the_clock_was_set_back() {
        let then = Moment(10.0 * DAY);
        assert!(Moment(10.0 * DAY - 1.0).is_before(then, HOUR));
        assert!(!Moment(10.0 * DAY).is_before(then, HOUR));
        assert!(!Moment(9.0 * DAY).is_before(then, HOUR));
    }
}
