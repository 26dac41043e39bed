package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is shown. Confined to the thread `tui`: events, keys and the clock change it, views paint
/// it. Everything in it is bounded.
public final class Model {
  private static final int FAULTS = 200;

  private final String project;
  private final ZoneId zone;
  private final Lines lines;
  private final List<ProcessRow> processes = new ArrayList<>();
  private final Map<Integer, ProcessRow> byId = new HashMap<>();
  private final ListCursor processCursor = new ListCursor();
  private final ListCursor[] cursors = new ListCursor[Tab.values().length];
  private final Errors errors = new Errors();
  private final Urls urls = new Urls();
  private final Requests requests;
  private final Pages pages = new Pages();
  private final Agents agents = new Agents();
  private final LogState log = new LogState();
  private final Deque<Event.Fault> faults = new ArrayDeque<>();
  private @Nullable Toast toast;
  private @Nullable Search search;
  private SystemInfo system = SystemInfo.NONE;
  private Overlay overlay = new Overlay.None();
  private Tab tab = Tab.LOGS;
  private boolean onProcesses = true;
  private boolean zoomed;
  private boolean proxied;
  private long now;

  /// @param requests how many of them are remembered
  public Model(String project, ZoneId zone, Lines lines, int requests) {
    this.requests = new Requests(requests);
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
      case Event.ProcessExited e -> {
        ProcessRow row = row(e.process());
        if (row != null) {
          row.lastExit = new ProcessRow.Exit(e.code(), e.signal(), e.atMillis());
        }
      }
      case Event.ProcessChanged e -> {
        ProcessRow row = row(e.process());
        if (row != null) {
          row.cause = e.cause();
        }
      }
      case Event.BuildEvent e -> built(e);
      case Event.TestFailed e -> {
        tested(e.process(), 0, e.count());
        errors.add(e);
      }
      case Event.TestPassed e -> {
        tested(e.process(), e.count(), 0);
        errors.repaired(e);
      }
      case Event.ErrorDetected e -> errors.add(e);
      case Event.UrlDetected e -> urls.add(e);
      case Event.UrlForgotten e -> urls.forget(e);
      case Event.RouteOpened e -> urls.opened(e);
      case Event.RouteClosed e -> urls.closed(e);
      case Event.RequestServed e -> {
        if (requests.add(e)) {
          cursor(Tab.REQUESTS).stay(requests.rows().size());
        }
      }
      case Event.PageSignal e -> {
        if (pages.add(e)) {
          cursor(Tab.PAGES).stay(pages.stream().size());
        }
      }
      case Event.MCPConnected e -> agents.connected(e);
      case Event.MCPDisconnected e -> agents.disconnected(e);
      case Event.MCPActivity e -> agents.called(e);
      case Event.Notice e -> toast(e.text(), Toast.Mood.NOTICE);
      case Event.Fault e -> fault(e);
    }
  }

  private void built(Event.BuildEvent e) {
    ProcessRow row = row(e.process());
    if (row != null) {
      String took =
          e.durationMillis() < 0 ? "" : " " + Format.duration(e.durationMillis() * 1_000_000);
      row.build =
          switch (e.phase()) {
            case STARTED -> e.tool() + " builds";
            case OK -> e.tool() + " built" + took;
            case FAILED -> e.tool() + " failed" + took;
          };
    }
  }

  private void tested(int process, int passed, int failed) {
    ProcessRow row = row(process);
    if (row != null) {
      row.passed += passed;
      row.failed += failed;
    }
  }

  private void fault(Event.Fault fault) {
    faults.addFirst(fault);
    if (faults.size() > FAULTS) {
      faults.removeLast();
    }
    toast(fault.where() + ": " + fault.message(), Toast.Mood.TROUBLE);
  }

  /// Takes over the processes as they are now.
  public void processes(List<ProcessInfo> snapshot) {
    if (snapshot.size() != processes.size()) {
      log.changed();
    }
    for (ProcessInfo info : snapshot) {
      ProcessRow row = byId.get(info.id());
      if (row == null) {
        row = new ProcessRow(info);
        byId.put(info.id(), row);
        processes.add(row);
      }
      boolean again = info.epoch() > row.info.epoch();
      row.info = info;
      if (again) {
        row.passed = 0;
        row.failed = 0;
        row.build = null;
      }
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

  public void system(SystemInfo info) {
    system = info;
  }

  public String project() {
    return project;
  }

  public ZoneId zone() {
    return zone;
  }

  public Lines lines() {
    return lines;
  }

  public long now() {
    return now;
  }

  public List<ProcessRow> processes() {
    return processes;
  }

  public @Nullable ProcessRow row(int id) {
    return byId.get(id);
  }

  /// A process's name, also for brummer itself and those unknown.
  public String name(int id) {
    ProcessRow row = byId.get(id);
    return row != null ? row.name() : id == Event.BRUMMER ? "brummer" : "#" + id;
  }

  /// The process under the cursor, null if there is none at all.
  public @Nullable ProcessRow selected() {
    return processes.isEmpty() ? null : processes.get(processCursor.selected(processes.size()));
  }

  /// Selects the first process whose name begins with the text, else the first that has it.
  public void select(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    int has = -1;
    for (int i = 0; i < processes.size(); i++) {
      String name = processes.get(i).name().toLowerCase(Locale.ROOT);
      if (name.startsWith(wanted)) {
        processCursor.select(i);
        return;
      }
      has = has < 0 && name.contains(wanted) ? i : has;
    }
    if (has >= 0) {
      processCursor.select(has);
    }
  }

  /// The text up to what all names that begin with it have in common.
  public String completed(String text) {
    String common = null;
    for (ProcessRow row : processes) {
      String name = row.name();
      if (name.startsWith(text)) {
        common = common == null ? name : common(common, name);
      }
    }
    return common == null ? text : common;
  }

  private static String common(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.substring(0, at);
  }

  public ListCursor processCursor() {
    return processCursor;
  }

  /// The cursor of a view that is a list.
  public ListCursor cursor(Tab tab) {
    return cursors[tab.ordinal()];
  }

  public Errors errors() {
    return errors;
  }

  public Urls urls() {
    return urls;
  }

  public Requests requests() {
    return requests;
  }

  public Pages pages() {
    return pages;
  }

  public Agents agents() {
    return agents;
  }

  public LogState log() {
    return log;
  }

  /// Newest first.
  public Deque<Event.Fault> faults() {
    return faults;
  }

  public SystemInfo system() {
    return system;
  }

  public @Nullable Toast toast() {
    return toast;
  }

  public @Nullable Search search() {
    return search;
  }

  public void search(@Nullable Search next) {
    search = next;
  }

  /// Whether there is a proxy.
  public boolean proxied() {
    return proxied;
  }

  public void proxied(boolean yes) {
    proxied = yes;
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
    onProcesses = false;
  }

  /// Whether the processes have the focus, else the view.
  public boolean onProcesses() {
    return onProcesses;
  }

  public void focusProcesses(boolean yes) {
    onProcesses = yes;
  }

  public boolean zoomed() {
    return zoomed;
  }

  public void zoom(boolean yes) {
    zoomed = yes;
  }

  public void toggleMute(ProcessRow row) {
    log.toggleMuted(row.id());
    refreshMutes();
  }

  public void solo(ProcessRow row) {
    log.solo(row.id(), processes.size());
    refreshMutes();
  }

  private void refreshMutes() {
    for (ProcessRow row : processes) {
      row.muted = log.muted(row.id());
    }
  }

  /// Moves the log's cursor, see [LogState].
  public void moveLog(int by) {
    log.move(lines, log.query(processes()), by);
  }

  public void pageLog(int by) {
    log.page(lines, log.query(processes()), by);
  }

  public void wheelLog(boolean up) {
    log.wheel(lines, log.query(processes()), up);
  }

  public void firstLog() {
    log.first(lines, log.query(processes()));
  }

  /// How many processes may have a child.
  public int alive() {
    int count = 0;
    for (ProcessRow row : processes) {
      count += row.state().alive() ? 1 : 0;
    }
    return count;
  }

  /// Whether anything was ever started.
  public boolean anyStarted() {
    for (ProcessRow row : processes) {
      if (row.info().epoch() > 0 || row.state().alive()) {
        return true;
      }
    }
    return false;
  }
}
