package dev.brummer.app.mcp.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Splits a stream into lines of bounded length. Empty lines are skipped; a line that is too long
/// is read to its end and reported without its bytes. Owned by one thread.
public final class MessageReader {
  private static final int CHUNK = 8192;

  private final InputStream input;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;
  private final Line line;

  public MessageReader(InputStream input, int maxBytes) {
    this.input = input;
    this.line = new Line(maxBytes);
  }

  /// Reads the next line. A last line without a newline counts.
  ///
  /// @return false at the end of the input
  public boolean next() throws IOException {
    line.clear();
    while (true) {
      if (position == end && !fill()) {
        return line.length() > 0 || line.isTooLong();
      }
      int newline = indexOfNewline();
      line.append(chunk, position, (newline < 0 ? end : newline) - position);
      if (newline >= 0) {
        position = newline + 1;
        if (line.isBlank()) {
          line.clear();
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

  public boolean isTooLong() {
    return line.isTooLong();
  }

  /// The bytes of the line, valid until the next call of [#next].
  public byte[] bytes() {
    return line.bytes();
  }

  public int length() {
    return line.length();
  }

  /// The bytes of one line of bounded length, put together from chunks. A line that is too long
  /// loses its bytes. Confined to one thread.
  public static final class Line {
    private static final int INITIAL_BYTES = 8192;

    private final int maxBytes;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int length;
    private boolean tooLong;

    public Line(int maxBytes) {
      this.maxBytes = maxBytes;
    }

    /// Adds a part of the line.
    public void append(byte[] chunk, int offset, int count) {
      if (tooLong || length + count > maxBytes) {
        tooLong = true;
        length = 0;
        return;
      }
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
      }
      System.arraycopy(chunk, offset, bytes, length, count);
      length += count;
    }

    /// Starts the next line.
    public void clear() {
      length = 0;
      tooLong = false;
    }

    /// Whether there is nothing but perhaps a CR.
    public boolean isBlank() {
      return !tooLong && (length == 0 || length == 1 && bytes[0] == '\r');
    }

    public boolean isTooLong() {
      return tooLong;
    }

    /// The bytes up to [#length], valid until the next change.
    public byte[] bytes() {
      return bytes;
    }

    public int length() {
      return length;
    }
  }
}
