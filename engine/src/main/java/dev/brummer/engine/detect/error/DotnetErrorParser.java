package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses .NET exceptions: `Shop.CardException: declined`, then ` at Shop.Cart.Pay() in
/// /app/Cart.cs:line 12`. Inner exceptions belong to the same block.
final class DotnetErrorParser implements ErrorParser {
  private static final Pattern HEADER =
      Pattern.compile(
          "(Unhandled exception\\. )?((?:[A-Z]\\w*\\.)+[A-Z]\\w*|[A-Z]\\w*Exception)(?: \\(0x\\w+\\))?: (.*)");

  @Override
  public long keywords() {
    return Keyword.EXCEPTION.bit();
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = HEADER.matcher(line.text().stripLeading());
    return header.matches() && header.group(2).endsWith("Exception")
        ? new Block(line, header.group(2), header.group(3), header.group(1) != null)
        : null;
  }

  private static final class Block extends StackTraceBlock {
    private static final Pattern FRAME = Pattern.compile("\\s+at .+?\\)(?: in (.+):line (\\d+))?");
    private static final Pattern MORE = Pattern.compile("\\s*---> .*|\\s*--- End of .* ---");

    Block(ScannedLine line, String type, String message, boolean unhandled) {
      super(line, unhandled);
      setTypeAndMessage(type, message);
      if (unhandled) {
        markFatal();
      }
    }

    @Override
    Membership classify(ScannedLine line) {
      Matcher frame = FRAME.matcher(line.text());
      if (frame.matches()) {
        if (frame.group(1) != null) {
          addStackFrame(frame.group(1) + ":" + frame.group(2));
        }
        return Membership.YES;
      }
      return MORE.matcher(line.text()).matches() ? Membership.YES : Membership.NO;
    }
  }
}
