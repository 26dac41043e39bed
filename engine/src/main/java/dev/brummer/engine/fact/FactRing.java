package dev.brummer.engine.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// The newest facts of one kind with their sequence numbers. Confined to the lock of its ledger;
/// allocates only to grow.
final class FactRing<T> {
  private static final int INITIAL_CAPACITY = 16;

  private final int capacity;
  private long[] sequences = {};
  private Object[] facts = {};

  /// Number of facts added since the start.
  private long added;

  FactRing(int capacity) {
    this.capacity = capacity;
  }

  void add(long sequence, T fact) {
    if (added == facts.length && added < capacity) {
      int larger = Math.min(capacity, Math.max(INITIAL_CAPACITY, facts.length * 2));
      sequences = Arrays.copyOf(sequences, larger);
      facts = Arrays.copyOf(facts, larger);
    }
    int at = (int) (added++ % facts.length);
    sequences[at] = sequence;
    facts[at] = fact;
  }

  /// The facts after a sequence number that pass a filter, newest first.
  List<T> after(long sequence, Predicate<T> filter) {
    List<T> found = new ArrayList<>();
    long oldest = Math.max(0, added - facts.length);
    for (long i = added - 1; i >= oldest; i--) {
      int at = (int) (i % facts.length);
      if (sequences[at] <= sequence) {
        break;
      }
      @SuppressWarnings("unchecked") // holds only what add was given
      T fact = (T) facts[at];
      if (filter.test(fact)) {
        found.add(fact);
      }
    }
    return found;
  }
}
