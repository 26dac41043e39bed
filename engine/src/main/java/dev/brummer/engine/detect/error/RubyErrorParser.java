package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Ruby errors: uncaught exceptions with their causes, exceptions logged by Rails, and
/// syntax errors.
final class RubyErrorParser implements ErrorParser {
  private static final Pattern UNCAUGHT =
      Pattern.compile("(\\S[^:]*:\\d+):in [`'].+?': (?:(.*) )?\\(([A-Z][\\w:]*)\\)");
  private static final Pattern CAUGHT = Pattern.compile("([A-Z]\\w*(?:::[A-Z]\\w*)*) \\((.*)\\):");
  private static final Pattern SYNTAX =
      Pattern.compile("(?:\\S+: )?(\\S+\\.rb:\\d+): syntax errors?(?:,| found) ?(.*)");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.RUBY_FILE, Keyword.ERROR, Keyword.EXCEPTION);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    String text = line.text();
    Matcher uncaught = UNCAUGHT.matcher(text);
    if (line.has(Keyword.RUBY_FILE) && uncaught.matches()) {
      Block block = new Block(line, uncaught.group(3), uncaught.group(2), true);
      block.addFrame(uncaught.group(1));
      return block;
    }
    Matcher syntax = SYNTAX.matcher(text);
    if (line.has(Keyword.RUBY_FILE) && syntax.matches()) {
      String message = syntax.group(2).replaceFirst(" ?\\(SyntaxError\\)$", "");
      Block block = new Block(line, "SyntaxError", message, true);
      block.addFrame(syntax.group(1));
      return block;
    }
    Matcher caught = CAUGHT.matcher(text);
    return caught.matches() ? new Block(line, caught.group(1), caught.group(2), false) : null;
  }

  private static final class Block extends StackTraceBlock {
    private static final Pattern FRAME = Pattern.compile("\\s*(?:from )?(\\S+?:\\d+):in .*");
    private static final Pattern MARKER = Pattern.compile("\\s*[\\^~]+\\s*");
    private static final int CODE_LINES = 4;

    Block(ScannedLine line, String type, @Nullable String message, boolean uncaught) {
      super(line, uncaught);
      setTypeAndMessage(type, message);
      if (uncaught) {
        markFatal();
      }
    }

    @Override
    boolean explainsPrevious() {
      return false;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      boolean cause = UNCAUGHT.matcher(text).matches();
      if (hasFrames() && cause) {
        return Membership.YES;
      }
      Matcher frame = FRAME.matcher(text);
      if (frame.matches() && !cause) {
        addStackFrame(frame.group(1));
        return Membership.YES;
      }
      if (!hasFrames() && (MARKER.matcher(text).matches() || text.startsWith(" "))) {
        return Membership.YES;
      }
      return tentative(CODE_LINES);
    }
  }
}
