package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// JavaScript errors of Node, Deno, Bun and browsers: `TypeError: message`, then frames. Node puts
/// the place and the code above an uncaught one.
final class JavaScriptErrorParser implements ErrorParser {
  private static final String TYPE = "((?:[A-Z][\\w$]*)?(?:Error|Exception))(?: \\[\\w+\\])?";
  private static final Pattern HEADER =
      Pattern.compile(
          "(?: ?⨯ )?(Uncaught |Unhandled |\\(node:\\d+\\) )?(?:\\[[^\\]]*\\] )?"
              + TYPE
              + "(?:: (.*))?");
  private static final Pattern PRELUDE =
      Pattern.compile("(?:/|file:///|node:|[A-Z]:\\\\)[^\\s:]*(?::[^\\s:]+)?:\\d+");
  private static final Set<String> ASSERTIONS = Set.of("AssertionError", "AssertionFailedError");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION, Keyword.JAVASCRIPT_FILE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    String text = line.text();
    if (line.has(Keyword.JAVASCRIPT_FILE) && PRELUDE.matcher(text).matches()) {
      return new Block(line, text);
    }
    if (!line.hasAny(Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION)) || text.startsWith(" ")) {
      return null;
    }
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      boolean believed = header.group(3) != null && !ASSERTIONS.contains(header.group(2));
      return ErrorExclusions.matches(header.group(3))
          ? null
          : new Block(line, header.group(2), header.group(3), believed, header.group(1) != null);
    }
    return null;
  }

  /// An error behind a logger's words; asked last, since it only counts with a stack below.
  static final class LoggedErrorParser implements ErrorParser {
    private static final Pattern INSIDE = Pattern.compile("\\b" + TYPE + ": (.*)");

    @Override
    public long keywords() {
      return Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION);
    }

    @Override
    public @Nullable ErrorBlock begin(ScannedLine line) {
      Matcher inside = INSIDE.matcher(line.text());
      return inside.find() && !ErrorExclusions.matches(inside.group(2))
          ? new Block(line, inside.group(1), inside.group(2), false, false)
          : null;
    }
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern MORE =
        Pattern.compile(
            "\\s+at .*|Emitted '.*' event .*at:|Caused by: .*|>?\\s*\\d*\\s*\\| .*|\\s*\\.\\.\\. \\d+ .*|[}\\]]+");
    private static final int PRELUDE_LINES = 6;
    private static final int MESSAGE_LINES = 10;

    private boolean inPrelude;
    private boolean believed;
    private boolean framed;
    private int depth;
    private int others;

    /// Begins with the place that Node prints above an uncaught error.
    Block(ScannedLine line, String place) {
      super(line);
      inPrelude = true;
      markFatal();
      addFrame(place.replaceFirst("^file://", ""));
    }

    Block(
        ScannedLine line, String type, @Nullable String message, boolean believed, boolean fatal) {
      super(line);
      this.believed = believed;
      setTypeAndMessage(type, message);
      if (fatal) {
        markFatal();
      }
    }

    @Override
    boolean isConfirmed() {
      return super.isConfirmed() && (believed || (framed && !ASSERTIONS.contains(type())));
    }

    @Override
    boolean explainsPrevious() {
      return believed;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (inPrelude) {
        return prelude(text);
      }
      if (depth > 0 || MORE.matcher(text).matches()) {
        depth = Math.max(0, depth + opened(text));
        frameOf(text);
        return Membership.YES;
      }
      boolean message = !framed && believed && others++ < MESSAGE_LINES;
      return message ? Membership.MAYBE : Membership.NO;
    }

    private Membership prelude(String text) {
      Matcher header = HEADER.matcher(text);
      if (header.matches()) {
        inPrelude = false;
        believed = true;
        clearLocation();
        setTypeAndMessage(header.group(2), header.group(3));
        return Membership.YES;
      }
      return others++ < PRELUDE_LINES ? Membership.MAYBE : Membership.NO;
    }

    private static int opened(String text) {
      if (text.endsWith("{") || text.endsWith("[")) {
        return 1;
      }
      String last = text.stripLeading();
      return last.startsWith("}") || last.startsWith("]") ? -1 : 0;
    }

    private void frameOf(String text) {
      String place = JavaScriptFrame.location(text);
      if (place != null) {
        framed = true;
        addFrame(place);
      }
    }
  }
}
