package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses Playwright's list, line and dot reporters: tests by name where they are printed.
final class PlaywrightReportParser implements TestReportParser {
  private static final String NAME = "((?:\\[[^\\]]+\\] › )?\\S+:\\d+:\\d+ › .+?)";
  private static final Pattern LISTED =
      Pattern.compile(" *(✓|✔|ok|✘|✗|x) +\\d+ " + NAME + "(?: \\([\\d.]+m?s\\))?");
  private static final Pattern REPORTED = Pattern.compile(" +\\d+\\) " + NAME + " ─*");
  private static final Pattern PASSED = Pattern.compile("  (\\d{1,7}) passed \\([\\d.]+m?s\\)");
  private static final Pattern FAILED = Pattern.compile("  (\\d{1,7}) failed");

  private int failed;

  @Override
  public String name() {
    return "playwright";
  }

  @Override
  public long keywords() {
    return Keyword.bits(
        Keyword.CHECK_MARK,
        Keyword.CROSS_MARK,
        Keyword.TAP,
        Keyword.PASS,
        Keyword.FAIL,
        Keyword.NUMBERED_ITEM);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher listed = LISTED.matcher(text);
    if (listed.matches()) {
      if ("✓✔ok".contains(listed.group(1))) {
        results.passed(line, name(), listed.group(2));
      } else {
        results.failed(line, name(), listed.group(2));
      }
      return true;
    }
    Matcher reported = REPORTED.matcher(text);
    if (reported.matches()) {
      results.failed(line, name(), reported.group(1));
      return true;
    }
    Matcher failures = FAILED.matcher(text);
    if (failures.matches()) {
      failed = Integer.parseInt(failures.group(1));
      return true;
    }
    Matcher passed = PASSED.matcher(text);
    if (passed.matches()) {
      results.reportTotals(line, name(), text.strip(), Integer.parseInt(passed.group(1)), failed);
      failed = 0;
      return true;
    }
    return false;
  }
}
