package dev.brummer.app.command.remote;

import dev.brummer.app.control.JsonFields;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.text.TextWidth;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The processes of a running brummer as a table. The last column is cut at the width of a
/// terminal.
final class StatusTable {
  private static final List<String> HEADINGS =
      List.of("NAME", "STATE", "FOR", "PID", "PORTS", "CPU", "MEMORY", "URL, REASON");
  private static final int STATE = 1;
  private static final int MAX_NAME = 60;
  private static final int GAP = 2;
  private static final String RESET = "\u001b[0m";

  private final List<List<String>> rows;

  private StatusTable(List<List<String>> rows) {
    this.rows = rows;
  }

  /// @param processes objects of the method `ps`
  static StatusTable of(List<JsonFields> processes, long nowMillis) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    processes.forEach(process -> rows.add(row(process, nowMillis)));
    return new StatusTable(rows);
  }

  private static List<String> row(JsonFields process, long nowMillis) {
    boolean alive = process.bool("alive");
    String url = process.text("proxiedUrl");
    String shown = url.isEmpty() ? process.text("url") : url;
    String reason = process.text("reason");
    return List.of(
        VisibleText.bounded(process.text("name"), MAX_NAME),
        VisibleText.line(process.text("state")),
        age(nowMillis - process.number("sinceMillis")),
        alive && process.number("pid") > 0 ? Long.toString(process.number("pid")) : "-",
        process.list("ports").isEmpty()
            ? "-"
            : process.list("ports").stream().map(String::valueOf).collect(Collectors.joining(",")),
        alive ? "%.0f %%".formatted(process.decimal("cpuPercent")) : "-",
        alive ? megabytes(process.number("rssBytes")) : "-",
        VisibleText.line(shown.isEmpty() || !alive ? reason : shown));
  }

  private static String megabytes(long bytes) {
    return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }

  private static String age(long millis) {
    long seconds = Math.max(0, millis / 1000);
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  void print(boolean colour) {
    int[] widths = widths();
    int last = widths.length - 1;
    int fixed = Arrays.stream(widths, 0, last).map(width -> width + GAP).sum();
    int available = TerminalColumns.available(fixed + widths[last]) - fixed;
    StringBuilder table = new StringBuilder();
    for (List<String> row : rows) {
      String style = colour ? style(row) : "";
      for (int column = 0; column < last; column++) {
        String cell = row.get(column);
        boolean styled = column == STATE && !style.isEmpty();
        table.append(styled ? style + cell + RESET : cell);
        table.repeat(' ', widths[column] - TextWidth.of(cell) + GAP);
      }
      table.append(cut(row.get(last), Math.max(available, HEADINGS.get(last).length())));
      table.append('\n');
    }
    table.setLength(table.length() - 1);
    StandardStreams.out().printlnStyled(table.toString().replaceAll(" +(?=\n|$)", ""));
  }

  private int[] widths() {
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
      }
    }
    return widths;
  }

  private static String cut(String text, int columns) {
    if (TextWidth.of(text) <= columns) {
      return text;
    }
    int end = 0;
    int width = 1;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      width += TextWidth.of(codePoint);
      if (width > columns) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end) + "…";
  }

  private static String style(List<String> row) {
    return switch (row.get(STATE)) {
      case "STATE" -> "";
      case "ready", "done" -> "\u001b[32m";
      case "failed", "down" -> "\u001b[31m";
      case "starting", "waiting", "restarting", "stopping", "paused" -> "\u001b[33m";
      case "idle", "stopped" -> "\u001b[2m";
      default -> "";
    };
  }
}
