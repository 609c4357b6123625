//! Lists that mostly hold one or two.

use std::ops::{Deref, DerefMut};

/// What a list has whose first items stand in place. Written out for each number of items, because a generic one would
/// have to forbid what `Vec` allows: to outlive what its items borrow.
macro_rules! few {
    (
        $(#[$meta:meta])*
        $name:ident, $held:ident { $($variant:ident($item:ident: $type:ty) = $slice:expr, $slice_mut:expr, $all:expr;)* },
        $this:ident, $next:ident => { $($push:tt)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $name<T>($held<T>);

        #[derive(Clone)]
        enum $held<T> {
            Nothing,
            $($variant($type),)*
            Many(Vec<T>),
        }

        impl<T> $name<T> {
            /// An empty list.
            #[must_use]
            #[inline]
            pub const fn new() -> Self {
                Self($held::Nothing)
            }

            /// Takes all items out.
            pub fn clear(&mut self) {
                self.0 = $held::Nothing;
            }

            /// Adds an item at the end.
            #[inline]
            pub fn push(&mut self, $next: T) {
                match &mut self.0 {
                    $held::Nothing => self.0 = $held::One($next),
                    $held::Many(items) => items.push($next),
                    $this => $($push)*
                }
            }
        }

        impl<T> Default for $name<T> {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }

        impl<T> Deref for $name<T> {
            type Target = [T];

            #[inline]
            fn deref(&self) -> &[T] {
                match &self.0 {
                    $held::Nothing => &[],
                    $($held::$variant($item) => $slice,)*
                    $held::Many(items) => items,
                }
            }
        }

        impl<T> DerefMut for $name<T> {
            #[inline]
            fn deref_mut(&mut self) -> &mut [T] {
                match &mut self.0 {
                    $held::Nothing => &mut [],
                    $($held::$variant($item) => $slice_mut,)*
                    $held::Many(items) => items,
                }
            }
        }

        impl<T> From<$name<T>> for Vec<T> {
            fn from(few: $name<T>) -> Self {
                match few.0 {
                    $held::Nothing => Self::new(),
                    $($held::$variant($item) => $all,)*
                    $held::Many(items) => items,
                }
            }
        }

        impl<T> From<Vec<T>> for $name<T> {
            fn from(items: Vec<T>) -> Self {
                Self($held::Many(items))
            }
        }

        impl<T: PartialEq> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                **self == **other
            }
        }

        impl<T: Eq> Eq for $name<T> {}

        impl<T: std::fmt::Debug> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&**self, f)
            }
        }

        impl<T> Extend<T> for $name<T> {
            fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
                for item in items {
                    self.push(item);
                }
            }
        }

        impl<T> FromIterator<T> for $name<T> {
            fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
                let mut few = Self::new();
                few.extend(items);
                few
            }
        }

        impl<T> IntoIterator for $name<T> {
            type Item = T;
            type IntoIter = std::vec::IntoIter<T>;

            fn into_iter(self) -> Self::IntoIter {
                Vec::from(self).into_iter()
            }
        }

        impl<'f, T> IntoIterator for &'f $name<T> {
            type Item = &'f T;
            type IntoIter = std::slice::Iter<'f, T>;

            fn into_iter(self) -> Self::IntoIter {
                self.iter()
            }
        }

        #[cfg(feature = "serde")]
        impl<T: serde::Serialize> serde::Serialize for $name<T> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for $name<T> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Vec<T> as serde::Deserialize>::deserialize(deserializer)
                    .map(|items| items.into_iter().collect())
            }
        }
    };
}

few! {
    /// A list whose first item needs no allocation: most amounts and most reasons of an adjustment come alone. Reads like
    /// a slice.
    Few, HeldFew {
        One(item: T) = std::slice::from_ref(item), std::slice::from_mut(item), vec![item];
    },
    held, next => {
        match std::mem::replace(held, HeldFew::Nothing) {
            HeldFew::One(first) => *held = HeldFew::Many(vec![first, next]),
            _ => *held = HeldFew::One(next),
        }
    }
}

few! {
    /// A list whose first two items need no allocation: dates come as first and last day, adjustments as what the contract
    /// takes and what the patient owes. Reads like a slice.
    Couple, HeldCouple {
        One(item: T) = std::slice::from_ref(item), std::slice::from_mut(item), vec![item];
        Two(items: [T; 2]) = items, items, items.into();
    },
    held, next => {
        match std::mem::replace(held, HeldCouple::Nothing) {
            HeldCouple::One(first) => *held = HeldCouple::Two([first, next]),
            HeldCouple::Two([first, second]) => *held = HeldCouple::Many(vec![first, second, next]),
            _ => *held = HeldCouple::One(next),
        }
    }
}
