package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.ScannedLine;

/// How one test runner reports. One object serves one process and sees every line with a word of
/// [#keywords], in order.
interface TestReportParser {
  String name();

  long keywords();

  /// @return true if the line is this tool's, so that no other is asked
  boolean parse(ScannedLine line, TestResults results);
}
