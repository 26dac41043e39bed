package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.JvmFrame;
import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses exceptions of Java, Kotlin and other JVM languages with their causes. The location is the
/// first frame outside the platform and well-known frameworks.
final class JvmErrorParser implements ErrorParser {
  private static final Pattern HEADER =
      Pattern.compile(
          "(Exception in thread \"[^\"]*\" )?((?:[a-z_][\\w$]*\\.)+[A-Z][\\w$.]*|[A-Z][\\w$]*(?:Exception|Error))(?:: (.*))?");
  private static final List<String> TEST_ASSERTIONS =
      List.of("org.opentest4j.", "org.junit.", "junit.framework.", "java.lang.AssertionError");

  @Override
  public long keywords() {
    return Keyword.bits(Keyword.EXCEPTION, Keyword.ERROR);
  }

  @Override
  public @Nullable ErrorBlock begin(ScannedLine line) {
    Matcher header = HEADER.matcher(line.text());
    if (!header.matches()) {
      return null;
    }
    boolean uncaught = header.group(1) != null;
    String type = header.group(2);
    boolean qualified = type.indexOf('.') > 0;
    boolean throwable = type.contains("Exception") || type.contains("Error");
    if (!throwable || (!uncaught && !qualified)) {
      return null;
    }
    return new Block(line, type, header.group(3), uncaught);
  }

  private static final class Block extends StackTraceBlock {
    private static final Pattern MORE =
        Pattern.compile("\\s+\\.\\.\\. \\d+ .*|\\s*Caused by: .*|\\s*Suppressed: .*|\\s+at .*");
    private static final int MESSAGE_LINES = 6;

    Block(ScannedLine line, String type, @Nullable String message, boolean uncaught) {
      super(line, uncaught);
      setTypeAndMessage(type, message);
      if (uncaught) {
        markFatal();
      }
    }

    @Override
    boolean isConfirmed() {
      return super.isConfirmed() && TEST_ASSERTIONS.stream().noneMatch(type()::startsWith);
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      JvmFrame frame = JvmFrame.parse(text);
      if (frame != null) {
        addStackFrame(frame.file(), frame.isProjectCode());
        return Membership.YES;
      }
      return MORE.matcher(text).matches() ? Membership.YES : tentative(MESSAGE_LINES);
    }
  }
}
