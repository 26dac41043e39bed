package dev.brummer.app.mcp.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Splits a stream into lines of bounded length. Empty lines are skipped; a line that is too long
/// is read to its end and reported without its bytes. Owned by one thread.
public final class MessageReader {
  private static final int CHUNK = 8192;

  private final InputStream input;
  private final int maxBytes;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;
  private byte[] line = new byte[CHUNK];
  private int length;
  private boolean tooLong;

  public MessageReader(InputStream input, int maxBytes) {
    this.input = input;
    this.maxBytes = maxBytes;
  }

  /// Reads the next line. A last line without a newline counts.
  ///
  /// @return false at the end of the input
  public boolean next() throws IOException {
    length = 0;
    tooLong = false;
    while (true) {
      if (position == end && !fill()) {
        return length > 0 || tooLong;
      }
      int newline = indexOfNewline();
      append(newline < 0 ? end : newline);
      if (newline >= 0) {
        position = newline + 1;
        if (isBlank()) {
          length = 0;
          continue;
        }
        return true;
      }
      position = end;
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, input.read(chunk));
    return end > 0;
  }

  private int indexOfNewline() {
    for (int i = position; i < end; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void append(int to) {
    int count = to - position;
    if (tooLong || length + count > maxBytes) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, position, line, length, count);
    length += count;
  }

  private boolean isBlank() {
    return !tooLong && (length == 0 || length == 1 && line[0] == '\r');
  }

  public boolean isTooLong() {
    return tooLong;
  }

  /// The bytes of the line, valid until the next call of [#next].
  public byte[] bytes() {
    return line;
  }

  public int length() {
    return length;
  }

  /// What was read behind the current line.
  public byte[] rest() {
    return Arrays.copyOfRange(chunk, position, end);
  }
}
