package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the spec reporter of `node --test`. A suite opens with `▶ name` and closes with a check
/// or cross mark of the same name, which is not a test. Failures are repeated at the end.
final class NodeTestReportParser implements TestReportParser {
  private static final Pattern SUITE = Pattern.compile("(\\s*)▶ (.+)");
  private static final Pattern RESULT =
      Pattern.compile("(\\s*)([✔✖]) (.+) \\(\\d+\\.\\d+ms\\)(?: # (?:SKIP|TODO).*)?");
  private static final Pattern TOTAL = Pattern.compile("ℹ tests \\d+");
  private static final int MAX_DEPTH = 64;

  private final Deque<String> suites = new ArrayDeque<>();
  private boolean repeating;

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
    if (TOTAL.matcher(text).matches()) {
      ended = true;
      return true;
    }
    Matcher suite = SUITE.matcher(text);
    if (suite.matches()) {
      repeating = false;
      if (suites.size() < MAX_DEPTH) {
        suites.push(text.replace('▶', ' '));
      }
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
    } else if (!repeating) {
      report(line, result, results);
    } else {
      String test = results.failureNamed(result.group(3));
      results.openBlock(line, this, Naming.REPEATED, test);
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
      results.failed(line, name(), test.toString());
    }
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || text.startsWith(" ");
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.javaScript(text);
  }
}
