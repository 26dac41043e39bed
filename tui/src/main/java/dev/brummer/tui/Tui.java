package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.tui.action.Actions;
import dev.brummer.tui.action.ClipboardTool;
import dev.brummer.tui.action.Editing;
import dev.brummer.tui.action.Exit;
import dev.brummer.tui.action.Finder;
import dev.brummer.tui.action.Pasteboard;
import dev.brummer.tui.action.PlainSwitch;
import dev.brummer.tui.action.Saver;
import dev.brummer.tui.action.Searching;
import dev.brummer.tui.action.SourceEditor;
import dev.brummer.tui.action.Suspension;
import dev.brummer.tui.action.Themes;
import dev.brummer.tui.inbox.Inbox;
import dev.brummer.tui.inbox.Msg;
import dev.brummer.tui.interactive.Typing;
import dev.brummer.tui.model.Lines;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.FrameDiff;
import dev.brummer.tui.terminal.Screen;
import dev.brummer.tui.view.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// The terminal UI.
///
/// Listens to the bus from its making on, so nothing that happens before [#run] is missed. Commands
/// go down to `Processes`, which it does not own: whoever made the engine closes it.
public final class Tui implements AutoCloseable {
  private static final int MAILBOX = 1 << 14;

  private final Engine engine;
  private final TuiSettings settings;
  private final Screen screen;
  private final Runnable stopProgram;
  private final Map<String, String> environment;
  private final Inbox inbox = new Inbox();
  private final Subscription subscription;

  /// @param screen the terminal of this program; nothing is written before [#run]
  public Tui(Engine engine, TuiSettings settings, Screen screen) {
    this(engine, settings, screen, Suspension::stopProgram, System.getenv());
  }

  /// @param stopProgram stops the program until somebody continues it
  /// @param environment where programs for the clipboard and files are found
  Tui(
      Engine engine,
      TuiSettings settings,
      Screen screen,
      Runnable stopProgram,
      Map<String, String> environment) {
    this.engine = engine;
    this.settings = settings;
    this.screen = screen;
    this.stopProgram = stopProgram;
    this.environment = environment;
    this.subscription = engine.bus().subscribeAll("TUI", OverflowPolicy.CONFLATE, MAILBOX, inbox);
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
      return loop(() -> begin(whenShown)).run();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Exit.LEFT;
    } finally {
      engine.processes().watchResources(false);
      close();
      unhook(hook);
    }
  }

  /// What is not needed for the first picture, behind it.
  private void begin(Runnable whenShown) {
    whenShown.run();
    KeyThread.start(screen, inbox);
    Screen.onResize(() -> inbox.post(new Msg.Resized()));
    Screen.onContinue(() -> inbox.post(new Msg.Resumed()));
    inbox.post(new Msg.Resized());
    engine.processes().watchResources(true);
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endingAlready) {
      return; // the hook has run or is about to: closing twice does no harm
    }
  }

  private Loop loop(Runnable whenShown) {
    Lines lines = Lines.of(engine.logs(), engine.filters());
    Model model =
        new Model(settings.project(), settings.clock().getZone(), lines, settings.requests());
    model.proxied(settings.proxy() != null);
    Canvas canvas = new Canvas(settings.ascii());
    FrameDiff diff = new FrameDiff(settings.colours());
    Themes themes = new Themes(settings.look(), settings.colours(), settings.terminal(), diff);
    Frame frame = new Frame(canvas);
    Searching searching = new Searching(model, new Finder(lines, inbox));
    Exit exit = new Exit();
    Pasteboard pasteboard = new Pasteboard(model, screen, new ClipboardTool(environment, inbox));
    Typing typing = new Typing(model, engine.processes(), screen, themes, pasteboard, inbox);
    PlainSwitch plain =
        new PlainSwitch(model, screen, diff, settings.plain(), event -> engine.bus().offer(event));
    Actions actions =
        new Actions(
            model,
            engine.processes(),
            screen,
            pasteboard,
            new Editing(model, SourceEditor.of(environment), screen, diff, inbox),
            plain,
            settings.browser(),
            settings.proxy(),
            searching,
            typing,
            new Saver(lines, inbox),
            themes,
            diff::forget,
            new Suspension(screen, diff, inbox, stopProgram),
            exit);
    Hands hands = new Hands(model, actions, searching, typing, plain);
    return new Loop(
        engine,
        inbox,
        screen,
        model,
        canvas,
        diff,
        frame,
        hands,
        typing,
        new Mouse(model, actions, hands, typing, frame),
        searching,
        themes,
        whenShown,
        exit,
        settings.clock());
  }

  /// Gives the terminal back and ends [#run]. Idempotent, from any thread, a shutdown hook too.
  @Override
  public void close() {
    subscription.close();
    inbox.post(new Msg.Closed());
    try {
      screen.close();
    } catch (IOException gone) {
      return; // a terminal that cannot be written to needs no restoring
    }
  }
}
