package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.log.LogPage;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.PlainText;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.Processes;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Action.Move;
import dev.brummer.tui.key.Action.Simple;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.Format;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Search;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.UrlRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries out actions: changes the model, or calls down into the engine. On the thread `tui`.
final class Actor {
  private static final int COPIED_LINES = 10_000;

  private final Engine engine;
  private final Model model;
  private final Consumer<String> browser;
  private final Consumer<String> clipboard;
  private final Finder finder;
  private boolean leaving;

  Actor(
      Engine engine,
      Model model,
      Finder finder,
      Consumer<String> browser,
      Consumer<String> clipboard) {
    this.engine = engine;
    this.model = model;
    this.finder = finder;
    this.browser = browser;
    this.clipboard = clipboard;
  }

  /// The person does not want to wait for anything any more.
  boolean leaving() {
    return leaving;
  }

  void act(Action action) {
    switch (action) {
      case Action.Show show -> model.tab(Tab.of(show.view()));
      case Move move -> move(move);
      case Action.Slash _ -> {}
      case Simple simple -> simple(simple);
    }
  }

  private void simple(Simple action) {
    LogState log = model.log();
    Processes processes = engine.processes();
    switch (action) {
      case START -> onSelected(row -> processes.start(row.id()));
      case STOP -> onSelected(row -> processes.stop(row.id()));
      case KILL -> onSelected(row -> processes.kill(row.id()));
      case RESTART -> onSelected(row -> processes.restart(row.id()));
      case RESTART_ALL -> restartAll();
      case STOP_ALL -> processes.stopAll();
      case OPEN -> onSelected(row -> open(model.urls().of(row.id())));
      case OPEN_URL -> open(url());
      case OPEN_DIRECT -> {
        UrlRow row = url();
        if (row != null) {
          browse(row.url());
        }
      }
      case NEXT_PANE, PREVIOUS_PANE -> model.focusProcesses(!model.onProcesses());
      case ZOOM -> model.zoom(!model.zoomed());
      case HELP -> model.overlay(new Overlay.Help(new LineEdit(""), new ListCursor()));
      case PALETTE -> model.overlay(new Overlay.Palette(new LineEdit(""), new ListCursor()));
      case BACK -> back();
      case CLOSE -> close();
      case QUIT, INTERRUPT -> quit();
      case FOLLOW -> log.followNow();
      case PAUSE -> log.pause();
      case WRAP -> log.toggleWrap();
      case TIMES -> log.nextTimes();
      case LEVEL -> log.nextLevel();
      case SEARCH -> prompt(Overlay.Prompt.Purpose.SEARCH, "");
      case FILTER -> prompt(Overlay.Prompt.Purpose.FILTER, log.filter());
      case NEXT_MATCH -> match(true);
      case PREVIOUS_MATCH -> match(false);
      case NEXT_ERROR -> error(model.errors().after(log.follow() ? -1 : log.cursor()));
      case PREVIOUS_ERROR ->
          error(model.errors().before(log.follow() ? Long.MAX_VALUE : log.cursor()));
      case SELECT -> select();
      case COPY -> copy();
      case COPY_ERROR -> copyError(model.errors().rows().getFirst());
      case MUTE -> onSelected(model::toggleMute);
      case SOLO -> onSelected(model::solo);
      case CLEAR -> log.clearBefore(model.lines().end());
      case ALL_LOGS -> log.showOnly(0);
      case ACCEPT -> onSelected(this::toggle);
      case REDRAW, SUSPEND, COMPLETE -> {}
    }
  }

  private void onSelected(Consumer<ProcessRow> action) {
    ProcessRow row = model.selected();
    if (row != null) {
      action.accept(row);
    }
  }

  private void toggle(ProcessRow row) {
    if (row.state().alive()) {
      engine.processes().stop(row.id());
    } else {
      engine.processes().start(row.id());
    }
  }

  private void restartAll() {
    for (ProcessRow row : model.processes()) {
      if (row.state().alive()) {
        engine.processes().restart(row.id());
      }
    }
  }

  private @Nullable UrlRow url() {
    List<UrlRow> rows = model.urls().rows();
    int at = model.cursor(Tab.URLS).selected();
    return at < rows.size() ? rows.get(at) : null;
  }

  private void open(@Nullable UrlRow row) {
    if (row != null) {
      browse(row.best());
    }
  }

  private void browse(String url) {
    browser.accept(url);
    model.toast("opened " + url, Toast.Mood.DONE);
  }

  private void back() {
    if (model.tab() == Tab.LOGS && model.log().only() != 0) {
      model.log().showOnly(0);
      model.focusProcesses(true);
    } else if (model.zoomed()) {
      model.zoom(false);
    } else if (!model.onProcesses() && model.tab() != Tab.LOGS) {
      model.tab(Tab.LOGS);
    } else {
      quit();
    }
  }

