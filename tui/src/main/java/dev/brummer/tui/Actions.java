package dev.brummer.tui;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.Folding;
import dev.brummer.engine.process.Processes;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.ErrorRow;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.LogState;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Moment;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.PageRow;
import dev.brummer.tui.model.ProcessRow;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.model.UrlRow;
import dev.brummer.tui.paint.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries out what keys, clicks and the palette ask for. Confined to the thread `tui`.
final class Actions {
  private static final DateTimeFormatter SAVED = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Model model;
  private final Processes processes;
  private final Screen screen;
  private final Consumer<String> browser;
  private final @Nullable ProxyControl proxy;
  private final Searching searching;
  private final Saver saver;
  private final Runnable redraw;
  private final Runnable suspend;
  private final Exit exit;

  /// @param proxy null where there is none
  /// @param redraw forgets what the terminal shows
  /// @param suspend gives the terminal back until the program is continued
  Actions(
      Model model,
      Processes processes,
      Screen screen,
      Consumer<String> browser,
      @Nullable ProxyControl proxy,
      Searching searching,
      Saver saver,
      Runnable redraw,
      Runnable suspend,
      Exit exit) {
    this.model = model;
    this.processes = processes;
    this.screen = screen;
    this.browser = browser;
    this.proxy = proxy;
    this.searching = searching;
    this.saver = saver;
    this.redraw = redraw;
    this.suspend = suspend;
    this.exit = exit;
  }

  void perform(Action action) throws IOException {
    switch (action) {
      case Action.Simple simple -> simple(simple);
      case Action.Move move -> move(move);
      case Action.Show show -> model.tab(Tab.of(show.view()));
      case Action.Slash slash -> slash(slash.line());
    }
  }

  private void simple(Action.Simple action) throws IOException {
    switch (action) {
      case START -> start(chosen());
      case STOP -> stop(chosen());
      case KILL -> kill(chosen());
      case RESTART -> restart(chosen());
      case TOGGLE -> {
        ProcessRow row = chosen();
        if (row.state().alive()) {
          stop(row);
        } else {
          start(row);
        }
      }
      case RESTART_ALL -> restartAll();
      case STOP_ALL -> processes.stopAll();
      case OPEN -> open();
      case OPEN_URL -> openUrl(true);
      case OPEN_DIRECT -> openUrl(false);
      case NEXT_PANE, PREVIOUS_PANE -> model.focusProcesses(!model.onProcesses());
      case ZOOM -> model.zoom(!model.zoomed());
      case HELP -> model.overlay(new Overlay.Help(new LineEdit(""), new ListCursor()));
      case PALETTE -> model.overlay(new Overlay.Palette(new LineEdit(""), new ListCursor()));
      case BACK -> back();
      case QUIT -> {
        if (!stepBack()) {
          quit();
        }
      }
      case INTERRUPT -> interrupt();
      case REDRAW -> redraw.run();
      case SUSPEND -> suspend.run();
      case FOLLOW -> model.log().followNow();
      case PAUSE -> {
        if (model.log().follow()) {
          model.log().pause();
        } else {
          model.log().followNow();
        }
      }
      case WRAP -> {
        model.log().toggleWrap();
        done(model.log().wrap() ? "long lines wrap" : "long lines are cut");
      }
      case RAW -> {
        model.log().toggleRaw();
        done(model.log().raw() ? "lines as they were written" : "JSON and logfmt made readable");
      }
      case FOLD -> {
        model.log().nextFolding();
        done(folding(model.log().folding()));
      }
      case TIMES -> model.log().nextTimes();
      case LEVEL -> {
        model.log().nextLevel();
        searching.restart();
      }
      case SEARCH -> prompt(Overlay.Prompt.Purpose.SEARCH, "");
      case FILTER -> {
        if (!model.onProcesses() && model.tab() == Tab.REQUESTS) {
          prompt(Overlay.Prompt.Purpose.REQUESTS, model.requests().filter());
        } else {
          prompt(Overlay.Prompt.Purpose.FILTER, model.log().filter());
        }
      }
      case NEXT_MATCH -> searching.next();
      case PREVIOUS_MATCH -> searching.previous();
      case NEXT_ERROR -> error(model.errors().after(model.log().follow() ? -1 : cursor()));
      case PREVIOUS_ERROR ->
          error(model.errors().before(model.log().follow() ? Long.MAX_VALUE : cursor()));
      case SELECT -> model.log().toggleMark();
      case BOOKMARK -> done(model.log().toggleBookmark() ? "marked; B comes back" : "not marked");
      case NEXT_BOOKMARK -> model.log().goTo(model.log().nextBookmark());
      case SAVE -> {
        if (!model.onProcesses() && model.tab() == Tab.REQUESTS) {
          Path file = file(".har");
          proxy().save(file);
          model.toast("saving in " + file, Toast.Mood.NOTICE);
        } else {
          save();
        }
      }
      case FIND -> prompt(Overlay.Prompt.Purpose.FIND, "");
      case NEW -> prompt(Overlay.Prompt.Purpose.RUN, "");
      case INTERACT -> {
        showLog(chosen());
        model.overlay(new Overlay.Typing(chosen().id()));
      }
      case MOUSE -> {
        screen.mouse(!screen.mouse());
        done(screen.mouse() ? "the mouse is brummer's" : "the mouse is left to the terminal");
      }
      case COPY -> copy(Clip.selected(model));
      case COPY_ERROR -> copy(Clip.newestError(model));
      case COPY_CURL -> copy(Clip.curl(model));
      case REPEAT -> {
        Event.RequestServed request = chosenRequest();
        proxy().repeat(request.id());
        done("sending " + request.method() + " " + request.url() + " again");
      }
      case TO_REQUEST -> toRequest(chosenSignal());
      case TO_LOG -> toLog();
      case PROXY -> toggleProxy();
      case MUTE -> mute(chosen());
      case SOLO -> {
        model.solo(chosen());
        searching.restart();
      }
      case CLEAR -> model.log().clearBefore(model.lines().end());
      case ALL_LOGS -> showLog(null);
      case CLOSE -> close();
      case ACCEPT, COMPLETE -> throw new IllegalStateException(action + " belongs to a dialogue");
    }
  }

