package dev.brummer.app.plain;

import dev.brummer.engine.text.TerminalGate;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Buffer in front of one stream (per byte). Never throws: after the first failed write, output is
/// discarded and [#failure()] returns the cause. Confined to one thread.
final class BufferedOutput extends OutputStream {
  private static final int CAPACITY = 1 << 16;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int size;

  /// Whether the buffer has printable ASCII and line feeds only.
  private boolean printable = true;

  private @Nullable IOException failure;

  BufferedOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int single) {
    if (size == CAPACITY) {
      flush();
    }
    printable = false;
    buffer[size++] = (byte) single;
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    if (length > CAPACITY - size) {
      flush();
      if (length > CAPACITY) {
        printable = false;
        writeThrough(bytes, from, length);
        return;
      }
    }
    printable = false;
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
  }

  /// Writes a prefix, a text and the end of the line.
  ///
  /// @param isPrintable whether all three are printable ASCII and line feeds for sure
  void writeLine(
      byte[] prefix, byte[] text, int from, int length, byte[] lineEnd, boolean isPrintable) {
    int total = prefix.length + length + lineEnd.length;
    if (total > CAPACITY - size) {
      flush();
      if (total > CAPACITY) {
        write(prefix);
        write(text, from, length);
        write(lineEnd);
        return;
      }
    }
    byte[] target = buffer;
    int at = size;
    System.arraycopy(prefix, 0, target, at, prefix.length);
    at += prefix.length;
    System.arraycopy(text, from, target, at, length);
    at += length;
    System.arraycopy(lineEnd, 0, target, at, lineEnd.length);
    size = at + lineEnd.length;
    printable &= isPrintable;
  }

  @Override
  public void flush() {
    if (size > 0) {
      writeThrough(buffer, 0, size);
      size = 0;
      printable = true;
    }
  }

  /// The first failure of the stream; null while writes succeed.
  @Nullable IOException failure() {
    return failure;
  }

  private void writeThrough(byte[] bytes, int from, int length) {
    if (failure != null) {
      return;
    }
    try {
      if (printable && out instanceof TerminalGate gate) {
        gate.writePrintable(bytes, from, length);
      } else {
        out.write(bytes, from, length);
      }
      out.flush();
    } catch (IOException e) {
      failure = e;
    }
  }
}
