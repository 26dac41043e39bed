package dev.brummer.proxy.inject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntPredicate;

/// Tells which parts of a document [UrlRewriter] would not change, without reading their markup: a
/// translated URL has the port of a known server behind its host, and is not cut by the end of the
/// part. Errs towards reading. Immutable; allocates nothing.
///
/// Hot path: 32 bytes at a time, five times as fast as the state machine on plain markup.
public final class KnownPortScanner {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long COLONS = ':' * ONES;
  private static final int BLOCK = 4 * Long.BYTES;
  private static final int MAX_PORT_DIGITS = 5;
  private static final String[] SCHEMES = {"http:", "https:", "ws:", "wss:"};

  private final IntPredicate known;

  /// @param known whether URLs with this port may be translated
  public KnownPortScanner(IntPredicate known) {
    this.known = known;
  }

  /// Whether a URL may have the port of a known server. The part must not begin within a URL.
  public boolean holdsKnownPort(ByteBuffer part) {
    int limit = part.limit();
    int at = skipPlainBlocks(part, part.position(), limit);
    while (at + BLOCK <= limit) {
      if (blockHoldsPort(part, at)) {
        return true;
      }
      at = skipPlainBlocks(part, at + BLOCK, limit);
    }
    for (; at < limit; at++) {
      if (part.get(at) == ':' && startsKnownPort(part, at + 1)) {
        return true;
      }
    }
    return false;
  }

  /// The first block that may hold a colon, or what is left at the end. Calls no method of this
  /// class: whether the compiler inlines such calls depends on the order in which it compiles.
  private static int skipPlainBlocks(ByteBuffer part, int from, int limit) {
    int at = from;
    while (at + BLOCK <= limit) {
      long first = (long) LONGS.get(part, at) ^ COLONS;
      long second = (long) LONGS.get(part, at + Long.BYTES) ^ COLONS;
      long third = (long) LONGS.get(part, at + 2 * Long.BYTES) ^ COLONS;
      long fourth = (long) LONGS.get(part, at + 3 * Long.BYTES) ^ COLONS;
      long found =
          (first - ONES & ~first)
              | (second - ONES & ~second)
              | (third - ONES & ~third)
              | (fourth - ONES & ~fourth);
      if ((found & HIGH_BITS) != 0) {
        return at;
      }
      at += BLOCK;
    }
    return at;
  }

  /// A high bit is set for each colon, and maybe for bytes behind one.
  private static long colons(ByteBuffer part, int at) {
    long difference = (long) LONGS.get(part, at) ^ COLONS;
    return (difference - ONES) & ~difference;
  }

  private boolean blockHoldsPort(ByteBuffer part, int block) {
    for (int word = block; word < block + BLOCK; word += Long.BYTES) {
      long found = colons(part, word) & HIGH_BITS;
      while (found != 0) {
        int colon = word + (Long.numberOfTrailingZeros(found) >>> 3);
        if (startsKnownPort(part, colon + 1)) {
          return true;
        }
        found &= found - 1;
      }
    }
    return false;
  }

  private boolean startsKnownPort(ByteBuffer part, int from) {
    int end = Math.min(part.limit(), from + MAX_PORT_DIGITS);
    int port = 0;
    int at = from;
    for (; at < end && isDigit(part.get(at)); at++) {
      port = port * 10 + part.get(at) - '0';
    }
    return at > from && known.test(port);
  }

  /// Returns where scheme and authority of a URL may begin that the end of the part cuts, or the
  /// limit.
  public static int cutUrl(ByteBuffer part) {
    int start = part.position();
    int limit = part.limit();
    int name = authorityStart(part, limit);
    int slashes = name;
    while (slashes > start && isSlash(part.get(slashes - 1))) {
      slashes--;
    }
    if (slashes == start) {
      return start;
    }
    int before = part.get(slashes - 1);
    if (slashes == name) {
      return mayPrecedeUrl(before) && startsScheme(part, name) ? name : limit;
    }
    boolean path = name - slashes == 1 && name < limit;
    if (path || !(before == ':' || mayPrecedeUrl(before))) {
      return limit;
    }
    return authorityStart(part, slashes);
  }

  private static int authorityStart(ByteBuffer part, int end) {
    int at = end;
    while (at > part.position() && isAuthorityByte(part.get(at - 1))) {
      at--;
    }
    return at;
  }

  /// Whether the bytes up to the limit begin like a scheme, and are some.
  private static boolean startsScheme(ByteBuffer part, int from) {
    int length = part.limit() - from;
    boolean starts = false;
    for (String scheme : SCHEMES) {
      int same = 0;
      while (same < length
          && same < scheme.length()
          && (part.get(from + same) | 0x20) == (scheme.charAt(same) | 0x20)) {
        same++;
      }
      starts |= length > 0 && same == length;
    }
    return starts;
  }

  /// Quotes, blanks and the separators in front of a URL.
  private static boolean mayPrecedeUrl(int c) {
    return (c >= 0 && c <= ' ') || c == '"' || c == '\'' || c == '=' || c == ',';
  }

  private static boolean isAuthorityByte(int c) {
    int lower = c | 0x20;
    return (lower >= 'a' && lower <= 'z')
        || isDigit(c)
        || c == '.'
        || c == ':'
        || c == '-'
        || c == '['
        || c == ']';
  }

  private static boolean isSlash(int c) {
    return c == '/' || c == '\\';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
