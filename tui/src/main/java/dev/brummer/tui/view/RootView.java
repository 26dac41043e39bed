package dev.brummer.tui.view;

import dev.brummer.tui.binding.PaletteEntries;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ScreenSelection;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.paint.Rect;
import dev.brummer.tui.paint.Style;
import dev.brummer.tui.paint.TextWidth;
import java.util.List;

/// The whole screen: lays it out and lets everyone paint his part. Confined to the thread `tui`.
public final class RootView {
  private final Painter brush;
  private final HitRegions zones = new HitRegions();
  private final ProcessesView processes = new ProcessesView();
  private final ProcessCard card = new ProcessCard();

  /// Where the view is in the last picture, and the number of its first zone.
  private Rect main = Rect.NOTHING;

  private Rect inside = Rect.NOTHING;

  private int mainZones;
  private final View[] views = {
    new LogsView(),
    new ErrorsView(),
    new UrlsView(),
    new RequestsView(),
    new PagesView(),
    new AgentsView(),
    new SystemView()
  };

  public RootView(Canvas canvas) {
    this.brush = new Painter(canvas, zones);
  }

  /// Where the last frame can be clicked.
  public HitRegions zones() {
    return zones;
  }

  /// Which bindings hold now.
  public static KeyContext context(Model model) {
    return switch (model.overlay()) {
      case Overlay.None _ -> PaletteEntries.context(model);
      case Overlay.Help _, Overlay.Palette _, Overlay.Prompt _, Overlay.Code _ ->
          KeyContext.DIALOGUE;
      case Overlay.Typing _ -> KeyContext.TYPING;
      case Overlay.Quitting _ -> KeyContext.QUITTING;
    };
  }

  /// Composes the next picture; the canvas has the size of the screen.
  public void paint(Model model) {
    Canvas canvas = brush.canvas;
    canvas.clear();
    zones.clear();
    main = Rect.NOTHING;
    if (!Layout.fits(canvas.width(), canvas.height())) {
      tooSmall(canvas);
      return;
    }
    boolean onLeft = model.onProcesses() && !(model.overlay() instanceof Overlay.Typing);
    Layout layout = Layout.of(canvas.width(), canvas.height(), onLeft, model.zoomed());
    Header.paint(model, canvas, layout.header());
    strip(model, layout.strip());
    left(model, layout.left());
    Footer.paint(model, brush, layout.footer(), context(model));
    main(model, layout.main());
    Dialogs.paint(model, brush, canvas.bounds());
    picked(model);
  }

  /// Composes the next picture when nothing but lines of the log is new since the last: what does
  /// not show them is left as it is.
  public void paintLines(Model model) {
    boolean apart =
        model.tab() == Tab.LOGS
            && model.overlay() instanceof Overlay.None
            && model.picked() == null
            && !main.isEmpty();
    if (!apart) {
      paint(model);
      return;
    }
    zones.clearFrom(mainZones);
    brush.canvas.clear(inside);
    boolean focused = !model.onProcesses();
    brush.canvas.bottomLine(main, focused ? Styles.BORDER_FOCUSED : Styles.BORDER);
    content(model, main, focused);
  }

  private void picked(Model model) {
    ScreenSelection pick = model.picked();
    if (pick != null) {
      for (int y = pick.firstRow(); y <= pick.lastRow(); y++) {
        brush.canvas.restyle(pick.row(y), style -> style ^ Style.REVERSE);
      }
    }
  }

  /// The text of a piece of the last frame, its rows under each other.
  public String text(ScreenSelection pick) {
    StringBuilder out = new StringBuilder();
    for (int y = pick.firstRow(); y <= pick.lastRow(); y++) {
      out.append(y == pick.firstRow() ? "" : "\n").append(brush.canvas.drawn(pick.row(y)));
    }
    return out.toString();
  }

  /// Columns that the text of a log line has on a screen of that size: how wide children should
  /// think their terminal is.
  public static int columnsForOutput(Model model, int width, int height) {
    int main = Layout.of(width, height, false, false).main().width() - 2;
    return Math.max(20, main - LogsView.gutter(model, main));
  }

