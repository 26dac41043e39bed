package dev.brummer.app.mcp.install;

import java.util.ArrayList;
import java.util.List;

/// Finds the positions of members in JSON with comments. The text has been parsed: the scanner
/// relies on its syntax and reports no errors.
final class JsoncScanner {
  private final String text;

  JsoncScanner(String text) {
    this.text = text;
  }

  /// A member of an object; offsets of its key, and of its value from the first to behind the last
  /// character.
  record Member(String name, int start, int valueStart, int valueEnd) {}

  /// An object.
  ///
  /// @param open offset of `{`
  /// @param close offset of `}`
  /// @param trailingComma offset of a comma behind the last member, -1 if there is none
  record ObjectLayout(int open, int close, List<Member> members, int trailingComma) {
    boolean isEmpty() {
      return members.isEmpty();
    }
  }

  /// The object that begins at `open`.
  ObjectLayout object(int open) throws UneditableException {
    List<Member> members = new ArrayList<>();
    int comma = -1;
    int at = skipBlank(open + 1);
    while (text.charAt(at) != '}') {
      int keyEnd = valueEnd(at);
      int valueStart = skipBlank(skipBlank(keyEnd) + 1);
      int valueEnd = valueEnd(valueStart);
      String name = JsonText.parse(text.substring(at, keyEnd)).asText();
      members.add(new Member(name, at, valueStart, valueEnd));
      at = skipBlank(valueEnd);
      comma = -1;
      if (text.charAt(at) == ',') {
        comma = at;
        at = skipBlank(at + 1);
      }
    }
    return new ObjectLayout(open, at, members, comma);
  }

  /// Skips white space, comments and a byte order mark.
  int skipBlank(int from) {
    int at = from;
    while (at < text.length()) {
      int next = commentEnd(at);
      if (next == at && !isSpace(text.charAt(at))) {
        break;
      }
      at = Math.max(next, at + 1);
    }
    return at;
  }

  /// Offset behind the comment that begins at an offset, without its line end; the offset itself if
  /// none begins there.
  int commentEnd(int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
    return text.startsWith("/*", at) ? text.indexOf("*/", at + 2) + 2 : at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF';
  }

  /// Offset behind the value that begins at an offset.
  private int valueEnd(int from) {
    int depth = 0;
    int at = from;
    do {
      char c = text.charAt(at);
      if (c == '"') {
        at = stringEnd(at);
      } else if (commentEnd(at) > at) {
        at = commentEnd(at);
      } else {
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        at++;
        if (depth == 0 && !isBracket(c)) {
          at = scalarEnd(at);
        }
      }
    } while (depth > 0);
    return at;
  }

  private static boolean isBracket(char c) {
    return c == '{' || c == '[' || c == '}' || c == ']';
  }

  private int scalarEnd(int from) {
    int at = from;
    while (at < text.length()
        && ",]}:/".indexOf(text.charAt(at)) < 0
        && !isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int stringEnd(int from) {
    int at = from + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
