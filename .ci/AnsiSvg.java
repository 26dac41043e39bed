import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Draws a terminal screen as SVG: `java .ci/AnsiSvg.java TITLE < screen > picture.svg`. The input is the
/// text of `tmux capture-pane -ep`: lines with SGR sequences. Lines between boxes are drawn as paths, so
/// they join in every font.
final class AnsiSvg {
  private static final double CELL_WIDTH = 8.4;
  private static final double CELL_HEIGHT = 18;
  private static final double PADDING = 16;
  private static final double BAR = 34;
  private static final double BASELINE = 13.5;
  private static final String BACKGROUND = "#1a1613";
  private static final String FOREGROUND = "#e8dfd2";
  private static final String[] COLOURS = {
    "#2b2521", "#e5695e", "#8fbf6a", "#e0b050", "#6fa8dc", "#c792c7", "#6cc0b8", "#d8cfc2",
    "#7d7268", "#ff8a7a", "#a8d884", "#f5c86a", "#8cc0f0", "#dfaedf", "#86d8d0", "#fff8ee"
  };

  /// Arms of a line drawing character: left, right, up, down.
  private static final Map<Integer, String> BOX =
      Map.ofEntries(
          Map.entry((int) '─', "lr"), Map.entry((int) '│', "ud"), Map.entry((int) '╭', "rd"),
          Map.entry((int) '╮', "ld"), Map.entry((int) '╰', "ru"), Map.entry((int) '╯', "lu"),
          Map.entry((int) '├', "rud"), Map.entry((int) '┤', "lud"), Map.entry((int) '┬', "lrd"),
          Map.entry((int) '┴', "lru"), Map.entry((int) '┼', "lrud"));

  private record Style(String fore, String back, boolean bold, boolean dim, boolean underline, boolean reverse) {
    static final Style PLAIN = new Style(FOREGROUND, "", false, false, false, false);

    String ink() {
      return reverse ? (back.isEmpty() ? BACKGROUND : back) : fore;
    }

    String paper() {
      return reverse ? fore : back;
    }
  }

  private record Cell(int character, Style style) {}

  private final StringBuilder papers = new StringBuilder();
  private final StringBuilder texts = new StringBuilder();
  private final StringBuilder boxes = new StringBuilder();

  public static void main(String[] arguments) throws Exception {
    String screen = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.print(new AnsiSvg().draw(arguments[0], screen.stripTrailing().split("\n")));
  }

