package dev.brummer.app.mcp.stdio;

import java.util.Arrays;

/// Splits what a client sends into lines of bounded length. Chunks are fed in; a line that is too
/// long is reported without its bytes. Confined to one thread.
final class ClientLines {
  private static final int INITIAL_BYTES = 8192;

  private final int maxBytes;
  private byte[] line = new byte[INITIAL_BYTES];
  private int length;
  private boolean tooLong;

  /// Receives complete lines without their newline.
  @FunctionalInterface
  interface Receiver {
    /// @param bytes valid during the call
    void line(byte[] bytes, int length, boolean tooLong) throws InterruptedException;
  }

  ClientLines(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Reports the lines that end in a chunk. Blank lines are skipped.
  void feed(byte[] chunk, int count, Receiver receiver) throws InterruptedException {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (chunk[i] == '\n') {
        append(chunk, start, i - start);
        report(receiver);
        start = i + 1;
      }
    }
    append(chunk, start, count - start);
  }

  /// Reports a last line that has no newline.
  void end(Receiver receiver) throws InterruptedException {
    report(receiver);
  }

  private void append(byte[] chunk, int offset, int count) {
    if (tooLong || length + count > maxBytes) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, offset, line, length, count);
    length += count;
  }

  private void report(Receiver receiver) throws InterruptedException {
    int complete = length;
    boolean dropped = tooLong;
    length = 0;
    tooLong = false;
    if (dropped || complete > 1 || complete == 1 && line[0] != '\r') {
      receiver.line(line, complete, dropped);
    }
  }

  /// The beginning of a line that is not complete yet.
  byte[] partial() {
    return Arrays.copyOf(line, length);
  }
}
