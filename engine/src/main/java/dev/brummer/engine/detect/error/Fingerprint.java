package dev.brummer.engine.detect.error;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A stable name for "the same error": its type, its message without what changes from one time to
/// the next (numbers, ids, directories), and the project's own file it came from. The line number
/// does not count, so that an edit above does not make a new error.
final class Fingerprint {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Fingerprint() {}

  static String of(String type, String message, @Nullable String place) {
    long hash = hash(FNV_START, type);
    hash = hash(hash, "\n" + normalize(message));
    hash = hash(hash, "\n" + (place == null ? "" : file(place)));
    return HexFormat.of().toHexDigits(hash);
  }

  /// The message with every word that holds a digit as `#` and every path as its last part.
  static String normalize(String message) {
    StringBuilder essence = new StringBuilder(message.length());
    int i = 0;
    while (i < message.length()) {
      int end = i;
      while (end < message.length() && isWord(message.charAt(end))) {
        end++;
      }
      if (end == i) {
        essence.append(message.charAt(i++));
      } else {
        essence.append(normalizeWord(message.substring(i, end)));
        i = end;
      }
    }
    return essence.toString();
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

  private static String file(String place) {
    int end = place.length();
    for (int colons = 0; colons < 2; colons++) {
      int digits = end;
      while (digits > 0 && Character.isDigit(place.charAt(digits - 1))) {
        digits--;
      }
      if (digits == end || digits == 0 || place.charAt(digits - 1) != ':') {
        break;
      }
      end = digits - 1;
    }
    return place.substring(place.lastIndexOf('/', end) + 1, end);
  }

  private static long hash(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
