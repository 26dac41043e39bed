package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses JUnit and TestNG results of Gradle: failures as `CartTest > adds() FAILED` with the
/// exception below, totals as `3 tests completed, 1 failed`.
final class GradleReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile("(\\S+(?: > .+)? > .+?) (FAILED|PASSED)(?: \\([\\d.ms ]+\\))?");
  private static final Pattern SUM =
      Pattern.compile("(\\d{1,7}) tests? completed, (\\d{1,7}) failed(?:, (\\d{1,7}) skipped)?");
  private static final Pattern FRAME = Pattern.compile(" +at (?:.*\\()?(\\w+\\.\\w+:\\d+)\\)?");

  @Override
  public String name() {
    return "gradle";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.PASS);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher result = RESULT.matcher(text);
    if (result.matches() && !text.startsWith(" ") && !text.startsWith(">")) {
      if (result.group(2).equals("PASSED")) {
        results.passed(line, name(), result.group(1));
      } else {
        results.openBlock(line, this, Naming.HEADING, result.group(1));
      }
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (!sum.matches()) {
      return false;
    }
    int failed = Integer.parseInt(sum.group(2));
    int skipped = sum.group(3) == null ? 0 : Integer.parseInt(sum.group(3));
    results.reportTotals(
        line, name(), text, Integer.parseInt(sum.group(1)) - failed - skipped, failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || SourceFrames.indent(text) >= 4;
  }

  /// Gradle shortens frames to `at CartTest.java:12`.
  @Override
  public @Nullable String frame(String text) {
    String full = SourceFrames.jvm(text);
    return full == null && text.indexOf('(') < 0 ? SourceFrames.first(FRAME, text) : full;
  }
}
