package dev.brummer.app.operation;

import dev.brummer.engine.text.VisibleText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A position in all facts of a run. As text `RUN-LOG-FACT-MILLIS`, base 36, opaque to clients.
///
/// @param line number of the next log line
/// @param sequence number of the newest fact
/// @param millis wall-clock time
/// @param foreign whether the text belongs to another run; the position is then the start of this
///   one
record OperationCursor(long line, long sequence, long millis, boolean foreign) {
  private static final int RADIX = 36;
  private static final long MAX_RUN = 36L * 36 * 36 * 36;
  private static final Pattern TEXT =
      Pattern.compile("([0-9a-z]{1,4})-([0-9a-z]{1,11})-([0-9a-z]{1,11})-([0-9a-z]{1,11})");

  /// Text of the position of the moment at which it is read.
  static final String NOW = "now";

  /// Remark about a cursor of another run.
  static final String FOREIGN_NOTE =
      "the cursor belongs to another run of brummer; counted from the start of this run";

  /// The start of a run.
  static OperationCursor start(long runMillis) {
    return new OperationCursor(0, 0, runMillis, false);
  }

  /// @param runMillis start of this run
  /// @throws OperationException of kind `INVALID_ARGUMENT`
  static OperationCursor parse(String text, long runMillis) throws OperationException {
    Matcher match = TEXT.matcher(text.strip());
    if (!match.matches()) {
      throw new OperationException(
          OperationException.Kind.INVALID_ARGUMENT,
          "invalid cursor " + VisibleText.quoted(VisibleText.bounded(text, 60)),
          "pass the cursor of an earlier answer unchanged, or leave it out");
    }
    if (!match.group(1).equals(run(runMillis))) {
      return new OperationCursor(0, 0, runMillis, true);
    }
    return new OperationCursor(
        Long.parseLong(match.group(2), RADIX),
        Long.parseLong(match.group(3), RADIX),
        runMillis + Long.parseLong(match.group(4), RADIX),
        false);
  }

  private static String run(long runMillis) {
    return Long.toString(runMillis % MAX_RUN, RADIX);
  }

  /// The text for clients.
  String text(long runMillis) {
    return run(runMillis)
        + '-'
        + Long.toString(line, RADIX)
        + '-'
        + Long.toString(sequence, RADIX)
        + '-'
        + Long.toString(Math.max(0, millis - runMillis), RADIX);
  }

  /// The same position in all facts but the log.
  OperationCursor withLine(long next) {
    return new OperationCursor(next, sequence, millis, foreign);
  }

  String note() {
    return foreign ? FOREIGN_NOTE : "";
  }
}
