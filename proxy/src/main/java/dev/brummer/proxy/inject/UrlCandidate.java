package dev.brummer.proxy.inject;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// Scheme and authority at the start of a URL, collected byte by byte until they are complete:
/// `http://localhost:3000` or `//localhost:3000`. Slashes may be escaped as in JSON.
final class UrlCandidate {
  private static final int MAX_LENGTH = 300;
  private static final int MAX_SCHEME_LENGTH = 5;

  private enum Phase {
    INACTIVE,
    SCHEME,
    FIRST_SLASH,
    SECOND_SLASH,
    AUTHORITY
  }

  private final UnaryOperator<String> translate;
  private final byte[] held = new byte[MAX_LENGTH];
  private int count;
  private int authorityStart;
  private boolean escaped;
  private Phase phase = Phase.INACTIVE;

  /// @param translate maps scheme and authority to their replacement
  UrlCandidate(UnaryOperator<String> translate) {
    this.translate = translate;
  }

  boolean isActive() {
    return phase != Phase.INACTIVE;
  }

  /// Starts with the first byte of a value; inactive afterwards if no translatable URL starts so.
  void start(int c) {
    count = 0;
    escaped = false;
    int lower = c | 0x20;
    if (lower == 'h' || lower == 'w') {
      phase = Phase.SCHEME;
    } else if (c == '/' || c == '\\') {
      phase = Phase.FIRST_SLASH;
    }
    if (isActive()) {
      add(c);
    }
  }

  /// Adds the next byte.
  ///
  /// @return false if it does not belong to scheme and authority
  boolean add(int c) {
    if (count == MAX_LENGTH || !accepts(c)) {
      return false;
    }
    held[count++] = (byte) c;
    return true;
  }

  private boolean accepts(int c) {
    return switch (phase) {
      case SCHEME -> acceptsInScheme(c);
      case FIRST_SLASH, SECOND_SLASH -> acceptsSlash(c);
      case AUTHORITY ->
          isLetter(c)
              || (c >= '0' && c <= '9')
              || c == '.'
              || c == ':'
              || c == '-'
              || c == '['
              || c == ']';
      case INACTIVE -> throw new AssertionError("no candidate");
    };
  }

  private boolean acceptsInScheme(int c) {
    if (c == ':') {
      phase = Phase.FIRST_SLASH;
      return true;
    }
    return isLetter(c) && count < MAX_SCHEME_LENGTH;
  }

  private boolean acceptsSlash(int c) {
    boolean escape = c == '\\' && (count == 0 || held[count - 1] != '\\');
    if (c == '/') {
      authorityStart = count + 1;
      phase = phase == Phase.FIRST_SLASH ? Phase.SECOND_SLASH : Phase.AUTHORITY;
    }
    escaped |= escape;
    return c == '/' || escape;
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /// Ends the candidate before the byte `next`, or before the end of the document for -1.
  ///
  /// @return the replacement of the held bytes, or the array of length 0 if they stay
  byte[] end(int next) {
    boolean complete =
        phase == Phase.AUTHORITY && count > authorityStart && next != '@' && next != '%';
    phase = Phase.INACTIVE;
    if (!complete) {
      return new byte[0];
    }
    String found = new String(held, 0, count, StandardCharsets.ISO_8859_1);
    String url = escaped ? found.replace("\\", "") : found;
    String translated = translate.apply(url);
    if (translated.equals(url)) {
      return new byte[0];
    }
    String emitted = escaped ? translated.replace("/", "\\/") : translated;
    return emitted.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Ends the candidate, whose bytes are not held back.
  void cancel() {
    phase = Phase.INACTIVE;
  }

  byte[] held() {
    return held;
  }

  int count() {
    return count;
  }
}
