package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.timer.CoalescedTimer;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ExitRequest;
import dev.brummer.tui.action.SystemInfoCollector;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalGroup;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// The event loop of the thread `tui`: waits for messages and events, applies them to the model,
/// paints when a frame is due.
///
/// [FrameSchedule] says when a frame is due. Until then only input wakes the thread, so a burst of
/// events causes no wake-ups. Without activity the thread wakes once per second to update clock and
/// ages, after [#IDLE_DELAY_NANOS] with the other threads ([CoalescedTimer]). An unchanged frame
/// writes no bytes.
final class EventLoop {
  private static final long SECOND = 1_000_000_000;

  /// Interval at which events are applied while no terminal shows the UI.
  private static final long HIDDEN_BATCH_INTERVAL_NANOS = SECOND / 4;

  /// After this delay every visible age advances in steps of [CoalescedTimer#PERIOD_NANOS]. A paint
  /// per second for uptimes would be half the CPU time of an idle UI.
  private static final long IDLE_DELAY_NANOS = 15 * SECOND;

  /// The clock shows minutes: it changes in time, also in an idle UI.
  private static final long MINUTE_MILLIS = 60_000;

  /// Time by which a tick of an idle UI follows the common instant: one paint shows the tick and
  /// the samples that the other threads have taken.
  private static final long IDLE_TICK_DELAY_NANOS = SECOND / 2;

  private final Engine engine;
  private final UiInbox inbox;
  private final TerminalGroup terminals;
  private final TerminalAttachments attachments;
  private final MaskedView view;
  private final Model model;
  private final Canvas canvas;
  private final RootView rootView;
  private final KeyDispatcher keys;
  private final MouseDispatcher mouse;
  private final Actions actions;
  private final StartSequence start;
  private final Runnable onFirstFrame;
  private final ExitRequest exit;
  private final Clock clock;
  private final SystemInfoCollector systemInfo;
  private final FrameSchedule schedule = new FrameSchedule(System.nanoTime() - SECOND);

  /// Log lines have changed; only the log view needs painting.
  private boolean linesDirty;

  /// Number of the first line that was stored after the last frame began.
  private long paintedLines;

  private boolean modelDirty = true;
  private boolean inputDirty;
  private boolean resized = true;

  /// Whether a terminal of this process may have another size.
  private boolean localResized;

  /// Whether the work after the first frame has begun.
  private boolean starting;

  /// Number of processes in the model.
  private int listed;

  private boolean started;

  private boolean watchingResources;
  private long nextTick;

  /// Whether the next tick is that of an idle UI.
  private boolean idleTick;

  private long lastActivity = System.nanoTime();
  private long frames;
  private long frameNanos;

  EventLoop(
      Engine engine,
      UiInbox inbox,
      TerminalGroup terminals,
      TerminalAttachments attachments,
      MaskedView view,
      Model model,
      Canvas canvas,
      RootView rootView,
      KeyDispatcher keys,
      MouseDispatcher mouse,
      Actions actions,
      StartSequence start,
      Runnable onFirstFrame,
      ExitRequest exit,
      Clock clock) {
    this.engine = engine;
    this.inbox = inbox;
    this.terminals = terminals;
    this.attachments = attachments;
    this.view = view;
    this.model = model;
    this.canvas = canvas;
    this.rootView = rootView;
    this.keys = keys;
    this.mouse = mouse;
    this.actions = actions;
    this.start = start;
    this.onFirstFrame = onFirstFrame;
    this.exit = exit;
    this.clock = clock;
    this.systemInfo = new SystemInfoCollector(engine);
  }

