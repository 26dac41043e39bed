package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.list.ErrorList;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.model.list.PageItem;
import dev.brummer.tui.model.list.PageList;
import dev.brummer.tui.model.list.ProcessList;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.RequestList;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.paint.Rect;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The state of the UI. Changed by events, input and the clock, painted by views. Every collection
/// in it is bounded. Confined to the thread `tui`.
public final class Model {
  private static final int MAX_FAILURES = 200;

  private final String project;
  private final DisplayZone zone;
  private final LogReader logReader;
  private final ProcessList processes = new ProcessList();
  private final ListCursor[] cursors = new ListCursor[Tab.values().length];
  private final ErrorList errorList = new ErrorList();
  private final UrlList urlList = new UrlList();
  private final RequestList requestList;
  private final PageList pageList = new PageList();
  private final Agents agents = new Agents();
  private final LogViewState log = new LogViewState();
  private final DetailScroll detail = new DetailScroll();
  private final Deque<Event.InternalFailure> failures = new ArrayDeque<>();
  private @Nullable Toast toast;
  private @Nullable SearchState search;
  private SystemInfo system = SystemInfo.NONE;
  private Overlay overlay = new Overlay.None();
  private Tab tab = Tab.LOGS;
  private final Tour tour = new Tour();
  private final FirstSteps firstSteps = new FirstSteps();
  private boolean processesFocused = true;
  private @Nullable PaneSelection paneSelection;
  private boolean zoomed;
  private boolean proxyEnabled;
  private boolean attachable;
  private int lastInteractive;
  private boolean editorAvailable;
  private boolean plainOutput;
  private long now;

  /// @param requests number of requests kept
  public Model(String project, ZoneId zone, LogReader logReader, int requests) {
    this(project, DisplayZone.of(zone), logReader, requests);
  }

  /// @param requests number of requests kept
  public Model(String project, DisplayZone zone, LogReader logReader, int requests) {
    this.requestList = new RequestList(requests);
    this.project = project;
    this.zone = zone;
    this.logReader = logReader;
    for (int i = 0; i < cursors.length; i++) {
      cursors[i] = new ListCursor();
    }
  }

  /// Applies an event. Log lines and resource samples change nothing here: the store and the
  /// process snapshot hold them.
  public void apply(Event event) {
    switch (event) {
      case Event.LogLine _, Event.ResourcesSampled _ -> {}
      case Event.ProcessStarted e -> errorList.heal(e.process(), e);
      case Event.WatchEvent e -> errorList.heal(e.process(), e);
      case Event.ProcessExited e -> updateProcess(e.process(), row -> row.recordExit(e));
      case Event.ProcessChanged e -> updateProcess(e.process(), row -> row.recordChange(e));
      case Event.BuildEvent e -> {
        updateProcess(e.process(), row -> row.recordBuild(e));
        errorList.heal(e.process(), e);
      }
      case Event.TestFailed e -> {
        updateProcess(e.process(), row -> row.recordTests(e.run(), 0, e.count()));
        updateErrors(() -> errorList.add(e));
      }
      case Event.TestPassed e -> {
        updateProcess(e.process(), row -> row.recordTests(e.run(), e.count(), 0));
        updateErrors(() -> errorList.testPassed(e));
      }
      case Event.ErrorDetected e -> updateErrors(() -> errorList.add(e));
      case Event.UrlDetected e -> urlList.add(e);
      case Event.UrlExpired e -> urlList.remove(e);
      case Event.RouteOpened e -> urlList.routeOpened(e);
      case Event.RouteClosed e -> urlList.routeClosed(e);
      case Event.RequestCompleted e -> {
        if (requestList.add(e)) {
          cursor(Tab.REQUESTS).rowInserted(requestList.matchCount());
        }
      }
      case Event.PageEvent e -> {
        addPageEvent(e);
      }
      case Event.MCPConnected e -> agents.connected(e);
      case Event.MCPDisconnected e -> agents.disconnected(e);
      case Event.MCPActivity e -> {
        String effect = agents.recordCall(e);
        cursor(Tab.AGENTS).rowInserted(agents.activity().size());
        if (effect != null) {
          toast(effect, Toast.Severity.INFO);
        }
      }
      case Event.ConfigChanged e -> offerToApply(e);
      case Event.OrphansFound e -> offerToEnd(e.orphans());
      case Event.Notice e -> toast(e.text(), Toast.Severity.INFO);
      case Event.InternalFailure e -> addFailure(e);
      case Event.RunEnded e -> toast(e.reason(), Toast.Severity.INFO);
    }
  }

