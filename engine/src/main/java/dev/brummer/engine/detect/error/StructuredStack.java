package dev.brummer.engine.detect.error;

import dev.brummer.engine.detect.line.JavaScriptFrame;
import dev.brummer.engine.detect.line.JvmFrame;
import dev.brummer.engine.detect.line.LibraryFrames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the location in the stack trace of a JSON log line: the member `stack` of pino, bunyan and
/// winston, `stack_trace` of Logback, `stacktrace` of zap, `exception` and `exc_info` of Python.
final class StructuredStack {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\"(?:stack|stack_?trace|exception|exc_info)\"\\s*:\\s*\"((?:[^\"\\\\]++|\\\\.)*+)");
  private static final Pattern PYTHON = Pattern.compile("\\s*File \"([^\"]+)\", line (\\d+).*");
  private static final Pattern GO = Pattern.compile("\\s+(/\\S+\\.go:\\d+).*");

  private StructuredStack() {}

  /// The innermost frame in project code, else the innermost frame; null if there is none.
  static @Nullable String location(String line) {
    Matcher member = line.startsWith("{") ? MEMBER.matcher(line) : null;
    if (member == null || !member.find()) {
      return null;
    }
    String location = null;
    boolean inProject = false;
    for (String text : unescape(member.group(1)).split("\n")) {
      Matcher python = PYTHON.matcher(text);
      boolean isPython = python.matches();
      String frame = isPython ? python.group(1) + ":" + python.group(2) : frame(text);
      if (frame != null) {
        boolean project = isProjectCode(text, frame);
        if (location == null || (project && (!inProject || isPython))) {
          location = frame;
          inProject = project;
        }
      }
    }
    return location;
  }

  private static @Nullable String frame(String text) {
    String javaScript = JavaScriptFrame.location(text);
    if (javaScript != null) {
      return javaScript;
    }
    JvmFrame jvm = JvmFrame.parse(text);
    if (jvm != null && jvm.file().indexOf(':') > 0) {
      return jvm.file();
    }
    Matcher go = GO.matcher(text);
    return go.matches() ? go.group(1) : null;
  }

  private static boolean isProjectCode(String text, String frame) {
    JvmFrame jvm = JvmFrame.parse(text);
    boolean platform =
        jvm != null && JavaScriptFrame.location(text) == null && !jvm.isProjectCode();
    return !platform && !LibraryFrames.matches(frame);
  }

  private static String unescape(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\' && i + 1 < json.length()) {
        char escaped = json.charAt(++i);
        text.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? ' ' : escaped);
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
