package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses JUnit and TestNG results of Maven: totals per class, failures by name. The total of all
/// classes repeats them and is ignored.
final class SurefireReportParser implements TestReportParser {
  private static final Pattern CLASS =
      Pattern.compile(
          "\\[(?:INFO|ERROR|WARNING)\\] Tests run: (\\d{1,7}), Failures: (\\d{1,7}), Errors: (\\d{1,7}), Skipped: (\\d{1,7}), Time elapsed: .*? s(?: <<< \\w+!)? -+ ?in (\\S+)");
  private static final Pattern LOG_LINE = Pattern.compile("\\[(?:INFO|ERROR|WARNING)\\].*");
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
      results.startUnit(sum.group(5));
      results.passed(line, name(), sum.group(5), passed);
      return true;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.matches()) {
      results.openBlock(line, this, Naming.HEADING, failure.group(1));
      return true;
    }
    return false;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !LOG_LINE.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.jvm(text);
  }
}
