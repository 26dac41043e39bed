package dev.brummer.proxy.inject;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Streaming gzip decoder (RFC 1952) for input in any split and with several members. Trailing data
/// that is not gzip is ignored, as in browsers. Not thread-safe; must be closed.
public final class GzipDecoder implements AutoCloseable {
  private enum State {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CHECK,
    BODY,
    TRAILER,
    IGNORE
  }

  private static final int HEADER_LENGTH = 10;
  private static final int TRAILER_LENGTH = 8;
  private static final int HAS_CHECK = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] chunk = new byte[16 * 1024];
  private final byte[] fixedBytes = new byte[HEADER_LENGTH];
  private State state = State.HEADER;
  private int count;
  private int flags;
  private int extraLeft;
  private int members;

  /// The last chunk was full: the inflater may have more output without further input.
  private boolean outputPending;

  /// Decompresses all of `in` to `out`.
  ///
  /// @throws DataFormatException if the input is not gzip or damaged
  public void feed(ByteBuffer in, HtmlInjector.ByteConsumer out) throws DataFormatException {
    while (!feedChunk(in, out)) {}
  }

  /// Decompresses like [#feed] but stops after 16 kB of output: a thousand bytes may expand to a
  /// million.
  ///
  /// @return whether all input is processed; else the call must be repeated with the same `in`
  public boolean feedChunk(ByteBuffer in, HtmlInjector.ByteConsumer out)
      throws DataFormatException {
    while (outputPending || in.hasRemaining()) {
      if (state == State.BODY) {
        inflate(in, out);
        if (outputPending) {
          return false;
        }
      } else if (state == State.IGNORE) {
        in.position(in.limit());
      } else {
        consumeByte(in.get() & 0xff);
      }
    }
    return true;
  }

  /// Whether the input so far ends at a member boundary.
  public boolean complete() {
    return members > 0 && (state == State.IGNORE || (state == State.HEADER && count == 0));
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void consumeByte(int octet) throws DataFormatException {
    switch (state) {
      case HEADER -> header(octet);
      case EXTRA_LENGTH -> {
        extraLeft |= octet << (8 * count++);
        if (count == 2) {
          enter(extraLeft == 0 ? State.NAME : State.EXTRA);
        }
      }
      case EXTRA -> {
        if (--extraLeft == 0) {
          enter(State.NAME);
        }
      }
      case NAME -> {
        if (octet == 0) {
          flags &= ~HAS_NAME;
          enter(State.NAME);
        }
      }
      case COMMENT -> {
        if (octet == 0) {
          flags &= ~HAS_COMMENT;
          enter(State.NAME);
        }
      }
      case HEADER_CHECK -> {
        if (++count == 2) {
          enter(State.BODY);
        }
      }
      case TRAILER -> trailer(octet);
      case BODY, IGNORE -> throw new AssertionError(state);
    }
  }

  private void header(int octet) throws DataFormatException {
    if ((count == 0 && octet != 0x1f) || (count == 1 && octet != 0x8b)) {
      if (members == 0) {
        throw new DataFormatException("not in gzip format");
      }
      state = State.IGNORE;
      return;
    }
    fixedBytes[count++] = (byte) octet;
    if (count == HEADER_LENGTH) {
      if (fixedBytes[2] != 8) {
        throw new DataFormatException("unknown gzip method " + fixedBytes[2]);
      }
      flags = fixedBytes[3];
      extraLeft = 0;
      enter((flags & HAS_EXTRA) != 0 ? State.EXTRA_LENGTH : State.NAME);
    }
  }

  /// Enters a header state, or the next one present in this header.
  private void enter(State next) {
    count = 0;
    state = next;
    if (next == State.NAME && (flags & HAS_NAME) == 0) {
      state =
          (flags & HAS_COMMENT) != 0
              ? State.COMMENT
              : (flags & HAS_CHECK) != 0 ? State.HEADER_CHECK : State.BODY;
    }
  }

  private void inflate(ByteBuffer in, HtmlInjector.ByteConsumer out) throws DataFormatException {
    inflater.setInput(in);
    int length = inflater.inflate(chunk);
    outputPending = length == chunk.length && !inflater.finished();
    if (length > 0) {
      crc.update(chunk, 0, length);
      out.write(ByteBuffer.wrap(chunk, 0, length));
    }
    if (inflater.needsDictionary()) {
      throw new DataFormatException("gzip with a dictionary");
    }
    if (inflater.finished()) {
      count = 0;
      state = State.TRAILER;
    }
  }

  private void trailer(int octet) throws DataFormatException {
    fixedBytes[count++] = (byte) octet;
    if (count == TRAILER_LENGTH) {
      if (littleEndian(0) != crc.getValue()
          || littleEndian(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
        throw new DataFormatException("gzip checksum mismatch");
      }
      inflater.reset();
      crc.reset();
      members++;
      count = 0;
      state = State.HEADER;
    }
  }

  private long littleEndian(int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | (fixedBytes[at + i] & 0xff);
    }
    return value;
  }
}
