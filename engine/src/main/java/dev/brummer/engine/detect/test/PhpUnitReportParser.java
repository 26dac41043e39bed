package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses PHPUnit: failures from its numbered list, passes from the total below.
final class PhpUnitReportParser implements TestReportParser {
  private static final Pattern ENTRY = Pattern.compile("\\d+\\) ([\\w\\\\]+::.+)");
  private static final Pattern END =
      Pattern.compile("--|(?:ERRORS|FAILURES|WARNINGS)!|There w(?:as|ere) \\d+ .*");
  private static final Pattern FRAME = Pattern.compile("((?:/|[A-Z]:\\\\)\\S.*\\.php:\\d+)");
  private static final Pattern OK = Pattern.compile("OK \\((\\d{1,7}) tests?, \\d+ assertions?\\)");
  private static final Pattern SUM =
      Pattern.compile("Tests: (\\d{1,7}), Assertions: \\d+(?:, [A-Z][\\w ]+: \\d+)*\\.");
  private static final List<Pattern> FAILED =
      List.of(CountPattern.after("Errors"), CountPattern.after("Failures"));
  private static final List<Pattern> OTHERS =
      List.of(
          CountPattern.after("Skipped"),
          CountPattern.after("Incomplete"),
          CountPattern.after("Risky"));

  @Override
  public String name() {
    return "phpunit";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.NUMBERED_ITEM, Keyword.TEST);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    Matcher entry = ENTRY.matcher(text);
    if (entry.matches()) {
      results.openBlock(line, this, Naming.HEADING, entry.group(1));
      return true;
    }
    Matcher ok = OK.matcher(text);
    if (ok.matches()) {
      results.reportTotals(line, name(), text, Integer.parseInt(ok.group(1)), 0);
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (!sum.matches()) {
      return false;
    }
    int failed = sum(text, FAILED);
    int passed = Integer.parseInt(sum.group(1)) - failed - sum(text, OTHERS);
    results.reportTotals(line, name(), text, passed, failed);
    return true;
  }

  private static int sum(String text, List<Pattern> counts) {
    return counts.stream().mapToInt(count -> CountPattern.find(text, count)).sum();
  }

  @Override
  public boolean continuesFailure(String text) {
    return !END.matcher(text).matches();
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.first(FRAME, text);
  }
}
