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
/// What processes print makes at most one frame in [#FACT_FRAME_NANOS]; a key is painted at once,
/// at the earliest [#KEY_FRAME_NANOS] after the last frame. While a frame for facts is not due yet,
/// only keys wake the thread, so a flood of events costs it nothing. With nothing new it wakes once
/// a second for the clock and the ages, later on every ten seconds; a picture that is the same
/// writes no byte.
final class EventLoop {
  private static final long SECOND = 1_000_000_000;
  private static final long FACT_FRAME_NANOS = SECOND / 40;
  private static final long KEY_FRAME_NANOS = SECOND / 200;

  /// After so long without news every age in sight is shown in steps of ten seconds or more.
  private static final long CALM_NANOS = 15 * SECOND;

  private static final int CALM_STEP_MILLIS = 10_000;

  private final Engine engine;
  private final UiInbox inbox;
  private final TerminalScreen screen;
  private final Model model;
  private final Canvas canvas;
  private final CellDiff diff;
  private final RootView frame;
  private final KeyDispatcher hands;
  private final InteractiveSession typing;
  private final MouseDispatcher mouse;
  private final LogSearch searching;
  private final ThemeController themes;
  private final Runnable whenShown;
  private final ExitRequest exit;
  private final Clock clock;
  private final SystemInfoCollector probe;
  private final UrlProber prober;

  /// Lines of the log, which a part of the picture shows.
  private boolean linesToPaint;

  private boolean factsToPaint = true;
  private boolean keysToPaint;
  private boolean resized = true;
  private long lastFrame;
  private long nextSecond;
  private long lastNews = System.nanoTime();
  private long frames;
  private long frameNanos;

  EventLoop(
      Engine engine,
      UiInbox inbox,
      TerminalScreen screen,
      Model model,
      Canvas canvas,
      CellDiff diff,
      RootView frame,
      KeyDispatcher hands,
      InteractiveSession typing,
      MouseDispatcher mouse,
      LogSearch searching,
      ThemeController themes,
      Runnable whenShown,
      ExitRequest exit,
      Clock clock) {
    this.engine = engine;
    this.inbox = inbox;
    this.screen = screen;
    this.model = model;
    this.canvas = canvas;
    this.diff = diff;
    this.frame = frame;
    this.hands = hands;
    this.typing = typing;
    this.mouse = mouse;
    this.searching = searching;
    this.themes = themes;
    this.whenShown = whenShown;
    this.exit = exit;
    this.clock = clock;
    this.probe = new SystemInfoCollector(engine);
    this.prober = new UrlProber(inbox);
  }

  /// Runs until the UI is to end.
  ///
  /// @return the exit code
  int run() throws IOException, InterruptedException {
    model.processes(engine.processes().snapshot());
    second();
    while (true) {
      takeMessages();
      takeFacts();
      if (model.overlay() instanceof Overlay.Quitting && model.processes().alive() == 0) {
        exit.with(ExitRequest.OK);
      }
      Integer code = exit.code();
      if (code != null) {
        return code;
      }
      sleepOrPaint();
    }
  }

  private void sleepOrPaint() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (now - nextSecond >= 0) {
      second();
    }
    if (!linesToPaint && !factsToPaint && !keysToPaint && !resized) {
      inbox.await(nextSecond - now, true);
      return;
    }
    boolean soon = keysToPaint || resized || typing.answering(now);
    long due = lastFrame + (soon ? KEY_FRAME_NANOS : FACT_FRAME_NANOS);
    if (due - now > 0) {
      inbox.await(due - now, false);
    } else if (model.plain()) {
      factsToPaint = false;
      keysToPaint = false;
      resized = false;
    } else {
      paint();
    }
  }

  private void takeMessages() throws IOException {
    for (UiMessage message : inbox.messages()) {
      keysToPaint = true;
      news();
      try {
        take(message);
      } catch (RuntimeException broken) {
        engine
            .bus()
            .offer(new Event.InternalFailure("screen", broken.toString(), broken, clock.millis()));
      }
    }
  }

  private void take(UiMessage message) throws IOException {
    switch (message) {
      case UiMessage.Pressed pressed -> hands.press(pressed.key());
      case UiMessage.Pasted pasted -> hands.paste(pasted.text());
      case UiMessage.Pointer pointer -> mouse.moved(pointer.mouse());
      case UiMessage.Colour(int place, int colour) -> themes.told(place, colour);
      case UiMessage.Ground(boolean dark) -> themes.turned(dark, screen);
      case UiMessage.Hits hits -> searching.hits(hits);
      case UiMessage.Probed probed -> model.urls().probed(probed.url(), probed.probe());
      case UiMessage.Said said -> model.toast(said.text(), said.mood());
      case UiMessage.Resized _ -> resized = true;
      case UiMessage.Resumed _ -> {
        screen.leave();
        screen.enter();
        diff.forget();
        resized = true;
      }
      case UiMessage.InputEnded _ -> exit.with(ExitRequest.HANGUP);
      case UiMessage.Closed _ -> exit.with(ExitRequest.OK);
    }
  }

  private void news() {
    lastNews = System.nanoTime();
    nextSecond = Math.min(nextSecond, lastNews + SECOND);
  }

  /// Whether nothing in sight changes from second to second.
  private boolean calm() {
    return System.nanoTime() - lastNews > CALM_NANOS
        && model.overlay() instanceof Overlay.None
        && model.toast() == null
        && model.tab() != Tab.SYSTEM;
  }

  private void takeFacts() {
    if (inbox.takeNewStates()) {
      model.processes(engine.processes().snapshot());
      factsToPaint = true;
    }
    linesToPaint |= inbox.takeNewLines();
    factsToPaint |= inbox.takeNewScreen();
    List<Event> facts = inbox.facts();
    for (Event fact : facts) {
      model.apply(fact);
    }
    factsToPaint |= !facts.isEmpty();
    if (linesToPaint || !facts.isEmpty()) {
      news();
    }
  }

  /// Once a second, or seldomer where all is calm: the clock, the ages, what System shows.
  private void second() {
    long millis = clock.millis();
    long step = calm() ? CALM_STEP_MILLIS : 1000;
    nextSecond = System.nanoTime() + (step - millis % step) * 1_000_000;
    model.now(millis);
    searching.goOn();
    for (ProcessRow row : model.processes()) {
      row.watched(engine.processes().isWatchingFiles(row.id()));
    }
    if (model.tab() == Tab.SYSTEM) {
      model.system(system());
    }
    factsToPaint = true;
  }

  private SystemInfo system() {
    return probe.take(new SystemInfo.Frames(frames, frameNanos, inbox.missed()));
  }

  private void paint() throws IOException {
    long start = System.nanoTime();
    lastFrame = start;
    boolean whole = factsToPaint || keysToPaint || resized;
    model.now(clock.millis());
    if (resized) {
      resize();
    }
    if (model.tab() == Tab.SYSTEM && model.system().equals(SystemInfo.NONE)) {
      model.system(system());
    }
    if (model.tab() == Tab.URLS) {
      prober.look(model);
    }
    linesToPaint = false;
    factsToPaint = false;
    keysToPaint = false;
    typing.refresh(start);
    if (whole) {
      frame.paint(model);
    } else {
      frame.paintLines(model);
    }
    int count = diff.encode(canvas);
    if (count > 0) {
      screen.write(diff.bytes(), count);
      if (frames++ == 0) {
        whenShown.run();
        themes.ask(screen);
      }
    }
    frameNanos = System.nanoTime() - start;
  }

  private void resize() throws IOException {
    resized = false;
    if (frames > 0) {
      screen.measure();
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
