package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses pytest: `file::test PASSED` in verbose output, `FAILED file::test - reason` in the
/// summary, and the totals between equal signs.
final class PytestReportParser implements TestReportParser {
  private static final Pattern PASSED =
      Pattern.compile("(\\S+\\.py::.+?) PASSED(?: +\\[ *\\d+%\\])?");
  private static final Pattern FAILED =
      Pattern.compile("(?:FAILED|ERROR) (\\S+\\.py(?:::.+?)?)(?: - .*)?");
  private static final Pattern HEADING =
      Pattern.compile("_{3,} (?:ERROR (?:at setup of|at teardown of|collecting) )?(\\S.*?) _{3,}");
  private static final Pattern SECTION = Pattern.compile("={3,} .* ={3,}|-{3,} generated .*");
  private static final Pattern FRAME =
      Pattern.compile("(\\S+\\.py:\\d+): .*|(?:E {5,9})?\\s*File \"([^\"]+)\", line (\\d+).*");
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
    return Keyword.bits(Keyword.PASS, Keyword.FAIL, Keyword.ERROR, Keyword.FAILURE_HEADING);
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
      String test = failed.group(1);
      int scope = test.indexOf("::");
      String key = scope < 0 ? test : test.substring(scope + 2).replace("::", ".");
      String file = scope < 0 ? test : test.substring(0, scope);
      results.failed(line, name(), test, key, file);
      return true;
    }
    Matcher heading = HEADING.matcher(text);
    if (heading.matches()) {
      results.openBlock(line, this, Naming.PARTIAL, heading.group(1));
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

  @Override
  public boolean continuesFailure(String text) {
    return !SECTION.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    Matcher frame = FRAME.matcher(text);
    if (!frame.matches()) {
      return null;
    }
    return frame.group(1) == null ? frame.group(2) + ":" + frame.group(3) : frame.group(1);
  }

  @Override
  public boolean printsInnermostFrameLast() {
    return true;
  }
}
