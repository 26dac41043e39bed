package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses `bun test`, from its version line to its total. The report of a failure precedes the line
/// that names the test.
final class BunTestReportParser implements JavaScriptReportParser {
  private static final Pattern START = Pattern.compile("bun test v\\d.*");
  private static final Pattern FILE = Pattern.compile("\\S+\\.[cm]?[jt]sx?:");
  private static final Pattern RESULT =
      Pattern.compile("(✓|✗|\\(pass\\)|\\(fail\\)) (.+?)(?: \\[[\\d.]+m?s\\])?");
  private static final Pattern SUM = Pattern.compile(" (\\d{1,7}) (pass|fail)");
  private static final Pattern END = Pattern.compile("Ran \\d+ tests? across .*");

  private boolean running;
  private int passed;
  private int failed;

  @Override
  public String name() {
    return "bun";
  }

  @Override
  public long keywords() {
    return Keyword.bits(
        Keyword.TEST,
        Keyword.JAVASCRIPT_FILE,
        Keyword.CHECK_MARK,
        Keyword.CROSS_MARK,
        Keyword.PASS,
        Keyword.FAIL);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (START.matcher(text).matches()) {
      running = true;
      passed = 0;
      failed = 0;
      results.startRun();
      return true;
    }
    if (!running) {
      return false;
    }
    if (FILE.matcher(text).matches()) {
      results.openBlockBelow(line, this);
      return true;
    }
    Matcher result = RESULT.matcher(text);
    if (result.matches()) {
      if (result.group(1).equals("✓") || result.group(1).equals("(pass)")) {
        results.discardReport("");
        results.passed(line, name(), result.group(2));
      } else {
        results.failed(line, name(), result.group(2), "", null);
      }
      results.openBlockBelow(line, this);
      return true;
    }
    return parseTotal(line, results);
  }

  private boolean parseTotal(ScannedLine line, TestResults results) {
    Matcher sum = SUM.matcher(line.text());
    if (sum.matches()) {
      results.discardReport("");
      if (sum.group(2).equals("pass")) {
        passed = Integer.parseInt(sum.group(1));
      } else {
        failed = Integer.parseInt(sum.group(1));
      }
      return true;
    }
    if (!END.matcher(line.text()).matches()) {
      return false;
    }
    running = false;
    results.reportTotals(line, name(), line.text(), passed, failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !SUM.matcher(text).matches();
  }
}
