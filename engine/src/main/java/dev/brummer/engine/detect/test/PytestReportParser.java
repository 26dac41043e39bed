package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses pytest: `file::test PASSED` in verbose output, `FAILED file::test - reason` in the
/// summary, and the totals between equal signs.
final class PytestReportParser implements TestReportParser {
  private static final Pattern PASSED =
      Pattern.compile("(\\S+\\.py::.+?) PASSED(?: +\\[ *\\d+%\\])?");
  private static final Pattern FAILED =
      Pattern.compile("(?:FAILED|ERROR) (\\S+\\.py(?:::.+?)?)(?: - .*)?");
  private static final Pattern SUM =
      Pattern.compile("=* ?((?:\\d+ [a-z]+(?:, )?)+ in [\\d.]+s.*?) ?=*");
  private static final Pattern SUM_PASSED = CountPattern.before("passed");
  private static final Pattern SUM_FAILED = CountPattern.before("failed");
  private static final Pattern SUM_ERRORS = CountPattern.before("errors?");

  @Override
  public String name() {
    return "pytest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PASS, Keyword.FAIL, Keyword.ERROR);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher passed = PASSED.matcher(text);
    if (passed.matches()) {
      results.passed(line, name(), passed.group(1));
      return true;
    }
    Matcher failed = FAILED.matcher(text);
    if (failed.matches()) {
      results.failed(line, name(), failed.group(1));
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (sum.matches()) {
      int failures = CountPattern.find(text, SUM_FAILED) + CountPattern.find(text, SUM_ERRORS);
      results.reportTotals(
          line, name(), sum.group(1), CountPattern.find(text, SUM_PASSED), failures);
      return true;
    }
    return false;
  }
}
