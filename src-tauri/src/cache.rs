//! A cache that forgets what was not asked for longest, once it weighs too much.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A cache bounded by weight: it forgets what was not asked for longest.
///
/// Values are handed out as clones: keep an `Arc` in it.
#[derive(Debug)]
pub(crate) struct Cache<K, V> {
    inner: Mutex<Inner<K, V>>,
    heaviest: usize,
}

#[derive(Debug)]
struct Inner<K, V> {
    entries: BTreeMap<K, Entry<V>>,
    weight: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry<V> {
    value: V,
    weight: usize,
    last_use: u64,
}

impl<K: Ord + Clone, V: Clone> Cache<K, V> {
    /// An empty cache that may weigh `heaviest`, in whatever unit its entries are weighed.
    #[must_use]
    pub(crate) fn new(heaviest: usize) -> Self {
        Cache { inner: Mutex::new(Inner { entries: BTreeMap::new(), weight: 0, uses: 0 }), heaviest }
    }

    /// The value of that key, if it is still there.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        let mut inner = self.lock();
        inner.uses += 1;
        let now = inner.uses;
        let entry = inner.entries.get_mut(key)?;
        entry.last_use = now;
        Some(entry.value.clone())
    }

    /// Keeps a value, and forgets others if need be. The newest value stays even if it alone is too heavy:
    /// someone is about to ask for it.
    pub(crate) fn insert(&self, key: K, value: V, weight: usize) {
        let mut inner = self.lock();
        inner.uses += 1;
        let entry = Entry { value, weight, last_use: inner.uses };
        if let Some(old) = inner.entries.insert(key, entry) {
            inner.weight -= old.weight;
        }
        inner.weight += weight;
        inner.forget(self.heaviest);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner<K, V>> {
        // A panic elsewhere cannot leave the maps half changed: no call in between can panic.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Ord + Clone, V> Inner<K, V> {
    fn forget(&mut self, heaviest: usize) {
        while self.weight > heaviest && self.entries.len() > 1 {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.last_use);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { return };
            if let Some(entry) = self.entries.remove(&key) {
                self.weight -= entry.weight;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_lately_outlives_what_was_not() {
        let cache = Cache::new(30);
        for key in ["a", "b", "c"] {
            cache.insert(key, key, 10);
        }
        assert_eq!(cache.get(&"a"), Some("a"));
        cache.insert("d", "d", 10);
        assert_eq!(cache.get(&"b"), None);
        assert_eq!(cache.get(&"a"), Some("a"));
    }

    #[test]
    fn the_newest_stays_even_when_it_is_too_heavy() {
        let cache = Cache::new(10);
        cache.insert("light", 1, 5);
        cache.insert("heavy", 2, 500);
        assert_eq!(cache.get(&"heavy"), Some(2));
        assert_eq!(cache.get(&"light"), None);
        cache.insert("light", 3, 5);
        assert_eq!(cache.get(&"heavy"), None);
        assert_eq!(cache.get(&"light"), Some(3));
    }

    #[test]
    fn a_value_put_again_is_weighed_once() {
        let cache = Cache::new(20);
        for weight in [15, 3, 10] {
            cache.insert("same", weight, weight);
        }
        cache.insert("other", 10, 10);
        assert_eq!(cache.get(&"same"), Some(10));
    }
}
