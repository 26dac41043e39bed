package dev.brummer.engine.detect.error;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Stable identity of an error, for grouping repetitions. Derived from the type, the message
/// without variable parts (numbers, ids, directories) and the project file of its location. The
/// line number is excluded, so that an edit above the error keeps the fingerprint.
public final class Fingerprint {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Fingerprint() {}

  public static String of(String type, String message, @Nullable String location) {
    long hash = hash(FNV_START, type);
    hash = hash(hash, "\n" + normalize(message));
    hash = hash(hash, "\n" + (location == null ? "" : file(location)));
    return HexFormat.of().toHexDigits(hash);
  }

  /// Replaces words that contain a digit with `#`, and paths with their last segment.
  static String normalize(String message) {
    StringBuilder normalized = new StringBuilder(message.length());
    int i = 0;
    while (i < message.length()) {
      int end = i;
      while (end < message.length() && isWord(message.charAt(end))) {
        end++;
      }
      if (end == i) {
        normalized.append(message.charAt(i++));
      } else {
        normalized.append(normalizeWord(message.substring(i, end)));
        i = end;
      }
    }
    return normalized.toString();
  }

  private static String normalizeWord(String word) {
    String last = word.substring(word.lastIndexOf('/') + 1);
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) >= '0' && last.charAt(i) <= '9') {
        return "#";
      }
    }
    return last;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '/' || c == '.';
  }

  private static String file(String location) {
    int end = location.length();
    for (int colons = 0; colons < 2; colons++) {
      int digits = end;
      while (digits > 0 && Character.isDigit(location.charAt(digits - 1))) {
        digits--;
      }
      if (digits == end || digits == 0 || location.charAt(digits - 1) != ':') {
        break;
      }
      end = digits - 1;
    }
    return location.substring(location.lastIndexOf('/', end) + 1, end);
  }

  private static long hash(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
