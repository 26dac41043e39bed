package dev.brummer.tui.paint;

import dev.brummer.engine.text.TextWidth;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A minimal terminal that accepts only the sequences used by encoded frames and fails on any
/// other: cursor addressing, SGR, erase line and screen, synchronized output, and cursor visibility
/// and shape. Overwriting half of a wide character blanks the other half, as in xterm.
public final class StrictTerminal {
  private static final String TAIL = "";

  final int width;
  final int height;
  private final String[] cells;
  private final String[] styles;
  private boolean program;
  private String clipboard = "";
  private int x;
  private int y;
  private String style = "0";

  /// Creates a terminal for a whole program, which may also set modes, query colours and set the
  /// clipboard.
  public static StrictTerminal ofProgram(int width, int height) {
    StrictTerminal terminal = new StrictTerminal(width, height);
    terminal.program = true;
    return terminal;
  }

  StrictTerminal(int width, int height) {
    this.width = width;
    this.height = height;
    this.cells = new String[width * height];
    this.styles = new String[width * height];
    Arrays.fill(cells, "?");
    Arrays.fill(styles, "0");
  }

  public void write(byte[] bytes, int count) {
    String text = new String(bytes, 0, count, StandardCharsets.UTF_8);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint == 0x1b) {
        i = sequence(text, i + 1);
      } else {
        print(codePoint);
        i += Character.charCount(codePoint);
      }
    }
  }

  private int sequence(String text, int at) {
    if (program && text.startsWith("]52;c;", at)) {
      int bell = text.indexOf(7, at);
      byte[] copied = Base64.getDecoder().decode(text.substring(at + 6, bell));
      clipboard = new String(copied, StandardCharsets.UTF_8);
      return bell + 1;
    }
    if (program && (text.startsWith("]11;?", at) || text.startsWith("]4;", at))) {
      return text.indexOf(7, at) + 1;
    }
    require(text.charAt(at) == '[', "only CSI, not " + (int) text.charAt(at));
    int end = at + 1;
    while (text.charAt(end) < '@') {
      end++;
    }
    String parameters = text.substring(at + 1, end);
    switch (text.charAt(end)) {
      case 'H' -> {
        String[] position = parameters.split(";");
        y = Integer.parseInt(position[0]) - 1;
        x = Integer.parseInt(position[1]) - 1;
        require(x >= 0 && x < width && y >= 0 && y < height, "inside: " + parameters);
      }
      case 'm' -> style = parameters;
      case 'J' -> erase(0, width * height, parameters.equals("2"));
      case 'K' -> erase(y * width + x, (y + 1) * width, parameters.isEmpty());
      case 'q' -> require(parameters.matches("[0-6] "), "a shape of the cursor: " + parameters);
      case 'h', 'l' ->
          require(
              program || parameters.equals("?2026") || parameters.equals("?25"),
              "no mode " + parameters);
      default -> throw new AssertionError("unknown sequence " + parameters + text.charAt(end));
    }
    return end + 1;
  }

  private void erase(int from, int to, boolean known) {
    require(known, "a known way to erase");
    require(style.equals("0"), "erasing in the plain style, not " + style);
    if (cells[from].equals(TAIL) && from % width > 0) {
      cells[from - 1] = " ";
    }
    Arrays.fill(cells, from, to, " ");
    Arrays.fill(styles, from, to, "0");
  }

  private void print(int codePoint) {
    require(codePoint >= ' ' && (codePoint < 0x7f || codePoint >= 0xa0), "no control " + codePoint);
    int columns = TextWidth.of(codePoint);
    if (columns == 0) {
      int base = y * width + x - 1;
      base -= cells[base].equals(TAIL) ? 1 : 0;
      cells[base] += Character.toString(codePoint);
      return;
    }
    require(x + columns <= width, "no character over the edge");
    set(x, Character.toString(codePoint));
    if (columns == 2) {
      set(x + 1, TAIL);
      cells[y * width + x] = Character.toString(codePoint);
    }
    x += columns;
  }

  private void set(int column, String expectation) {
    int index = y * width + column;
    if (cells[index].equals(TAIL) && column > 0) {
      cells[index - 1] = " ";
    }
    if (column + 1 < width && cells[index + 1].equals(TAIL)) {
      cells[index + 1] = " ";
    }
    cells[index] = expectation;
    styles[index] = style;
  }

  private static void require(boolean condition, String expectation) {
    if (!condition) {
      throw new AssertionError("expected " + expectation);
    }
  }

  /// Returns the screen in the format of [Canvas#screenText].
  public String screenText() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < height; row++) {
      String line = String.join("", Arrays.copyOfRange(cells, row * width, (row + 1) * width));
      out.append(line.stripTrailing()).append('\n');
    }
    return out.toString();
  }

  /// Last text copied to the clipboard.
  public String clipboard() {
    return clipboard;
  }

  /// Returns the SGR parameters at the first occurrence of a text.
  public String styleOf(String text) {
    int at = screenText().indexOf(text);
    require(at >= 0, text + " to be seen");
    String[] above = screenText().substring(0, at).split("\n", -1);
    return styles[(above.length - 1) * width + TextWidth.of(above[above.length - 1])];
  }

  /// Returns the SGR parameters of every character, row by row.
  public String styles() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      out.append(cells[i].equals(TAIL) ? "" : styles[i] + " ");
    }
    return out.toString();
  }
}
