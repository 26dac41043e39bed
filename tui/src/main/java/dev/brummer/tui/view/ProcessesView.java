package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.text.TextWidth;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.list.CompactFormats;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Rect;
import java.util.List;

/// All processes, one per row, grouped under headings when they have different origins.
final class ProcessesView implements View {
  private static final int NAME = 0;
  private static final int STATE = 1;
  private static final int AGE = 2;
  private static final int CPU = 3;
  private static final int MEMORY = 4;

  private static final int COMMAND = 5;

  private static final int MAX_NAME_WIDTH = 14;

  /// Minimum width at which the command is shown.
  private static final int MIN_COMMAND_WIDTH = 60;

  private Table table = columns(6, false);
  private int nameWidth = 6;
  private boolean wide;

  /// Creates the columns. On narrow terminals the age is dropped first; names are never truncated
  /// for it.
  private static Table columns(int name, boolean wide) {
    if (wide) {
      return new Table(
          Table.Column.left("", name + 1, 9),
          Table.Column.left("", 8, 8),
          Table.Column.right("", 4, 5),
          Table.Column.right("", 5, 6),
          Table.Column.right("", 4, 7),
          Table.Column.flexible("", 8, 4));
    }
    return new Table(
        Table.Column.flexible("", name, 9),
        Table.Column.left("", 8, 8),
        Table.Column.right("", 4, 5),
        Table.Column.right("", 5, 6),
        Table.Column.right("", 4, 7));
  }

  @Override
  public void paint(Model model, ViewCanvas viewCanvas, Rect area, boolean focused) {
    ProcessList list = model.processes();
    List<Item> items = list.items();
    if (list.isEmpty()) {
      viewCanvas.emptyView(
          area,
          List.of("No scripts or processes found.", "Run a command with: brummer run -- CMD"));
      return;
    }
    if (items.isEmpty()) {
      viewCanvas.emptyView(
          area, List.of("No process matches \"" + list.filter() + "\".", "Press Esc to show all"));
      return;
    }
    viewCanvas.hitRegions.add(HitRegions.RegionKind.PROCESSES, 0, area);
    ListCursor cursor = list.cursor();
    fitNames(list.rows(), area.width() >= MIN_COMMAND_WIDTH);
    fitFigures(list);
    table.fit(new Rect(area.x() + 2, area.y(), area.width() - 2, area.height()));
    viewCanvas.rows(
        cursor,
        items,
        area,
        focused,
        HitRegions.RegionKind.PROCESS,
        (it, row) -> paintItem(model, viewCanvas, row, it));
  }

  private void paintItem(Model model, ViewCanvas viewCanvas, Rect row, Item item) {
    switch (item) {
      case Item.Entry(ProcessRow process) -> paintRow(model, viewCanvas, row, process);
      case Item.Heading heading -> paintHeading(viewCanvas, row, heading);
    }
  }

  private void fitNames(List<ProcessRow> rows, boolean showCommand) {
    int longest = 0;
    for (ProcessRow row : rows) {
      longest = Math.max(longest, TextWidth.of(row.name()));
    }
    int width = Math.min(showCommand ? 2 * MAX_NAME_WIDTH : MAX_NAME_WIDTH, longest);
    if (width != nameWidth || showCommand != wide) {
      nameWidth = width;
      wide = showCommand;
      table = columns(width, showCommand);
    }
  }

  /// Leaves the columns of states and figures to the commands as long as all of them are blank.
  private void fitFigures(ProcessList list) {
    table.reset();
    if (wide && list.allIdle() && list.rows().stream().noneMatch(ProcessRow::muted)) {
      for (int column = STATE; column <= MEMORY; column++) {
        table.hide(column);
      }
    }
  }

