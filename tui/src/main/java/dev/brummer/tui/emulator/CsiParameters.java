package dev.brummer.tui.emulator;

/// Numeric parameters of a control sequence, separated by `;`, or by `:` for subparameters. Reused
/// for every sequence.
final class CsiParameters {
  static final int MAX_COUNT = 32;
  private static final int MAX_VALUE = 65_535;

  private final int[] values = new int[MAX_COUNT];
  private int count;

  /// Bit mask of the subparameters.
  private int subparameters;

  /// Whether the maximum number is reached; further parameters are dropped.
  private boolean full;

  void clear() {
    count = 0;
    subparameters = 0;
    full = false;
  }

  void digit(int digit) {
    begin();
    if (!full) {
      values[count - 1] = Math.min(MAX_VALUE, Math.max(0, values[count - 1]) * 10 + digit);
    }
  }

  void separator(boolean joins) {
    begin();
    if (count == MAX_COUNT) {
      full = true;
      return;
    }
    values[count] = -1;
    subparameters |= joins ? 1 << count : 0;
    count++;
  }

  private void begin() {
    if (count == 0) {
      values[0] = -1;
      count = 1;
    }
  }

  int count() {
    return count;
  }

  /// Whether the parameter was separated by `:` from its predecessor.
  boolean isSubparameter(int index) {
    return (subparameters & 1 << index) != 0;
  }

  /// Returns a parameter, or 0 when it was omitted.
  int get(int index) {
    return get(index, 0);
  }

  /// Returns a parameter, or `defaultValue` when it was omitted.
  int get(int index, int defaultValue) {
    return index < count && values[index] >= 0 ? values[index] : defaultValue;
  }

  /// Returns a repeat count: at least 1, also when omitted or 0.
  int amount(int index) {
    return Math.max(1, get(index, 1));
  }
}
