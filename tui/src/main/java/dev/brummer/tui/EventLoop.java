package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.ExitRequest;
import dev.brummer.tui.action.LogSearch;
import dev.brummer.tui.action.SystemInfoCollector;
import dev.brummer.tui.action.ThemeController;
import dev.brummer.tui.action.UrlProber;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalScreen;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// The life of the thread `tui`: sleep until something has come, take it over, paint when a frame
/// is due.
///
/// What processes print makes at most one frame in [#EVENT_FRAME_INTERVAL_NANOS]; a key is painted
/// at once, at the earliest [#INPUT_FRAME_INTERVAL_NANOS] after the last frame. While a frame for
/// facts is not due yet, only keys wake the thread, so a flood of events costs it nothing. With
/// nothing new it wakes once a second for the clock and the ages, later on every ten seconds; a
/// picture that is the same writes no byte.
final class EventLoop {
  private static final long SECOND = 1_000_000_000;
  private static final long EVENT_FRAME_INTERVAL_NANOS = SECOND / 40;
  private static final long INPUT_FRAME_INTERVAL_NANOS = SECOND / 200;

  /// After so long without news every age in sight is shown in steps of ten seconds or more.
  private static final long IDLE_DELAY_NANOS = 15 * SECOND;

  private static final int IDLE_INTERVAL_MILLIS = 10_000;

  private final Engine engine;
  private final UiInbox inbox;
  private final TerminalScreen screen;
  private final Model model;
  private final Canvas canvas;
  private final CellDiff diff;
  private final RootView rootView;
  private final KeyDispatcher keyDispatcher;
  private final InteractiveSession interactiveSession;
  private final MouseDispatcher mouse;
  private final LogSearch logSearch;
  private final ThemeController themeController;
  private final Runnable onFirstFrame;
  private final ExitRequest exit;
  private final Clock clock;
  private final SystemInfoCollector probe;
  private final UrlProber prober;

  /// Lines of the log, which a part of the picture shows.
  private boolean linesDirty;

  private boolean modelDirty = true;
  private boolean inputDirty;
  private boolean resized = true;
  private long lastFrame;
  private long nextTick;
  private long lastActivity = System.nanoTime();
  private long frames;
  private long frameNanos;

  EventLoop(
      Engine engine,
      UiInbox inbox,
      TerminalScreen screen,
      Model model,
      Canvas canvas,
      CellDiff diff,
      RootView rootView,
      KeyDispatcher keyDispatcher,
      InteractiveSession interactiveSession,
      MouseDispatcher mouse,
      LogSearch logSearch,
      ThemeController themeController,
      UrlProber prober,
      Runnable whenShown,
      ExitRequest exit,
      Clock clock) {
    this.engine = engine;
    this.inbox = inbox;
    this.screen = screen;
    this.model = model;
    this.canvas = canvas;
    this.diff = diff;
    this.rootView = rootView;
    this.keyDispatcher = keyDispatcher;
    this.interactiveSession = interactiveSession;
    this.mouse = mouse;
    this.logSearch = logSearch;
    this.themeController = themeController;
    this.onFirstFrame = whenShown;
    this.exit = exit;
    this.clock = clock;
    this.probe = new SystemInfoCollector(engine);
    this.prober = prober;
  }

  /// Runs until the UI is to end.
  ///
  /// @return the exit code
  int run() throws IOException, InterruptedException {
    model.processes(engine.processes().snapshot());
    tick();
    while (true) {
      handleMessages();
      applyEvents();
      if (model.overlay() instanceof Overlay.Quitting && model.processes().aliveCount() == 0) {
        exit.request(ExitRequest.OK);
      }
      Integer code = exit.code();
      if (code != null) {
        return code;
      }
      waitOrPaint();
    }
  }

