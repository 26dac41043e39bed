package dev.brummer.app.mcp.install;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brummer.app.mcp.install.JsoncScanner.Member;
import dev.brummer.app.mcp.install.JsoncScanner.ObjectLayout;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a JSON document is written: indentation, line ends, spaces, and where comments end.
final class JsoncFormat {
  private static final Pattern SPACED = Pattern.compile("[:,] ");

  private final String text;
  private final JsoncScanner scanner;
  private final JsonNode root;
  private final int start;

  /// @param start offset of the root object
  JsoncFormat(String text, JsoncScanner scanner, JsonNode root, int start) {
    this.text = text;
    this.scanner = scanner;
    this.root = root;
    this.start = start;
  }

  /// On one line if the object is, or if it is empty in a document that is.
  JsonText.Style styleOf(ObjectLayout object) {
    boolean spaced = text.length() < 20 || SPACED.matcher(text).find();
    String shown = text.substring(object.open(), object.close());
    boolean oneLine = shown.indexOf('\n') < 0 && (!object.isEmpty() || isOnOneLine());
    return new JsonText.Style(oneLine ? "" : newLine(), oneLine ? "" : unit(), spaced);
  }

  private boolean isOnOneLine() {
    return !root.isEmpty() && text.strip().indexOf('\n') < 0;
  }

  String newLine() {
    int end = text.indexOf('\n');
    return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
  }

  /// Indentation of the first member of the document that begins a line.
  private String unit() {
    try {
      for (Member member : scanner.object(start).members()) {
        String indent = ownIndent(member);
        if (indent != null && !indent.isEmpty()) {
          return indent;
        }
      }
    } catch (UneditableException unparsed) {
      return "  ";
    }
    return "  ";
  }

  String memberIndent(ObjectLayout object) {
    for (Member member : object.members().reversed()) {
      String indent = ownIndent(member);
      if (indent != null) {
        return indent;
      }
    }
    return indentAt(object.open()) + unit();
  }

  /// White space before a member that begins its line, null otherwise.
  private @Nullable String ownIndent(Member member) {
    int lineStart = text.lastIndexOf('\n', member.start()) + 1;
    String before = text.substring(lineStart, member.start());
    return before.isBlank() && lineStart > 0 ? before : null;
  }

  /// White space at the beginning of the line of an offset.
  String indentAt(int offset) {
    int lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
    int end = lineStart;
    while (end < offset && " \t".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(lineStart, end);
  }

  int lastCommentEnd(ObjectLayout object) {
    int last = object.open() + 1;
    for (int at = last; at < object.close(); at++) {
      int end = scanner.commentEnd(at);
      if (end > at) {
        last = end;
        at = end - 1;
      }
    }
    return last;
  }

  /// Offset behind the comments that follow on the same line.
  int sameLineCommentEnd(int from) {
    int last = from;
    for (int at = from; at < text.length(); ) {
      int end = scanner.commentEnd(at);
      if (end > at && text.substring(at, end).indexOf('\n') < 0) {
        last = end;
        at = end;
      } else if (" \t".indexOf(text.charAt(at)) >= 0) {
        at++;
      } else {
        return last;
      }
    }
    return last;
  }
}
