package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the Test Anything Protocol, starting at its version line, a plan or the first result, and
/// the summary of `prove`. A result directly after the plan of a nested level belongs to the suite
/// and is not a test.
///
/// The report of a failure is the YAML block below its result, or the comments of Perl's tests,
/// which `prove` may print later and without results.
final class TapReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile(
          "( *)(not )?ok (\\d+)(?: -)? ?([^#]*?)(?: *# *(SKIP|TODO)\\b.*| *#.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern START = Pattern.compile("(?:not )?ok 1(?: - .*)?|1\\.\\.\\d+");
  private static final Pattern PLAN = Pattern.compile("( *)1\\.\\.\\d+");
  private static final Pattern SUBTEST = Pattern.compile("( *)# Subtest: (.+)");
  private static final Pattern COMMENTED =
      Pattern.compile("( *)#   Failed test(?: '(.*)'| at (\\S+) line (\\d+)\\.)?");
  private static final Pattern PROVE_FILE = Pattern.compile("\\S+\\.t \\.\\.+ ?.*");
  private static final Pattern PROVE_FAILED =
      Pattern.compile("(\\S+) +\\(Wstat: .* Tests: (\\d{1,7}) Failed: (\\d{1,7})\\)");
  private static final Pattern PROVE_DETAIL = Pattern.compile("  [A-Z].*");
  private static final Pattern PROVE_SUM = Pattern.compile("Files=\\d+, Tests=(\\d{1,7}), .*");
  private static final int MAX_DEPTH = 64;

  private record Subtest(int indent, String name) {}

  private final Deque<Subtest> open = new ArrayDeque<>();
  private final TapDiagnostics diagnostics = new TapDiagnostics();
  private boolean running;
  private boolean versioned;
  private int planned = -1;
  private String suite = "";

  /// Whether `prove` runs the tests, whether it prints their results, and its failures so far.
  private boolean proving;

  private boolean hasResults;

  /// Whether a result of the outermost level was printed.
  private boolean numbered;

  private int proveFailures;

  /// Whether a nested test failed whose suite fails next.
  private boolean nestedFailure;

  @Override
  public String name() {
    return "tap";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.TAP, Keyword.FAIL, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (text.startsWith("TAP version ")) {
      start(results);
      versioned = true;
      return true;
    }
    if (PROVE_FILE.matcher(text).matches()) {
      if (!proving) {
        start(results);
      }
      proving = true;
      hasResults = false;
      return true;
    }
    if (START.matcher(text).matches() && (!running || isRepeated(text))) {
      start(results);
    }
    return running && (parseRunning(line, results) || (proving && parseSummary(line, results)));
  }

  /// Whether a program without a version line has been started again: it repeats its first result.
  private boolean isRepeated(String text) {
    return !versioned && !proving && numbered && !text.startsWith("1..");
  }

  private void start(TestResults results) {
    running = true;
    versioned = false;
    proving = false;
    hasResults = false;
    numbered = false;
    nestedFailure = false;
    proveFailures = 0;
    planned = -1;
    open.clear();
    results.startRun();
  }

  private boolean parseRunning(ScannedLine line, TestResults results) {
    String text = line.text();
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
    Matcher commented = COMMENTED.matcher(text);
    if (commented.lookingAt()) {
      parseComment(line, commented, results);
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
    boolean isSuite = planned > indent;
    planned = -1;
    hasResults = true;
    numbered |= indent == 0;
    closeSubtests(indent);
    boolean failed = result.group(2) != null;
    if (isSuite) {
      suite = result.group(4);
    }
    if (isSuite || result.group(5) != null) {
      if (failed) {
        openReport(line, results, Naming.NONE, result.group(4));
      }
      return true;
    }
    String test = nameOf(result);
    if (failed) {
      openReport(line, results, Naming.HEADING, test);
    } else {
      results.passed(line, name(), test);
    }
    return true;
  }

  private String nameOf(Matcher result) {
    StringBuilder test = new StringBuilder();
    open.descendingIterator().forEachRemaining(s -> test.append(s.name).append(" > "));
    boolean named = !result.group(4).isEmpty();
    return test.append(named ? result.group(4) : "test " + result.group(3)).toString();
  }

  private void openReport(ScannedLine line, TestResults results, Naming naming, String test) {
    results.openBlock(line, this, naming, test);
    diagnostics.begin();
  }

  /// Opens the report of a failure that Perl explains in comments, unless they belong to the open
  /// report.
  private void parseComment(ScannedLine line, Matcher comment, TestResults results) {
    FailureBlock block = results.openBlock();
    if (block != null && block.parser == this && block.lines() == 1 && diagnostics.isNew()) {
      return;
    }
    boolean nested = !comment.group(1).isEmpty();
    boolean named = comment.group(2) != null;
    String place = comment.group(3) == null ? "" : comment.group(3) + ":" + comment.group(4);
    String test = named ? comment.group(2) : place.isEmpty() ? line.text().strip() : place;
    if (!hasResults) {
      openReport(line, results, !nested && nestedFailure ? Naming.NONE : Naming.HEADING, test);
      nestedFailure = nested;
    } else if (!named || test.equals(suite)) {
      openReport(line, results, Naming.NONE, test);
    } else {
      openReport(line, results, Naming.REPEATED, results.failureNamed(test));
    }
    FailureBlock opened = results.openBlock();
    if (opened != null && !place.isEmpty()) {
      opened.addFrame(place);
    }
  }

  private boolean parseSummary(ScannedLine line, TestResults results) {
    Matcher failed = PROVE_FAILED.matcher(line.text());
    if (failed.matches()) {
      int failures = Integer.parseInt(failed.group(3));
      proveFailures += failures;
      if (failures == 0) {
        openReport(line, results, Naming.HEADING, failed.group(1));
      }
      return true;
    }
    Matcher sum = PROVE_SUM.matcher(line.text());
    if (!sum.matches()) {
      return false;
    }
    int tests = Integer.parseInt(sum.group(1));
    results.reportTotals(line, name(), line.text(), tests - proveFailures, proveFailures);
    running = false;
    proving = false;
    hasResults = false;
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return (proving && PROVE_DETAIL.matcher(text).matches()) || diagnostics.contains(text);
  }

  @Override
  public @Nullable String frame(String text) {
    return diagnostics.frame(text);
  }
}
