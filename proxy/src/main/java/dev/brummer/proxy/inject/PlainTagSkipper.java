package dev.brummer.proxy.inject;

/// Skips text and complete tags that hold no URL to translate, without the state machine of
/// [UrlRewriter]: nearly all of a page. Stops in front of every tag that may need it: one that is
/// incomplete, opens raw text, or has a value that starts like an absolute URL. Stateless.
///
/// Reads a tag exactly as the state machine does, or not at all. Hot path: per tag.
final class PlainTagSkipper {
  private PlainTagSkipper() {}

  /// @param from a position in text
  /// @return the position of the first `<` that needs the state machine, or `limit`
  static int skip(byte[] in, int from, int limit) {
    int at = from;
    while (true) {
      at = UrlRewriter.indexOf(in, at, limit, '<');
      if (at == limit) {
        return limit;
      }
      int end = tagEnd(in, at, limit);
      if (end < 0) {
        return at;
      }
      at = end;
    }
  }

  /// The position behind a tag, or -1 if it needs the state machine.
  private static int tagEnd(byte[] in, int open, int limit) {
    int at = open + 1;
    if (at >= limit) {
      return -1;
    }
    boolean endTag = in[at] == '/';
    at += endTag ? 1 : 0;
    int name = at;
    if (at >= limit || !isLetter(in[at])) {
      return -1;
    }
    while (at < limit && isNameByte(in[at])) {
      at++;
    }
    if (at >= limit || (!endTag && mayOpenRawText(in, name, at))) {
      return -1;
    }
    if (in[at] == '>') {
      return at + 1;
    }
    return isSpace(in[at]) || in[at] == '/' ? attributesEnd(in, at, limit) : -1;
  }

  /// Elements with raw text, and `meta`, whose content may be a refresh.
  private static boolean mayOpenRawText(byte[] in, int from, int to) {
    int first = in[from] | 0x20;
    return switch (to - from) {
      case 3 -> first == 'x';
      case 4 -> first == 'm';
      case 5 -> first == 's' || first == 't';
      case 6 -> first == 's' || first == 'i';
      case 7 -> first == 'n';
      case 8 -> first == 't' || first == 'n';
      case 9 -> first == 'p';
      default -> false;
    };
  }

  private static int attributesEnd(byte[] in, int from, int limit) {
    int at = from;
    while (at < limit) {
      int c = in[at];
      if (c == '>') {
        return at + 1;
      }
      if (c == '/' || isSpace(c)) {
        at++;
        continue;
      }
      int name = at;
      while (at < limit && isNameByte(in[at])) {
        at++;
      }
      if (at == name || at >= limit) {
        return -1;
      }
      if (in[at] == '=') {
        at = valueEnd(in, name, at, limit);
        if (at < 0) {
          return -1;
        }
      } else if (in[at] != '>' && in[at] != '/' && !isSpace(in[at])) {
        return -1;
      } else if (isSpace(in[at]) && nextIsEquals(in, at, limit)) {
        return -1;
      }
    }
    return -1;
  }

  /// @param name start of the attribute's name
  /// @param equals end of the name
  /// @return the position behind a quoted value, or -1
  private static int valueEnd(byte[] in, int name, int equals, int limit) {
    int quoteAt = equals + 1;
    if (quoteAt >= limit || (in[quoteAt] != '"' && in[quoteAt] != '\'')) {
      return -1;
    }
    int start = quoteAt + 1;
    int end = UrlRewriter.indexOf(in, start, limit, in[quoteAt]);
    boolean plain = end < limit && !holdsSeveralUrls(in, name, equals) && !mayBeUrl(in, start, end);
    return plain ? end + 1 : -1;
  }

  /// By length and first letter: `ping`, `srcset`, `imagesrcset`.
  private static boolean holdsSeveralUrls(byte[] in, int name, int end) {
    int first = in[name] | 0x20;
    return switch (end - name) {
      case 4 -> first == 'p';
      case 6 -> first == 's';
      case 11 -> first == 'i';
      default -> false;
    };
  }

  /// Whether a value starts like `http:`, `ws:` or `//`, possibly behind blanks.
  private static boolean mayBeUrl(byte[] in, int start, int end) {
    if (start == end) {
      return false;
    }
    int first = in[start];
    if (first == '/') {
      return start + 1 < end && (in[start + 1] == '/' || in[start + 1] == '\\');
    }
    if (isSpace(first) || first == '\\') {
      return true;
    }
    int lower = first | 0x20;
    int second = start + 1 < end ? in[start + 1] | 0x20 : 0;
    return (lower == 'h' && second == 't') || (lower == 'w' && second == 's');
  }

  private static boolean nextIsEquals(byte[] in, int from, int limit) {
    int at = from;
    while (at < limit && isSpace(in[at])) {
      at++;
    }
    return at == limit || in[at] == '=';
  }

  private static boolean isLetter(int c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  private static boolean isNameByte(int c) {
    return isLetter(c) || (c >= '-' && c <= ':' && c != '/') || c == '_' || c == '@';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
  }
}
