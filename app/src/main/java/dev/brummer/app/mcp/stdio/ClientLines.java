package dev.brummer.app.mcp.stdio;

import dev.brummer.app.mcp.protocol.MessageReader;
import java.util.Arrays;

/// Splits what a client sends into lines of bounded length. Chunks are fed in; a line that is too
/// long is reported without its bytes. Confined to one thread.
final class ClientLines {
  private final MessageReader.Line line;

  /// Receives complete lines without their newline.
  @FunctionalInterface
  interface Receiver {
    /// @param bytes valid during the call
    void line(byte[] bytes, int length, boolean tooLong) throws InterruptedException;
  }

  ClientLines(int maxBytes) {
    line = new MessageReader.Line(maxBytes);
  }

  /// Reports the lines that end in a chunk. Blank lines are skipped.
  void feed(byte[] chunk, int count, Receiver receiver) throws InterruptedException {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (chunk[i] == '\n') {
        line.append(chunk, start, i - start);
        report(receiver);
        start = i + 1;
      }
    }
    line.append(chunk, start, count - start);
  }

  /// Reports a last line that has no newline.
  void end(Receiver receiver) throws InterruptedException {
    report(receiver);
  }

  /// Clears the line first: the receiver may ask for [#partial].
  private void report(Receiver receiver) throws InterruptedException {
    boolean blank = line.isBlank();
    boolean tooLong = line.isTooLong();
    int length = line.length();
    line.clear();
    if (!blank) {
      receiver.line(line.bytes(), length, tooLong);
    }
  }

  /// The beginning of a line that is not complete yet.
  byte[] partial() {
    return Arrays.copyOf(line.bytes(), line.length());
  }
}