  /// Asks in a dialog, which replaces only an earlier one about the configuration.
  private void offerToApply(Event.ConfigChanged change) {
    boolean free = overlay instanceof Overlay.None || overlay instanceof Overlay.ConfigChange;
    if (free) {
      overlay = new Overlay.None();
    }
    if (!change.error().isEmpty()) {
      toast("Configuration not applied: " + change.error(), Toast.Severity.ERROR);
    } else if (change.isEmpty()) {
      return;
    } else if (free) {
      overlay = new Overlay.ConfigChange(change);
    } else {
      toast(
          "The configuration has changed; /apply in the palette applies it.", Toast.Severity.INFO);
    }
  }

  /// Asks in a dialog, which must not replace another one.
  private void offerToEnd(List<String> orphans) {
    if (overlay instanceof Overlay.None) {
      overlay = new Overlay.Orphans(orphans);
    } else {
      toast(
          "An earlier run left " + orphans.size() + " processes; /reap in the palette ends them.",
          Toast.Severity.INFO);
    }
  }

  private void updateProcess(int process, Consumer<ProcessRow> update) {
    ProcessRow row = processes.row(process);
    if (row != null) {
      update.accept(row);
    }
  }

  /// Keeps the selection on its error; a selected first row stays first.
  private void updateErrors(Runnable update) {
    ListCursor cursor = cursor(Tab.ERRORS);
    List<ErrorRow> before = errorList.rows();
    ErrorRow selected =
        cursor.selected() > 0 && cursor.selected() < before.size()
            ? before.get(cursor.selected())
            : null;
    update.run();
    int row = selected == null ? -1 : errorList.rows().indexOf(selected);
    if (row >= 0) {
      cursor.select(row);
    }
  }

  /// Keeps the selection on its event; a selected first row stays first.
  private void addPageEvent(Event.PageEvent event) {
    ListCursor cursor = cursor(Tab.PAGES);
    List<PageItem> before = pageList.openedItems();
    if (!pageList.add(event) || cursor.selected() == 0 || cursor.selected() >= before.size()) {
      return;
    }
    PageItem selected = before.get(cursor.selected());
    List<PageItem> after = pageList.openedItems();
    for (int row = cursor.selected(); row < after.size(); row++) {
      if (isSame(selected, after.get(row))) {
        cursor.select(row);
        return;
      }
    }
  }

  private static boolean isSame(PageItem one, PageItem other) {
    return one instanceof PageItem.Fold ? other instanceof PageItem.Fold : one.equals(other);
  }

  private void addFailure(Event.InternalFailure internalFailure) {
    failures.addFirst(internalFailure);
    if (failures.size() > MAX_FAILURES) {
      failures.removeLast();
    }
    toast(internalFailure.component() + ": " + internalFailure.message(), Toast.Severity.ERROR);
  }

  /// Updates the processes from a snapshot.
  public void processes(List<ProcessInfo> snapshot) {
    int before = processes.size();
    processes.update(snapshot);
    if (!processes.allIdle()) {
      firstSteps.started();
    }
    if (processes.size() != before) {
      log.scope().invalidate();
    }
  }

  public void now(long millis) {
    now = millis;
    if (toast != null && toast.untilMillis() <= millis) {
      toast = null;
    }
  }

  public void toast(String text, Toast.Severity severity) {
    toast = new Toast(text, severity, now + Toast.DURATION_MILLIS);
  }

  /// Hides the notification, so that the footer shows the keys of a dialog.
  public void dismissToast() {
    toast = null;
  }

  /// Shows the success of a command.
  public void toastDone(String text) {
    toast(text, Toast.Severity.SUCCESS);
  }

  /// Opens a prompt in the footer.
  public void prompt(Overlay.Prompt.Purpose purpose, String start) {
    overlay = new Overlay.Prompt(purpose, new TextInput(start));
  }

  /// Opens the list of all keys.
  public void openHelp() {
    overlay = new Overlay.Help(new TextInput(""), new ListCursor());
  }

  /// Opens the command palette.
  public void openPalette() {
    overlay = new Overlay.Palette(new TextInput(""), new ListCursor());
  }

  public void system(SystemInfo info) {
    system = info;
  }

  public String project() {
    return project;
  }

  /// Zone of the times on the screen. Times of day need only [#offset].
  public ZoneId zone() {
    return zone.id();
  }

  /// Offset of the local time from UTC at an instant in milliseconds since 1970.
  public ZoneOffset offset(long millis) {
    return zone.offset(millis);
  }

  public LogReader lines() {
    return logReader;
  }

  public long now() {
    return now;
  }

  public ProcessList processes() {
    return processes;
  }

  /// The name of a process, `brummer` for brummer itself, `#` and the id if unknown.
  public String name(int id) {
    ProcessRow row = processes.row(id);
    return row != null ? row.name() : id == Event.BRUMMER ? "brummer" : "#" + id;
  }

  /// The cursor of a view's list.
  public ListCursor cursor(Tab tab) {
    return cursors[tab.ordinal()];
  }

