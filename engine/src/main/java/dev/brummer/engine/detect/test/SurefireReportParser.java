package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses JUnit and TestNG results of Maven: totals per class, failures by name. The total of all
/// classes repeats them and is ignored.
final class SurefireReportParser implements TestReportParser {
  private static final Pattern CLASS =
      Pattern.compile(
          "\\[(?:INFO|ERROR|WARNING)\\] Tests run: (\\d{1,7}), Failures: (\\d{1,7}), Errors: (\\d{1,7}), Skipped: (\\d{1,7}), Time elapsed: .*? s(?: <<< \\w+!)? -+ ?in (\\S+)");
  private static final Pattern FAILURE =
      Pattern.compile("\\[ERROR\\] (\\S.*?) +(?:-- )?Time elapsed: .* <<< (?:FAILURE|ERROR)!");

  @Override
  public String name() {
    return "surefire";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.TEST, Keyword.FAIL, Keyword.ERROR);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher sum = CLASS.matcher(text);
    if (sum.matches()) {
      int passed = Integer.parseInt(sum.group(1));
      for (int group = 2; group <= 4; group++) {
        passed -= Integer.parseInt(sum.group(group));
      }
      results.reset();
      results.passed(line, name(), sum.group(5), passed);
      return true;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.matches()) {
      results.failed(line, name(), failure.group(1));
      return true;
    }
    return false;
  }
}
