package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.action.ActionDispatcher;
import dev.brummer.tui.action.BackgroundSearch;
import dev.brummer.tui.action.Clipboard;
import dev.brummer.tui.action.ClipboardCommand;
import dev.brummer.tui.action.EditorLauncher;
import dev.brummer.tui.action.ExitRequest;
import dev.brummer.tui.action.ExternalEditor;
import dev.brummer.tui.action.LogExporter;
import dev.brummer.tui.action.LogSearch;
import dev.brummer.tui.action.PlainOutputMode;
import dev.brummer.tui.action.Suspender;
import dev.brummer.tui.action.ThemeController;
import dev.brummer.tui.action.UrlProber;
import dev.brummer.tui.inbox.UiInbox;
import dev.brummer.tui.inbox.UiMessage;
import dev.brummer.tui.interactive.InteractiveSession;
import dev.brummer.tui.model.LogReader;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.CellDiff;
import dev.brummer.tui.terminal.TerminalScreen;
import dev.brummer.tui.view.RootView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The terminal UI.
///
/// Listens to the bus from its making on, so nothing that happens before [#run] is missed. Commands
/// go down to `Processes`, which it does not own: whoever made the engine closes it.
public final class Tui implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1 << 14;

  private final Engine engine;
  private final TuiSettings settings;
  private final TerminalScreen screen;
  private final Runnable stopProgram;
  private final Map<String, String> environment;
  private final UiInbox inbox = new UiInbox();
  private final Subscription subscription;

  /// @param screen the terminal of this program; nothing is written before [#run]
  public Tui(Engine engine, TuiSettings settings, TerminalScreen screen) {
    this(engine, settings, screen, Suspender::stopProgram, System.getenv());
  }

  /// @param stopProgram stops the program until somebody continues it
  /// @param environment where programs for the clipboard and files are found
  Tui(
      Engine engine,
      TuiSettings settings,
      TerminalScreen screen,
      Runnable stopProgram,
      Map<String, String> environment) {
    this.engine = engine;
    this.settings = settings;
    this.screen = screen;
    this.stopProgram = stopProgram;
    this.environment = environment;
    this.subscription =
        engine.bus().subscribeAll("TUI", OverflowPolicy.CONFLATE, MAILBOX_CAPACITY, inbox);
  }

  /// Runs on the calling thread, which becomes the thread `tui`, until the user has quit. By then
  /// every process has ended, unless the person did not want to wait. The terminal is given back
  /// however it ends.
  ///
  /// @param whenShown what can wait until there is a picture, as starting processes: on a small
  ///   machine they would take the time from it
  /// @return the exit code: 0, or 129 when the terminal has gone, or 130 when the person left at
  ///   once
  /// @throws UncheckedIOException if there is no terminal, or it fails
  public int run(Runnable whenShown) {
    Thread.currentThread().setName("tui");
    Thread hook = Thread.ofPlatform().name("restore-terminal").unstarted(this::close);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      screen.enter();
      return createLoop(() -> onFirstFrame(whenShown)).run();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return ExitRequest.INTERRUPTED;
    } finally {
      engine.processes().watchResources(false);
      close();
      removeHook(hook);
    }
  }

  /// What is not needed for the first picture, behind it.
  private void onFirstFrame(Runnable whenShown) {
    whenShown.run();
    InputThread.start(screen, inbox);
    TerminalScreen.onResize(() -> inbox.post(new UiMessage.Resized()));
    TerminalScreen.onContinue(() -> inbox.post(new UiMessage.Resumed()));
    inbox.post(new UiMessage.Resized());
    engine.processes().watchResources(true);
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      return; // the hook has run or is about to: closing twice does no harm
    }
  }

  private EventLoop createLoop(Runnable whenShown) {
    LogReader logReader = LogReader.of(engine.logs(), engine.filters());
    Model model =
        new Model(
            settings.project(), settings.clock().getZone(), logReader, settings.maxRequests());
    model.proxyEnabled(settings.proxy() != null);
    Canvas canvas = new Canvas(settings.ascii());
    CellDiff diff = new CellDiff(settings.colourDepth());
    ThemeController themeController =
        new ThemeController(
            settings.theme(), settings.colourDepth(), settings.terminalColours(), diff);
    RootView rootView = new RootView(canvas);
    LogSearch logSearch = new LogSearch(model, new BackgroundSearch(logReader, inbox));
    ExitRequest exit = new ExitRequest();
    Clipboard clipboard = new Clipboard(model, screen, new ClipboardCommand(environment, inbox));
    InteractiveSession interactiveSession =
        new InteractiveSession(
            model, engine.processes(), screen, themeController, clipboard, inbox);
    PlainOutputMode plain =
        new PlainOutputMode(
            model, screen, diff, settings.plainOutput(), event -> engine.bus().offer(event));
    UrlProber prober = new UrlProber(inbox);
    ActionDispatcher actionDispatcher =
        new ActionDispatcher(
            model,
            engine.processes(),
            screen,
            clipboard,
            new EditorLauncher(model, ExternalEditor.of(environment), screen, diff, inbox),
            plain,
            settings.browser(),
            settings.proxy(),
            prober,
            logSearch,
            interactiveSession,
            new LogExporter(logReader, inbox),
            themeController,
            diff::invalidate,
            new Suspender(screen, diff, inbox, stopProgram),
            exit);
    KeyDispatcher keyDispatcher =
        new KeyDispatcher(model, actionDispatcher, logSearch, interactiveSession, plain);
    return new EventLoop(
        engine,
        inbox,
        screen,
        model,
        canvas,
        diff,
        rootView,
        keyDispatcher,
        interactiveSession,
        new MouseDispatcher(model, actionDispatcher, keyDispatcher, interactiveSession, rootView),
        logSearch,
        themeController,
        prober,
        whenShown,
        exit,
        settings.clock());
  }

  /// Gives the terminal back and ends [#run]. Idempotent, from any thread, a shutdown hook too.
  @Override
  public void close() {
    subscription.close();
    inbox.post(new UiMessage.CloseRequested());
    try {
      screen.close();
    } catch (IOException gone) {
      return; // a terminal that cannot be written to needs no restoring
    }
  }
}
