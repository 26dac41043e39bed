package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.JavaScriptFrame;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses JavaScript errors of Node, Deno, Bun and browsers: `TypeError: message`, then stack
/// frames. For an uncaught error Node prints location and source line above the header (the
/// prelude).
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
      boolean unambiguous = header.group(3) != null && !ASSERTIONS.contains(header.group(2));
      return NonErrorMessages.matches(header.group(3))
          ? null
          : new Block(line, header.group(2), header.group(3), unambiguous, header.group(1) != null);
    }
    return null;
  }

  /// Parses an error after a logger's prefix. Tried last; the block counts only if a stack trace
  /// follows.
  static final class LoggedErrorParser implements ErrorParser {
    private static final Pattern INSIDE = Pattern.compile("\\b" + TYPE + ": (.*)");

    @Override
    public long keywords() {
      return Keyword.bits(Keyword.ERROR, Keyword.EXCEPTION);
    }

    @Override
    public @Nullable ErrorBlock begin(ScannedLine line) {
      Matcher inside = INSIDE.matcher(line.text());
      return inside.find() && !NonErrorMessages.matches(inside.group(2))
          ? new Block(line, inside.group(1), inside.group(2), false, false)
          : null;
    }
  }

  private static final class Block extends StackTraceBlock {
    private static final Pattern MORE =
        Pattern.compile(
            "\\s+at .*|Emitted '.*' event .*at:|Caused by: .*|>?\\s*\\d*\\s*\\| .*|\\s*\\.\\.\\. \\d+ .*|[}\\]]+");
    private static final int PRELUDE_LINES = 6;
    private static final int MESSAGE_LINES = 10;

    private boolean inPrelude;
    private int depth;

    /// Starts a block at the location in Node's prelude.
    Block(ScannedLine line, String location) {
      super(line, false);
      inPrelude = true;
      markFatal();
      addFrame(location.replaceFirst("^file://", ""));
    }

    Block(
        ScannedLine line,
        String type,
        @Nullable String message,
        boolean unambiguous,
        boolean fatal) {
      super(line, unambiguous);
      setTypeAndMessage(type, message);
      if (fatal) {
        markFatal();
      }
    }

    @Override
    boolean isConfirmed() {
      return super.isConfirmed() && (isUnambiguous() || !ASSERTIONS.contains(type()));
    }

    @Override
    boolean explainsPrevious() {
      return isUnambiguous();
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (inPrelude) {
        return classifyPrelude(text);
      }
      if (depth > 0 || MORE.matcher(text).matches()) {
        depth = Math.max(0, depth + bracketDelta(text));
        addFrameOf(text);
        return Membership.YES;
      }
      return isUnambiguous() ? tentative(MESSAGE_LINES) : Membership.NO;
    }

    private Membership classifyPrelude(String text) {
      Matcher header = HEADER.matcher(text);
      if (header.matches()) {
        inPrelude = false;
        markUnambiguous();
        distrustLocation();
        setTypeAndMessage(header.group(2), header.group(3));
        return Membership.YES;
      }
      return tentative(PRELUDE_LINES);
    }

    private static int bracketDelta(String text) {
      if (text.endsWith("{") || text.endsWith("[")) {
        return 1;
      }
      String last = text.stripLeading();
      return last.startsWith("}") || last.startsWith("]") ? -1 : 0;
    }

    private void addFrameOf(String text) {
      String location = JavaScriptFrame.location(text);
      if (location != null) {
        addStackFrame(location);
      }
    }
  }
}
