//! The fast scanners find what the slow one finds.

use x12_core::{Delimiters, Index, Scanner, reference};

/// Indexes a part of `data` in two stretches; delimiters and borders are its last bytes.
pub fn index_reference(data: &[u8]) {
    let Some((window, steering)) = data.split_last_chunk::<8>() else {
        return;
    };
    let [
        element,
        component,
        repetition,
        terminator,
        from,
        cut,
        to,
        flags,
    ] = *steering;
    let repetition = (flags & 1 == 0).then_some(repetition);
    let delimiters =
        Delimiters::new(element, component, repetition, terminator).unwrap_or(Delimiters::USUAL);
    // Small numbers count from both ends, so that long windows have their borders looked at too.
    let to = window.len().saturating_sub(usize::from(to));
    let from = usize::from(from).min(to);
    let cut = from + usize::from(cut).min(to - from);

    let (marks, odd) = reference::scan(window, from, to, &delimiters);
    let between = odd.iter().any(|at| (cut..to).contains(&(*at as usize)));
    for scanner in Scanner::runnable() {
        let Some(mut index) = Index::with_scanner(scanner) else {
            panic!("{scanner:?} runs and does not");
        };
        index.extend(window, from, cut, &delimiters);
        index.extend(window, cut, to, &delimiters);
        assert_eq!(index.marks(), marks, "{scanner:?}");
        let found = (from..to).filter(|at| index.is_odd(*at, at + 1));
        assert!(
            found.eq(odd.iter().map(|at| *at as usize)),
            "{scanner:?}: odd bytes differ"
        );
        assert_eq!(index.is_odd(cut, to), between, "{scanner:?}");
    }
}
