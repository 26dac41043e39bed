package dev.brummer.engine.detect.test;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.detect.test.FailureBlock.Naming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses RSpec: failures from its numbered list, passes from the total below.
final class RspecReportParser implements TestReportParser {
  private static final Pattern ENTRY = Pattern.compile("  \\d+\\) (\\S.*)");
  private static final Pattern FRAME = Pattern.compile(" +# (\\S+\\.rb:\\d+)(?::in .*)?");
  private static final Pattern SUM =
      Pattern.compile("(\\d{1,7}) examples?, (\\d{1,7}) failures?.*");
  private static final Pattern PENDING = CountPattern.before("pending");

  private boolean listing;

  @Override
  public String name() {
    return "rspec";
  }

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.FAIL, Keyword.NUMBERED_ITEM);
  }

  @Override
  public boolean parse(ScannedLine line, TestResults results) {
    String text = line.text();
    if (text.equals("Failures:")) {
      listing = true;
      return true;
    }
    Matcher entry = ENTRY.matcher(text);
    if (listing && entry.matches()) {
      results.openBlock(line, this, Naming.HEADING, entry.group(1));
      return true;
    }
    Matcher sum = SUM.matcher(text);
    if (!sum.matches()) {
      return false;
    }
    listing = false;
    int failed = Integer.parseInt(sum.group(2));
    int passed = Integer.parseInt(sum.group(1)) - failed - CountPattern.find(text, PENDING);
    results.reportTotals(line, name(), text, passed, failed);
    return true;
  }

  @Override
  public boolean continuesFailure(String text) {
    return text.isBlank() || SourceFrames.indent(text) >= 4;
  }

  @Override
  public @Nullable String frame(String text) {
    return SourceFrames.first(FRAME, text);
  }
}