  private ProcessRow chosen() {
    ProcessRow row = model.selected();
    if (row == null) {
      throw new IllegalStateException("no process is selected");
    }
    return row;
  }

  private void start(ProcessRow row) {
    processes.start(row.id());
    done("starting " + row.name());
  }

  private void stop(ProcessRow row) {
    processes.stop(row.id());
    done("stopping " + row.name());
  }

  private void kill(ProcessRow row) {
    processes.kill(row.id());
    done("killing " + row.name());
  }

  private void restart(ProcessRow row) {
    processes.restart(row.id());
    done("restarting " + row.name());
  }

  private void restartAll() {
    int count = 0;
    for (ProcessRow row : model.processes()) {
      if (row.state().alive()) {
        processes.restart(row.id());
        count++;
      }
    }
    done("restarting " + count);
  }

  private void mute(ProcessRow row) {
    model.toggleMute(row);
    searching.restart();
    done(row.name() + (row.muted() ? " is left out of the merged log" : " is in the merged log"));
  }

  /// Types to a process.
  void type(int process, byte[] bytes) {
    ProcessRow row = model.row(process);
    if (row == null || !row.state().alive()) {
      model.overlay(new Overlay.None());
      model.toast(model.name(process) + " has ended.", Toast.Mood.NOTICE);
    } else if (bytes.length > 0) {
      processes.input(process, bytes);
    }
  }

  /// Starts the process of that name, or makes one of a command.
  void run(String line) {
    if (line.isEmpty()) {
      return;
    }
    for (ProcessRow row : model.processes()) {
      if (row.name().equals(line)) {
        start(row);
        return;
      }
    }
    int id = processes.define(NewCommand.of(line, model.processes()));
    processes.start(id);
    done("starting " + line);
  }

  private void save() {
    LogState log = model.log();
    Path file = file(".log");
    Map<Integer, String> names = new HashMap<>();
    model.processes().forEach(row -> names.put(row.id(), row.name()));
    saver.save(
        file,
        log.query(model.processes()),
        log.clearedBefore(),
        model.zone(),
        id -> names.getOrDefault(id, "brummer"));
    model.toast("saving in " + file, Toast.Mood.NOTICE);
  }

  private Path file(String extension) {
    String stamp = SAVED.format(Instant.ofEpochMilli(model.now()).atZone(model.zone()));
    return Path.of("brummer-" + model.project() + "-" + stamp + extension).toAbsolutePath();
  }

  private ProxyControl proxy() {
    if (proxy == null) {
      throw new IllegalStateException("there is no proxy");
    }
    return proxy;
  }

  /// Narrows the requests.
  void filterRequests(String words) {
    model.requests().filter(words, model::name);
    model.cursor(Tab.REQUESTS).select(0);
  }

  private Event.RequestServed chosenRequest() {
    List<Event.RequestServed> rows = model.requests().rows();
    return rows.get(model.cursor(Tab.REQUESTS).selected(rows.size()));
  }

