package dev.brummer.engine.log.assemble;

/// Metadata of a line packed into one int: end offset of its text in the batch or block (25 bits),
/// whether it repeats the previous line, whether it was cut, whether it may contain escape
/// sequences, and its level, which may be unknown: [LogLevelDetector#level] then reads the text.
public final class PackedLineEntry {
  /// On the first line of a block: same bytes as the previous line of its stream.
  public static final int SAME = 1 << 25;

  /// On the first line of a block: differs from the previous line of its stream only in words with
  /// a digit.
  public static final int SIMILAR = 1 << 26;

  static final int CUT = 1 << 27;
  static final int STYLED = 1 << 28;

  private static final int END = SAME - 1;
  private static final int LEVEL_SHIFT = 29;

  /// In place of a level: not detected yet.
  static final int UNKNOWN_LEVEL = 7 << LEVEL_SHIFT;

  private static final LogLevel[] LEVELS = LogLevel.values();

  private PackedLineEntry() {}

  public static int end(int entry) {
    return entry & END;
  }

  public static boolean isCut(int entry) {
    return (entry & CUT) != 0;
  }

  public static boolean isStyled(int entry) {
    return (entry & STYLED) != 0;
  }

  static boolean isLevelUnknown(int entry) {
    return (entry & UNKNOWN_LEVEL) == UNKNOWN_LEVEL;
  }

  /// The stored level; NONE if it is unknown.
  static LogLevel level(int entry) {
    int level = entry >>> LEVEL_SHIFT;
    return level < LEVELS.length ? LEVELS[level] : LogLevel.NONE;
  }

  static int withLevel(int entry, LogLevel level) {
    return entry & ~UNKNOWN_LEVEL | level.ordinal() << LEVEL_SHIFT;
  }
}