  private void waitOrPaint() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (now - nextTick >= 0) {
      tick();
    }
    if (!linesDirty && !modelDirty && !inputDirty && !resized) {
      inbox.await(nextTick - now, true);
      return;
    }
    boolean soon = inputDirty || resized || interactiveSession.isEchoExpected(now);
    long due = lastFrame + (soon ? INPUT_FRAME_INTERVAL_NANOS : EVENT_FRAME_INTERVAL_NANOS);
    if (due - now > 0) {
      inbox.await(due - now, false);
    } else if (model.plainOutput()) {
      modelDirty = false;
      inputDirty = false;
      resized = false;
    } else {
      paint();
    }
  }

  private void handleMessages() throws IOException {
    for (UiMessage message : inbox.drainMessages()) {
      inputDirty = true;
      recordActivity();
      try {
        handle(message);
      } catch (RuntimeException broken) {
        engine
            .bus()
            .offer(new Event.InternalFailure("screen", broken.toString(), broken, clock.millis()));
      }
    }
  }

  private void handle(UiMessage message) throws IOException {
    switch (message) {
      case UiMessage.KeyPressed pressed -> keyDispatcher.dispatch(pressed.key());
      case UiMessage.Pasted pasted -> keyDispatcher.paste(pasted.text());
      case UiMessage.MouseMoved mouseMoved -> mouse.dispatch(mouseMoved.mouse());
      case UiMessage.ColourReported(int place, int colour) ->
          themeController.colourReported(place, colour);
      case UiMessage.BackgroundChanged(boolean dark) ->
          themeController.backgroundChanged(dark, screen);
      case UiMessage.SearchHits hits -> logSearch.addHits(hits);
      case UiMessage.UrlProbed probed -> model.urls().recordProbe(probed.url(), probed.probe());
      case UiMessage.Continuation continuation -> continuation.action().run();
      case UiMessage.Notification notification ->
          model.toast(notification.text(), notification.severity());
      case UiMessage.Resized _ -> resized = true;
      case UiMessage.Resumed _ -> {
        screen.leave();
        screen.enter();
        diff.invalidate();
        resized = true;
      }
      case UiMessage.InputEnded _ -> exit.request(ExitRequest.HANGUP);
      case UiMessage.CloseRequested _ -> exit.request(ExitRequest.OK);
    }
  }

  private void recordActivity() {
    lastActivity = System.nanoTime();
    nextTick = Math.min(nextTick, lastActivity + SECOND);
  }

  /// Whether nothing in sight changes from second to second.
  private boolean isIdle() {
    return System.nanoTime() - lastActivity > IDLE_DELAY_NANOS
        && model.overlay() instanceof Overlay.None
        && model.toast() == null
        && model.tab() != Tab.SYSTEM;
  }

  private void applyEvents() {
    if (inbox.pollNewStates()) {
      model.processes(engine.processes().snapshot());
      modelDirty = true;
    }
    linesDirty |= inbox.pollNewLines();
    modelDirty |= inbox.pollNewScreen();
    List<Event> facts = inbox.drainEvents();
    for (Event fact : facts) {
      model.apply(fact);
    }
    modelDirty |= !facts.isEmpty();
    if (linesDirty || !facts.isEmpty()) {
      recordActivity();
    }
  }

  /// Once a second, or seldomer where all is calm: the clock, the ages, what System shows.
  private void tick() {
    long millis = clock.millis();
    long step = isIdle() ? IDLE_INTERVAL_MILLIS : 1000;
    nextTick = System.nanoTime() + (step - millis % step) * 1_000_000;
    model.now(millis);
    logSearch.searchNewLines();
    for (ProcessRow row : model.processes()) {
      row.watched(engine.processes().isWatchingFiles(row.id()));
    }
    if (model.tab() == Tab.SYSTEM) {
      model.system(collectSystemInfo());
    }
    modelDirty = true;
  }

  private SystemInfo collectSystemInfo() {
    return probe.collect(new SystemInfo.FrameStats(frames, frameNanos, inbox.missed()));
  }

  private void paint() throws IOException {
    long start = System.nanoTime();
    lastFrame = start;
    boolean whole = modelDirty || inputDirty || resized;
    model.now(clock.millis());
    if (resized) {
      resize();
    }
    if (model.tab() == Tab.SYSTEM && model.system().equals(SystemInfo.NONE)) {
      model.system(collectSystemInfo());
    }
    if (model.tab() == Tab.URLS) {
      prober.probeDue(model);
    }
    linesDirty = false;
    modelDirty = false;
    inputDirty = false;
    interactiveSession.refresh(start);
    if (whole) {
      rootView.paint(model);
    } else {
      rootView.paintLines(model);
    }
    int count = diff.encode(canvas);
    if (count > 0) {
      screen.write(diff.bytes(), count);
      if (frames++ == 0) {
        onFirstFrame.run();
        themeController.queryColours(screen);
      }
    }
    frameNanos = System.nanoTime() - start;
  }

  private void resize() throws IOException {
    resized = false;
    if (frames > 0) {
      screen.refreshSize();
    }
    int columns = screen.columns();
    int rows = screen.rows();
    if (columns != canvas.width() || rows != canvas.height()) {
      canvas.resize(columns, rows);
    }
    int width = RootView.columnsForOutput(model, columns, rows);
    engine.processes().resize(width, Math.max(2, rows - 4));
  }
}
