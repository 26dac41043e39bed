package dev.brummer.engine.detect.line;

import dev.brummer.engine.log.assemble.AnsiStripper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A terminal hyperlink (OSC 8) in a line.
///
/// @param target the URL behind the text
/// @param text the visible text, without escape sequences; empty if the link has none
public record Hyperlink(String target, String text) {
  private static final byte ESC = 0x1B;
  private static final byte BEL = 0x07;
  private static final int MAX_LINKS = 16;

  /// True if a hyperlink may begin in `[from, to)`.
  static boolean occursIn(byte[] line, int from, int to) {
    return indexOfIntroducer(line, from, to) < to;
  }

  /// Finds the links of `[from, to)` in order; at most [#MAX_LINKS].
  static List<Hyperlink> findAll(byte[] line, int from, int to) {
    List<Hyperlink> links = new ArrayList<>();
    int open = indexOfIntroducer(line, from, to);
    while (open < to && links.size() < MAX_LINKS) {
      int end = endOfString(line, open, to);
      int textFrom = afterTerminator(line, end, to);
      int next = indexOfIntroducer(line, textFrom, to);
      int uri = open + 4;
      while (uri < end && line[uri] != ';') {
        uri++;
      }
      if (uri + 1 < end) {
        String target = new String(line, uri + 1, end - uri - 1, StandardCharsets.UTF_8);
        byte[] text = AnsiStripper.strip(Arrays.copyOfRange(line, textFrom, next));
        links.add(new Hyperlink(target, new String(text, StandardCharsets.UTF_8).strip()));
      }
      open = next;
    }
    return links;
  }

  /// Offset of the next `ESC ] 8 ;`, or `to`.
  private static int indexOfIntroducer(byte[] line, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (line[i] == ESC && line[i + 1] == ']' && line[i + 2] == '8' && line[i + 3] == ';') {
        return i;
      }
    }
    return to;
  }

  private static int endOfString(byte[] line, int from, int to) {
    int i = from + 4;
    while (i < to && line[i] != BEL && line[i] != ESC) {
      i++;
    }
    return i;
  }

  private static int afterTerminator(byte[] line, int end, int to) {
    return Math.min(to, end < to && line[end] == ESC ? end + 2 : end + 1);
  }
}
