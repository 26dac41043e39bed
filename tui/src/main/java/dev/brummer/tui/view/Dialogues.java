package dev.brummer.tui.view;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.Fuzzy;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Rect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What lies over the frame.
public final class Dialogues {
  private static final int WIDTH = 72;

  private Dialogues() {}

  /// A row of the help or the palette.
  public record Entry(Context context, Binding<Model> binding) {}

  static void help(Overlay.Help help, Canvas canvas) {
    list(canvas, "Keys", help.filter(), help.rows(), entries(help.filter().text()));
  }

  static void palette(Overlay.Palette palette, Canvas canvas) {
    list(canvas, "Commands", palette.input(), palette.rows(), found(palette.input().text()));
  }

  /// Bindings whose key or help contains the text, by context.
  public static List<Entry> entries(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<Entry> all = new ArrayList<>();
    for (Context context : Context.values()) {
      for (Binding<Model> binding : Bindings.KEYS.of(context)) {
        String searched = binding.keyLabels() + " " + binding.help() + " " + context.title();
        if (searched.toLowerCase(Locale.ROOT).contains(wanted)) {
          all.add(new Entry(context, binding));
        }
      }
    }
    return all;
  }

  /// Commands that the typed letters are found in, best first.
  public static List<Entry> found(String text) {
    List<Entry> all = new ArrayList<>();
    for (Entry entry : entries("")) {
      boolean move = entry.binding().action() instanceof Action.Move;
      if (!entry.context().modal() && !move && score(entry, text) >= 0) {
        all.add(entry);
      }
    }
    all.sort(Comparator.comparingInt((Entry entry) -> -score(entry, text)));
    return all;
  }

  private static int score(Entry entry, String text) {
    return Fuzzy.score(entry.binding().help(), text);
  }

  private static void list(
      Canvas canvas, String title, LineEdit input, ListCursor cursor, List<Entry> entries) {
    Rect box = canvas.bounds().centred(WIDTH, canvas.height() - 4);
    canvas.fill(box, ' ', Look.PLAIN);
    canvas.box(box, Look.ACCENT);
    canvas.text(box.x() + 2, box.y(), box.right(), " " + title + " ", Look.BOLD);
    Rect inside = box.inside();
    int x = canvas.text(inside.x() + 1, inside.y(), inside.right(), "› ", Look.ACCENT);
    canvas.text(x, inside.y(), inside.right(), input.text(), Look.PLAIN);
    canvas.cursor(x + input.beforeCursor().length(), inside.y());
    Rect rows = inside.below(2);
    cursor.settle(entries.size(), rows.height());
    for (int i = 0; i < rows.height() && cursor.top() + i < entries.size(); i++) {
      Entry entry = entries.get(cursor.top() + i);
      int y = rows.y() + i;
      canvas.text(rows.x() + 1, y, rows.x() + 15, entry.binding().keyLabels(), Look.ACCENT);
      canvas.text(rows.x() + 16, y, rows.right() - 12, entry.binding().help(), Look.PLAIN);
      canvas.textRight(rows.right() - 12, y, rows.right() - 1, entry.context().title(), Look.FAINT);
      if (cursor.top() + i == cursor.selected()) {
        canvas.restyle(new Rect(rows.x(), y, rows.width(), 1), style -> style | Look.SELECTED);
      }
    }
  }

  static void quitting(Model model, Overlay.Quitting quitting, Canvas canvas) {
    List<ProcessRow> left = model.processes().stream().filter(row -> row.state().alive()).toList();
    Rect box = canvas.bounds().centred(56, Math.min(canvas.height() - 2, left.size() + 5));
    canvas.fill(box, ' ', Look.PLAIN);
    canvas.box(box, Look.WARN);
    canvas.text(
        box.x() + 2,
        box.y(),
        box.right(),
        quitting.killed() ? " Killing " : " Stopping ",
        Look.BOLD);
    int y = box.y() + 1;
    for (ProcessRow row : left) {
      if (y >= box.bottom() - 2) {
        break;
      }
      int x = canvas.text(box.x() + 2, y, box.right() - 1, row.name() + " ", Look.name(row.id()));
      String waited = Format.age(model.now() - quitting.sinceMillis());
      canvas.text(
          x,
          y++,
          box.right() - 1,
          row.state().word() + " " + waited + remaining(model, row),
          Look.WARN);
    }
    String hint = quitting.killed() ? "Ctrl-C leaves at once" : "K or Ctrl-C kills what is left";
    canvas.text(box.x() + 2, box.bottom() - 2, box.right() - 1, hint, Look.FAINT);
  }

  private static String remaining(Model model, ProcessRow row) {
    return row.state() instanceof dev.brummer.engine.process.ProcessState.Stopping stopping
        ? ", killed in " + Format.age(stopping.deadlineMillis() - model.now())
        : "";
  }
}
