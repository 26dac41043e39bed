package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses `go test`: tests by name in verbose output, otherwise a package as one test.
final class GoTestReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile("\\s*--- (PASS|FAIL): (\\S+) \\([\\d.]+s\\)");
  private static final Pattern PACKAGE =
      Pattern.compile("(ok  |FAIL)\\t(\\S+)\\t(?:[\\d.]+s|\\(cached\\)|\\[build failed\\]).*");

  @Override
  public String name() {
    return "go";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PASS, Keyword.FAIL, Keyword.OK);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    Matcher result = RESULT.matcher(line.text());
    if (result.matches()) {
      if (result.group(1).equals("PASS")) {
        results.passed(line, name(), result.group(2));
      } else {
        results.failed(line, name(), result.group(2));
      }
      return true;
    }
    Matcher whole = PACKAGE.matcher(line.text());
    if (whole.matches()) {
      boolean ok = whole.group(1).equals("ok  ");
      results.reportTotals(line, name(), whole.group(2), ok ? 1 : 0, ok ? 0 : 1);
      return true;
    }
    return false;
  }
}