  public ErrorList errors() {
    return errorList;
  }

  public UrlList urls() {
    return urlList;
  }

  public RequestList requests() {
    return requestList;
  }

  public PageList pages() {
    return pageList;
  }

  public Agents agents() {
    return agents;
  }

  public LogViewState log() {
    return log;
  }

  /// Scroll position of the detail pane.
  public DetailScroll detail() {
    return detail;
  }

  /// Internal failures, newest first.
  public Deque<Event.InternalFailure> failures() {
    return failures;
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

  /// Whether the proxy is on. Whether the UI can be shown on another terminal after it was detached
  /// from all.
  public boolean isAttachable() {
    return attachable;
  }

  public void attachable(boolean value) {
    attachable = value;
  }

  public boolean proxyEnabled() {
    return proxyEnabled;
  }

  public void proxyEnabled(boolean value) {
    proxyEnabled = value;
  }

  /// The process of the last interactive session, null if there is none or it has ended.
  public @Nullable ProcessRow lastInteractive() {
    ProcessRow row = processes.row(lastInteractive);
    return row != null && row.state().alive() ? row : null;
  }

  public void lastInteractive(int process) {
    lastInteractive = process;
  }

  /// Whether plain output is shown instead of the UI.
  public boolean plainOutput() {
    return plainOutput;
  }

  public void plainOutput(boolean value) {
    plainOutput = value;
  }

  /// Whether an editor is configured or installed.
  public boolean editorAvailable() {
    return editorAvailable;
  }

  public void editorAvailable(boolean value) {
    editorAvailable = value;
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

  public Tour tour() {
    return tour;
  }

  public FirstSteps firstSteps() {
    return firstSteps;
  }

  /// Shows a view. The list of errors selects its newest error if it has not been shown since.
  public void tab(Tab next) {
    if (next == Tab.ERRORS && tab != Tab.ERRORS && errorList.pollUnseen()) {
      cursor(Tab.ERRORS).select(0);
    } else if (tab == Tab.ERRORS) {
      errorList.pollUnseen();
    }
    tab = next;
    tour.shown(next);
    firstSteps.shown();
    detail.reset();
    processesFocused = false;
  }

  /// Whether the process list has the focus, otherwise the view.
  public boolean processesFocused() {
    return processesFocused;
  }

  public void focusProcesses(boolean value) {
    processesFocused = value;
  }

  /// Moves the focus between process list and view.
  public void toggleFocus() {
    processesFocused = !processesFocused;
  }

  /// The context whose bindings handle the next key.
  public KeyContext keyContext() {
    return switch (overlay) {
      case Overlay.None _ -> focusedContext();
      case Overlay.Help _, Overlay.Palette _, Overlay.Prompt _, Overlay.QrCode _ ->
          KeyContext.DIALOG;
      case Overlay.StartGroup _ -> KeyContext.START_GROUP;
      case Overlay.Orphans _ -> KeyContext.ORPHANS;
      case Overlay.ConfigChange _ -> KeyContext.CONFIG_CHANGE;
      case Overlay.Interactive _ -> KeyContext.INTERACTIVE;
      case Overlay.Quitting _ -> KeyContext.QUITTING;
    };
  }

  /// The context of the focused pane, ignoring overlays.
  public KeyContext focusedContext() {
    return processesFocused ? KeyContext.PROCESSES : tab.context();
  }

  /// Focuses the pane of a context; contexts without a pane leave the focus unchanged.
  public void focus(KeyContext context) {
    if (context == KeyContext.PROCESSES) {
      focusProcesses(true);
    }
    for (Tab candidate : Tab.values()) {
      if (candidate.context() == context) {
        tab(candidate);
      }
    }
  }

  /// The area of the attached process's screen on a terminal of this size.
  public Rect interactiveArea(int columns, int rows) {
    return Layout.of(columns, rows, false, zoomed).main().inset();
  }

  /// The part of the screen selected with the mouse, null if none.
  public @Nullable PaneSelection paneSelection() {
    return paneSelection;
  }

  public void paneSelection(@Nullable PaneSelection selection) {
    paneSelection = selection;
  }

  public boolean zoomed() {
    return zoomed;
  }

  public void zoom(boolean value) {
    zoomed = value;
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
      row.muted = log.scope().isMuted(row.id());
    }
  }

  /// Moves the cursor of the log, see [LogViewState].
  public void moveLog(int by) {
    log.move(logReader, log.query(processes), by);
  }

  public void pageLog(int by) {
    log.page(logReader, log.query(processes), by);
  }

  public void wheelLog(boolean up) {
    log.wheel(logReader, log.query(processes), up);
  }

  public void firstLog() {
    log.goToFirst(logReader, log.query(processes));
  }
}
