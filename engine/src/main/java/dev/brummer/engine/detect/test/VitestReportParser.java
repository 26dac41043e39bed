package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses Vitest: failures as `FAIL file > suite > test`, totals as `Tests 1 failed | 2 passed
/// (3)`.
final class VitestReportParser implements TestReportParser {
  private static final Pattern RUN = Pattern.compile("\\s*(?:RUN|DEV)\\s+v\\d\\S* .*");
  private static final Pattern FAILURE = Pattern.compile("\\s*FAIL\\s+(?:\\|.*?\\| )?(\\S+ > .+)");
  private static final Pattern SUM = Pattern.compile("\\s+Tests {2}(\\d+ .*\\(\\d+\\))");
  private static final Pattern PASSED = CountPattern.before("passed");
  private static final Pattern FAILED = CountPattern.before("failed");

  @Override
  public String name() {
    return "vitest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (RUN.matcher(text).matches()) {
      results.reset();
      return true;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.matches()) {
      results.failed(line, name(), failure.group(1));
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (sum.matches()) {
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
