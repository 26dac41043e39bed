package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses PHP errors as printed by the CLI and the built-in server: fatal errors, and uncaught
/// exceptions with their chain. The last exception of the chain is the one that was thrown.
final class PhpErrorParser implements ErrorParser {
  private static final String LOCATION = " in (\\S.*?)(?::| on line )(\\d+)";
  private static final Pattern UNCAUGHT =
      Pattern.compile(
          "(?:\\[[^\\]]+\\] )?(?:PHP )?Fatal error: +Uncaught ([\\w\\\\]+)(?:: (.*))?" + LOCATION);
  private static final Pattern OTHER =
      Pattern.compile(
          "(?:\\[[^\\]]+\\] )?(?:PHP )?(Fatal|Parse|Recoverable fatal|Compile) error: +(.*)"
              + LOCATION);

  @Override
  public long keywords() {
    return Keyword.ERROR.bit();
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher uncaught = UNCAUGHT.matcher(line.text());
    if (uncaught.matches()) {
      return new Block(line, uncaught.group(1), uncaught.group(2), location(uncaught, 3));
    }
    Matcher other = OTHER.matcher(line.text());
    if (!other.matches()) {
      return null;
    }
    String type = other.group(1).equals("Parse") ? "ParseError" : "Error";
    return new Block(line, type, other.group(2), location(other, 3));
  }

  private static String location(Matcher match, int file) {
    return match.group(file) + ":" + match.group(file + 1);
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern NEXT = Pattern.compile("Next ([\\w\\\\]+)(?:: (.*))?" + LOCATION);
    private static final Pattern FRAME = Pattern.compile("#\\d+ (/\\S.*?)\\((\\d+)\\): .*");
    private static final Pattern MORE = Pattern.compile("Stack trace:|#\\d+ .*");

    private boolean ended;

    Block(ScannedLine line, String type, @Nullable String message, String location) {
      super(line);
      setTypeAndMessage(type, message);
      addFrame(location);
      markFatal();
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (ended) {
        return Membership.NO;
      }
      Matcher next = NEXT.matcher(text);
      if (next.matches()) {
        setTypeAndMessage(next.group(1), next.group(2));
        clearLocation();
        addFrame(location(next, 3));
        return Membership.YES;
      }
      Matcher frame = FRAME.matcher(text);
      if (frame.matches()) {
        addFrame(location(frame, 1));
        return Membership.YES;
      }
      ended = text.startsWith("  thrown in ");
      return ended || MORE.matcher(text).matches()
          ? Membership.YES
          : text.isEmpty() ? Membership.MAYBE : Membership.NO;
    }
  }
}
