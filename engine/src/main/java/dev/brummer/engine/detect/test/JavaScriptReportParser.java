package dev.brummer.engine.detect.test;

import org.jspecify.annotations.Nullable;

/// Parses the report of a runner for JavaScript, whose stack frames look alike.
interface JavaScriptReportParser extends TestReportParser {
  @Override
  default @Nullable String frame(String text) {
    return SourceFrames.javaScript(text);
  }
}
