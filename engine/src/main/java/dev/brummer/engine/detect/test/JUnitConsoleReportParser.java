package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses JUnit's console launcher: failures as `JUnit Jupiter:CartTest:adds()` below the heading
/// `Failures (1):`, totals as `[ 2 tests successful ]`.
final class JUnitConsoleReportParser implements TestReportParser {
  private static final Pattern LIST = Pattern.compile("Failures \\((\\d{1,7})\\):");
  private static final Pattern ENTRY = Pattern.compile("  (?:JUnit \\w+|[\\w .-]+):(\\S.*)");
  private static final Pattern SUM =
      Pattern.compile("\\[ +(\\d{1,7}) tests (successful|failed) +\\]");

  private int remaining;
  private int passed;

  @Override
  public String name() {
    return "junit";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      remaining = Integer.parseInt(list.group(1));
      return true;
    }
    Matcher entry = ENTRY.matcher(text);
    if (remaining > 0 && entry.matches()) {
      remaining--;
      results.openBlock(line, this, Naming.HEADING, entry.group(1));
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (!sum.matches()) {
      return false;
    }
    int count = Integer.parseInt(sum.group(1));
    if (sum.group(2).equals("successful")) {
      passed = count;
    } else {
      results.reportTotals(line, name(), text.strip(), passed, count);
    }
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || SourceFrames.indent(text) >= 4;
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.jvm(text);
  }
}
