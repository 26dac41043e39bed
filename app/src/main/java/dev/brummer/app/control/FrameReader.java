package dev.brummer.app.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/// Splits a stream of bytes into lines. Confined to one thread, apart from [#startedNanos].
///
/// Lines are kept in memory only up to the maximum length. The bytes behind a line that have been
/// read already are available from [#rest].
final class FrameReader {
  private static final int BUFFER_BYTES = 8 << 10;

  private final ReadableByteChannel channel;
  private final int maxBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private volatile long startedNanos;

  /// A line exceeds the maximum length. Its remaining bytes have not been read.
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  FrameReader(ReadableByteChannel channel, int maxBytes) {
    this.channel = channel;
    this.maxBytes = maxBytes;
  }

  /// Reads the next line that is not blank, without its line feed. Blocks.
  ///
  /// @return null at the end of the stream; bytes of an incomplete line are dropped
  byte @Nullable [] next() throws IOException {
    while (true) {
      boolean complete = takeLine();
      if (line.size() > maxBytes) {
        throw new TooLongException();
      }
      if (complete) {
        byte[] bytes = line.toByteArray();
        line.reset();
        startedNanos = 0;
        if (!isBlank(bytes)) {
          return bytes;
        }
      } else if (!fill()) {
        return null;
      }
    }
  }

  /// Moves bytes from the buffer to the line.
  ///
  /// @return whether the line is complete
  private boolean takeLine() {
    int start = buffer.position();
    int at = start;
    byte[] bytes = buffer.array();
    while (at < buffer.limit() && bytes[at] != '\n') {
      at++;
    }
    boolean complete = at < buffer.limit();
    line.write(bytes, start, at - start);
    buffer.position(complete ? at + 1 : at);
    return complete;
  }

  private boolean fill() throws IOException {
    if (line.size() > 0 && startedNanos == 0) {
      startedNanos = System.nanoTime() | 1;
    }
    buffer.clear();
    int count = channel.read(buffer);
    buffer.flip();
    return count >= 0;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  /// Time at which an incomplete line began, as of `System.nanoTime()`; 0 without one. Any thread.
  long startedNanos() {
    return startedNanos;
  }

  /// Bytes that were read behind the last line; belongs to the caller from now on.
  ByteBuffer rest() {
    return buffer;
  }
}
