package dev.brummer.engine.text;

import java.nio.charset.StandardCharsets;

/// The escape sequences that reach a terminal or pipe, defined here once: SGR with numeric
/// parameters, and OSC 8 hyperlinks with the schemes `http`, `https`, `mailto` and `file`, closed
/// by `ESC \`. Pure.
public final class TerminalSequences {
  static final byte ESC = 0x1B;

  /// Result of [#end] for a sequence that is valid so far.
  static final int INCOMPLETE = -1;

  /// Result of [#end] for a sequence that is not permitted.
  static final int NONE = -2;

  static final int MAX_RENDITION = 128;
  private static final int MAX_LINK = 4352;
  private static final byte[][] SCHEMES = {
    ascii("http://"), ascii("https://"), ascii("mailto:"), ascii("file:")
  };

  private TerminalSequences() {}

  /// The end of the SGR or OSC 8 that starts with the ESC at `at`, or [#INCOMPLETE], or [#NONE].
  static int end(byte[] bytes, int at, int to) {
    if (at + 1 == to) {
      return INCOMPLETE;
    }
    return switch (bytes[at + 1]) {
      case '[' -> endOfRendition(bytes, at + 2, to);
      case ']' -> endOfLink(bytes, at + 2, to);
      default -> NONE;
    };
  }

  private static int endOfRendition(byte[] bytes, int from, int to) {
    int limit = Math.min(to, from + MAX_RENDITION);
    for (int i = from; i < limit; i++) {
      if (bytes[i] == 'm') {
        return i + 1;
      }
      if (bytes[i] < '0' || bytes[i] > ';') {
        return NONE;
      }
    }
    return limit == to ? INCOMPLETE : NONE;
  }

  private static int endOfLink(byte[] bytes, int from, int to) {
    int limit = Math.min(to, from + MAX_LINK);
    int separators = 0;
    for (int i = from; i < limit; i++) {
      byte b = bytes[i];
      if (b == ESC) {
        return separators < 2
            ? NONE
            : i + 1 == to ? INCOMPLETE : bytes[i + 1] == '\\' ? i + 2 : NONE;
      }
      boolean expected = i == from ? b == '8' : i > from + 1 || b == ';';
      if (b <= ' ' || b == 0x7F || !expected) {
        return NONE;
      }
      separators += b == ';' ? 1 : 0;
    }
    return limit == to ? INCOMPLETE : NONE;
  }

  /// Whether the complete sequence in `[at, end)` is a hyperlink to a target that is not permitted.
  static boolean isForbiddenLink(byte[] bytes, int at, int end) {
    if (bytes[at + 1] != ']') {
      return false;
    }
    int target = at + 4;
    while (bytes[target] != ';') {
      target++;
    }
    int length = end - 2 - (target + 1);
    return length > 0 && !isPermittedTarget(bytes, target + 1, length);
  }

  /// Whether a hyperlink may lead to `target`.
  public static boolean isPermittedTarget(String target) {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    return isPermittedTarget(bytes, 0, bytes.length);
  }

  private static boolean isPermittedTarget(byte[] bytes, int from, int length) {
    for (byte[] scheme : SCHEMES) {
      if (length > scheme.length && startsWith(bytes, from, scheme)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int from, byte[] lowerCase) {
    for (int i = 0; i < lowerCase.length; i++) {
      int b = bytes[from + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
