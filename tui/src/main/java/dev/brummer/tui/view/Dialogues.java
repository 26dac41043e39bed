package dev.brummer.tui.view;

import dev.brummer.tui.binding.Choice;
import dev.brummer.tui.binding.Choices;
import dev.brummer.tui.key.Context;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.list.Format;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;
import java.util.List;

/// What lies over the frame: help, palette, the farewell.
final class Dialogues {
  /// Below, help leaves out where a key holds.
  private static final int NARROW = 60;

  private Dialogues() {}

  static void paint(Model model, Brush brush, Rect screen) {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Prompt _, Overlay.Typing _ -> {}
      case Overlay.Help help ->
          choices(brush, screen, "Keys", help.filter(), help.rows(), Choices.help(model, help), 14);
      case Overlay.Palette palette ->
          choices(
              brush,
              screen,
              "Commands",
              palette.input(),
              palette.rows(),
              Choices.palette(model, palette),
              0);
      case Overlay.Code code -> CodeView.paint(brush, screen, code);
      case Overlay.Quitting quitting -> FarewellView.paint(model, brush, screen, quitting);
    }
  }

  /// @param keyColumn width of the keys at the left; 0 puts them at the right
  private static void choices(
      Brush brush,
      Rect screen,
      String title,
      LineEdit input,
      ListCursor cursor,
      List<Choice> rows,
      int keyColumn) {
    int height = Math.min(screen.height() - 2, Math.max(8, rows.size() + 4));
    Rect box = screen.centred(78, height);
    open(brush, box, title);
    Rect inside = box.inside();
    int x = brush.text(inside, inside.x() + 1, inside.y(), "› ", Theme.KEY);
    brush.text(inside, x, inside.y(), input.text(), Theme.PLAIN);
    if (input.text().isEmpty()) {
      brush.text(inside, x, inside.y(), "type to search", Theme.MUTED);
    }
    brush.canvas.cursor(
        Math.min(inside.right() - 1, x + TextWidth.of(input.beforeCursor())), inside.y());
    Panes.rule(brush, inside, inside.y() + 1, Format.count(rows.size()) + " found");
    Rect list = inside.below(2);
    brush.rows(
        cursor,
        rows,
        list,
        true,
        Zones.Kind.CHOICE,
        (it, row) -> choice(brush, row, it, keyColumn));
    if (rows.isEmpty()) {
      brush.text(list, list.x() + 1, list.y(), "Nothing fits; Backspace widens it.", Theme.MUTED);
    }
  }

  private static void choice(Brush brush, Rect row, Choice choice, int keyColumn) {
    if (keyColumn > 0) {
      int context = row.width() < NARROW ? 0 : 11;
      brush.canvas.text(row.x() + 1, row.y(), row.x() + keyColumn, choice.keys(), Theme.KEY);
      brush.canvas.text(
          row.x() + keyColumn + 1, row.y(), row.right() - context, choice.text(), Theme.PLAIN);
      if (context > 0) {
        brush.canvas.textRight(
            row.right() - context, row.y(), row.right() - 1, choice.context().title(), Theme.MUTED);
      }
      return;
    }
    boolean everywhere = choice.context() == Context.GLOBAL || row.width() < NARROW;
    String where = everywhere ? "" : choice.context().title();
    int keys = row.right() - 14;
    int text = where.isEmpty() ? keys : keys - 10;
    brush.canvas.text(row.x() + 1, row.y(), text - 1, choice.text(), Theme.PLAIN);
    brush.canvas.textRight(text, row.y(), keys - 1, where, Theme.MUTED);
    brush.canvas.textRight(keys, row.y(), row.right() - 1, choice.keys(), Theme.KEY);
  }

  static void open(Brush brush, Rect box, String title) {
    brush.canvas.fill(box, ' ', Theme.PLAIN);
    brush.box(box, true);
    brush.onBorder(box, box.x() + 1, box.y(), title, Theme.TITLE);
    brush.zones.add(Zones.Kind.OVERLAY, 0, box);
  }
}
