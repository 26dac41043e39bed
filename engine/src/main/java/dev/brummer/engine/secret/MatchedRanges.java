package dev.brummer.engine.secret;

import java.util.Arrays;

/// Ranges of a text that patterns cover, ascending and disjoint. Overlapping ranges become one,
/// with the label of the longest. Confined to one thread.
final class MatchedRanges {
  private static final int FIELDS = 4;

  /// Start, end, label and length of the longest pattern, for each range.
  private int[] fields = new int[4 * FIELDS];

  private int size;

  /// @param to not less than the end of any earlier range
  void add(int from, int to, int label) {
    int start = from;
    int longest = to - from;
    int longestLabel = label;
    while (size > 0 && to(size - 1) > from) {
      size--;
      start = Math.min(start, from(size));
      if (fields[size * FIELDS + 3] > longest) {
        longest = fields[size * FIELDS + 3];
        longestLabel = label(size);
      }
    }
    if ((size + 1) * FIELDS > fields.length) {
      fields = Arrays.copyOf(fields, fields.length * 2);
    }
    int at = size++ * FIELDS;
    fields[at] = start;
    fields[at + 1] = to;
    fields[at + 2] = longestLabel;
    fields[at + 3] = longest;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  int from(int range) {
    return fields[range * FIELDS];
  }

  int to(int range) {
    return fields[range * FIELDS + 1];
  }

  int label(int range) {
    return fields[range * FIELDS + 2];
  }
}
