package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Absorbs PHPUnit's description of a failed test. Its lines resemble an error, but are reported as
/// a failed test.
final class PhpUnitFailureFilter implements ErrorParser {
  private static final Pattern ENTRY = Pattern.compile("\\d+\\) [\\w\\\\]+::.+");

  @Override
  public long keywords() {
    return Keyword.NUMBERED_ITEM.bit();
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    return ENTRY.matcher(line.text()).matches() ? new Block(line) : null;
  }

  /// Never confirmed, so never published.
  private static final class Block extends ErrorBlock {
    private static final Pattern END =
        Pattern.compile("--|(?:ERRORS|FAILURES|WARNINGS)!|There w(?:as|ere) \\d+ .*");

    Block(ScannedLine line) {
      super(line);
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      return END.matcher(text).matches() || ENTRY.matcher(text).matches()
          ? Membership.NO
          : Membership.YES;
    }
  }
}