  private String draw(String title, String... lines) {
    int columns = 0;
    Style style = Style.PLAIN;
    for (int row = 0; row < lines.length; row++) {
      List<Cell> cells = new ArrayList<>();
      style = read(lines[row], style, cells);
      columns = Math.max(columns, cells.size());
      drawRow(row, cells);
    }
    double width = 2 * PADDING + columns * CELL_WIDTH;
    double height = BAR + lines.length * CELL_HEIGHT + PADDING;
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n",
            number(width), number(height), escape(title))
        + format("<rect width=\"%s\" height=\"%s\" rx=\"10\" fill=\"%s\"/>\n", number(width), number(height), BACKGROUND)
        + "<g><circle cx=\"20\" cy=\"17\" r=\"5.5\" fill=\"#e5695e\"/><circle cx=\"39\" cy=\"17\" r=\"5.5\" fill=\"#e0b050\"/>"
        + "<circle cx=\"58\" cy=\"17\" r=\"5.5\" fill=\"#8fbf6a\"/></g>\n"
        + papers
        + "<g fill=\"none\" stroke-width=\"1.2\">\n" + boxes + "</g>\n"
        + "<g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\""
        + " xml:space=\"preserve\">\n" + texts + "</g>\n</svg>\n";
  }

  /// Reads one line into cells.
  ///
  /// @return the style at its end
  private static Style read(String line, Style before, List<Cell> cells) {
    Style style = before;
    for (int i = 0; i < line.length(); ) {
      if (line.startsWith("\u001b[", i)) {
        int end = line.indexOf('m', i);
        style = apply(style, line.substring(i + 2, end).split("[;:]"));
        i = end + 1;
      } else if (line.charAt(i) == '\u001b' || line.charAt(i) < ' ') {
        i++; // shifts to the character set for line drawing, which tmux does not use with UTF-8
      } else {
        int character = line.codePointAt(i);
        cells.add(new Cell(character, style));
        i += Character.charCount(character);
      }
    }
    return style;
  }

  private static Style apply(Style from, String... codes) {
    Style style = from;
    for (int i = 0; i < codes.length; i++) {
      int code = codes[i].isEmpty() ? 0 : Integer.parseInt(codes[i]);
      if (code == 38 || code == 48) {
        boolean rgb = codes[i + 1].equals("2");
        String colour =
            rgb
                ? format("#%02x%02x%02x", Integer.parseInt(codes[i + 2]), Integer.parseInt(codes[i + 3]), Integer.parseInt(codes[i + 4]))
                : indexed(Integer.parseInt(codes[i + 2]));
        style = code == 38 ? withFore(style, colour) : withBack(style, colour);
        i += rgb ? 4 : 2;
      } else {
        style = applySimple(style, code);
      }
    }
    return style;
  }

  private static Style applySimple(Style s, int code) {
    return switch (code) {
      case 0 -> Style.PLAIN;
      case 1 -> new Style(s.fore, s.back, true, s.dim, s.underline, s.reverse);
      case 2 -> new Style(s.fore, s.back, s.bold, true, s.underline, s.reverse);
      case 4 -> new Style(s.fore, s.back, s.bold, s.dim, true, s.reverse);
      case 7 -> new Style(s.fore, s.back, s.bold, s.dim, s.underline, true);
      case 22 -> new Style(s.fore, s.back, false, false, s.underline, s.reverse);
      case 24 -> new Style(s.fore, s.back, s.bold, s.dim, false, s.reverse);
      case 27 -> new Style(s.fore, s.back, s.bold, s.dim, s.underline, false);
      case 39 -> withFore(s, FOREGROUND);
      case 49 -> withBack(s, "");
      default -> {
        if (code >= 30 && code <= 37) {
          yield withFore(s, COLOURS[code - 30]);
        }
        if (code >= 90 && code <= 97) {
          yield withFore(s, COLOURS[code - 82]);
        }
        if (code >= 40 && code <= 47) {
          yield withBack(s, COLOURS[code - 40]);
        }
        yield code >= 100 && code <= 107 ? withBack(s, COLOURS[code - 92]) : s;
      }
    };
  }

  private static String indexed(int index) {
    if (index < 16) {
      return COLOURS[index];
    }
    if (index >= 232) {
      int grey = 8 + (index - 232) * 10;
      return format("#%02x%02x%02x", grey, grey, grey);
    }
    int cube = index - 16;
    return format("#%02x%02x%02x", level(cube / 36), level(cube / 6 % 6), level(cube % 6));
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + step * 40;
  }

  private static Style withFore(Style s, String colour) {
    return new Style(colour, s.back, s.bold, s.dim, s.underline, s.reverse);
  }

  private static Style withBack(Style s, String colour) {
    return new Style(s.fore, colour, s.bold, s.dim, s.underline, s.reverse);
  }

  private void drawRow(int row, List<Cell> cells) {
    double top = BAR + row * CELL_HEIGHT;
    for (int from = 0; from < cells.size(); ) {
      Style style = cells.get(from).style();
      int to = from;
      StringBuilder text = new StringBuilder();
      while (to < cells.size() && cells.get(to).style().equals(style)) {
        int character = cells.get(to).character();
        String arms = BOX.get(character);
        if (arms != null) {
          drawBox(arms, x(to), top, style);
        }
        text.appendCodePoint(arms == null ? character : ' ');
        to++;
      }
      drawRun(text.toString(), from, to, top, style);
      from = to;
    }
  }

  private static double x(int column) {
    return PADDING + column * CELL_WIDTH;
  }

  private void drawRun(String text, int from, int to, double top, Style style) {
    if (!style.paper().isEmpty()) {
      papers.append(
          format(
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>\n",
              number(x(from)), number(top), number((to - from) * CELL_WIDTH + 0.3), number(CELL_HEIGHT), style.paper()));
    }
    // Words one by one: a font of another width cannot shift what follows.
    int[] characters = text.codePoints().toArray();
    for (int start = 0; start < characters.length; ) {
      if (characters[start] == ' ') {
        start++;
        continue;
      }
      int end = start;
      while (end < characters.length && characters[end] != ' ') {
        end++;
      }
      String word = new String(characters, start, end - start);
      texts.append(
          format(
              "<text x=\"%s\" y=\"%s\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s%s%s>%s</text>\n",
              number(x(from + start)), number(top + BASELINE), number((end - start) * CELL_WIDTH), style.ink(),
              style.bold() ? " font-weight=\"bold\"" : "", style.dim() ? " opacity=\"0.6\"" : "",
              style.underline() ? " text-decoration=\"underline\"" : "", escape(word)));
      start = end;
    }
  }

  /// A corner is an arc between its two arms, everything else straight lines to the centre.
  private void drawBox(String arms, double left, double top, Style style) {
    double middleX = left + CELL_WIDTH / 2;
    double middleY = top + CELL_HEIGHT / 2;
    StringBuilder path = new StringBuilder();
    boolean corner = arms.length() == 2 && !arms.equals("lr") && !arms.equals("ud");
    for (int i = 0; i < arms.length(); i++) {
      double endX = arms.charAt(i) == 'l' ? left : arms.charAt(i) == 'r' ? left + CELL_WIDTH : middleX;
      double endY = arms.charAt(i) == 'u' ? top : arms.charAt(i) == 'd' ? top + CELL_HEIGHT : middleY;
      if (!corner) {
        path.append(format("M%s %sL%s %s", number(middleX), number(middleY), number(endX), number(endY)));
      } else if (i == 0) {
        path.append(format("M%s %s", number(endX), number(endY)));
      } else {
        path.append(format("Q%s %s %s %s", number(middleX), number(middleY), number(endX), number(endY)));
      }
    }
    boxes.append(
        format("<path d=\"%s\" stroke=\"%s\"%s/>\n", path, style.ink(), style.dim() ? " opacity=\"0.6\"" : ""));
  }

  private static String number(double value) {
    return format("%.1f", value).replaceFirst("\\.0$", "");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
