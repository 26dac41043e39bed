package dev.brummer.app.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads whole lines from a run, as many at once as have arrived. Confined to one thread at a time.
final class ServerLines {
  private static final int INITIAL_BYTES = 1 << 16;

  private final InputStream input;
  private byte[] buffer = new byte[INITIAL_BYTES];
  private int start;
  private int complete;
  private int end;

  ServerLines(InputStream input) {
    this.input = input;
  }

  /// Blocks until at least one line is complete.
  ///
  /// @return false at the end of the stream; an incomplete last line is dropped
  boolean fill() throws IOException {
    while (complete == start) {
      makeRoom();
      int count = input.read(buffer, end, buffer.length - end);
      if (count < 0) {
        return false;
      }
      end += count;
      complete = lastNewline(end - count) + 1;
    }
    return true;
  }

  private void makeRoom() {
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    complete = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  private int lastNewline(int from) {
    int at = end - 1;
    while (at >= from && buffer[at] != '\n') {
      at--;
    }
    return at >= from ? at : start - 1;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  /// End of the last complete line, behind its newline.
  int complete() {
    return complete;
  }

  /// End of the line that begins at an offset, behind its newline.
  int lineEnd(int offset) {
    int at = offset;
    while (buffer[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  /// Removes lines from the front.
  void consume(int to) {
    start = to;
  }
}
