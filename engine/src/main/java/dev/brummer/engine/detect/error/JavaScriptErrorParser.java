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
  public long words() {
    return Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION, Keyword.SCRIPT_LINE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    String text = line.text();
    if (line.has(Keyword.SCRIPT_LINE) && PRELUDE.matcher(text).matches()) {
      return new Block(line, text);
    }
    if (!line.hasAny(Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION)) || text.startsWith(" ")) {
      return null;
    }
    Matcher header = HEADER.matcher(text);
    if (header.matches()) {
      boolean believed = header.group(3) != null && !ASSERTIONS.contains(header.group(2));
      return ErrorExclusions.saidBy(header.group(3))
          ? null
          : new Block(line, header.group(2), header.group(3), believed, header.group(1) != null);
    }
    return null;
  }

  /// An error behind a logger's words; asked last, since it only counts with a stack below.
  static final class Logged implements ErrorParser {
    private static final Pattern INSIDE = Pattern.compile("\\b" + TYPE + ": (.*)");

    @Override
    public long words() {
      return Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION);
    }

    @Override
    public @Nullable ErrorBlock begin(ScannedLine line) {
      Matcher inside = INSIDE.matcher(line.text());
      return inside.find() && !ErrorExclusions.saidBy(inside.group(2))
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
      fatal();
      frame(place.replaceFirst("^file://", ""));
    }

    Block(
        ScannedLine line, String type, @Nullable String message, boolean believed, boolean fatal) {
      super(line);
      this.believed = believed;
      is(type, message);
      if (fatal) {
        fatal();
      }
    }

    @Override
    boolean confirmed() {
      return super.confirmed() && (believed || (framed && !ASSERTIONS.contains(type())));
    }

    @Override
    boolean explains() {
      return believed;
    }

    @Override
    Take take(ScannedLine line) {
      String text = line.text();
      if (inPrelude) {
        return prelude(text);
      }
      if (depth > 0 || MORE.matcher(text).matches()) {
        depth = Math.max(0, depth + opened(text));
        frameOf(text);
        return Take.YES;
      }
      boolean message = !framed && believed && others++ < MESSAGE_LINES;
      return message ? Take.MAYBE : Take.NO;
    }

    private Take prelude(String text) {
      Matcher header = HEADER.matcher(text);
      if (header.matches()) {
        inPrelude = false;
        believed = true;
        forgetPlace();
        is(header.group(2), header.group(3));
        return Take.YES;
      }
      return others++ < PRELUDE_LINES ? Take.MAYBE : Take.NO;
    }

    private static int opened(String text) {
      if (text.endsWith("{") || text.endsWith("[")) {
        return 1;
      }
      String last = text.stripLeading();
      return last.startsWith("}") || last.startsWith("]") ? -1 : 0;
    }

    private void frameOf(String text) {
      String place = JavaScriptFrame.place(text);
      if (place != null) {
        framed = true;
        frame(place);
      }
    }
  }
}
