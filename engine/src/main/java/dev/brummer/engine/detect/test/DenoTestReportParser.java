package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `deno test`: passes as `name ... ok`, failures from the section ERRORS, totals at the
/// end. A failed step is named after its test; the test itself is not counted again.
final class DenoTestReportParser implements JavaScriptReportParser {
  private static final Pattern START = Pattern.compile("running \\d+ tests? from .*");
  private static final Pattern PASSED = Pattern.compile("(\\S.*?) \\.\\.\\. ok(?: \\(.*\\))?");
  private static final Pattern HEADING = Pattern.compile("(\\S.*?) => (\\S+:\\d+:\\d+)");
  private static final Pattern SUM =
      Pattern.compile("(?:ok|FAILED) \\| (\\d{1,7}) passed.*? \\| (\\d{1,7}) failed.*");

  private boolean running;
  private boolean errors;
  private @Nullable String place;

  @Override
  public String name() {
    return "deno";
  }

  @Override
  public long keywords() {
    return Keyword.bits(
        Keyword.TEST,
        Keyword.OK,
        Keyword.ERROR,
        Keyword.FAIL,
        Keyword.JAVASCRIPT_FILE,
        Keyword.TAP);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (START.matcher(text).matches()) {
      if (!running) {
        results.startRun();
      }
      running = true;
      errors = false;
      return true;
    }
    if (!running) {
      return false;
    }
    String stripped = text.strip();
    if (stripped.equals("ERRORS") || stripped.equals("FAILURES")) {
      results.closeBlock();
      errors = stripped.equals("ERRORS");
      return true;
    }
    Matcher heading = HEADING.matcher(text);
    if (errors && heading.matches()) {
      place = heading.group(2);
      results.openBlock(line, this, Naming.HEADING, heading.group(1).replace(" ... ", " > "));
      return true;
    }
    return parseResult(line, results);
  }

  private boolean parseResult(ScannedLine line, TestResults results) {
    Matcher passed = PASSED.matcher(line.text());
    if (passed.matches()) {
      results.passed(line, name(), passed.group(1));
      return true;
    }
    Matcher sum = SUM.matcher(line.text());
    if (!sum.matches()) {
      return false;
    }
    running = false;
    errors = false;
    int failed = Integer.parseInt(sum.group(2));
    results.reportTotals(line, name(), line.text(), Integer.parseInt(sum.group(1)), failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !SUM.matcher(text).matches();
  }

  @Override
  public @Nullable String fallbackLocation() {
    return place;
  }
}
