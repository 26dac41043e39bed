package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses `cargo test`: one line per test and a total.
final class CargoTestReportParser implements TestReportParser {
  private static final Pattern RESULT = Pattern.compile("test (\\S.*?) \\.\\.\\. (ok|FAILED)");
  private static final Pattern SUM =
      Pattern.compile("test result: (\\w+)\\. (\\d{1,7}) passed; (\\d{1,7}) failed;.*");

  @Override
  public String name() {
    return "cargo";
  }

  @Override
  public long keywords() {
    return Keyword.TEST.bit();
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    Matcher result = RESULT.matcher(line.text());
    if (result.matches()) {
      if (result.group(2).equals("ok")) {
        results.passed(line, name(), result.group(1));
      } else {
        results.failed(line, name(), result.group(1));
      }
      return true;
    }
    Matcher sum = SUM.matcher(line.text());
    if (sum.matches()) {
      int passed = Integer.parseInt(sum.group(2));
      int failed = Integer.parseInt(sum.group(3));
      results.reportTotals(line, name(), line.text(), passed, failed);
      return true;
    }
    return false;
  }
}
