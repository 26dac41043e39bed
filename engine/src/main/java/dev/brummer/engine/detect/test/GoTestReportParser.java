package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `go test`: tests by name in verbose output, otherwise a package as one test.
final class GoTestReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile("\\s*--- (PASS|FAIL): (\\S+) \\([\\d.]+s\\)");
  private static final Pattern STARTED = Pattern.compile("=== (?:RUN|NAME|CONT) +(\\S+)");
  private static final Pattern FRAME = Pattern.compile("\\s+(\\S+\\.go:\\d+)(?::| ).*");

  /// Lines of a panic in the first column.
  private static final Pattern PANIC =
      Pattern.compile(
          "panic: .*|goroutine \\d+ .*|\\[signal .*|created by .*|[\\w./*()-]+\\(.*\\)");

  private static final Pattern PACKAGE =
      Pattern.compile("(ok  |FAIL)\\t(\\S+)\\t(?:[\\d.]+s|\\(cached\\)|\\[build failed\\]).*");

  /// Failed tests whose report is the one of a subtest still to come.
  private final List<String> parents = new ArrayList<>();

  @Override
  public String name() {
    return "go";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PASS, Keyword.FAIL, Keyword.OK, Keyword.GO_RUN);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    Matcher result = RESULT.matcher(line.text());
    if (result.matches()) {
      if (result.group(1).equals("PASS")) {
        results.discardReport(result.group(2));
        results.passed(line, name(), result.group(2));
      } else {
        onFailed(line, result.group(2), results);
      }
      return true;
    }
    Matcher whole = PACKAGE.matcher(line.text());
    if (whole.matches()) {
      reportParents(line, results);
      boolean ok = whole.group(1).equals("ok  ");
      results.reportUnit(line, name(), whole.group(2), ok ? 1 : 0, ok ? 0 : 1);
      return true;
    }
    Matcher started = STARTED.matcher(line.text());
    if (started.matches()) {
      reportParents(line, results);
      results.openBlock(line, this, Naming.PARTIAL, started.group(1));
      return true;
    }
    return false;
  }

  /// In verbose output the report precedes the result, otherwise it follows. A test that failed
  /// because of a subtest has no report of its own; the subtest's result comes next.
  private void onFailed(ScannedLine line, String test, TestResults results) {
    if (parents.isEmpty() && results.shareBlock(line, this, test, true)) {
      return;
    }
    results.closeBlock();
    if (!parents.isEmpty() && !test.startsWith(parents.getLast() + "/")) {
      reportParents(line, results);
    }
    if (results.failedWithReport(name(), test, parents)) {
      parents.clear();
    } else if (results.hasReport(test + "/")) {
      parents.add(test);
    } else {
      reportParents(line, results);
      results.openBlock(line, this, Naming.HEADING, test);
    }
  }

  /// Publishes tests whose failed subtest has no report.
  private void reportParents(ScannedLine line, TestResults results) {
    for (String parent : parents) {
      results.failed(line, name(), parent);
    }
    parents.clear();
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank()
        || (text.startsWith(" ") && !text.stripLeading().startsWith("--- "))
        || text.startsWith("\t")
        || PANIC.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.first(FRAME, text);
  }
}
