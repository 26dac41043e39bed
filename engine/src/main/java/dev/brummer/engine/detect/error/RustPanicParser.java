package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses Rust panics, in the format before 1.73 (message and location on one line) and since, with
/// or without a backtrace. A failed assertion in a test is reported as a failed test instead.
final class RustPanicParser implements ErrorParser {
  private static final Pattern CURRENT =
      Pattern.compile("thread '([^']*)' (?:\\(\\d+\\) )?panicked at ([^\\s:]+:\\d+:\\d+):");
  private static final Pattern BEFORE_1_73 =
      Pattern.compile("thread '([^']*)' panicked at '(.*)', ([^\\s:]+:\\d+:\\d+)");

  @Override
  public long keywords() {
    return Keyword.PANIC.bit();
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = CURRENT.matcher(line.text());
    if (header.matches()) {
      return new Block(line, header.group(1), header.group(2), null);
    }
    Matcher old = BEFORE_1_73.matcher(line.text());
    return old.matches() ? new Block(line, old.group(1), old.group(3), old.group(2)) : null;
  }

  private static final class Block extends ErrorBlock {
    private static final Pattern MORE =
        Pattern.compile("stack backtrace:|\\s+\\d+: .*|\\s+at .*|note: .*|\\s+(?:left|right): .*");
    private static final Pattern FRAME = Pattern.compile("\\s+at (?:\\./)?(\\S+:\\d+:\\d+)");

    private final String thread;

    Block(ScannedLine line, String thread, String location, @Nullable String message) {
      super(line);
      this.thread = thread;
      addFrame(location);
      markFatal();
      if (message != null) {
        setTypeAndMessage("panic", message);
      }
    }

    @Override
    boolean isConfirmed() {
      boolean assertion = message().startsWith("assertion ");
      return super.isConfirmed() && !(assertion && thread.contains("::"));
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      if (message().isEmpty()) {
        setTypeAndMessage("panic", text);
        return Membership.YES;
      }
      Matcher frame = FRAME.matcher(text);
      if (frame.matches()) {
        addFrame(frame.group(1));
      }
      return MORE.matcher(text).matches() ? Membership.YES : Membership.NO;
    }
  }
}
