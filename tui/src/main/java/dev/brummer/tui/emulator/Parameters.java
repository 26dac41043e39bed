package dev.brummer.tui.emulator;

/// The numbers of a control sequence, separated by `;`, or by `:` where one belongs to the one
/// before it. Reused from sequence to sequence.
final class Parameters {
  static final int MAX_COUNT = 32;
  private static final int MAX_VALUE = 65_535;

  private final int[] values = new int[MAX_COUNT];
  private int count;

  /// Which of them belong to the one before, by bit.
  private int subparameters;

  /// Further numbers than there is room for are dropped.
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

  /// Whether it was separated by `:` from the one before.
  boolean isSubparameter(int index) {
    return (subparameters & 1 << index) != 0;
  }

  /// A number, 0 where none was given.
  int get(int index) {
    return get(index, 0);
  }

  /// A number, `otherwise` where none was given.
  int get(int index, int defaultValue) {
    return index < count && values[index] >= 0 ? values[index] : defaultValue;
  }

  /// A count, at least 1: none and 0 mean 1.
  int amount(int index) {
    return Math.max(1, get(index, 1));
  }
}
