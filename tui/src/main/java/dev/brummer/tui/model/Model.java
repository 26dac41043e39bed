package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.tui.model.list.ErrorList;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.PageList;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.RequestList;
import dev.brummer.tui.model.list.UrlList;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is shown. Confined to the thread `tui`: events, keys and the clock change it, views paint
/// it. Everything in it is bounded.
public final class Model {
  private static final int FAULTS = 200;

  private final String project;
  private final ZoneId zone;
  private final LogReader lines;
  private final ProcessList processes = new ProcessList();
  private final ListCursor[] cursors = new ListCursor[Tab.values().length];
  private final ErrorList errors = new ErrorList();
  private final UrlList urls = new UrlList();
  private final RequestList requests;
  private final PageList pages = new PageList();
  private final Agents agents = new Agents();
  private final LogViewState log = new LogViewState();
  private final DetailScroll detail = new DetailScroll();
  private final Deque<Event.InternalFailure> faults = new ArrayDeque<>();
  private @Nullable Toast toast;
  private @Nullable SearchState search;
  private SystemInfo system = SystemInfo.NONE;
  private Overlay overlay = new Overlay.None();
  private Tab tab = Tab.LOGS;
  private boolean onProcesses = true;
  private @Nullable ScreenSelection picked;
  private boolean zoomed;
  private boolean proxied;
  private int typedTo;
  private boolean editable;
  private boolean plain;
  private long now;

