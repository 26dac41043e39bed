package dev.brummer.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits requests as a careless server does. Whatever its habits, it must find the same requests
/// as [StrictHttpParser].
///
/// @param chunksFirst whether a transfer coding wins over a length
/// @param lastLength whether the last of several lengths counts
/// @param anyChunked whether everything that contains `chunk` is the coding
/// @param looseNames whether names may have blanks, underscores or controls in them
record LooseHttpSplitter(
    boolean chunksFirst, boolean lastLength, boolean anyChunked, boolean looseNames) {
  /// All combinations of habits.
  static List<LooseHttpSplitter> all() {
    List<LooseHttpSplitter> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      all.add(new LooseHttpSplitter((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0));
    }
    return all;
  }

  /// The targets of the complete requests.
  List<String> targets(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<String> targets = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = headEnd(text, at);
      if (end < 0) {
        return targets;
      }
      String head = text.substring(at, end);
      String[] words = head.strip().split("[ \t]+", 3);
      int next = bodyEnd(text, end, head);
      if (next < 0) {
        return targets;
      }
      targets.add(words.length > 1 ? words[1] : "?");
      at = next;
    }
    return targets;
  }

  /// The first blank line, however its ends are written.
  private static int headEnd(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
      at++;
    }
    int crlf = text.indexOf("\n\r\n", at);
    int lf = text.indexOf("\n\n", at);
    if (crlf < 0 && lf < 0) {
      return -1;
    }
    return lf >= 0 && (crlf < 0 || lf < crlf) ? lf + 2 : crlf + 3;
  }

  private int bodyEnd(String text, int from, String head) {
    long length = 0;
    boolean seen = false;
    boolean chunked = false;
    for (String line : head.split("\r?\n|\r")) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      name = looseNames ? name.replace('_', '-').replaceAll("[\\x00-\\x20\\x7f-\\xff]", "") : name;
      String value = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      if (name.equals("transfer-encoding")) {
        chunked |= anyChunked ? value.contains("chunk") : value.equals("chunked");
      } else if (name.equals("content-length") && (!seen || lastLength)) {
        seen = true;
        String digits = value.replaceAll("\\D.*", "");
        length = digits.isEmpty() || digits.length() > 9 ? 0 : Long.parseLong(digits);
      }
    }
    if (chunked && (chunksFirst || !seen)) {
      return chunksEnd(text, from);
    }
    return from + length <= text.length() ? (int) (from + length) : -1;
  }

  private static int chunksEnd(String text, int from) {
    int at = from;
    while (true) {
      int lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) {
        return -1;
      }
      String size = text.substring(at, lineEnd).strip().replaceAll("[^0-9a-fA-F].*", "");
      int count = size.isEmpty() || size.length() > 7 ? 0 : Integer.parseInt(size, 16);
      at = lineEnd + 1;
      if (count == 0) {
        int end = text.startsWith("\r\n", at) ? at + 2 : text.indexOf("\r\n\r\n", at) + 4;
        return end < at || end > text.length() ? -1 : end;
      }
      at += count + 2;
      if (at > text.length()) {
        return -1;
      }
    }
  }
}
