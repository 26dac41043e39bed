package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses the spec reporter of `node --test`. A suite opens with `▶ name` and closes with a check
/// or cross mark of the same name, which is not a test. Failures are repeated at the end.
final class NodeTestReportParser implements TestReportParser {
  private static final Pattern SUITE = Pattern.compile("(\\s*)▶ (.+)");
  private static final Pattern RESULT =
      Pattern.compile("(\\s*)([✔✖]) (.+) \\(\\d+\\.\\d+ms\\)(?: # (?:SKIP|TODO).*)?");
  private static final int MAX_DEPTH = 64;

  private final Deque<String> suites = new ArrayDeque<>();
  private boolean repeating;

  @Override
  public String name() {
    return "node";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.CHECK_MARK, Keyword.CROSS_MARK, Keyword.BULLET);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (text.equals("✖ failing tests:")) {
      repeating = true;
      suites.clear();
      results.reset();
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
    }
    return true;
  }

  private void report(ScannedLine line, Matcher result, TestResults results) {
    StringBuilder test = new StringBuilder();
    suites.descendingIterator().forEachRemaining(s -> test.append(s.strip()).append(" > "));
    test.append(result.group(3));
    if (result.group(2).equals("✔")) {
      results.passed(line, name(), test.toString());
    } else {
      results.failed(line, name(), test.toString());
    }
  }
}
