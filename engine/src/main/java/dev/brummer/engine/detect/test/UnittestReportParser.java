package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Python's `unittest`, also as Django runs it: failures as `FAIL: test_x (module.Class)`,
/// passes from the total below.
final class UnittestReportParser implements TestReportParser {
  private static final Pattern HEADING = Pattern.compile("(?:FAIL|ERROR): (\\w+) \\((\\S+)\\).*");
  private static final Pattern FRAME = Pattern.compile(" +File \"([^\"]+)\", line (\\d+).*");
  private static final Pattern RAN = Pattern.compile("Ran (\\d{1,7}) tests? in [\\d.]+s");
  private static final Pattern END = Pattern.compile("={70}|Ran \\d+ tests? in .*");
  private static final Pattern SUM = Pattern.compile("(?:OK|FAILED)(?: \\(.*\\))?");
  private static final Pattern FAILURES = Pattern.compile("\\bfailures=(\\d{1,7})");
  private static final Pattern ERRORS = Pattern.compile("\\berrors=(\\d{1,7})");
  private static final Pattern SKIPPED = Pattern.compile("\\bskipped=(\\d{1,7})");

  private int tests;
  private boolean ran;

  @Override
  public String name() {
    return "unittest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.ERROR, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher heading = HEADING.matcher(text);
    if (heading.matches()) {
      String scope = heading.group(2);
      String method = "." + heading.group(1);
      results.openBlock(
          line, this, Naming.HEADING, scope.endsWith(method) ? scope : scope + method);
      return true;
    }
    Matcher all = RAN.matcher(text);
    if (all.matches()) {
      results.closeBlock();
      tests = Integer.parseInt(all.group(1));
      ran = true;
      return true;
    }
    if (!ran || !SUM.matcher(text).matches()) {
      return false;
    }
    ran = false;
    int failed = CountPattern.find(text, FAILURES) + CountPattern.find(text, ERRORS);
    int passed = tests - failed - CountPattern.find(text, SKIPPED);
    results.reportTotals(line, name(), text, passed, failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !END.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    Matcher frame = FRAME.matcher(text);
    return frame.matches() ? frame.group(1) + ":" + frame.group(2) : null;
  }

  @Override
  public boolean printsInnermostFrameLast() {
    return true;
  }
}
