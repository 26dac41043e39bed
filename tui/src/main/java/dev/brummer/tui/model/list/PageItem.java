package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;

/// A row in the list of a page's events.
public sealed interface PageItem {
  /// One event.
  record Occurrence(Event.PageEvent event) implements PageItem {}

  /// The row that folds events.
  ///
  /// @param summary their types with their numbers
  record Fold(int count, String summary, boolean unfolded) implements PageItem {}
}
