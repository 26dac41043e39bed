package dev.brummer.engine.detect.line;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A frame of a JVM stack trace: `at module/com.shop.Cart.add(Cart.java:12)`.
///
/// @param method qualified by its class, without the module
/// @param file `Cart.java:12`, or a text such as `Native Method`
public record JvmFrame(String method, String file) {
  private static final Pattern FRAME =
      Pattern.compile("\\s+(?:at )?([\\w.$/@<>~-]+)\\(([^)]*)\\).*");
  private static final Pattern FRAME_WITH_AT = Pattern.compile("\\s+at ([^(]+)\\(([^)]*)\\).*");
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
          "junit.",
          "org.testng.",
          "org.assertj.",
          "org.hamcrest.",
          "org.mockito.",
          "org.gradle.",
          "com.google.common.truth.",
          "org.hibernate.",
          "org.eclipse.",
          "org.opentest4j.",
          "io.netty.",
          "reactor.",
          "com.fasterxml.");

  /// Parses a frame; null if the line is none.
  public static @Nullable JvmFrame parse(String text) {
    return parse(FRAME_WITH_AT, text);
  }

  /// Parses a frame that may lack the word `at`, as JUnit's console launcher prints it.
  public static @Nullable JvmFrame parseLenient(String text) {
    return parse(FRAME, text);
  }

  private static @Nullable JvmFrame parse(Pattern pattern, String text) {
    Matcher frame = pattern.matcher(text);
    return frame.matches()
        ? new JvmFrame(
            frame.group(1).substring(frame.group(1).lastIndexOf('/') + 1), frame.group(2))
        : null;
  }

  /// True if the frame is neither of the platform nor of a well-known framework.
  public boolean isProjectCode() {
    return file.indexOf(':') > 0 && PLATFORM.stream().noneMatch(method::startsWith);
  }

  /// The file with the directory of its package: `com/shop/Cart.java:12`.
  public String path() {
    int name = method.lastIndexOf('.');
    int type = name < 0 ? -1 : method.lastIndexOf('.', name - 1);
    return type < 0 ? file : method.substring(0, type).replace('.', '/') + '/' + file;
  }
}