  /// Runs until an exit is requested.
  ///
  /// @return the exit code
  int run() throws IOException, InterruptedException {
    refreshProcesses(engine.processes().snapshot());
    tick();
    if (terminals.isHidden()) {
      resize();
      startProcesses();
      startWork();
    }
    while (true) {
      handleMessages();
      watchResources();
      applyEvents();
      if (model.overlay() instanceof Overlay.Quitting && model.processes().aliveCount() == 0) {
        exit.requestEnd();
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
    if (now - nextTick >= 0 || idleTick && modelDirty && nextTick - now <= IDLE_TICK_DELAY_NANOS) {
      tick();
    }
    if (terminals.isHidden()) {
      waitHidden(now);
      return;
    }
    if (!linesDirty && !modelDirty && !inputDirty && !resized) {
      inbox.await(nextTick - now, true);
      return;
    }
    boolean soon = inputDirty || resized || actions.interactive().isEchoExpected(now);
    long lines = linesDirty ? Math.max(1, engine.logs().end() - paintedLines) : 0;
    long wait = schedule.nanosToWait(now, soon, lines);
    if (wait > 0) {
      inbox.await(wait, false);
    } else if (model.plainOutput()) {
      modelDirty = false;
      inputDirty = false;
      resized = false;
    } else {
      paint();
    }
  }

  /// Waits while no terminal shows the UI. Events are applied in batches, to keep the model current
  /// at little cost.
  private void waitHidden(long now) throws InterruptedException {
    boolean busy = linesDirty || modelDirty;
    linesDirty = false;
    modelDirty = false;
    inputDirty = false;
    inbox.await(busy ? HIDDEN_BATCH_INTERVAL_NANOS : nextTick - now, !busy);
  }

  /// Samples the resources of the processes only while a terminal shows them.
  private void watchResources() {
    boolean watch = started && !terminals.isHidden();
    if (watch != watchingResources) {
      watchingResources = watch;
      engine.processes().watchResources(watch);
    }
  }

  private void startProcesses() {
    if (!starting) {
      starting = true;
      start.beforeFirstFrame();
    }
  }

  private void startWork() {
    if (!started) {
      started = true;
      start.afterFirstFrame();
      onFirstFrame.run();
    }
  }

  private void handleMessages() throws IOException {
    for (UiMessage message : inbox.drainMessages()) {
      inputDirty = true;
      recordActivity();
      try {
        handle(message);
        attachments.afterCommand();
      } catch (RuntimeException failure) {
        engine.bus().offer(Event.InternalFailure.of("screen", failure, clock.millis()));
      }
      confirm(message);
    }
  }

  /// Lets the input thread read on, unless the UI ends: what is typed from now on is for the shell.
  private void confirm(UiMessage message) {
    if (message instanceof UiMessage.Input(TerminalController from, InputEvent event)
        && !(event instanceof InputEvent.EndOfInput)
        && exit.code() == null) {
      from.handled();
    }
  }

  private void handle(UiMessage message) throws IOException {
    switch (message) {
      case UiMessage.Input(TerminalController from, InputEvent event) -> {
        if (attachments.accept(from, event)) {
          handleInput(from, event);
        } else {
          resized = true;
        }
      }
      case UiMessage.TerminalAttached(TerminalController terminal) -> {
        attachments.attach(terminal);
        resized = true;
      }
      case UiMessage.TerminalReady _ -> {}
      case UiMessage.HangUp _ -> attachments.hangUp();
      case UiMessage.SearchHits hits -> actions.search().addHits(hits);
      case UiMessage.UrlProbed probed -> model.urls().recordProbe(probed.url(), probed.probe());
      case UiMessage.Continuation continuation -> continuation.action().run();
      case UiMessage.Notification notification ->
          model.toast(notification.text(), notification.severity());
      case UiMessage.Resized _ -> {
        resized = true;
        localResized = true;
      }
      case UiMessage.Resumed _ -> {
        attachments.continued();
        resized = true;
        localResized = true;
      }
      case UiMessage.CloseRequested _ -> exit.request(ExitRequest.OK);
    }
  }

  private void handleInput(TerminalController from, InputEvent event) throws IOException {
    switch (event) {
      case InputEvent.KeyPressed(Key key) -> keys.dispatch(key);
      case InputEvent.Paste(String text) -> keys.paste(text);
      case InputEvent.MouseEvent mouseEvent -> mouse.dispatch(mouseEvent);
      case InputEvent.ColourReport(int index, int colour) ->
          terminals.colourReported(from, index, colour);
      case InputEvent.BackgroundReport(boolean dark) -> terminals.backgroundChanged(from, dark);
      case InputEvent.Resized _ -> resized = true;
      case InputEvent.Resumed _ -> {
        terminals.resume(from);
        resized = true;
      }
      case InputEvent.EndOfInput _ -> {
        attachments.lost(from);
        resized = true;
      }
      case InputEvent.Ignored _ -> {}
    }
  }

  private void recordActivity() {
    lastActivity = System.nanoTime();
    nextTick = Math.min(nextTick, lastActivity + SECOND);
    idleTick = false;
  }

  /// Whether nothing visible changes from second to second.
  private boolean isIdle() {
    return System.nanoTime() - lastActivity > IDLE_DELAY_NANOS
        && model.overlay() instanceof Overlay.None
        && model.toast() == null
        && model.tab() != Tab.SYSTEM;
  }

  private void refreshProcesses(List<ProcessInfo> all) {
    listed = all.size();
    model.processes(view.processes(all));
    modelDirty = true;
  }

  private void applyEvents() {
    if (inbox.pollNewStates()) {
      refreshProcesses(engine.processes().snapshot());
      modelDirty = true;
    }
    linesDirty |= inbox.pollNewLines();
    modelDirty |= inbox.pollNewScreen();
    List<Event> events = inbox.drainEvents();
    for (Event event : events) {
      model.apply(view.event(event));
    }
    modelDirty |= !events.isEmpty();
    schedule.applied(events.size());
    if (linesDirty || !events.isEmpty()) {
      recordActivity();
    }
  }

  /// Updates clock, ages and system metrics; once per second, less often while idle.
  private void tick() {
    List<ProcessInfo> all = engine.processes().snapshot();
    if (all.size() != listed) { // a new definition publishes no event
      refreshProcesses(all);
    }
    long millis = clock.millis();
    attachments.poll();
    idleTick = terminals.isHidden() ? !attachments.isPolling() : isIdle();
    long now = System.nanoTime();
    nextTick = now + nanosToNext(idleTick ? MINUTE_MILLIS : 1000, millis);
    if (idleTick) {
      long common = CoalescedTimer.due(now, CoalescedTimer.PERIOD_NANOS) + IDLE_TICK_DELAY_NANOS;
      nextTick = Math.min(nextTick, common);
    }
    model.now(millis);
    actions.search().searchNewLines();
    for (ProcessRow row : model.processes()) {
      row.watched(engine.processes().isWatchingFiles(row.id()));
    }
    if (model.tab() == Tab.SYSTEM) {
      model.system(collectSystemInfo());
    }
    modelDirty = true;
  }

  private static long nanosToNext(long stepMillis, long millis) {
    return (stepMillis - millis % stepMillis) * 1_000_000;
  }

  private SystemInfo collectSystemInfo() {
    return systemInfo.collect(new SystemInfo.FrameStats(frames, frameNanos, inbox.missed()));
  }

  private void paint() throws IOException {
    long start = System.nanoTime();
    schedule.painted(start);
    paintedLines = engine.logs().end();
    boolean whole = modelDirty || inputDirty || resized;
    model.now(clock.millis());
    if (resized) {
      resize();
    }
    startProcesses();
    if (model.tab() == Tab.SYSTEM && model.system().equals(SystemInfo.NONE)) {
      model.system(collectSystemInfo());
    }
    if (model.tab() == Tab.URLS) {
      actions.prober().probeDue(model);
    }
    linesDirty = false;
    modelDirty = false;
    inputDirty = false;
    actions.interactive().refresh(start);
    if (whole) {
      rootView.paint(model);
    } else {
      rootView.paintLines(model);
    }
    if (terminals.paint(canvas) > 0) {
      frames++;
      startWork();
    }
    frameNanos = System.nanoTime() - start;
  }

  private void resize() throws IOException {
    resized = false;
    terminals.refreshSize(localResized && frames > 0);
    localResized = false;
    canvas.ascii(terminals.isAscii());
    int columns = terminals.columns();
    int rows = terminals.rows();
    if (columns != canvas.width() || rows != canvas.height()) {
      canvas.resize(columns, rows);
    }
    int width = RootView.columnsForOutput(model, columns, rows);
    engine.processes().resize(width, Math.max(2, rows - 4));
  }
}
