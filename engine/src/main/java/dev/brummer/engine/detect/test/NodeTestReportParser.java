package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the spec and dot reporters of `node --test`. A suite opens with `▶ name` and closes with
/// a check or cross mark of the same name, which is not a test. A failure is followed by its
/// report, as of Node 20, and repeated at the end. Tests marked as skipped or to do do not count.
final class NodeTestReportParser implements JavaScriptReportParser {
  private static final Pattern SUITE = Pattern.compile("(\\s*)▶ (.+)");
  private static final Pattern RESULT =
      Pattern.compile("(\\s*)([✔✖]) (.+) \\([\\d.]+ms\\)( # (?:SKIP|TODO).*)?");
  private static final Pattern PLACE = Pattern.compile("test at (\\S+:\\d+:\\d+)");

  /// The report of a suite, which the dot reporter lists like a test.
  private static final Pattern SUBTESTS_FAILED = Pattern.compile("\\s+'\\d+ subtests? failed'");

  private static final Pattern TOTAL = Pattern.compile("ℹ tests \\d+");
  private static final int MAX_DEPTH = 64;

  private final Deque<String> suites = new ArrayDeque<>();
  private boolean repeating;

  /// Whether only failures are listed, without suites.
  private boolean dots;

  /// The place of the failure that is repeated next.
  private @Nullable String place;

  /// The totals were printed; the list of failures may follow.
  private boolean ended;

  @Override
  public String name() {
    return "node";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.CHECK_MARK, Keyword.CROSS_MARK, Keyword.BULLET, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (text.equals("✖ failing tests:")) {
      repeating = true;
      suites.clear();
      return true;
    }
    if (text.equals("Failed tests:")) {
      dots = true;
      suites.clear();
      results.startRun();
      return true;
    }
    Matcher placed = PLACE.matcher(text);
    if (repeating && placed.matches()) {
      place = placed.group(1);
      return true;
    }
    if (TOTAL.matcher(text).matches()) {
      ended = true;
      return true;
    }
    Matcher suite = SUITE.matcher(text);
    if (suite.matches()) {
      repeating = false;
      dots = false;
      if (suites.size() < MAX_DEPTH) {
        suites.push(text.replace('▶', ' '));
      }
      return true;
    }
    if (dots && SUBTESTS_FAILED.matcher(text).matches()) {
      results.discardBlock();
      return true;
    }
    Matcher result = RESULT.matcher(text);
    if (!result.matches()) {
      return false;
    }
    if (result.group(2).equals("✔")) {
      repeating = false;
    }
    String indented = result.group(1) + "  " + result.group(3);
    if (indented.equals(suites.peek())) {
      suites.pop();
    } else if (result.group(4) != null) {
      results.openBlock(line, this, Naming.NONE, result.group(3));
    } else if (!repeating) {
      report(line, result, results);
    } else {
      String test = results.failureNamed(result.group(3));
      results.openBlock(line, this, Naming.REPEATED, test);
      place = null;
    }
    return true;
  }

  private void report(ScannedLine line, Matcher result, TestResults results) {
    if (ended) {
      ended = false;
      results.startRun();
    }
    StringBuilder test = new StringBuilder();
    suites.descendingIterator().forEachRemaining(s -> test.append(s.strip()).append(" > "));
    test.append(result.group(3));
    if (result.group(2).equals("✔")) {
      results.passed(line, name(), test.toString());
    } else {
      results.openBlock(line, this, Naming.HEADING, test.toString());
    }
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || text.startsWith(" ");
  }

  @Override
  public @Nullable String fallbackLocation() {
    return place;
  }
}
