package dev.brummer.tui.paint;

import dev.brummer.engine.text.TerminalCharacters;
import dev.brummer.engine.text.TerminalSequences;
import dev.brummer.engine.text.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Parses one line of process output into styled text.
///
/// Decodes UTF-8 and replaces malformed bytes with U+FFFD. SGR sequences set the style. Every other
/// escape sequence is skipped, complete or truncated, so process output never reaches the terminal
/// as a command. Characters that [TerminalCharacters] does not show appear in their visible form.
/// Tabs expand to the next multiple of eight columns; other control characters are shown as their
/// Unicode control pictures.
///
/// An instance is reused by one thread. Never throws, for any input.
public final class AnsiParser {
  private static final int TAB_WIDTH = 8;
  private static final int ESC = 0x1b;
  private static final int REPLACEMENT = 0xFFFD;
  private static final int MAX_PARAMETERS = 32;

  private final int[] parameters = new int[MAX_PARAMETERS];
  private int[] codePoints = new int[256];
  private long[] styles = new long[256];
  private int length;
  private int column;
  private long style;
  private final List<StyledText.Link> links = new ArrayList<>();
  private int linkStart;
  private String linkTarget = "";

  /// Parses a complete line that starts in the style `base`. An SGR reset returns to that style.
  public StyledText parse(byte[] line, long base) {
    length = 0;
    column = 0;
    style = base;
    links.clear();
    linkTarget = "";
    int at = 0;
    while (at < line.length) {
      int b = line[at];
      if (b == ESC) {
        at = escape(line, at + 1, base);
      } else if (b >= 0) {
        addAscii(b);
        at++;
      } else {
        at = decodeUtf8(line, at);
      }
    }
    endLink();
    return new StyledText(codePoints, styles, length, links());
  }

  private List<StyledText.Link> links() {
    return links.isEmpty() ? List.of() : List.copyOf(links);
  }

  private void endLink() {
    if (!linkTarget.isEmpty() && length > linkStart) {
      links.add(new StyledText.Link(linkStart, length, linkTarget));
    }
    linkTarget = "";
  }

  private void addAscii(int b) {
    if (b == '\t') {
      do {
        add(' ', 1);
      } while (column % TAB_WIDTH != 0);
    } else if (b < ' ') {
      add(0x2400 + b, 1);
    } else {
      add(b == 0x7f ? 0x2421 : b, 1);
    }
  }

  private void add(int codePoint, int width) {
    if (length == codePoints.length) {
      codePoints = Arrays.copyOf(codePoints, 2 * length);
      styles = Arrays.copyOf(styles, 2 * length);
    }
    codePoints[length] = codePoint;
    styles[length++] = style;
    column += width;
  }

  private int decodeUtf8(byte[] line, int at) {
    int lead = line[at] & 0xff;
    int more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
    int codePoint = more == 3 ? lead & 7 : more == 2 ? lead & 15 : lead & 31;
    int end = at + 1;
    while (end <= at + more && end < line.length && (line[end] & 0xc0) == 0x80) {
      codePoint = codePoint << 6 | line[end++] & 0x3f;
    }
    if (more == 0 || lead >= 0xf5 || end != at + more + 1 || !isShortestForm(codePoint, more)) {
      add(REPLACEMENT, 1);
      return end;
    }
    addDecoded(codePoint);
    return end;
  }

  private static boolean isShortestForm(int codePoint, int more) {
    return switch (more) {
      case 1 -> codePoint >= 0x80;
      case 2 -> codePoint >= 0x800 && (codePoint < 0xD800 || codePoint > 0xDFFF);
      default -> codePoint >= 0x10000 && codePoint <= 0x10FFFF;
    };
  }

  private void addDecoded(int codePoint) {
    if (codePoint < 0xa0) {
      add(REPLACEMENT, 1);
      return;
    }
    if (!TerminalCharacters.isShown(length == 0 ? 0 : codePoints[length - 1], codePoint)) {
      addVisibleForm(codePoint);
      return;
    }
    int width = TextWidth.of(codePoint);
    if (width > 0 || TextWidth.isMark(codePoint)) {
      add(codePoint, width);
    }
  }

  private void addVisibleForm(int codePoint) {
    String form = TerminalCharacters.visibleForm(codePoint);
    for (int i = 0; i < form.length(); i++) {
      add(form.charAt(i), 1);
    }
  }

  /// Skips or applies the escape sequence whose first byte after ESC is at `at`.
  ///
  /// @return index of the first byte after the sequence
  private int escape(byte[] line, int at, long base) {
    if (at >= line.length) {
      return at;
    }
    return switch (line[at]) {
      case '[' -> csi(line, at + 1, base);
      case ']' -> osc(line, at + 1);
      case 'P', 'X', '^', '_' -> skipString(line, at + 1);
      case '(', ')', '*', '+', '#', '%', ' ' -> Math.min(at + 2, line.length);
      default -> line[at] >= 0x20 && line[at] < 0x7f ? at + 1 : at;
    };
  }