  /// @param requests how many of them are remembered
  public Model(String project, ZoneId zone, LogReader lines, int requests) {
    this.requests = new RequestList(requests);
    this.project = project;
    this.zone = zone;
    this.lines = lines;
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = new ListCursor();
    }
  }

  /// Takes over a fact. `LogLine` changes nothing here: the store has the lines, and `Process…`
  /// only what a snapshot does not say.
  public void apply(Event event) {
    switch (event) {
      case Event.LogLine _, Event.ProcessStarted _, Event.ResourcesSampled _ -> {}
      case Event.ProcessExited e -> told(e.process(), row -> row.ended(e));
      case Event.ProcessChanged e -> told(e.process(), row -> row.changed(e));
      case Event.BuildEvent e -> told(e.process(), row -> row.built(e));
      case Event.TestFailed e -> {
        told(e.process(), row -> row.tested(0, e.count()));
        errors.add(e);
      }
      case Event.TestPassed e -> {
        told(e.process(), row -> row.tested(e.count(), 0));
        errors.repaired(e);
      }
      case Event.ErrorDetected e -> errors.add(e);
      case Event.UrlDetected e -> urls.add(e);
      case Event.UrlExpired e -> urls.forget(e);
      case Event.RouteOpened e -> urls.opened(e);
      case Event.RouteClosed e -> urls.closed(e);
      case Event.RequestCompleted e -> {
        if (requests.add(e)) {
          cursor(Tab.REQUESTS).stay(requests.shown());
        }
      }
      case Event.PageEvent e -> {
        if (pages.add(e)) {
          cursor(Tab.PAGES).stay(pages.stream().size());
        }
      }
      case Event.MCPConnected e -> agents.connected(e);
      case Event.MCPDisconnected e -> agents.disconnected(e);
      case Event.MCPActivity e -> {
        agents.called(e);
        cursor(Tab.AGENTS).stay(agents.activity().size());
      }
      case Event.Notice e -> toast(e.text(), Toast.Mood.NOTICE);
      case Event.InternalFailure e -> fault(e);
    }
  }

  private void told(int process, Consumer<ProcessRow> what) {
    ProcessRow row = processes.row(process);
    if (row != null) {
      what.accept(row);
    }
  }

  private void fault(Event.InternalFailure internalFailure) {
    faults.addFirst(internalFailure);
    if (faults.size() > FAULTS) {
      faults.removeLast();
    }
    toast(internalFailure.component() + ": " + internalFailure.message(), Toast.Mood.TROUBLE);
  }

  /// Takes over the processes as they are now.
  public void processes(List<ProcessInfo> snapshot) {
    int before = processes.size();
    processes.update(snapshot);
    if (processes.size() != before) {
      log.scope().changed();
    }
  }

  public void now(long millis) {
    now = millis;
    if (toast != null && toast.untilMillis() <= millis) {
      toast = null;
    }
  }

  public void toast(String text, Toast.Mood mood) {
    toast = new Toast(text, mood, now + Toast.MILLIS);
  }

  /// Says that something was done.
  public void done(String text) {
    toast(text, Toast.Mood.DONE);
  }

  /// Asks for a line in the footer.
  public void ask(Overlay.Prompt.Purpose purpose, String start) {
    overlay = new Overlay.Prompt(purpose, new TextInput(start));
  }

  public void system(SystemInfo info) {
    system = info;
  }

  public String project() {
    return project;
  }

  public ZoneId zone() {
    return zone;
  }

  public LogReader lines() {
    return lines;
  }

  public long now() {
    return now;
  }

  public ProcessList processes() {
    return processes;
  }

  /// A process's name, also for brummer itself and those unknown.
  public String name(int id) {
    ProcessRow row = processes.row(id);
    return row != null ? row.name() : id == Event.BRUMMER ? "brummer" : "#" + id;
  }

  /// The cursor of a view that is a list.
  public ListCursor cursor(Tab tab) {
    return cursors[tab.ordinal()];
  }

  public ErrorList errors() {
    return errors;
  }

  public UrlList urls() {
    return urls;
  }

  public RequestList requests() {
    return requests;
  }

  public PageList pages() {
    return pages;
  }

  public Agents agents() {
    return agents;
  }

  public LogViewState log() {
    return log;
  }

  /// The details of what is selected in the view.
  public DetailScroll detail() {
    return detail;
  }

  /// Newest first.
  public Deque<Event.InternalFailure> faults() {
    return faults;
  }

  public SystemInfo system() {
    return system;
  }

  public @Nullable Toast toast() {
    return toast;
  }

  public @Nullable SearchState search() {
    return search;
  }

  public void search(@Nullable SearchState next) {
    search = next;
  }

  /// Whether there is a proxy.
  public boolean proxied() {
    return proxied;
  }

  public void proxied(boolean yes) {
    proxied = yes;
  }

  /// The process that was typed to last, null if it is none or has ended.
  public @Nullable ProcessRow typedTo() {
    ProcessRow row = processes.row(typedTo);
    return row != null && row.state().alive() ? row : null;
  }

  public void typedTo(int process) {
    typedTo = process;
  }

  /// Whether plain output is shown instead of the UI.
  public boolean plain() {
    return plain;
  }

  public void plain(boolean yes) {
    plain = yes;
  }

  /// Whether there is an editor for files.
  public boolean editable() {
    return editable;
  }

  public void editable(boolean yes) {
    editable = yes;
  }

  public Overlay overlay() {
    return overlay;
  }

  public void overlay(Overlay next) {
    overlay = next;
  }

  public Tab tab() {
    return tab;
  }

  public void tab(Tab next) {
    tab = next;
    detail.nothing();
    onProcesses = false;
  }

  /// Whether the processes have the focus, else the view.
  public boolean onProcesses() {
    return onProcesses;
  }

  public void focusProcesses(boolean yes) {
    onProcesses = yes;
  }

  /// The piece of the picture that the mouse has covered, null if none.
  public @Nullable ScreenSelection picked() {
    return picked;
  }

  public void picked(@Nullable ScreenSelection covered) {
    picked = covered;
  }

  public boolean zoomed() {
    return zoomed;
  }

  public void zoom(boolean yes) {
    zoomed = yes;
  }

  public void toggleMute(ProcessRow row) {
    log.scope().toggleMuted(row.id());
    refreshMutes();
  }

  public void solo(ProcessRow row) {
    log.scope().solo(row.id(), processes.size());
    refreshMutes();
  }

  private void refreshMutes() {
    for (ProcessRow row : processes) {
      row.muted = log.scope().muted(row.id());
    }
  }

  /// Moves the log's cursor, see [LogViewState].
  public void moveLog(int by) {
    log.move(lines, log.query(processes), by);
  }

  public void pageLog(int by) {
    log.page(lines, log.query(processes), by);
  }

  public void wheelLog(boolean up) {
    log.wheel(lines, log.query(processes), up);
  }

  public void firstLog() {
    log.first(lines, log.query(processes));
  }
}
