package dev.brummer.engine.script.direct;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text of a source file of a package manager, which tells what that version does.
///
/// Each start of a script searches 90 KB, in code that is not compiled yet. So the bytes are not
/// decoded, and few of them are looked at (Boyer, Moore, Horspool: "Practical fast searching in
/// strings", 1980).
final class ManagerSource {
  private final byte[] bytes;

  ManagerSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @param text at least one character of ASCII
  boolean mentions(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.US_ASCII);
    int last = wanted.length - 1;
    int[] steps = new int[256];
    Arrays.fill(steps, wanted.length);
    for (int i = 0; i < last; i++) {
      steps[wanted[i]] = last - i;
    }
    int end = last;
    while (end < bytes.length) {
      byte b = bytes[end];
      int from = end - last;
      if (b == wanted[last] && Arrays.equals(bytes, from, end + 1, wanted, 0, wanted.length)) {
        return true;
      }
      end += steps[b & 0xFF];
    }
    return false;
  }
}
