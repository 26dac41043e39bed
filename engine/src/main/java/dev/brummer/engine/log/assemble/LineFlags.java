package dev.brummer.engine.log.assemble;

/// What is kept of a line beside its text, in one int: where the text ends in its batch or block
/// (25 bits), whether it repeats the line before it, whether it was cut, whether it may hold escape
/// sequences, and its level.
public final class LineFlags {
  /// The first line of a block: the same bytes as the line before it of its stream.
  public static final int SAME = 1 << 25;

  /// The first line of a block: as the line before it of its stream but for words with a digit.
  public static final int SIMILAR = 1 << 26;

  static final int CUT = 1 << 27;
  static final int STYLED = 1 << 28;

  private static final int END = SAME - 1;
  private static final int LEVEL_SHIFT = 29;
  private static final LogLevel[] LEVELS = LogLevel.values();

  private LineFlags() {}

  public static int end(int entry) {
    return entry & END;
  }

  public static boolean isCut(int entry) {
    return (entry & CUT) != 0;
  }

  public static boolean isStyled(int entry) {
    return (entry & STYLED) != 0;
  }

  public static LogLevel level(int entry) {
    int level = entry >>> LEVEL_SHIFT;
    return level < LEVELS.length ? LEVELS[level] : LogLevel.NONE;
  }

  static int withLevel(int entry, LogLevel level) {
    return entry | level.ordinal() << LEVEL_SHIFT;
  }
}
