package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Go panics and fatal runtime errors with their goroutine dumps.
final class GoPanicParser implements ErrorParser {
  private static final Pattern HEADER = Pattern.compile("(panic|fatal error): (.+)");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.PANIC, Keyword.SEVERE);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = HEADER.matcher(line.text());
    return header.matches() ? new Block(line, header.group(1), header.group(2)) : null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern FRAME = Pattern.compile("\\t(\\S+\\.go:\\d+).*");
    private static final Pattern MORE =
        Pattern.compile(
            "goroutine \\d+ .*|\\[signal .*|\\tpanic: .*|\\t\\S.*|created by .*|exit status \\d+|[\\w./*()\\[\\]{}-]+\\(.*\\)");

    private boolean inGoroutine;

    Block(ScannedLine line, String type, String message) {
      super(line);
      setTypeAndMessage(type, message);
      markFatal();
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (text.isEmpty()) {
        return Membership.MAYBE;
      }
      Matcher frame = FRAME.matcher(text);
      if (frame.matches()) {
        addFrame(frame.group(1));
        return Membership.YES;
      }
      inGoroutine |= text.startsWith("goroutine ");
      boolean more = MORE.matcher(text).matches() && (inGoroutine || text.charAt(0) != '\t');
      return more || text.startsWith("\tpanic: ") ? Membership.YES : Membership.NO;
    }
  }
}
