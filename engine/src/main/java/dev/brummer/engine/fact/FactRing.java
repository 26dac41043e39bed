package dev.brummer.engine.fact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The newest facts of one kind with their sequence numbers. Confined to the lock of its ledger.
final class FactRing<T> {
  private final int capacity;
  private final Deque<Entry<T>> entries = new ArrayDeque<>();

  private record Entry<T>(long sequence, T fact) {}

  FactRing(int capacity) {
    this.capacity = capacity;
  }

  void add(long sequence, T fact) {
    entries.addFirst(new Entry<>(sequence, fact));
    if (entries.size() > capacity) {
      entries.removeLast();
    }
  }

  /// The facts after a sequence number that pass a filter, newest first.
  List<T> after(long sequence, Predicate<T> filter) {
    List<T> found = new ArrayList<>();
    for (Entry<T> entry : entries) {
      if (entry.sequence <= sequence) {
        break;
      }
      if (filter.test(entry.fact)) {
        found.add(entry.fact);
      }
    }
    return found;
  }
}
