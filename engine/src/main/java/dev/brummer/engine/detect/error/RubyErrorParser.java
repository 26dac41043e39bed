package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ruby: uncaught exceptions with their causes, those that Rails has caught, and syntax errors.
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
      String said = syntax.group(2).replaceFirst(" ?\\(SyntaxError\\)$", "");
      Block block = new Block(line, "SyntaxError", said, true);
      block.addFrame(syntax.group(1));
      return block;
    }
    Matcher caught = CAUGHT.matcher(text);
    return caught.matches() ? new Block(line, caught.group(1), caught.group(2), false) : null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern FRAME = Pattern.compile("\\s*(?:from )?(\\S+?:\\d+):in .*");
    private static final Pattern MARK = Pattern.compile("\\s*[\\^~]+\\s*");
    private static final int CODE_LINES = 4;

    private final boolean uncaught;
    private boolean framed;
    private int others;

    Block(ScannedLine line, String type, @Nullable String message, boolean uncaught) {
      super(line);
      this.uncaught = uncaught;
      setTypeAndMessage(type, message);
      if (uncaught) {
        markFatal();
      }
    }

    @Override
    boolean isConfirmed() {
      return uncaught || framed;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      Matcher cause = UNCAUGHT.matcher(text);
      if (framed && cause.matches()) {
        return Membership.YES;
      }
      Matcher frame = FRAME.matcher(text);
      if (frame.matches() && !cause.matches()) {
        framed = true;
        addFrame(frame.group(1));
        return Membership.YES;
      }
      if (!framed && (MARK.matcher(text).matches() || text.startsWith(" "))) {
        return Membership.YES;
      }
      return !framed && others++ < CODE_LINES ? Membership.MAYBE : Membership.NO;
    }
  }
}
