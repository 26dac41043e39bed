package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.tui.binding.PaletteEntries;
import dev.brummer.tui.binding.PaletteEntry;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;
import java.util.stream.IntStream;

/// Paints the overlays: help, command palette, choices, QR code, quit dialog.
final class Dialogs {
  /// Minimum row width at which the context of an entry is shown.
  private static final int MIN_CONTEXT_WIDTH = 60;

  /// Width of the help and the palette, and what they leave of a wide screen at each side.
  private static final int MIN_ENTRIES_WIDTH = 78;

  private static final int MAX_ENTRIES_WIDTH = 100;
  private static final int MIN_MARGIN = 10;

  private Dialogs() {}

  static void paint(Model model, ViewCanvas viewCanvas, Rect screen) {
    switch (model.overlay()) {
      case Overlay.None _, Overlay.Prompt _, Overlay.Interactive _ -> {}
      case Overlay.Help help ->
          paintEntries(
              viewCanvas,
              screen,
              "Keys",
              help.input(),
              help.rows(),
              PaletteEntries.help(model, help),
              14);
      case Overlay.Palette palette ->
          paintEntries(
              viewCanvas,
              screen,
              "Commands",
              palette.input(),
              palette.rows(),
              PaletteEntries.palette(model, palette),
              0);
      case Overlay.StartGroup group -> paintStartGroup(viewCanvas, screen, group);
      case Overlay.ConfigChange change ->
          ConfigChangeDialog.paint(viewCanvas, screen, change.change());
      case Overlay.Orphans orphans -> paintOrphans(viewCanvas, screen, orphans.orphans());
      case Overlay.QrCode qrCode -> QrCodeDialog.paint(viewCanvas, screen, qrCode);
      case Overlay.Quitting quitting -> QuitDialog.paint(model, viewCanvas, screen, quitting);
    }
  }

  /// @param keyColumn width of the key column at the left; 0 places the keys at the right
  private static void paintEntries(
      ViewCanvas viewCanvas,
      Rect screen,
      String title,
      TextInput input,
      ListCursor cursor,
      List<PaletteEntry> rows,
      int keyColumn) {
    int height = Math.min(screen.height() - 2, Math.max(8, rows.size() + 4));
    int width = Math.clamp(screen.width() - 2 * MIN_MARGIN, MIN_ENTRIES_WIDTH, MAX_ENTRIES_WIDTH);
    Rect box = screen.centred(width, height);
    paintDialog(viewCanvas, box, title);
    Rect inside = box.inset();
    int x = viewCanvas.text(inside, inside.x() + 1, inside.y(), "› ", Styles.KEY);
    viewCanvas.text(inside, x, inside.y(), input.text(), Styles.PLAIN);
    if (input.text().isEmpty()) {
      viewCanvas.text(inside, x, inside.y(), "type to search", Styles.MUTED);
    }
    viewCanvas.canvas.cursor(
        Math.min(inside.right() - 1, x + TextWidth.of(input.beforeCursor())), inside.y());
    String counted = input.text().isEmpty() ? " listed" : " found";
    viewCanvas.rule(inside, inside.y() + 1, CompactFormats.count(rows.size()) + counted);
    Rect list = inside.below(2);
    viewCanvas.rows(
        cursor,
        rows,
        list,
        true,
        HitRegions.RegionKind.ENTRY,
        (entry, row) -> paintEntry(viewCanvas, row, entry, keyColumn));
    if (rows.isEmpty()) {
      viewCanvas.text(
          list,
          list.x() + 1,
          list.y(),
          "No match; press Backspace to widen the search.",
          Styles.MUTED);
    }
  }

