package dev.brummer.tui.model;

import java.util.TreeSet;

/// Bookmarked log lines. Bounded: the lowest line number is dropped first.
final class Bookmarks {
  private static final int MAX_BOOKMARKS = 10_000;

  private final TreeSet<Long> lines = new TreeSet<>();

  /// @return whether the line is bookmarked now
  boolean toggle(long line) {
    if (lines.remove(line)) {
      return false;
    }
    lines.add(line);
    if (lines.size() > MAX_BOOKMARKS) {
      lines.pollFirst();
    }
    return true;
  }

  boolean contains(long line) {
    return !lines.isEmpty() && lines.contains(line);
  }

  /// The next bookmark after a line, else the first; -1 if there is none.
  long after(long line) {
    Long next = lines.higher(line);
    return next != null ? next : lines.isEmpty() ? -1 : lines.first();
  }
}
