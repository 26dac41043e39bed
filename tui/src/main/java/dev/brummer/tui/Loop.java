package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.tui.action.Exit;
import dev.brummer.tui.action.Prober;
import dev.brummer.tui.action.Searching;
import dev.brummer.tui.action.SystemProbe;
import dev.brummer.tui.action.Themes;
import dev.brummer.tui.inbox.Inbox;
import dev.brummer.tui.inbox.Msg;
import dev.brummer.tui.interactive.Typing;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.FrameDiff;
import dev.brummer.tui.terminal.Screen;
import dev.brummer.tui.view.Frame;
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
final class Loop {
  private static final long SECOND = 1_000_000_000;
  private static final long FACT_FRAME_NANOS = SECOND / 40;
  private static final long KEY_FRAME_NANOS = SECOND / 200;

  /// After so long without news every age in sight is shown in steps of ten seconds or more.
  private static final long CALM_NANOS = 15 * SECOND;

  private static final int CALM_STEP_MILLIS = 10_000;

  private final Engine engine;
  private final Inbox inbox;
  private final Screen screen;
  private final Model model;
  private final Canvas canvas;
  private final FrameDiff diff;
  private final Frame frame;
  private final Hands hands;
  private final Typing typing;
  private final Mouse mouse;
  private final Searching searching;
  private final Themes themes;
  private final Runnable whenShown;
  private final Exit exit;
  private final Clock clock;
  private final SystemProbe probe;
  private final Prober prober;

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

  Loop(
      Engine engine,
      Inbox inbox,
      Screen screen,
      Model model,
      Canvas canvas,
      FrameDiff diff,
      Frame frame,
      Hands hands,
      Typing typing,
      Mouse mouse,
      Searching searching,
      Themes themes,
      Runnable whenShown,
      Exit exit,
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
    this.probe = new SystemProbe(engine);
    this.prober = new Prober(inbox);
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
        exit.with(Exit.OK);
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
    for (Msg message : inbox.messages()) {
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

  private void take(Msg message) throws IOException {
    switch (message) {
      case Msg.Pressed pressed -> hands.press(pressed.key());
      case Msg.Pasted pasted -> hands.paste(pasted.text());
      case Msg.Pointer pointer -> mouse.moved(pointer.mouse());
      case Msg.Colour(int place, int colour) -> themes.told(place, colour);
      case Msg.Ground(boolean dark) -> themes.turned(dark, screen);
      case Msg.Hits hits -> searching.hits(hits);
      case Msg.Probed probed -> model.urls().probed(probed.url(), probed.probe());
      case Msg.Said said -> model.toast(said.text(), said.mood());
      case Msg.Resized _ -> resized = true;
      case Msg.Resumed _ -> {
        screen.leave();
        screen.enter();
        diff.forget();
        resized = true;
      }
      case Msg.InputEnded _ -> exit.with(Exit.HANGUP);
      case Msg.Closed _ -> exit.with(Exit.OK);
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
    int width = Frame.columnsForOutput(model, columns, rows);
    engine.processes().resize(width, Math.max(2, rows - 4));
  }
}