  private static void paintEntry(
      ViewCanvas viewCanvas, Rect row, PaletteEntry paletteEntry, int keyColumn) {
    if (keyColumn > 0) {
      int context = row.width() < MIN_CONTEXT_WIDTH ? 0 : 11;
      viewCanvas.canvas.text(
          row.x() + 1, row.y(), row.x() + keyColumn, paletteEntry.keys(), Styles.KEY);
      viewCanvas.canvas.text(
          row.x() + keyColumn + 1,
          row.y(),
          row.right() - context,
          paletteEntry.text(),
          Styles.PLAIN);
      if (context > 0) {
        viewCanvas.canvas.textRight(
            row.right() - context,
            row.y(),
            row.right() - 1,
            paletteEntry.context().title(),
            Styles.MUTED);
      }
      return;
    }
    boolean hidden = paletteEntry.context() == KeyContext.GLOBAL || row.width() < MIN_CONTEXT_WIDTH;
    String contextTitle = hidden ? "" : paletteEntry.context().title();
    int keys = row.right() - 14;
    int text = contextTitle.isEmpty() ? keys : keys - 10;
    viewCanvas.canvas.text(row.x() + 1, row.y(), text - 1, paletteEntry.text(), Styles.PLAIN);
    viewCanvas.canvas.textRight(text, row.y(), keys - 1, contextTitle, Styles.MUTED);
    viewCanvas.canvas.textRight(keys, row.y(), row.right() - 1, paletteEntry.keys(), Styles.KEY);
  }

  private static void paintStartGroup(
      ViewCanvas viewCanvas, Rect screen, Overlay.StartGroup group) {
    int height = Math.min(screen.height() - 2, group.processes().size() + 4);
    Rect box = screen.centred(78, height);
    paintDialog(viewCanvas, box, "Start " + group.group());
    Rect inside = box.inset();
    viewCanvas.text(
        inside, inside.x() + 1, inside.y(), "Checked: what runs until it is stopped", Styles.MUTED);
    viewCanvas.rule(
        inside,
        inside.y() + 1,
        group.chosen().cardinality() + " of " + group.processes().size() + " checked");
    int names = 0;
    for (ProcessRow process : group.processes()) {
      names = Math.max(names, TextWidth.of(process.name()));
    }
    int command = inside.x() + 6 + Math.min(names, inside.width() / 2) + 1;
    List<Integer> indexes = IntStream.range(0, group.processes().size()).boxed().toList();
    viewCanvas.rows(
        group.rows(),
        indexes,
        inside.below(2),
        true,
        HitRegions.RegionKind.ENTRY,
        (index, row) -> {
          ProcessRow process = group.processes().get(index);
          boolean chosen = group.chosen().get(index);
          viewCanvas.canvas.text(
              row.x() + 1, row.y(), row.x() + 5, chosen ? "[x]" : "[ ]", Styles.KEY);
          viewCanvas.canvas.text(
              row.x() + 5,
              row.y(),
              command - 1,
              process.name(),
              chosen ? Styles.STRONG : Styles.PLAIN);
          String line = process.info().spec().commandLine();
          viewCanvas.canvas.text(command, row.y(), row.right() - 1, line, Styles.MUTED);
        });
  }

  private static void paintOrphans(ViewCanvas viewCanvas, Rect screen, List<String> orphans) {
    Rect box = screen.centred(78, Math.min(screen.height() - 2, orphans.size() + 5));
    paintDialog(viewCanvas, box, "Left by an earlier run");
    Rect inside = box.inset();
    int x = inside.x() + 1;
    String question = orphans.size() == 1 ? "End this process?" : "End these processes?";
    viewCanvas.text(inside, x, inside.y(), question, Styles.STRONG);
    int room = inside.height() - 3;
    int shown = orphans.size() <= room ? orphans.size() : Math.max(0, room - 1);
    int y = inside.y() + 1;
    for (String orphan : orphans.subList(0, shown)) {
      viewCanvas.text(inside, x + 2, y++, VisibleText.line(orphan), Styles.PLAIN);
    }
    if (shown < orphans.size()) {
      String more = "and " + (orphans.size() - shown) + " more";
      viewCanvas.text(inside, x + 2, y, more, Styles.MUTED);
    }
    int hint = inside.bottom() - 1;
    x = viewCanvas.text(inside, x, hint, "y", Styles.KEY);
    x = viewCanvas.text(inside, x + 1, hint, "end", Styles.PLAIN) + 3;
    x = viewCanvas.text(inside, x, hint, "n", Styles.KEY);
    viewCanvas.text(inside, x + 1, hint, "leave running", Styles.PLAIN);
  }

  static void paintDialog(ViewCanvas viewCanvas, Rect box, String title) {
    viewCanvas.canvas.fill(box, ' ', Styles.PLAIN);
    viewCanvas.box(box, true);
    viewCanvas.borderText(box, box.x() + 1, box.y(), title, Styles.TITLE);
    viewCanvas.hitRegions.add(HitRegions.RegionKind.OVERLAY, 0, box);
  }
}