  private Event.PageSignal chosenSignal() {
    List<Event.PageSignal> stream = model.pages().stream();
    return stream.get(model.cursor(Tab.PAGES).selected(stream.size()));
  }

  /// Shows the request that a signal tells of, or that its page came with.
  private void toRequest(Event.PageSignal signal) {
    if (model.requests().find(signal.request()) < 0) {
      filterRequests("");
    }
    int at = model.requests().find(signal.request());
    if (at < 0) {
      model.toast("Its request is not remembered any more.", Toast.Mood.NOTICE);
      return;
    }
    model.tab(Tab.REQUESTS);
    model.cursor(Tab.REQUESTS).select(at);
  }

  /// Shows the log at the moment of the selected request or signal.
  private void toLog() {
    Moment moment =
        model.tab() == Tab.REQUESTS
            ? Moment.of(model.lines(), chosenRequest())
            : Moment.of(model.lines(), chosenSignal());
    showAll();
    model.log().goTo(moment.lines().isEmpty() ? moment.line() : moment.lines().getFirst().number());
    model.tab(Tab.LOGS);
    model.toast(moment.words(), Toast.Mood.NOTICE);
  }

  private void toggleProxy() {
    UrlRow url = url();
    if (url == null) {
      return;
    }
    if (url.proxied() == null) {
      proxy().open(url.url(), url.process());
    } else {
      proxy().close(url.url());
    }
  }

  /// Enter: depends on what has the focus.
  private void open() {
    if (model.onProcesses()) {
      ProcessRow row = chosen();
      if (row.info().epoch() == 0 && !row.state().alive()) {
        start(row);
      } else {
        showLog(row);
      }
    } else if (model.tab() == Tab.ERRORS) {
      ErrorRow row = chosenError();
      showAll();
      model.log().goTo(row.line());
      model.tab(Tab.LOGS);
    } else if (model.tab() == Tab.PAGES) {
      List<PageRow> rows = model.pages().rows();
      model.pages().open(rows.get(model.cursor(Tab.PAGES).selected(rows.size())));
      model.cursor(Tab.PAGES).select(0);
    }
  }

  private ErrorRow chosenError() {
    List<ErrorRow> rows = model.errors().rows();
    return rows.get(model.cursor(Tab.ERRORS).selected(rows.size()));
  }

  /// @param row whose log alone to show; null for all
  private void showLog(@Nullable ProcessRow row) {
    model.log().showOnly(row == null ? 0 : row.id());
    searching.restart();
    model.tab(Tab.LOGS);
  }

  /// Drops whatever could hide a line that is jumped to.
  private void showAll() {
    LogState log = model.log();
    if (log.only() != 0) {
      log.showOnly(0);
    }
    if (!log.filter().isEmpty()) {
      log.filter("");
    }
    while (log.folding() != Folding.OFF) {
      log.nextFolding();
    }
    while (log.minimum() != dev.brummer.engine.log.Level.NONE) {
      log.nextLevel();
    }
    log.clearBefore(0);
  }

  private void openUrl(boolean proxied) {
    UrlRow url = url();
    if (url != null) {
      String where = proxied ? url.best() : url.url();
      browser.accept(where);
      done("opening " + where);
    }
  }

  private @Nullable UrlRow url() {
    boolean inList = !model.onProcesses() && model.tab() == Tab.URLS;
    return inList
        ? model.urls().rows().get(model.cursor(Tab.URLS).selected(model.urls().rows().size()))
        : model.urls().of(chosen().id());
  }

  private long cursor() {
    return model.log().cursor();
  }

  private void error(long line) {
    if (line < 0) {
      model.toast("No further error.", Toast.Mood.NOTICE);
      return;
    }
    showAll();
    model.log().goTo(line);
  }

  private void prompt(Overlay.Prompt.Purpose purpose, String start) {
    model.overlay(new Overlay.Prompt(purpose, new LineEdit(start)));
  }

  private void copy(Clip clip) throws IOException {
    screen.copy(clip.text());
    model.log().dropMark();
    done("copied " + clip.what());
  }

  private void close() {
    if (model.overlay() instanceof Overlay.Prompt prompt
        && prompt.purpose() == Overlay.Prompt.Purpose.SEARCH) {
      searching.drop();
    }
    model.overlay(new Overlay.None());
  }

  private void back() {
    if (!stepBack()) {
      model.focusProcesses(true);
    }
  }

