package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Minitest, also as Rails prints it: failures as `1) Failure:` above the name of the test,
/// passes from the total below.
final class MinitestReportParser implements TestReportParser {
  private static final Pattern HEADING = Pattern.compile("(?: +\\d+\\) )?(Failure|Error|Skipped):");
  private static final Pattern TEST = Pattern.compile("([\\w:]+#.+?)(?: \\[(\\S+:\\d+)\\])?:?");
  private static final Pattern FRAME = Pattern.compile("\\s+(\\S+\\.rb:\\d+):in .*");
  private static final Pattern SUM =
      Pattern.compile(
          "(\\d{1,7}) (?:runs|tests), \\d+ assertions, (\\d{1,7}) failures, (\\d{1,7}) errors, (\\d{1,7}) skips");
  private static final Pattern END = Pattern.compile("Finished in .*|(?:bin/)?rails test .*");

  /// Whether the next line names the test.
  private boolean unnamed;

  private boolean skipped;

  @Override
  public String name() {
    return "minitest";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.ERROR, Keyword.NUMBERED_ITEM, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher heading = HEADING.matcher(text);
    if (heading.matches()) {
      unnamed = true;
      skipped = heading.group(1).equals("Skipped");
      results.openBlock(line, this, Naming.NONE, "");
      return true;
    }
    Matcher test = TEST.matcher(text);
    if (unnamed && test.matches()) {
      unnamed = false;
      if (!skipped) {
        results.nameBlock(test.group(1), test.group(2));
      }
      return false;
    }
    Matcher sum = SUM.matcher(text);
    if (!sum.matches()) {
      return false;
    }
    int failed = Integer.parseInt(sum.group(2)) + Integer.parseInt(sum.group(3));
    int passed = Integer.parseInt(sum.group(1)) - failed - Integer.parseInt(sum.group(4));
    results.reportTotals(line, name(), text, passed, failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return !END.matcher(text).matches() && !SUM.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.first(FRAME, text);
  }
}
