package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.ScannedLine;

/// Parses the report of one test runner. One instance per process; receives every line with one of
/// its [#keywords], in order.
interface TestReportParser {
  String name();

  long keywords();

  /// @return true if the line belongs to this runner; no further parser is tried
  boolean parse(ScannedLine line, TestResults results);
}
