package dev.brummer.proxy.http.message;

/// Character classes of HTTP.
final class HttpAscii {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

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

  private static boolean isTokenChar(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }
}
