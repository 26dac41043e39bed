package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Jest: `PASS file`, then check marks; failures as `● suite › test`; totals at the end.
final class JestReportParser implements JavaScriptReportParser {
  private static final Pattern FILE =
      Pattern.compile("\\s?(?:PASS|FAIL)\\s{1,2}(?:.* )?(\\S+\\.[cm]?[jt]sx?)(?: \\(.*\\))?");
  private static final Pattern TICK = Pattern.compile("\\s+[✓√] (.+?)(?: \\(\\d[\\d.]* m?s\\))?");
  private static final Pattern FAILURE = Pattern.compile("  ● (.+)");
  private static final String SUITE = "Test suite failed to run";

  /// Babel's message: the path in its front, the position at its end.
  private static final Pattern SYNTAX_ERROR =
      Pattern.compile("\\s*SyntaxError: (/\\S+): .*\\((\\d+:\\d+)\\)\\s*");

  private static final Pattern SUM = Pattern.compile("Tests: +(.*\\d+ total)");
  private static final Pattern PASSED = CountPattern.before("passed");
  private static final Pattern FAILED = CountPattern.before("failed");

  private boolean running;
  private @Nullable String file;

  @Override
  public String name() {
    return "jest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(
        Keyword.PASS, Keyword.FAIL, Keyword.CHECK_MARK, Keyword.BULLET, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher result = FILE.matcher(text);
    if (result.matches()) {
      running = true;
      file = result.group(1);
      return true;
    }
    if (!running) {
      return false;
    }
    Matcher tick = TICK.matcher(text);
    if (tick.matches()) {
      results.passed(line, name(), tick.group(1));
      return true;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.matches()) {
      results.openBlock(line, this, Naming.HEADING, nameOf(failure.group(1)));
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (sum.matches()) {
      running = false;
      results.reportTotals(
          line,
          name(),
          sum.group(1),
          CountPattern.find(text, PASSED),
          CountPattern.find(text, FAILED));
      return true;
    }
    return false;
  }

  /// Several suites may fail to run, and share a heading.
  private String nameOf(String heading) {
    return heading.equals(SUITE) && file != null ? file + " › " + heading : heading;
  }

  @Override
  public @Nullable String frame(String text) {
    Matcher error = SYNTAX_ERROR.matcher(text);
    return error.matches()
        ? error.group(1) + ":" + error.group(2)
        : JavaScriptReportParser.super.frame(text);
  }

  /// The report is indented more than its heading; after its frames only blank lines follow.
  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || SourceFrames.indent(text) >= 4;
  }

  @Override
  public @Nullable String fallbackLocation() {
    return file;
  }
}
