package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.AgentActions;
import dev.brummer.tui.action.BackNavigation;
import dev.brummer.tui.action.BackgroundSearch;
import dev.brummer.tui.action.Clipboard;
import dev.brummer.tui.action.ClipboardCommand;
import dev.brummer.tui.action.EditorLauncher;
import dev.brummer.tui.action.ExitRequest;
import dev.brummer.tui.action.ExternalEditor;
import dev.brummer.tui.action.HostTerminalActions;
import dev.brummer.tui.action.LogActions;
import dev.brummer.tui.action.LogExporter;
import dev.brummer.tui.action.LogSearch;
import dev.brummer.tui.action.PlainOutputMode;
import dev.brummer.tui.action.ProcessActions;
import dev.brummer.tui.action.QuitSequence;
import dev.brummer.tui.action.RequestActions;
import dev.brummer.tui.action.SlashCommands;
import dev.brummer.tui.action.ThemeController;
import dev.brummer.tui.action.UrlActions;
import dev.brummer.tui.action.UrlProber;
import dev.brummer.tui.binding.Binding;
import dev.brummer.tui.binding.Bindings;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.key.KeyContext;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.terminal.InputEvent;
import dev.brummer.tui.terminal.TerminalController;
import dev.brummer.tui.terminal.TerminalGroup;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The terminal UI.
///
/// Subscribes to the event bus in its constructor, so that [#run] sees every event published before
/// it. Does not own the engine: the caller closes it.
public final class Tui implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1 << 14;

  private final Engine engine;
  private final TuiSettings settings;
  private final @Nullable TerminalController local;
  private final TerminalGroup terminals;
  private final Map<String, String> environment;
  private final UiInbox inbox = new UiInbox();
  private final ExitRequest exit = new ExitRequest();
  private final Subscription subscription;

  /// @param local the program's terminal, to which nothing is written before [#run]; null for a UI
  ///   that is shown by [#attach] only
  public Tui(Engine engine, TuiSettings settings, @Nullable TerminalController local) {
    this(engine, settings, local, System.getenv());
  }

  /// @param environment where clipboard commands and editors are looked up
  Tui(
      Engine engine,
      TuiSettings settings,
      @Nullable TerminalController local,
      Map<String, String> environment) {
    this.engine = engine;
    this.settings = settings;
    this.local = local;
    this.environment = environment;
    this.terminals =
        new TerminalGroup(
            settings.theme(),
            lost -> inbox.post(new UiMessage.Input(lost, new InputEvent.EndOfInput())),
            () -> inbox.post(new UiMessage.TerminalReady()));
    this.subscription =
        engine.bus().subscribeAll("TUI", OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, inbox);
  }

  /// Initializes what the first frame needs and takes longest. Any thread.
  public static void preload() {
    List<Binding> _ = Bindings.of(KeyContext.GLOBAL);
  }

  /// Runs the event loop on the calling thread, which becomes the thread `tui`, until the user
  /// quits. On return all processes have ended, unless the user left without waiting. Restores the
  /// terminal on every path.
  ///
  /// @param firstFrame runs after the first frame, for work that would delay it, such as starting
  ///   processes
  /// @return the exit code: 0; 129 if the terminal disconnected; 130 after Ctrl-C, or if the user
  ///   left without waiting
  /// @throws UncheckedIOException if there is no terminal or it fails
  public int run(Runnable firstFrame) {
    return run(StartSequence.after(firstFrame), false);
  }

  /// Like [#run(Runnable)].
  ///
  /// @param start starts the processes
  /// @param showLog whether the log is shown first where only one pane fits, because processes were
  ///   selected already
  public int run(StartSequence start, boolean showLog) {
    Thread.currentThread().setName("tui");
    Thread hook = Thread.ofPlatform().name("restore-terminal").unstarted(this::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      if (local != null) {
        terminals.add(local);
      }
      terminals.refreshSize(false);
      boolean narrow = terminals.columns() < Layout.MIN_SPLIT_WIDTH;
      return createLoop(start, showLog && narrow).run();
    } catch (IOException disconnected) {
      throw new UncheckedIOException(disconnected);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitRequest.INTERRUPTED;
    } finally {
      engine.processes().watchResources(false);
      close();
      removeHook(hook);
    }
  }

  /// Shows the UI on another terminal, too, until that one is gone or detached. Any thread, also
  /// before [#run].
  public void attach(TerminalController terminal) {
    inbox.post(new UiMessage.TerminalAttached(terminal));
  }

  /// Runs the work that the first frame does not need.
  private void onFirstFrame(TerminalAttachments attachments) {
    if (local != null) {
      InputThread.start(local, inbox);
      TerminalController.onResize(() -> inbox.post(new UiMessage.Resized()));
      TerminalController.onContinue(() -> inbox.post(new UiMessage.Resumed()));
      TerminalController.onHangup(() -> onHangup(attachments));
      inbox.post(new UiMessage.Resized());
    }
  }

  /// Exits on a thread of its own, so that further signals arrive meanwhile.
  private void onHangup(TerminalAttachments attachments) {
    if (!attachments.mayStopOnHangup()) {
      inbox.post(new UiMessage.HangUp());
      return;
    }
    try {
      Thread.ofPlatform().name("hang-up").start(() -> System.exit(ExitRequest.HANGUP));
    } catch (OutOfMemoryError noThread) {
      System.exit(ExitRequest.HANGUP);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdownInProgress) {
      return; // the hook runs now; close is idempotent
    }
  }

  /// Number of processes that ran when the user quit; 0 before.
  public int stoppedProcesses() {
    return exit.stopped();
  }

  private EventLoop createLoop(StartSequence start, boolean focusLog) {
    MaskedView view = new MaskedView(engine.masking());
    LogReader lines = LogReader.of(engine.logs(), engine.filters(), engine.maskedLogs());
    Model model = new Model(settings.project(), settings.zone(), lines, settings.maxRequests());
    model.proxyEnabled(settings.proxy() != null);
    model.focusProcesses(!focusLog);
    model.agents().access(engine.agentAccess());
    model.attachable(settings.attachable());
    switch (settings.guidance()) {
      case NONE -> {}
      case FIRST_STEPS -> model.firstSteps().begin();
      case TOUR -> model.tour().begin();
    }
    Canvas canvas = new Canvas(false);
    PlainOutputMode plainOutput =
        new PlainOutputMode(
            model, terminals, settings.plainOutput(), event -> engine.bus().offer(event));
    Actions actions = createActions(model, view, plainOutput, exit);
    TerminalAttachments attachments =
        new TerminalAttachments(
            terminals, local, settings.detachOnHangup(), plainOutput, inbox, exit);
    RootView rootView = new RootView(canvas);
    return new EventLoop(
        engine,
        inbox,
        terminals,
        attachments,
        view,
        model,
        canvas,
        rootView,
        new KeyDispatcher(model, actions, plainOutput),
        new MouseDispatcher(model, actions, rootView),
        actions,
        start,
        () -> onFirstFrame(attachments),
        exit,
        settings.clock());
  }

  private Actions createActions(
      Model model, MaskedView view, PlainOutputMode plainOutput, ExitRequest exit) {
    ThemeController themes = new ThemeController(settings.theme(), terminals);
    ProcessActions processes =
        new ProcessActions(model, engine.processes(), settings.applyConfig());
    LogSearch search = new LogSearch(model, new BackgroundSearch(model.lines(), inbox));
    LogActions log = new LogActions(model, search, new LogExporter(model.lines(), inbox));
    UrlProber prober = new UrlProber(inbox, view::original);
    UrlActions urls =
        new UrlActions(
            model,
            view.browser(url -> terminals.openUrl(url, settings.browser())),
            view.proxy(settings.proxy()),
            prober);
    RequestActions requests = new RequestActions(model, settings.proxy());
    AgentActions agents = new AgentActions(model);
    return new Actions(
        model,
        processes,
        log,
        urls,
        requests,
        agents,
        new HostTerminalActions(model, terminals, plainOutput, inbox),
        search,
        prober,
        new InteractiveSession(model, engine.processes(), terminals, inbox),
        themes,
        new Clipboard(model, terminals, new ClipboardCommand(environment, inbox)),
        new EditorLauncher(model, ExternalEditor.of(environment), terminals, inbox),
        new BackNavigation(model, search, log, requests),
        new QuitSequence(model, engine.processes(), exit),
        new SlashCommands(model, processes, log, urls, agents, themes));
  }

  /// Restores the terminal and makes [#run] return. Idempotent; callable from any thread, including
  /// a shutdown hook.
  @Override
  public void close() {
    subscription.close();
    inbox.post(new UiMessage.CloseRequested());
    terminals.close();
  }
}