  private static void paintHeading(ViewCanvas viewCanvas, Rect row, Item.Heading heading) {
    viewCanvas.canvas.put(row.x() + 1, row.y(), heading.folded() ? '▸' : '▾', Styles.MUTED);
    String count =
        heading.alive() > 0
            ? heading.alive() + " of " + heading.size()
            : String.valueOf(heading.size());
    int counts = row.right() - count.length() - 1;
    viewCanvas.canvas.text(row.x() + 3, row.y(), counts - 1, heading.group(), Styles.ACCENT);
    viewCanvas.canvas.text(counts, row.y(), row.right(), count, Styles.MUTED);
  }

  private void paintRow(Model model, ViewCanvas viewCanvas, Rect row, ProcessRow process) {
    ProcessState state = process.state();
    long style = Styles.style(state);
    int y = row.y();
    viewCanvas.canvas.put(row.x() + 1, y, Styles.glyph(state), style);
    table.cell(
        viewCanvas, NAME, y, process.name(), process.muted() ? Styles.MUTED : nameStyle(state));
    if (wide) {
      String command = process.info().spec().commandLine();
      table.cell(viewCanvas, COMMAND, y, command, Styles.MUTED);
    }
    if (state.pending()) {
      int end = wide ? table.columnX(COMMAND) - 1 : row.right();
      viewCanvas.canvas.text(table.columnX(STATE), y, end, stateText(model, state), style);
      return;
    }
    if (!(state instanceof ProcessState.Idle)) {
      table.cell(viewCanvas, STATE, y, state.label(), style);
    }
    long age = process.ageMillis(model.now());
    if (age >= 0) {
      paintAge(viewCanvas, y, state, age);
    }
    ProcessInfo.Resources used = process.info().resources();
    if (state.alive() && used.processes() > 0) {
      table.cell(viewCanvas, CPU, y, CompactFormats.percent(used.cpuPercent()), Styles.PLAIN);
      table.cell(viewCanvas, MEMORY, y, CompactFormats.bytes(used.rssBytes()), Styles.PLAIN);
    } else if (process.muted()) {
      table.cell(viewCanvas, CPU, y, "muted", Styles.MUTED);
    }
  }

  /// An uptime in minutes and seconds uses the gap before its column, too, where the state leaves
  /// it blank.
  private void paintAge(ViewCanvas viewCanvas, int y, ProcessState state, long age) {
    if (table.isVisible(AGE)) {
      boolean inSeconds = state.alive() && TextWidth.of(state.label()) < table.width(STATE);
      String text = inSeconds ? CompactFormats.uptime(age) : CompactFormats.age(age);
      int x = table.columnX(AGE);
      viewCanvas.canvas.textRight(x - 1, y, x + table.width(AGE), text, Styles.MUTED);
    }
  }

  private static String stateText(Model model, ProcessState state) {
    if (state instanceof ProcessState.Scheduled scheduled) {
      return "until " + scheduled.timeText(model.now(), model.zone());
    }
    return state instanceof ProcessState.BackingOff off
        ? off.label() + " in " + CompactFormats.age(off.atMillis() - model.now() + 999)
        : state.label();
  }

  private static long nameStyle(ProcessState state) {
    return state instanceof ProcessState.Idle || state instanceof ProcessState.Stopped
        ? Styles.PLAIN
        : Styles.STRONG;
  }

  /// `/wor 1 of 6` while a filter is active, `4 hidden · a: all` while some are hidden; before that
  /// `↓ 3 below` if the list goes on. Valid after [#paint].
  @Override
  public String status(Model model) {
    ProcessList list = model.processes();
    int below = list.items().size() - list.cursor().top() - list.cursor().pageSize();
    String rest = below <= 0 ? "" : "↓ " + below + " below";
    if (!list.filter().isEmpty()) {
      long listed = list.items().stream().filter(item -> item instanceof Item.Entry).count();
      return "/" + list.filter() + " " + listed + " of " + list.size() + " · Esc: show all";
    }
    String hidden = list.hidden() == 0 ? "" : list.hidden() + " hidden · a: all";
    return rest + (rest.isEmpty() || hidden.isEmpty() ? "" : " · ") + hidden;
  }
}
