package dev.brummer.tui.model;

import java.util.TreeSet;

/// Lines that a person has marked to come back to. Bounded: the topmost one goes first.
final class Bookmarks {
  private static final int MAX_BOOKMARKS = 10_000;

  private final TreeSet<Long> lines = new TreeSet<>();

  /// @return whether it is marked now
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

  /// The next marked line behind one, else the first of all; -1 if none is marked.
  long after(long line) {
    Long next = lines.higher(line);
    return next != null ? next : lines.isEmpty() ? -1 : lines.first();
  }
}
