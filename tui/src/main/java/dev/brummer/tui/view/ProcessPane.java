package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.UrlRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.Style;
import java.util.ArrayList;
import java.util.List;

/// The left pane: a row a process, and a card of the selected one under them.
final class ProcessPane {
  private static final int CARD_ROWS = 7;
  private static final int NAME_LONGEST = 16;
  private static final int STATE_WIDTH = 9;

  void paint(Model model, Canvas canvas, Rect box) {
    long border = Look.border(model.onProcesses());
    canvas.box(box, border);
    canvas.text(box.x() + 2, box.y(), box.right() - 1, " Processes ", Look.BOLD);
    Rect inside = box.inside();
    boolean card = inside.height() > CARD_ROWS + 4;
    Rect list = card ? inside.top(inside.height() - CARD_ROWS) : inside;
    rows(model, canvas, list);
    ProcessRow selected = model.selected();
    if (card && selected != null) {
      int divider = list.bottom();
      canvas.divider(box, divider, border);
      canvas.text(
          box.x() + 2,
          divider,
          box.right() - 1,
          " " + selected.name() + " ",
          Look.name(selected.id()));
      card(model, canvas, inside.below(list.height() + 1), selected);
    }
  }

  private static void rows(Model model, Canvas canvas, Rect area) {
    List<ProcessRow> all = model.processes();
    ListCursor cursor = model.processCursor();
    cursor.settle(all.size(), area.height());
    int names =
        Math.min(NAME_LONGEST, all.stream().mapToInt(r -> r.name().length()).max().orElse(1));
    for (int i = 0; i < area.height() && cursor.top() + i < all.size(); i++) {
      int at = cursor.top() + i;
      row(model, canvas, area, area.y() + i, all.get(at), names);
      if (at == cursor.selected()) {
        Rect line = new Rect(area.x(), area.y() + i, area.width(), 1);
        canvas.restyle(
            line, style -> model.onProcesses() ? style | Look.SELECTED : style | Style.BOLD);
      }
    }
  }

  private static void row(Model model, Canvas canvas, Rect area, int y, ProcessRow row, int names) {
    int right = area.right() - 1;
    long colour = Look.state(row.state());
    int x = canvas.text(area.x() + 1, y, right, Look.glyph(row.state()) + " ", colour);
    canvas.text(x, y, Math.min(right, x + names), row.name(), Look.name(row.id()));
    int word = x + names + 1;
    String muted = row.muted() ? " muted" : "";
    canvas.text(word, y, Math.min(right, word + STATE_WIDTH), word(row) + muted, colour);
    String rest = numbers(model, row);
    canvas.textRight(word + STATE_WIDTH, y, right, rest, Look.FAINT);
  }

  private static String word(ProcessRow row) {
    return row.state() instanceof ProcessState.Idle ? "" : row.state().word();
  }

  private static String numbers(Model model, ProcessRow row) {
    long age = row.ageMillis(model.now());
    String old = age < 0 ? "" : Format.age(age);
    ProcessInfo.Resources used = row.info().resources();
    if (!row.state().alive() || used.rssBytes() == 0) {
      return old;
    }
    return "%s %5s %4s"
        .formatted(old, Format.percent(used.cpuPercent()), Format.bytes(used.rssBytes()));
  }

  private static void card(Model model, Canvas canvas, Rect area, ProcessRow row) {
    List<String> lines = new ArrayList<>();
    String command = String.join(" ", row.info().spec().command());
    lines.add(row.info().pid() > 0 ? "pid " + row.info().pid() + " · " + command : command);
    lines.add("in " + row.info().spec().directory());
    if (row.state() instanceof ProcessState.Ready ready) {
      lines.add("ready: " + ready.evidence());
    } else if (!row.cause().isEmpty()) {
      lines.add(row.cause());
    }
    ProcessRow.Exit exit = row.lastExit();
    if (exit != null) {
      lines.add(
          "last: " + exit.words() + ", " + Format.age(model.now() - exit.atMillis()) + " ago");
    }
    if (row.passed() + row.failed() > 0) {
      lines.add(row.passed() + " passed, " + row.failed() + " failed");
    }
    int y = area.y();
    UrlRow url = model.urls().of(row.id());
    if (url != null && y < area.bottom()) {
      canvas.text(area.x() + 1, y++, area.right() - 1, url.best(), Look.LINK);
    }
    for (String line : lines) {
      if (y < area.bottom()) {
        canvas.text(area.x() + 1, y++, area.right() - 1, line, Look.FAINT);
      }
    }
  }

  /// All processes in one row, for narrow screens.
  void strip(Model model, Canvas canvas, Rect row) {
    int x = row.x() + 1;
    for (ProcessRow process : model.processes()) {
      x =
          canvas.text(
              x, row.y(), row.right(), Look.glyph(process.state()), Look.state(process.state()));
      x = canvas.text(x + 1, row.y(), row.right(), process.name(), Look.name(process.id())) + 2;
    }
  }
}
