package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses the Test Anything Protocol, starting at its version line. A result directly after the
/// plan of a nested level belongs to the suite and is not a test.
final class TapReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile("( *)(not )?ok \\d+(?: -)? ?([^#]*?)(?: *# *(\\w+).*)?");
  private static final Pattern PLAN = Pattern.compile("( *)1\\.\\.\\d+");
  private static final Pattern SUBTEST = Pattern.compile("( *)# Subtest: (.+)");
  private static final int MAX_DEPTH = 64;

  private record Subtest(int indent, String name) {}

  private final Deque<Subtest> open = new ArrayDeque<>();
  private boolean running;
  private int planned = -1;

  @Override
  public String name() {
    return "tap";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.TAP);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (text.startsWith("TAP version ")) {
      running = true;
      open.clear();
      results.startRun();
      return true;
    }
    if (!running) {
      return false;
    }
    Matcher subtest = SUBTEST.matcher(text);
    if (subtest.matches()) {
      openSubtest(subtest.group(1).length(), subtest.group(2));
      return true;
    }
    Matcher plan = PLAN.matcher(text);
    if (plan.matches()) {
      planned = plan.group(1).length();
      return true;
    }
    Matcher result = RESULT.matcher(text);
    return result.matches() && parseResult(line, result, results);
  }

  private void openSubtest(int indent, String name) {
    closeSubtests(indent);
    if (open.size() < MAX_DEPTH) {
      open.push(new Subtest(indent, name));
    }
  }

  private void closeSubtests(int indent) {
    while (!open.isEmpty() && open.peek().indent >= indent) {
      open.pop();
    }
  }

  private boolean parseResult(ScannedLine line, Matcher result, TestResults results) {
    int indent = result.group(1).length();
    boolean suite = planned > indent;
    planned = -1;
    closeSubtests(indent);
    if (!suite && result.group(4) == null) {
      StringBuilder test = new StringBuilder();
      open.descendingIterator().forEachRemaining(s -> test.append(s.name).append(" > "));
      test.append(result.group(3));
      if (result.group(2) == null) {
        results.passed(line, name(), test.toString());
      } else {
        results.failed(line, name(), test.toString());
      }
    }
    return true;
  }
}
