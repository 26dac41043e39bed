package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses Jest: `PASS file`, then check marks; failures as `● suite › test`; totals at the end.
final class JestReportParser implements TestReportParser {
  private static final Pattern FILE =
      Pattern.compile("\\s?(?:PASS|FAIL)\\s{1,2}\\S+\\.[cm]?[jt]sx?(?: \\(.*\\))?");
  private static final Pattern TICK = Pattern.compile("\\s+[✓√] (.+?)(?: \\(\\d[\\d.]* m?s\\))?");
  private static final Pattern FAILURE = Pattern.compile("  ● (.+)");
  private static final Pattern SUM = Pattern.compile("Tests: +(.*\\d+ total)");
  private static final Pattern PASSED = CountPattern.before("passed");
  private static final Pattern FAILED = CountPattern.before("failed");

  private boolean running;

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
    if (FILE.matcher(text).matches()) {
      running = true;
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
      results.failed(line, name(), failure.group(1));
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
}
