package dev.brummer.proxy.http;

/// Octets as HTTP sees them.
final class Ascii {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Ascii() {}

  static int lower(int octet) {
    return octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
  }

  /// Whether the range says `expected`, which is in lower case, in whatever case.
  static boolean equalsLower(byte[] bytes, int start, int end, String expected) {
    if (end - start != expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (lower(bytes[start + i]) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isToken(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isTokenChar(bytes[i])) {
        return false;
      }
    }
    return end > start;
  }

  private static boolean isTokenChar(int octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || (octet > 0 && TOKEN_MARKS.indexOf(octet) >= 0);
  }

  /// What may stand in a field's value: no control but the tab.
  static boolean isFieldValue(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      int octet = bytes[i] & 0xff;
      if ((octet < ' ' && octet != '\t') || octet == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// What may stand in a request target: anything visible; browsers send some raw octets above it.
  static boolean isTarget(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      int octet = bytes[i] & 0xff;
      if (octet <= ' ' || octet == 0x7f) {
        return false;
      }
    }
    return end > start;
  }

  static int hexDigit(int octet) {
    return octet < 0x80 ? Character.digit(octet, 16) : -1;
  }
}
