package dev.brummer.tui.remote;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One frame: a byte for the type, four bytes for the length (big-endian), and the content.
record Frame(FrameType type, byte[] content) {
  static final int HEADER_SIZE = 5;

  /// Longest content. A frame of the largest screen has a tenth of it.
  static final int MAX_CONTENT = 1 << 22;

  /// Reads the next frame.
  ///
  /// @return null at the end of the stream
  /// @throws IOException if the stream ends within a frame, or contains something else
  static @Nullable Frame read(InputStream in) throws IOException {
    int number = in.read();
    if (number < 0) {
      return null;
    }
    FrameType type = FrameType.of(number);
    int length = new DataInputStream(in).readInt();
    if (type == null || length < 0 || length > MAX_CONTENT) {
      throw new IOException("not a frame: type " + number + ", length " + length);
    }
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException("the stream ended within a frame");
    }
    return new Frame(type, content);
  }

  /// Writes a frame with one call.
  static void write(OutputStream out, FrameType type, byte[] content, int count)
      throws IOException {
    ByteBuffer all = ByteBuffer.allocate(HEADER_SIZE + count);
    all.put((byte) type.number).putInt(count).put(content, 0, count);
    out.write(all.array());
    out.flush();
  }

  static byte[] size(int columns, int rows) {
    return ByteBuffer.allocate(4).putShort((short) columns).putShort((short) rows).array();
  }

  static byte[] bye(int code, String sentence) {
    byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(code).put(text).array();
  }

  /// The content from byte `from` on as text.
  String text(int from) {
    return from >= content.length
        ? ""
        : new String(content, from, content.length - from, StandardCharsets.UTF_8);
  }

  /// The unsigned 16-bit number at byte `at`, 0 beyond the end.
  int number16(int at) {
    return at + 2 > content.length ? 0 : ByteBuffer.wrap(content).getShort(at) & 0xffff;
  }

  /// The 32-bit number at the start, 0 if there is none.
  int number32() {
    return content.length < 4 ? 0 : ByteBuffer.wrap(content).getInt();
  }
}
