package dev.brummer.perf.bench.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts the lines of a firehose that arrived whole and in order, whatever a program writes in
/// front of them. A line that is cut, mixed with another one, repeated or out of order does not
/// count; the line after a gap does.
final class LineChecker {
  /// A line longer than that is cut.
  private static final int MAX_LINE = 1 << 10;

  private final byte[] line = new byte[MAX_LINE];
  private final Map<String, Integer> nextNumbers = new HashMap<>();
  private final int lines;
  private int length;
  private long whole;

  /// @param names of the children, all of the same length
  /// @param lines per child
  LineChecker(String[] names, int lines) {
    this.lines = lines;
    for (String name : names) {
      nextNumbers.put(name, 0);
    }
  }

  long countWhole(Path output) throws IOException {
    byte[] bytes = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(output)) {
      int count = in.read(bytes);
      while (count >= 0) {
        feed(bytes, count);
        count = in.read(bytes);
      }
    }
    return whole;
  }

  private void feed(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (length < MAX_LINE) {
        line[length++] = bytes[i];
      }
      if (bytes[i] == '\n') {
        onLine();
        length = 0;
      }
    }
  }

  private void onLine() {
    int start = length - FirehoseFiles.LINE_BYTES;
    if (start < 0) {
      return;
    }
    int space = start;
    while (space < length && line[space] != ' ') {
      space++;
    }
    String name = new String(line, start, space - start, StandardCharsets.US_ASCII);
    Integer expected = nextNumbers.get(name);
    int number = number(space + 1);
    if (expected == null || number < expected || number >= lines || !isIntact(space + 8)) {
      return;
    }
    whole++;
    nextNumbers.put(name, number + 1);
  }

  /// Returns the number of seven digits at an index, -1 if there is none.
  private int number(int at) {
    int number = 0;
    for (int i = at; i < at + 7; i++) {
      int digit = i < length ? line[i] - '0' : -1;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// Whether the line continues after its number as it was printed.
  private boolean isIntact(int at) {
    byte[] tail = FirehoseFiles.TAIL;
    return length - at == tail.length && Arrays.equals(tail, 0, tail.length, line, at, length);
  }
}
