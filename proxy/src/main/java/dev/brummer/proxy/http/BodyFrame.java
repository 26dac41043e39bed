package dev.brummer.proxy.http;

import io.netty.buffer.ByteBuf;

/// Where the body of one message ends on its connection, and which of its bytes are content. Walks
/// over bytes as they come, in any split, and keeps none.
abstract sealed class BodyFrame {
  /// Is shown the ranges of content, in order.
  @FunctionalInterface
  interface Content {
    void range(ByteBuf in, int index, int length);

    Content IGNORED = (in, index, length) -> {};
  }

  /// Walks over what belongs to the body from the reader index on, without moving it.
  ///
  /// @return how many bytes belong to the body, framing included
  abstract int walk(ByteBuf in, Content content) throws Malformed;

  /// Whether the body is over.
  abstract boolean ended();

  /// Whether the end of the connection here is the proper end of the body.
  boolean endsWithConnection() {
    return ended();
  }

  boolean chunked() {
    return false;
  }

  static BodyFrame none() {
    return new Length(0);
  }

  static BodyFrame untilClose() {
    return new UntilClose();
  }

  /// The framing of a request's body.
  static BodyFrame of(RequestHead head) throws Malformed {
    Fields fields = head.fields();
    int codings = fields.occurrences(Known.TRANSFER_ENCODING);
    int lengths = fields.occurrences(Known.CONTENT_LENGTH);
    if (codings == 0) {
      if (lengths > 1) {
        throw Malformed.request("There is more than one Content-Length.");
      }
      return lengths == 0 ? none() : new Length(length(fields.text(Known.CONTENT_LENGTH)));
    }
    if (lengths > 0 || head.minor() == 0) {
      throw Malformed.request("The length of the body is ambiguous.");
    }
    if (codings > 1 || !fields.text(Known.TRANSFER_ENCODING).equalsIgnoreCase("chunked")) {
      throw new Malformed(501, "Only the transfer coding chunked is understood.");
    }
    return new Chunked(false);
  }

  /// The framing of an answer's body.
  static BodyFrame of(ResponseHead head, boolean toHeadRequest) throws Malformed {
    Fields fields = head.fields();
    if (toHeadRequest || head.status() < 200 || head.status() == 204 || head.status() == 304) {
      return none();
    }
    if (fields.has(Known.TRANSFER_ENCODING)) {
      return fields.lists(Known.TRANSFER_ENCODING, "chunked")
          ? new Chunked(true)
          : new UntilClose();
    }
    int field = fields.find(Known.CONTENT_LENGTH, 0);
    if (field < 0) {
      return new UntilClose();
    }
    long length = length(fields.value(field));
    while ((field = fields.find(Known.CONTENT_LENGTH, field + 1)) >= 0) {
      if (length(fields.value(field)) != length) {
        throw new Malformed(502, "It says two different Content-Lengths.");
      }
    }
    return new Length(length);
  }