  /// Undoes the last narrowing of the view, if there is one.
  private boolean stepBack() {
    LogState log = model.log();
    if (!model.onProcesses() && model.tab() == Tab.LOGS) {
      if (log.selecting()) {
        log.dropMark();
        return true;
      }
      if (model.search() != null) {
        searching.drop();
        return true;
      }
      if (!log.filter().isEmpty()) {
        log.filter("");
        return true;
      }
      if (log.clearedBefore() > 0) {
        log.clearBefore(0);
        return true;
      }
      if (log.only() != 0) {
        showLog(null);
        return true;
      }
    }
    if (!model.onProcesses() && narrowed()) {
      return true;
    }
    if (model.zoomed()) {
      model.zoom(false);
      return true;
    }
    return false;
  }

  /// Widens a list again, if it was narrowed.
  private boolean narrowed() {
    if (model.tab() == Tab.REQUESTS && !model.requests().filter().isEmpty()) {
      filterRequests("");
      return true;
    }
    PageRow opened = model.pages().opened();
    if (model.tab() == Tab.PAGES && opened != null) {
      model.pages().open(null);
      model.cursor(Tab.PAGES).select(Math.max(0, model.pages().rows().indexOf(opened)));
      return true;
    }
    return false;
  }

  /// Begins the end: graceful, with a farewell that shows who is still up.
  void quit() {
    if (model.alive() == 0) {
      exit.with(Exit.OK);
      return;
    }
    processes.stopAll();
    model.overlay(new Overlay.Quitting(false, model.now()));
  }

  private void interrupt() {
    if (!(model.overlay() instanceof Overlay.Quitting quitting)) {
      quit();
    } else if (!quitting.killed()) {
      processes.killAll();
      model.overlay(new Overlay.Quitting(true, model.now()));
    } else {
      exit.with(Exit.LEFT);
    }
  }

  private void slash(String line) throws IOException {
    int space = line.indexOf(' ');
    String command = space < 0 ? line : line.substring(0, space);
    String rest = space < 0 ? "" : line.substring(space + 1).trim();
    switch (command) {
      case "/run", "/start" -> named(rest, this::start);
      case "/stop" -> {
        if (rest.equals("all")) {
          processes.stopAll();
          done("stopping all");
        } else {
          named(rest, this::stop);
        }
      }
      case "/restart" -> {
        if (rest.equals("all")) {
          restartAll();
        } else {
          named(rest, this::restart);
        }
      }
      case "/log" -> named(rest, this::showLog);
      case "/show" -> {
        model.log().filter(rest);
        model.tab(Tab.LOGS);
      }
      case "/hide" -> {
        model.log().filter(hiding(rest));
        searching.restart();
        model.tab(Tab.LOGS);
      }
      case "/proxy" -> {
        if (proxy == null) {
          model.toast("The proxy is off: --no-proxy.", Toast.Mood.NOTICE);
        } else if (rest.isEmpty()) {
          model.toast("/proxy wants a URL.", Toast.Mood.TROUBLE);
        } else {
          proxy.open(rest.contains("://") ? rest : "http://" + rest, Event.BRUMMER);
          model.tab(Tab.URLS);
        }
      }
      case "/toggle-proxy" -> {
        if (proxy == null) {
          model.toast("The proxy is off: --no-proxy.", Toast.Mood.NOTICE);
        } else {
          toggleProxy();
        }
      }
      case "/clear" -> simple(Action.Simple.CLEAR);
      case "/help" -> simple(Action.Simple.HELP);
      default -> model.toast(command + " is no command; ? lists all keys.", Toast.Mood.TROUBLE);
    }
  }

  private void named(String name, Consumer<ProcessRow> action) {
    for (ProcessRow row : model.processes()) {
      if (row.name().equals(name)) {
        action.accept(row);
        return;
      }
    }
    model.toast("There is no process called \"" + name + "\".", Toast.Mood.TROUBLE);
  }

  private void move(Action.Move move) {
    if (model.overlay() instanceof Overlay.Help help) {
      move(help.rows(), move);
    } else if (model.overlay() instanceof Overlay.Palette palette) {
      move(palette.rows(), move);
    } else if (model.onProcesses()) {
      move(model.processCursor(), move);
    } else if (model.tab() == Tab.LOGS) {
      moveLog(move);
    } else {
      move(model.cursor(model.tab()), move);
    }
  }

  private static void move(ListCursor cursor, Action.Move move) {
    int page = cursor.shown();
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

  private void moveLog(Action.Move move) {
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

  private static String hiding(String text) {
    return text.isEmpty() ? "" : text.indexOf(' ') < 0 ? "!" + text : "!\"" + text + '"';
  }

  private static String folding(Folding folding) {
    return switch (folding) {
      case OFF -> "every line shown";
      case SAME -> "repeats folded";
      case SIMILAR -> "repeats folded, also those that differ in numbers";
    };
  }

  private void done(String text) {
    model.toast(text, Toast.Mood.DONE);
  }
}