  /// Where the screen of a process that is typed to stands.
  public static Rect typingArea(Model model, int width, int height) {
    return Layout.of(width, height, false, model.zoomed()).main().inside();
  }

  private static void tooSmall(Canvas canvas) {
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

  private void strip(Model model, Rect area) {
    if (area.isEmpty()) {
      return;
    }
    List<Item> items = model.processes().items();
    int selected = model.processes().cursor().selected();
    int first = firstInStrip(items, selected, area.width() - 2);
    int x = area.x() + (first > 0 ? 0 : 1);
    x = first > 0 ? brush.text(area, x, area.y(), "…", Styles.MUTED) : x;
    for (int i = first; i < items.size() && x < area.right() - 1; i++) {
      int from = x;
      x = inStrip(area, x, items.get(i), i == selected);
      brush.zones.add(HitRegions.Kind.PROCESS, i, from, area.y(), x - from, 1);
      x += 2;
    }
  }

  private int inStrip(Rect area, int from, Item item, boolean selected) {
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
    int x = brush.canvas.put(from, area.y(), glyph, style);
    x = brush.text(area, x + 1, area.y(), label(item), selected ? Styles.STRONG : Styles.PLAIN);
    if (selected) {
      Rect cell = new Rect(from, area.y(), x - from, 1);
      brush.canvas.restyle(cell, was -> was | Style.UNDERLINE);
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

  private void left(Model model, Rect box) {
    if (box.isEmpty()) {
      return;
    }
    boolean focused = model.onProcesses() && model.overlay() instanceof Overlay.None;
    brush.box(box, focused);
    brush.onBorder(box, box.x() + 1, box.y(), "Processes", focused ? Styles.TITLE : Styles.STRONG);
    Rect within = box.inside();
    String status = processes.status(model);
    brush.onBorder(box, box.x() + 1, box.bottom() - 1, status, Styles.MUTED);
    ProcessRow selected = model.processes().selected();
    Item.Heading heading = model.processes().heading();
    int wanted =
        selected != null
            ? card.gather(model, selected, within.width())
            : heading != null ? card.gather(model, heading) : 0;
    int cardRows = Math.min(Math.max(wanted, ProcessCard.USUAL), within.height() / 2 - 1);
    if (wanted == 0 || cardRows < 2) {
      processes.paint(model, brush, within, focused);
      return;
    }
    int listRows = within.height() - cardRows - 1;
    processes.paint(model, brush, within.top(listRows), focused);
    int y = within.y() + listRows;
    brush.canvas.divider(box, y, focused ? Styles.BORDER_FOCUSED : Styles.BORDER);
    String name = selected != null ? selected.name() : heading != null ? heading.group() : "";
    brush.onBorder(box, box.x() + 1, y, name, Styles.STRONG);
    card.paint(brush, within.below(listRows + 1));
  }

  private void main(Model model, Rect box) {
    if (box.isEmpty()) {
      return;
    }
    if (model.overlay() instanceof Overlay.Typing typing) {
      TerminalPane.paint(model, brush, box, typing);
      return;
    }
    boolean focused = !model.onProcesses() && model.overlay() instanceof Overlay.None;
    brush.box(box, focused);
    TabBar.paint(model, brush, box, focused);
    main = box;
    inside = box.inside();
    mainZones = zones.count();
    content(model, box, focused);
  }

  private void content(Model model, Rect box, boolean focused) {
    View view = views[model.tab().ordinal()];
    brush.zones.add(HitRegions.Kind.MAIN, 0, inside);
    view.paint(model, brush, inside, focused);
    brush.onBorder(box, box.x() + 1, box.bottom() - 1, view.status(model), Styles.MUTED);
    if (model.tab() == Tab.LOGS && model.log().scope().only() != 0) {
      String name = model.name(model.log().scope().only());
      int x = Math.max(box.x() + 2, box.right() - TextWidth.of(name) - 5);
      brush.onBorder(box, x, box.bottom() - 1, name, Styles.name(model.log().scope().only()));
    }
  }
}