  private static long length(String digits) throws Malformed {
    boolean valid =
        !digits.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!valid) {
      throw Malformed.request("The Content-Length is not a number.");
    }
    return Long.parseLong(digits);
  }

  /// A known number of bytes.
  private static final class Length extends BodyFrame {
    private long left;

    Length(long length) {
      left = length;
    }

    @Override
    int walk(ByteBuf in, Content content) {
      int taken = (int) Math.min(left, in.readableBytes());
      if (taken > 0) {
        left -= taken;
        content.range(in, in.readerIndex(), taken);
      }
      return taken;
    }

    @Override
    boolean ended() {
      return left == 0;
    }
  }

  /// All that comes until the sender closes.
  private static final class UntilClose extends BodyFrame {
    @Override
    int walk(ByteBuf in, Content content) {
      int taken = in.readableBytes();
      if (taken > 0) {
        content.range(in, in.readerIndex(), taken);
      }
      return taken;
    }

    @Override
    boolean ended() {
      return false;
    }

    @Override
    boolean endsWithConnection() {
      return true;
    }
  }

  /// The chunked coding, RFC 9112, 7.1. Extensions and trailers are walked over.
  private static final class Chunked extends BodyFrame {
    private static final int MAX_LINE = 16 * 1024;

    private enum State {
      SIZE,
      EXTENSION,
      SIZE_LF,
      DATA,
      DATA_CR,
      DATA_LF,
      TRAILER_START,
      TRAILER,
      TRAILER_LF,
      END_LF,
      ENDED
    }

    private final boolean lenient;
    private State state = State.SIZE;
    private long left;
    private int digits;
    private int line;

    Chunked(boolean lenient) {
      this.lenient = lenient;
    }

    @Override
    boolean ended() {
      return state == State.ENDED;
    }

    @Override
    boolean chunked() {
      return true;
    }

    @Override
    int walk(ByteBuf in, Content content) throws Malformed {
      int start = in.readerIndex();
      int at = start;
      int end = in.writerIndex();
      while (at < end && state != State.ENDED) {
        if (state == State.DATA) {
          int taken = (int) Math.min(left, end - at);
          content.range(in, at, taken);
          at += taken;
          left -= taken;
          if (left == 0) {
            state = State.DATA_CR;
          }
        } else {
          state = step(in.getByte(at++));
        }
      }
      return at - start;
    }

    private State step(int octet) throws Malformed {
      return switch (state) {
        case SIZE -> size(octet);
        case EXTENSION -> inLine(octet, State.EXTENSION, State.SIZE_LF, afterSize());
        case SIZE_LF -> expectFeed(octet, afterSize());
        case DATA_CR -> octet == '\r' ? State.DATA_LF : bare(octet, State.SIZE);
        case DATA_LF -> expectFeed(octet, startSize());
        case TRAILER_START ->
            octet == '\r' ? State.END_LF : inLine(octet, State.TRAILER, State.END_LF, State.ENDED);
        case TRAILER -> inLine(octet, State.TRAILER, State.TRAILER_LF, State.TRAILER_START);
        case TRAILER_LF -> expectFeed(octet, State.TRAILER_START);
        case END_LF -> expectFeed(octet, State.ENDED);
        case DATA, ENDED -> throw new AssertionError(state);
      };
    }

    private State size(int octet) throws Malformed {
      int digit = Ascii.hexDigit(octet);
      if (digit >= 0) {
        if (++digits > 15) {
          throw Malformed.request("A chunk is too large.");
        }
        left = left * 16 + digit;
        return State.SIZE;
      }
      boolean endsSize = octet == ';' || octet == '\r' || octet == ' ' || octet == '\t';
      if (digits == 0 || !(endsSize || (lenient && octet == '\n'))) {
        throw Malformed.request("A chunk's size is malformed.");
      }
      line = 0;
      return inLine(octet, State.EXTENSION, State.SIZE_LF, afterSize());
    }

    private State startSize() {
      left = 0;
      digits = 0;
      return State.SIZE;
    }

    private State afterSize() {
      return left == 0 ? State.TRAILER_START : State.DATA;
    }

    private State inLine(int octet, State same, State afterReturn, State afterFeed)
        throws Malformed {
      if (++line > MAX_LINE) {
        throw Malformed.request("A chunk's extensions or trailers are too long.");
      }
      if (octet == '\r') {
        return afterReturn;
      }
      return octet == '\n' ? bare(octet, afterFeed) : same;
    }

    private State bare(int octet, State next) throws Malformed {
      if (!lenient || octet != '\n') {
        throw Malformed.request("A chunk's line end is malformed.");
      }
      return next == State.SIZE ? startSize() : next;
    }

    private State expectFeed(int octet, State next) throws Malformed {
      if (octet != '\n') {
        throw Malformed.request("A chunk's line end is malformed.");
      }
      return next;
    }
  }
}
