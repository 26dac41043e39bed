package dev.brummer.proxy.http.message;

/// Character classes of HTTP.
final class HttpAscii {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final boolean[] TOKEN_CHARS = tokenChars();

  private HttpAscii() {}

  /// Whether the text is a token, the syntax of methods and header names.
  static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return text.length() > 0;
  }

  static boolean isTokenChar(char c) {
    return c < TOKEN_CHARS.length && TOKEN_CHARS[c];
  }

  private static boolean[] tokenChars() {
    boolean[] chars = new boolean[0x80];
    for (char c = 0; c < chars.length; c++) {
      chars[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || TOKEN_MARKS.indexOf(c) >= 0;
    }
    return chars;
  }
}
