package dev.brummer.tui.view;

import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.PaneSelection;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// The whole screen: computes the layout and paints all parts. Confined to the `tui` thread.
public final class RootView {
  /// Minimum size of a screen that has room for the first steps.
  private static final int MIN_HINT_WIDTH = 60;

  private static final int MIN_HINT_HEIGHT = 16;

  private final ViewCanvas viewCanvas;
  private final HitRegions hitRegions = new HitRegions();
  private final ProcessesView processes = new ProcessesView();
  private final ProcessCard card = new ProcessCard();

  /// Box and inner area of the active view in the last frame, and index of its first hit region.
  private Rect mainBox = Rect.EMPTY;

  private Rect mainArea = Rect.EMPTY;

  private int mainRegionStart;
  private final View[] views = {
    new LogsView(),
    new ErrorsView(),
    new UrlsView(),
    new RequestsView(),
    new PagesView(),
    new AgentsView(),
    new ResourceUsageView()
  };

  public RootView(Canvas canvas) {
    this.viewCanvas = new ViewCanvas(canvas, hitRegions);
  }

  /// Hit regions of the last frame.
  public HitRegions hitRegions() {
    return hitRegions;
  }

  /// Paints the next frame. The canvas has the size of the screen.
  public void paint(Model model) {
    Canvas canvas = viewCanvas.canvas;
    canvas.clear();
    hitRegions.reset();
    mainBox = Rect.EMPTY;
    if (!Layout.fits(canvas.width(), canvas.height())) {
      paintTooSmall(canvas);
      return;
    }
    boolean processesFocused =
        model.processesFocused() && !(model.overlay() instanceof Overlay.Interactive);
    Rect hint = hintRow(model);
    int height = canvas.height() - hint.height();
    Layout layout = Layout.of(canvas.width(), height, processesFocused, model.zoomed());
    Header.paint(model, viewCanvas, layout.header());
    paintStrip(model, layout.strip());
    paintProcesses(model, layout.left());
    Footer.paintFirstSteps(model, viewCanvas, hint);
    Rect footer = canvas.bounds().below(canvas.height() - 1);
    Footer.paint(model, viewCanvas, footer, model.keyContext());
    paintMain(model, layout.main());
    Dialogs.paint(model, viewCanvas, canvas.bounds());
    paintSelection(model);
  }

  /// The row of the first steps, above the footer; empty if there are none, or no room for them.
  private Rect hintRow(Model model) {
    Rect screen = viewCanvas.canvas.bounds();
    boolean hasRoom = screen.width() >= MIN_HINT_WIDTH && screen.height() >= MIN_HINT_HEIGHT;
    boolean isShown =
        model.firstSteps().isActive()
            && hasRoom
            && !model.zoomed()
            && !(model.overlay() instanceof Overlay.Interactive);
    return isShown ? screen.below(screen.height() - 2).top(1) : Rect.EMPTY;
  }

  /// Paints the next frame when only log lines have changed, leaving everything else as it is.
  public void paintLines(Model model) {
    boolean onlyLinesChanged =
        model.tab() == Tab.LOGS
            && model.overlay() instanceof Overlay.None
            && model.paneSelection() == null
            && !mainBox.isEmpty();
    if (!onlyLinesChanged) {
      paint(model);
      return;
    }
    hitRegions.truncate(mainRegionStart);
    viewCanvas.canvas.clear(mainArea);
    boolean focused = !model.processesFocused();
    viewCanvas.canvas.bottomBorder(mainBox, focused ? Styles.BORDER_FOCUSED : Styles.BORDER);
    paintContent(model, mainBox, focused);
  }

  private void paintSelection(Model model) {
    PaneSelection selection = model.paneSelection();
    if (selection != null) {
      for (int y = selection.firstRow(); y <= selection.lastRow(); y++) {
        viewCanvas.canvas.restyle(selection.row(y), style -> style ^ PackedStyle.REVERSE);
      }
    }
  }

  /// Returns the selected text of the last frame, one line per row.
  public String selectedText(PaneSelection selection) {
    StringBuilder out = new StringBuilder();
    for (int y = selection.firstRow(); y <= selection.lastRow(); y++) {
      out.append(y == selection.firstRow() ? "" : "\n")
          .append(viewCanvas.canvas.rowText(selection.row(y)));
    }
    return out.toString();
  }

  /// Width of the log text on a screen of the given size, used as the terminal width of child
  /// processes.
  public static int columnsForOutput(Model model, int width, int height) {
    int main = Layout.of(width, height, false, false).main().width() - 2;
    return Math.max(20, main - LogsView.gutter(model, main));
  }

  private static void paintTooSmall(Canvas canvas) {
    String need =
        "Terminal too small: "
            + canvas.width()
            + "x"
            + canvas.height()
            + ", brummer needs "
            + Layout.MIN_WIDTH
            + "x"
            + Layout.MIN_HEIGHT
            + ".";
    int y = 0;
    for (int at = 0; at < need.length() && y < canvas.height(); y++) {
      int end = Math.min(need.length(), at + Math.max(1, canvas.width()));
      canvas.text(0, y, canvas.width(), need.substring(at, end), Styles.PLAIN);
      at = end;
    }
  }

