package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Vitest: failures as `FAIL file > suite > test`, totals as `Tests 1 failed | 2 passed
/// (3)`.
final class VitestReportParser implements JavaScriptReportParser {
  private static final Pattern RUN =
      Pattern.compile("\\s*(?:(?:RUN|DEV)\\s+v\\d\\S* .*|RERUN\\s+\\S+.*)");
  private static final Pattern FAILURE =
      Pattern.compile(
          "\\s*FAIL\\s+(?:\\|.*?\\| )?((\\S+) > .+|(\\S+\\.[cm]?[jt]sx?)(?: \\[.*\\])?)");
  private static final Pattern SUM = Pattern.compile("\\s+Tests {2}(no tests|\\d+ .*\\(\\d+\\))");

  /// Where a module of a suite could not be parsed, relative to the root of the project.
  private static final Pattern MODULE =
      Pattern.compile("\\s*(?:At file|File): (?:/@fs)?(\\S+:\\d+:\\d+)");

  private static final Pattern END =
      Pattern.compile(
          "\\s*⎯{4,}(?:\\[\\d+/\\d+\\]⎯*|.*⎯{4,})|\\s*(?:Test Files|Snapshots|Tests) {2}.*");
  private static final Pattern PASSED = CountPattern.before("passed");
  private static final Pattern FAILED = CountPattern.before("failed");

  private @Nullable String file;

  @Override
  public String name() {
    return "vitest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.TEST, Keyword.WATCH);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (RUN.matcher(text).matches()) {
      results.startRun();
      return true;
    }
    Matcher failure = FAILURE.matcher(text);
    if (failure.matches()) {
      file = failure.group(2) == null ? failure.group(3) : failure.group(2);
      if (!results.shareBlock(line, this, failure.group(1), false)) {
        results.openBlock(line, this, Naming.HEADING, failure.group(1));
      }
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (sum.matches()) {
      results.reportTotals(
          line,
          name(),
          sum.group(1),
          CountPattern.find(text, PASSED),
          CountPattern.find(text, FAILED));
      return true;
    }
    return false;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !END.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    String module = SourceFrames.first(MODULE, text);
    return module == null ? JavaScriptReportParser.super.frame(text) : inProject(module);
  }

  /// A path from the root that begins as the path of the test file does is one of the project.
  private String inProject(String module) {
    String test = file == null ? "" : file;
    String directory = test.substring(0, test.indexOf('/') + 1);
    boolean same = !directory.isEmpty() && module.startsWith('/' + directory);
    return same ? module.substring(1) : module;
  }

  @Override
  public @Nullable String fallbackLocation() {
    return file;
  }
}
