package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `cargo test`: one line per test and a total.
final class CargoTestReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile("test (\\S.*?)(?: - should panic)? \\.\\.\\. (ok|FAILED)");
  private static final Pattern REPORT = Pattern.compile("---- (\\S.*?)(?: stdout)? ----");
  private static final Pattern BUILT = Pattern.compile(" +Finished `?test`? .*target\\(s\\) in .*");
  private static final Pattern FRAME =
      Pattern.compile(
          ".*(?:panicked at (?:'.*', )?|did not panic as expected at |^ +at )(\\S+\\.rs:\\d+:\\d+):?.*");
  private static final Pattern SUM =
      Pattern.compile("test result: (\\w+)\\. (\\d{1,7}) passed; (\\d{1,7}) failed;.*");

  @Override
  public String name() {
    return "cargo";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.TEST, Keyword.FAILURE_HEADING, Keyword.FINISHED);
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
    Matcher report = REPORT.matcher(line.text());
    if (report.matches()) {
      results.openBlock(line, this, Naming.REPEATED, report.group(1));
      return true;
    }
    if (BUILT.matcher(line.text()).matches()) {
      results.startRun();
      return false;
    }
    Matcher sum = SUM.matcher(line.text());
    if (sum.matches()) {
      int passed = Integer.parseInt(sum.group(2));
      int failed = Integer.parseInt(sum.group(3));
      results.reportPart(line, name(), line.text(), passed, failed);
      return true;
    }
    return false;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !text.equals("failures:");
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.first(FRAME, text);
  }
}
