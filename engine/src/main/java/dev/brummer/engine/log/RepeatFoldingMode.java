package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.PackedLineEntry;

/// Which repeats are excluded. A line is a repeat of the previous line of the same process and
/// stream; empty lines and pieces of cut lines are never repeats.
public enum RepeatFoldingMode {
  /// Excludes none.
  OFF,

  /// Excludes lines with the same bytes.
  SAME,

  /// Excludes lines that differ only in words with a digit: numbers, times, ids.
  SIMILAR;

  /// The [PackedLineEntry] bits of excluded lines.
  int bits() {
    return switch (this) {
      case OFF -> 0;
      case SAME -> PackedLineEntry.SAME;
      case SIMILAR -> PackedLineEntry.SAME | PackedLineEntry.SIMILAR;
    };
  }
}
