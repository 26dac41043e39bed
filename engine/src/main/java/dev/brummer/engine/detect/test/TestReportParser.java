package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.ScannedLine;
import org.jspecify.annotations.Nullable;

/// Parses the report of one test runner. One instance per process; receives every line with one of
/// its [#keywords], in order.
interface TestReportParser {
  String name();

  long keywords();

  /// @return true if the line belongs to this runner; no further parser is tried
  boolean parse(ScannedLine line, TestResults results);

  /// True if a line below the heading of a failure belongs to its report. Called for lines that no
  /// parser has accepted as the begin of something else.
  default boolean continuesFailure(String text) {
    return false;
  }

  /// The location that a line of a failure's report names, or null.
  default @Nullable String frame(String text) {
    return null;
  }

  /// The file that is being tested, for a report without a location; null if unknown.
  default @Nullable String fallbackLocation() {
    return null;
  }

  /// True if the innermost stack frame comes last, as in Python.
  default boolean printsInnermostFrameLast() {
    return false;
  }
}
