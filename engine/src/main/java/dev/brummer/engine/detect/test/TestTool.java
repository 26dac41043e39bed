package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Line;

/// How one test runner reports. One object serves one process and sees every line with a word of
/// [#words], in order.
interface TestTool {
  String name();

  long words();

  /// @return true if the line is this tool's, so that no other is asked
  boolean line(Line line, TestResults results);
}
