package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses `dotnet test`: results as `Failed Shop.CartTest.Adds [12 ms]`, totals per project as
/// `Failed! - Failed: 1, Passed: 2, …`.
final class DotnetTestReportParser implements TestReportParser {
  private static final Pattern RESULT =
      Pattern.compile(" {1,4}(Failed|Passed|Skipped) (\\S.*?) \\[(?:< )?[\\d.,]+ ?m?s.*\\]");
  private static final Pattern FRAME = Pattern.compile(" +at .+ in (.+):line (\\d+)");
  private static final Pattern SUM =
      Pattern.compile(
          "(?:Failed|Passed|Skipped)! +- Failed: +(\\d{1,7}), Passed: +(\\d{1,7}), .*? - (\\S+).*");

  /// Whether the stack of the current failure has begun.
  private boolean inStack;

  @Override
  public String name() {
    return "dotnet";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PASS, Keyword.FAIL);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    Matcher result = RESULT.matcher(line.text());
    if (result.matches()) {
      switch (result.group(1)) {
        case "Failed" -> {
          inStack = false;
          results.openBlock(line, this, Naming.HEADING, result.group(2));
        }
        case "Passed" -> results.passed(line, name(), result.group(2));
        default -> results.closeBlock();
      }
      return true;
    }
    Matcher sum = SUM.matcher(line.text());
    if (!sum.matches()) {
      return false;
    }
    int passed = Integer.parseInt(sum.group(2));
    results.reportUnit(line, name(), sum.group(3), passed, Integer.parseInt(sum.group(1)));
    return true;
  }

  /// A message may have lines that are not indented; it ends at the stack.
  @Override
  public boolean continuesFailure(String text) {
    inStack |= text.startsWith("  Stack Trace:");
    return text.isBlank() || text.startsWith(" ") || !inStack;
  }

  @Override
  public @Nullable String frame(String text) {
    Matcher frame = FRAME.matcher(text);
    return frame.matches() ? frame.group(1) + ":" + frame.group(2) : null;
  }
}