  private void close() {
    LogState log = model.log();
    if (!(model.overlay() instanceof Overlay.None)) {
      model.overlay(new Overlay.None());
    } else if (model.search() != null) {
      model.search(null);
    } else if (log.selecting()) {
      log.dropMark();
    } else if (!log.filter().isEmpty()) {
      log.filter("");
    } else if (!log.follow()) {
      log.followNow();
    } else if (log.only() != 0) {
      log.showOnly(0);
    } else if (model.zoomed()) {
      model.zoom(false);
    }
  }

  /// Once stops, twice kills, three times leaves.
  void quit() {
    if (!(model.overlay() instanceof Overlay.Quitting quitting)) {
      model.overlay(new Overlay.Quitting(false, model.now()));
      engine.processes().stopAll();
    } else if (!quitting.killed()) {
      model.overlay(new Overlay.Quitting(true, quitting.sinceMillis()));
      engine.processes().killAll();
    } else {
      leaving = true;
    }
  }

  private void prompt(Overlay.Prompt.Purpose purpose, String text) {
    model.overlay(new Overlay.Prompt(purpose, new LineEdit(text)));
  }

  /// A prompt's line has changed or is done.
  void prompted(Overlay.Prompt prompt) {
    String text = prompt.input().text();
    switch (prompt.purpose()) {
      case SEARCH -> model.search(text.isEmpty() ? null : finder.find(text, query()));
      case FILTER -> model.log().filter(text);
    }
  }

  private LogQuery query() {
    return model.log().query(model.processes().size());
  }

  private void match(boolean forward) {
    Search search = model.search();
    if (search == null) {
      return;
    }
    LogState log = model.log();
    long from = log.follow() ? log.lastShown() + 1 : log.cursor();
    long line = forward ? search.next(from) : search.previous(from);
    if (line < 0) {
      model.toast("not found: " + search.text(), Toast.Mood.NOTICE);
    } else {
      log.goTo(line);
    }
  }

  private void error(long line) {
    if (line >= 0) {
      model.log().goTo(line);
    }
  }

  private void select() {
    if (model.onProcesses()) {
      onSelected(row -> {
        model.log().showOnly(row.id());
        model.tab(Tab.LOGS);
      });
    } else if (model.tab() == Tab.LOGS) {
      model.log().toggleMark();
    } else if (model.tab() == Tab.ERRORS) {
      ErrorRow row = error();
      if (row != null) {
        model.log().showOnly(0);
        model.log().goTo(row.line());
        model.tab(Tab.LOGS);
      }
    }
  }

  private @Nullable ErrorRow error() {
    List<ErrorRow> rows = model.errors().rows();
    int at = model.cursor(Tab.ERRORS).selected();
    return at < rows.size() ? rows.get(at) : null;
  }

  private void copy() {
    switch (model.tab()) {
      case LOGS -> copyLines(model.log().selectionStart(), model.log().selectionEnd());
      case ERRORS -> {
        ErrorRow row = error();
        if (row != null) {
          copyError(row);
        }
      }
      case URLS -> {
        UrlRow row = url();
        if (row != null) {
          clipboard.accept(row.best());
          model.toast("copied " + row.best(), Toast.Mood.DONE);
        }
      }
      case REQUESTS, PAGES, AGENTS, SYSTEM -> {}
    }
  }

  private void copyError(ErrorRow row) {
    copyLines(row.line(), row.line() + Math.max(1, row.lines()) - 1);
  }

  private void copyLines(long first, long last) {
    LogPage page = model.lines().from(query(), first, COPIED_LINES);
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (StoredLine line : page.lines()) {
      if (line.number() <= last) {
        text.append(new String(PlainText.strip(line.text()), StandardCharsets.UTF_8)).append('\n');
        count++;
      }
    }
    clipboard.accept(text.toString());
    model.toast("copied " + Format.count(count, "line"), Toast.Mood.DONE);
  }

  private void move(Move move) {
    boolean log = !model.onProcesses() && model.tab() == Tab.LOGS;
    if (log) {
      moveLog(move);
    } else {
      moveList(model.onProcesses() ? model.processCursor() : model.cursor(model.tab()), move);
    }
  }

  private void moveLog(Move move) {
    int page = Math.max(1, model.log().rowsShown() - 1);
    switch (move) {
      case UP -> model.moveLog(-1);
      case DOWN -> model.moveLog(1);
      case HALF_UP -> model.pageLog(-Math.max(1, page / 2));
      case HALF_DOWN -> model.pageLog(Math.max(1, page / 2));
      case PAGE_UP -> model.pageLog(-page);
      case PAGE_DOWN -> model.pageLog(page);
      case FIRST -> model.firstLog();
      case LAST -> model.log().followNow();
    }
  }

  static void moveList(ListCursor cursor, Move move) {
    int page = Math.max(1, cursor.shown() - 1);
    switch (move) {
      case UP -> cursor.move(-1);
      case DOWN -> cursor.move(1);
      case HALF_UP -> cursor.move(-Math.max(1, page / 2));
      case HALF_DOWN -> cursor.move(Math.max(1, page / 2));
      case PAGE_UP -> cursor.move(-page);
      case PAGE_DOWN -> cursor.move(page);
      case FIRST -> cursor.select(0);
      case LAST -> cursor.select(Integer.MAX_VALUE);
    }
  }
}
