package dev.brummer.proxy.http;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Replaces the header names and the words of start lines by equal ones of an earlier head: most
/// heads of a loop have the same. Confined to an event loop; bounded by its slots.
final class HeadInterner {
  private static final int SLOTS = 256;
  private static final int MAX_LENGTH = 128;

  /// Tokens only.
  private final @Nullable AsciiString[] names = new AsciiString[SLOTS];

  private final @Nullable AsciiString[] words = new AsciiString[SLOTS];

  /// The header name in these bytes of a request.
  ///
  /// @throws IllegalArgumentException if it is no token
  AsciiString token(byte[] bytes, int start, int length) {
    AsciiString known = find(names, bytes, start, length);
    if (known != null) {
      return known;
    }
    AsciiString name = new AsciiString(bytes, start, length, true);
    int invalid = HttpHeaderValidationUtil.validateToken(name);
    if (invalid >= 0 || length == 0) {
      throw new IllegalArgumentException("a header name is not a token: \"" + name + "\"");
    }
    return keep(names, name);
  }

  /// The header name in these bytes of a response.
  AsciiString name(byte[] bytes, int start, int length) {
    AsciiString known = find(names, bytes, start, length);
    if (known != null) {
      return known;
    }
    AsciiString name = new AsciiString(bytes, start, length, true);
    boolean valid = length > 0 && HttpHeaderValidationUtil.validateToken(name) < 0;
    return valid ? keep(names, name) : name;
  }

  /// The word in these bytes of a start line; each character stands for one octet.
  String word(byte[] bytes, int start, int length) {
    AsciiString known = find(words, bytes, start, length);
    if (known == null) {
      known = keep(words, new AsciiString(bytes, start, length, true));
    }
    return known.toString();
  }

  private static @Nullable AsciiString find(
      @Nullable AsciiString[] table, byte[] bytes, int start, int length) {
    AsciiString known = table[slot(bytes, start, length)];
    boolean same =
        known != null
            && Arrays.equals(known.array(), 0, known.length(), bytes, start, start + length);
    return same ? known : null;
  }

  /// Text of this class begins at the offset 0 of its array.
  private static AsciiString keep(@Nullable AsciiString[] table, AsciiString text) {
    if (text.length() <= MAX_LENGTH) {
      table[slot(text.array(), 0, text.length())] = text;
    }
    return text;
  }

  private static int slot(byte[] bytes, int start, int length) {
    if (length == 0) {
      return 0;
    }
    int hash = length;
    hash = hash * 31 + bytes[start];
    hash = hash * 31 + bytes[start + length / 2];
    hash = hash * 31 + bytes[start + length - 1];
    return (hash ^ hash >>> 8) & SLOTS - 1;
  }
}
