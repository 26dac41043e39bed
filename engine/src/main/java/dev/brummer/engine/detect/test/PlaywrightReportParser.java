package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Playwright's list, line and dot reporters: tests by name where they are printed, failures
/// from the numbered reports. A report's heading may name the step that failed after the test.
final class PlaywrightReportParser implements JavaScriptReportParser {
  private static final String NAME = "((?:\\[[^\\]]+\\] › )?\\S+:\\d+:\\d+ › .+?)";
  private static final Pattern LISTED =
      Pattern.compile(
          " *(✓|✔|ok|✘|✗|x) +\\d+ "
              + NAME
              + "(?: \\(retry #\\d+\\))?(?: \\([\\d.]+(?:ms|s|m|h)\\))?");
  private static final Pattern STARTED =
      Pattern.compile("Running \\d+ tests? using \\d+ workers?.*");
  private static final Pattern PLACE =
      Pattern.compile("(?:\\[[^\\]]+\\] › )?(\\S+:\\d+:\\d+) › .*");
  private static final Pattern REPORTED = Pattern.compile(" +\\d+\\) " + NAME + " ─*");
  private static final Pattern PASSED =
      Pattern.compile("  (\\d{1,7}) passed \\([\\d.]+(?:ms|s|m|h)\\)");
  private static final Pattern FAILED = Pattern.compile("  (\\d{1,7}) failed");

  private static final int MAX_LISTED = 1_000;

  private int failed;

  /// Failed tests of this run that were listed.
  private final List<String> listed = new ArrayList<>();

  private @Nullable String place;

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
        Keyword.NUMBERED_ITEM,
        Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (STARTED.matcher(text).matches()) {
      listed.clear();
      failed = 0;
      results.startRun();
      return true;
    }
    Matcher result = LISTED.matcher(text);
    if (result.matches()) {
      if ("✓✔ok".contains(result.group(1))) {
        results.passed(line, name(), result.group(2));
      } else {
        if (listed.size() < MAX_LISTED) {
          listed.add(result.group(2));
        }
        results.failed(line, name(), result.group(2));
      }
      return true;
    }
    Matcher reported = REPORTED.matcher(text);
    if (reported.matches()) {
      Matcher placed = PLACE.matcher(reported.group(1));
      place = placed.matches() ? placed.group(1) : null;
      results.openBlock(line, this, Naming.REPEATED, testOf(reported.group(1)));
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

  /// The listed test that a heading names, perhaps with a step; the heading itself if there is
  /// none.
  private String testOf(String heading) {
    for (String test : listed) {
      if (heading.equals(test) || heading.startsWith(test + " › ")) {
        return test;
      }
    }
    return heading;
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || SourceFrames.indent(text) >= 4;
  }

  @Override
  public @Nullable String fallbackLocation() {
    return place;
  }
}
