package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.Keyword;
import dev.brummer.engine.detect.line.ScannedLine;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Exceptions of Java, Kotlin and other languages of the JVM, with their causes. The location is
/// the first frame whose class is not of the platform or a well-known framework.
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

  private static final class Block extends ErrorBlock {
    private static final Pattern FRAME = Pattern.compile("\\s+at ([^(]+)\\(([^)]*)\\).*");
    private static final Pattern MORE =
        Pattern.compile("\\s+\\.\\.\\. \\d+ .*|\\s*Caused by: .*|\\s*Suppressed: .*|\\s+at .*");
    private static final List<String> PLATFORM =
        List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "kotlin.",
            "kotlinx.",
            "scala.",
            "groovy.",
            "jakarta.",
            "org.springframework.",
            "org.apache.",
            "org.junit.",
            "org.hibernate.",
            "org.eclipse.",
            "org.opentest4j.",
            "io.netty.",
            "reactor.",
            "com.fasterxml.");
    private static final int MESSAGE_LINES = 6;

    private final boolean uncaught;
    private boolean framed;
    private boolean placed;
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
      return (framed || uncaught) && TEST_ASSERTIONS.stream().noneMatch(type()::startsWith);
    }

    @Override
    boolean explainsPrevious() {
      return true;
    }

    @Override
    Membership classify(ScannedLine line) {
      String text = line.text();
      Matcher frame = FRAME.matcher(text);
      if (frame.matches()) {
        framed = true;
        place(frame.group(1), frame.group(2));
        return Membership.YES;
      }
      if (MORE.matcher(text).matches()) {
        return Membership.YES;
      }
      return !framed && others++ < MESSAGE_LINES ? Membership.MAYBE : Membership.NO;
    }

    private void place(String method, String file) {
      String name = method.substring(method.indexOf('/') + 1);
      boolean own = file.indexOf(':') > 0 && PLATFORM.stream().noneMatch(name::startsWith);
      if (!placed && (own || !hasLocation())) {
        setLocation(file, own);
        placed = own;
      }
    }
  }
}
