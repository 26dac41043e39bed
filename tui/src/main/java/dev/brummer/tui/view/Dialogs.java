package dev.brummer.tui.view;

import dev.brummer.tui.binding.PaletteEntries;
import dev.brummer.tui.binding.PaletteEntry;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.list.Formats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.TextWidth;
import java.util.List;

/// What lies over the frame: help, palette, the farewell.
final class Dialogs {
  /// Below, help leaves out where a key holds.
  private static final int NARROW = 60;

  private Dialogs() {}

  static void paint(Model model, Painter brush, Rect screen) {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Prompt _, Overlay.Typing _ -> {}
      case Overlay.Help help ->
          choices(
              brush,
              screen,
              "Keys",
              help.filter(),
              help.rows(),
              PaletteEntries.help(model, help),
              14);
      case Overlay.Palette palette ->
          choices(
              brush,
              screen,
              "Commands",
              palette.input(),
              palette.rows(),
              PaletteEntries.palette(model, palette),
              0);
      case Overlay.Code code -> QrCodeView.paint(brush, screen, code);
      case Overlay.Quitting quitting -> QuitView.paint(model, brush, screen, quitting);
    }
  }

  /// @param keyColumn width of the keys at the left; 0 puts them at the right
  private static void choices(
      Painter brush,
      Rect screen,
      String title,
      TextInput input,
      ListCursor cursor,
      List<PaletteEntry> rows,
      int keyColumn) {
    int height = Math.min(screen.height() - 2, Math.max(8, rows.size() + 4));
    Rect box = screen.centred(78, height);
    open(brush, box, title);
    Rect inside = box.inside();
    int x = brush.text(inside, inside.x() + 1, inside.y(), "› ", Styles.KEY);
    brush.text(inside, x, inside.y(), input.text(), Styles.PLAIN);
    if (input.text().isEmpty()) {
      brush.text(inside, x, inside.y(), "type to search", Styles.MUTED);
    }
    brush.canvas.cursor(
        Math.min(inside.right() - 1, x + TextWidth.of(input.beforeCursor())), inside.y());
    Panes.rule(brush, inside, inside.y() + 1, Formats.count(rows.size()) + " found");
    Rect list = inside.below(2);
    brush.rows(
        cursor,
        rows,
        list,
        true,
        HitRegions.Kind.CHOICE,
        (it, row) -> choice(brush, row, it, keyColumn));
    if (rows.isEmpty()) {
      brush.text(list, list.x() + 1, list.y(), "Nothing fits; Backspace widens it.", Styles.MUTED);
    }
  }

  private static void choice(Painter brush, Rect row, PaletteEntry choice, int keyColumn) {
    if (keyColumn > 0) {
      int context = row.width() < NARROW ? 0 : 11;
      brush.canvas.text(row.x() + 1, row.y(), row.x() + keyColumn, choice.keys(), Styles.KEY);
      brush.canvas.text(
          row.x() + keyColumn + 1, row.y(), row.right() - context, choice.text(), Styles.PLAIN);
      if (context > 0) {
        brush.canvas.textRight(
            row.right() - context,
            row.y(),
            row.right() - 1,
            choice.context().title(),
            Styles.MUTED);
      }
      return;
    }
    boolean everywhere = choice.context() == KeyContext.GLOBAL || row.width() < NARROW;
    String where = everywhere ? "" : choice.context().title();
    int keys = row.right() - 14;
    int text = where.isEmpty() ? keys : keys - 10;
    brush.canvas.text(row.x() + 1, row.y(), text - 1, choice.text(), Styles.PLAIN);
    brush.canvas.textRight(text, row.y(), keys - 1, where, Styles.MUTED);
    brush.canvas.textRight(keys, row.y(), row.right() - 1, choice.keys(), Styles.KEY);
  }

  static void open(Painter brush, Rect box, String title) {
    brush.canvas.fill(box, ' ', Styles.PLAIN);
    brush.box(box, true);
    brush.onBorder(box, box.x() + 1, box.y(), title, Styles.TITLE);
    brush.zones.add(HitRegions.Kind.OVERLAY, 0, box);
  }
}
