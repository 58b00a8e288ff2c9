//! Sorting in few bytes: the library's sorts are faster on long lists, but each
//! use of them costs four kilobytes of what every page of X has to load.

/// Sorts by a key, equal keys in no particular order. Heapsort: never worse
/// than n log n, whatever the text.
pub(crate) fn by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for start in (0..items.len() / 2).rev() {
        sink(items, start, &key);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        if let Some(rest) = items.get_mut(..end) {
            sink(rest, 0, &key);
        }
    }
}

/// Lets the item at `at` down to its place in the heap.
fn sink<T, K: Ord>(heap: &mut [T], mut at: usize, key: &impl Fn(&T) -> K) {
    let key_at = |heap: &[T], at: usize| heap.get(at).map(key);
    loop {
        let left = 2 * at + 1;
        let larger = if key_at(heap, left + 1) > key_at(heap, left) {
            left + 1
        } else {
            left
        };
        // Past the end there is no key, and none is less than any.
        if key_at(heap, larger) <= key_at(heap, at) {
            return;
        }
        heap.swap(at, larger);
        at = larger;
    }
}

#[cfg(test)]
mod tests {
    use super::by_key;

    #[test]
    fn every_order_comes_out_sorted() {
        for length in 0..40_u64 {
            for seed in 1..20_u64 {
                let mut items: Vec<u64> = (0..length)
                    .map(|at| at.wrapping_mul(seed.wrapping_mul(0x9e37_79b9)) % 17)
                    .collect();
                let mut expected = items.clone();
                expected.sort_unstable();
                by_key(&mut items, |item| *item);
                assert_eq!(items, expected);
            }
        }
    }
}