  /// Skips a control string up to its BEL or ST terminator, or to the end of the line when it is
  /// unterminated.
  private static int skipString(byte[] line, int at) {
    for (int i = at; i < line.length; i++) {
      if (line[i] == 7) {
        return i + 1;
      }
      if (line[i] == ESC) {
        return i + 1 < line.length && line[i + 1] == '\\' ? i + 2 : i;
      }
    }
    return line.length;
  }

  /// Skips an OSC string. OSC 8 (`8;…;target`) starts and ends a hyperlink, which is recorded in
  /// the text if its target is permitted.
  private int osc(byte[] line, int at) {
    int end = skipString(line, at);
    if (at + 1 >= line.length || line[at] != '8' || line[at + 1] != ';') {
      return end;
    }
    int target = at + 2;
    while (target < end && line[target] != ';') {
      target++;
    }
    int stop = target;
    while (stop < end && line[stop] != 7 && line[stop] != ESC) {
      stop++;
    }
    endLink();
    if (stop > target + 1) {
      String uri = new String(line, target + 1, stop - target - 1, StandardCharsets.UTF_8);
      linkTarget = TerminalSequences.isPermittedTarget(uri) ? uri : "";
      linkStart = length;
    }
    return end;
  }

  private int csi(byte[] line, int at, long base) {
    int i = at;
    while (i < line.length && line[i] >= 0x20 && line[i] < 0x40) {
      i++;
    }
    if (i < line.length && line[i] == 'm') {
      sgr(line, at, i, base);
    }
    return i < line.length && line[i] >= 0x40 && line[i] < 0x7f ? i + 1 : i;
  }

  private void sgr(byte[] line, int from, int to, long base) {
    int count = 0;
    int value = 0;
    for (int i = from; i <= to; i++) {
      int b = i < to ? line[i] : ';';
      if (b >= '0' && b <= '9') {
        value = Math.min(9999, 10 * value + b - '0');
      } else if (b == ';' || b == ':') {
        if (count < MAX_PARAMETERS) {
          parameters[count++] = value;
        }
        value = 0;
      } else {
        return;
      }
    }
    for (int i = 0; i < count; i++) {
      i += apply(i, count, base);
    }
  }

  /// Applies the SGR parameter at `i`.
  ///
  /// @return number of further parameters consumed
  private int apply(int i, int count, long base) {
    int p = parameters[i];
    switch (p) {
      case 0 -> style = base;
      case 1 -> style |= PackedStyle.BOLD;
      case 2 -> style |= PackedStyle.DIM;
      case 3 -> style |= PackedStyle.ITALIC;
      case 4 -> style |= PackedStyle.UNDERLINE;
      case 7 -> style |= PackedStyle.REVERSE;
      case 9 -> style |= PackedStyle.STRIKE;
      case 22 -> style &= ~(PackedStyle.BOLD | PackedStyle.DIM);
      case 23 -> style &= ~PackedStyle.ITALIC;
      case 24 -> style &= ~PackedStyle.UNDERLINE;
      case 27 -> style &= ~PackedStyle.REVERSE;
      case 29 -> style &= ~PackedStyle.STRIKE;
      case 39 -> style = PackedStyle.foreground(style, PackedStyle.foreground(base));
      case 49 -> style = PackedStyle.background(style, PackedStyle.background(base));
      case 38, 48 -> {
        return applyExtendedColour(i, count);
      }
      default -> applyBasicColour(p);
    }
    return 0;
  }

  private void applyBasicColour(int p) {
    if (p >= 30 && p <= 37) {
      style = PackedStyle.foreground(style, PackedStyle.indexed(p - 30));
    } else if (p >= 40 && p <= 47) {
      style = PackedStyle.background(style, PackedStyle.indexed(p - 40));
    } else if (p >= 90 && p <= 97) {
      style = PackedStyle.foreground(style, PackedStyle.indexed(p - 82));
    } else if (p >= 100 && p <= 107) {
      style = PackedStyle.background(style, PackedStyle.indexed(p - 92));
    }
  }

  private int applyExtendedColour(int i, int count) {
    boolean indexed = i + 2 < count && parameters[i + 1] == 5;
    boolean rgb = i + 4 < count && parameters[i + 1] == 2;
    if (!indexed && !rgb) {
      return count;
    }
    int colour =
        indexed
            ? PackedStyle.indexed(parameters[i + 2])
            : PackedStyle.rgb(parameters[i + 2], parameters[i + 3], parameters[i + 4]);
    style =
        parameters[i] == 38
            ? PackedStyle.foreground(style, colour)
            : PackedStyle.background(style, colour);
    return indexed ? 2 : 4;
  }
}
