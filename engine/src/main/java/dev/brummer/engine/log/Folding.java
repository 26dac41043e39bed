package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.Entry;

/// Which repeats of a line are left out. A line repeats the one before it of the same process and
/// stream; empty lines and pieces of lines too long to be one never do.
public enum Folding {
  /// None.
  OFF,

  /// Lines with the same bytes.
  SAME,

  /// Lines in which only words with a digit differ: numbers, times, ids.
  SIMILAR;

  /// The bits of an [Entry] that mark a line as left out.
  int bits() {
    return switch (this) {
      case OFF -> 0;
      case SAME -> Entry.SAME;
      case SIMILAR -> Entry.SAME | Entry.SIMILAR;
    };
  }
}
