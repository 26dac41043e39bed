package dev.brummer.engine.log;

import dev.brummer.engine.log.assemble.LineFlags;

/// Which repeats of a line are left out. A line repeats the one before it of the same process and
/// stream; empty lines and pieces of lines too long to be one never do.
public enum RepeatFolding {
  /// None.
  OFF,

  /// Lines with the same bytes.
  SAME,

  /// Lines in which only words with a digit differ: numbers, times, ids.
  SIMILAR;

  /// The bits of an [LineFlags] that mark a line as left out.
  int bits() {
    return switch (this) {
      case OFF -> 0;
      case SAME -> LineFlags.SAME;
      case SIMILAR -> LineFlags.SAME | LineFlags.SIMILAR;
    };
  }
}