  private void paintStrip(Model model, Rect area) {
    if (area.isEmpty()) {
      return;
    }
    List<Item> items = model.processes().items();
    int selected = model.processes().cursor().selected();
    int first = firstInStrip(items, selected, area.width() - 2);
    int x = area.x() + (first > 0 ? 0 : 1);
    x = first > 0 ? viewCanvas.text(area, x, area.y(), "…", Styles.MUTED) : x;
    for (int i = first; i < items.size() && x < area.right() - 1; i++) {
      int from = x;
      x = paintStripItem(area, x, items.get(i), i == selected);
      viewCanvas.hitRegions.add(HitRegions.RegionKind.PROCESS, i, from, area.y(), x - from, 1);
      x += 2;
    }
  }

  private int paintStripItem(Rect area, int from, Item item, boolean selected) {
    char glyph =
        switch (item) {
          case Item.Entry(ProcessRow row) -> Styles.glyph(row.state());
          case Item.Heading heading -> heading.folded() ? '▸' : '▾';
        };
    long style =
        switch (item) {
          case Item.Entry(ProcessRow row) -> Styles.style(row.state());
          case Item.Heading _ -> Styles.MUTED;
        };
    int x = viewCanvas.canvas.put(from, area.y(), glyph, style);
    x =
        viewCanvas.text(
            area, x + 1, area.y(), label(item), selected ? Styles.STRONG : Styles.PLAIN);
    if (selected) {
      Rect cell = new Rect(from, area.y(), x - from, 1);
      viewCanvas.canvas.restyle(cell, old -> old | PackedStyle.UNDERLINE);
    }
    return x;
  }

  private static String label(Item item) {
    return switch (item) {
      case Item.Entry(ProcessRow row) -> row.name();
      case Item.Heading heading -> heading.group();
    };
  }

  private static int firstInStrip(List<Item> items, int selected, int room) {
    int first = Math.min(selected, Math.max(0, items.size() - 1));
    int used = items.isEmpty() ? 0 : TextWidth.of(label(items.get(first))) + 4;
    while (first > 0 && used + TextWidth.of(label(items.get(first - 1))) + 4 <= room) {
      first--;
      used += TextWidth.of(label(items.get(first))) + 4;
    }
    return first;
  }

  private void paintProcesses(Model model, Rect box) {
    if (box.isEmpty()) {
      return;
    }
    boolean focused = model.processesFocused() && model.overlay() instanceof Overlay.None;
    viewCanvas.box(box, focused);
    viewCanvas.borderText(
        box, box.x() + 1, box.y(), "Processes", focused ? Styles.TITLE : Styles.STRONG);
    Rect inside = box.inset();
    paintListAndCard(model, box, inside, focused);
    String status = processes.status(model);
    viewCanvas.borderText(box, box.x() + 1, box.bottom() - 1, status, Styles.MUTED);
  }

  private void paintListAndCard(Model model, Rect box, Rect inside, boolean focused) {
    ProcessRow selected = model.processes().selected();
    Item.Heading heading = model.processes().heading();
    int cardHeight =
        selected != null
            ? card.gather(model, selected, inside.width())
            : heading != null ? card.gather(model, heading) : 0;
    int minimum =
        inside.height() - ProcessCard.DEFAULT_ROWS - 1 < model.processes().items().size()
                && model.processes().allIdle()
            ? ProcessCard.IDLE_ROWS
            : ProcessCard.DEFAULT_ROWS;
    int cardRows = Math.min(Math.max(cardHeight, minimum), inside.height() / 2 - 1);
    if (cardHeight == 0 || cardRows < 2) {
      processes.paint(model, viewCanvas, inside, focused);
      return;
    }
    int listRows = inside.height() - cardRows - 1;
    processes.paint(model, viewCanvas, inside.top(listRows), focused);
    int y = inside.y() + listRows;
    viewCanvas.canvas.divider(box, y, focused ? Styles.BORDER_FOCUSED : Styles.BORDER);
    String name = selected != null ? selected.name() : heading != null ? heading.group() : "";
    viewCanvas.borderText(box, box.x() + 1, y, name, Styles.STRONG);
    card.paint(viewCanvas, inside.below(listRows + 1));
  }

  private void paintMain(Model model, Rect box) {
    if (box.isEmpty()) {
      return;
    }
    if (model.overlay() instanceof Overlay.Interactive interactive) {
      TerminalPane.paint(model, viewCanvas, box, interactive);
      return;
    }
    boolean focused = !model.processesFocused() && model.overlay() instanceof Overlay.None;
    viewCanvas.box(box, focused);
    TabBar.paint(model, viewCanvas, box, focused);
    mainBox = box;
    mainArea = box.inset();
    mainRegionStart = hitRegions.count();
    paintContent(model, box, focused);
  }

  private void paintContent(Model model, Rect box, boolean focused) {
    View view = views[model.tab().ordinal()];
    viewCanvas.hitRegions.add(HitRegions.RegionKind.MAIN, 0, mainArea);
    view.paint(model, viewCanvas, mainArea, focused);
    viewCanvas.borderText(box, box.x() + 1, box.bottom() - 1, view.status(model), Styles.MUTED);
    if (model.tab() == Tab.LOGS && model.log().scope().onlyProcess() != 0) {
      String name = model.name(model.log().scope().onlyProcess());
      int x = Math.max(box.x() + 2, box.right() - TextWidth.of(name) - 5);
      viewCanvas.borderText(
          box, x, box.bottom() - 1, name, Styles.processName(model.log().scope().onlyProcess()));
    }
  }
}
