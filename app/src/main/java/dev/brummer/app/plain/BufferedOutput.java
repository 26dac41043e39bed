package dev.brummer.app.plain;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Gathers bytes for one stream and writes them in large pieces (per byte). After the first failed
/// write it takes and drops everything: the failure says what to do. Confined to one thread.
final class BufferedOutput {
  private static final int CAPACITY = 1 << 16;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int size;
  private @Nullable IOException failure;

  BufferedOutput(OutputStream out) {
    this.out = out;
  }

  void put(byte single) {
    if (size == CAPACITY) {
      flush();
    }
    buffer[size++] = single;
  }

  void put(byte[] bytes) {
    put(bytes, 0, bytes.length);
  }

  void put(byte[] bytes, int from, int length) {
    if (length > CAPACITY - size) {
      flush();
      if (length > CAPACITY) {
        write(bytes, from, length);
        return;
      }
    }
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
  }

  /// A line: what stands before it, its text, its end.
  void putLine(byte[] prefix, byte[] text, int from, int length) {
    if (prefix.length + length >= CAPACITY - size) {
      put(prefix);
      put(text, from, length);
      put((byte) '\n');
      return;
    }
    byte[] target = buffer;
    int at = size;
    System.arraycopy(prefix, 0, target, at, prefix.length);
    at += prefix.length;
    System.arraycopy(text, from, target, at, length);
    at += length;
    target[at] = '\n';
    size = at + 1;
  }

  void flush() {
    if (size > 0) {
      write(buffer, 0, size);
      size = 0;
    }
  }

  /// What the stream said when it failed; null while it works.
  @Nullable IOException failure() {
    return failure;
  }

  private void write(byte[] bytes, int from, int length) {
    if (failure != null) {
      return;
    }
    try {
      out.write(bytes, from, length);
      out.flush();
    } catch (IOException e) {
      failure = e;
    }
  }
}
