package dev.brummer.tui;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.tui.key.Action;
import dev.brummer.tui.key.Binding;
import dev.brummer.tui.key.Key;
import dev.brummer.tui.model.LineEdit;
import dev.brummer.tui.model.ListCursor;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.Search;
import dev.brummer.tui.model.SystemInfo;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.model.Toast;
import dev.brummer.tui.paint.Canvas;
import dev.brummer.tui.paint.FrameDiff;
import dev.brummer.tui.paint.Layout;
import dev.brummer.tui.paint.Screen;
import dev.brummer.tui.paint.Typed;
import dev.brummer.tui.view.Bindings;
import dev.brummer.tui.view.Dialogues;
import dev.brummer.tui.view.Frame;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The thread `tui`: takes what has arrived, changes the model, paints when something is new, at
/// most 60 times a second; sleeps otherwise, a second at the longest (the clock and ages).
final class Loop {
  private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(16);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Engine engine;
  private final TuiSettings settings;
  private final Model model;
  private final Inbox inbox;
  private final Screen screen;
  private final Actor actor;
  private final Canvas canvas;
  private final FrameDiff diff;
  private final Frame frame = new Frame();
  private boolean closed;
  private boolean newSize = true;
  private long frames;
  private long frameNanos;
  private long linesBefore;

  Loop(Engine engine, TuiSettings settings, Model model, Inbox inbox, Screen screen) {
    this.engine = engine;
    this.settings = settings;
    this.model = model;
    this.inbox = inbox;
    this.screen = screen;
    this.canvas = new Canvas(settings.ascii());
    this.diff = new FrameDiff(settings.colours());
    Finder finder = new Finder(engine.logs(), inbox);
    this.actor = new Actor(engine, model, finder, settings.browser(), this::copy);
  }

  /// Until everything has ended after the person asked for it, or [Msg.Close].
  void run() throws IOException, InterruptedException {
    long nextTick = System.nanoTime();
    while (!done()) {
      long now = System.nanoTime();
      if (now - nextTick >= 0) {
        tick();
        nextTick = now + TICK_NANOS;
      }
      paint();
      inbox.await(Math.max(1, nextTick - System.nanoTime()));
      boolean any = inbox.drain(this::on, model::apply);
      if (any) {
        model.processes(engine.processes().snapshot());
        rest(now);
      }
    }
  }

  private boolean done() {
    boolean quitting = model.overlay() instanceof Overlay.Quitting;
    return closed || actor.leaving() || (quitting && model.alive() == 0);
  }

  /// Keeps two frames apart; a key does not wait, because the first frame after a rest is painted
  /// at once.
  private void rest(long frameStart) throws InterruptedException {
    long left = FRAME_NANOS - (System.nanoTime() - frameStart);
    if (left > 0 && left < FRAME_NANOS) {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, FRAME_NANOS / 2));
      inbox.drain(this::on, model::apply);
      model.processes(engine.processes().snapshot());
    }
  }

  private void tick() {
    model.now(settings.clock().millis());
    model.processes(engine.processes().snapshot());
    Runtime runtime = Runtime.getRuntime();
    long lines = engine.logs().end();
    String warning = engine.logs().warning();
    model.system(
        new SystemInfo(
            engine.bus().stats(),
            runtime.totalMemory() - runtime.freeMemory(),
            runtime.maxMemory(),
            Thread.activeCount(),
            lines,
            lines - linesBefore,
            frames,
            frames == 0 ? 0 : frameNanos / frames,
            inbox.missedSoFar(),
            warning == null ? "" : warning));
    linesBefore = lines;
  }

  private void paint() throws IOException {
    long start = System.nanoTime();
    model.now(settings.clock().millis());
    if (newSize) {
      newSize = false;
      screen.measure();
      canvas.resize(screen.columns(), screen.rows());
      diff.forget();
      engine.processes().resize(screen.columns(), screen.rows());
    }
    frame.paint(model, canvas);
    int count = diff.encode(canvas);
    if (count > 0) {
      screen.write(diff.bytes(), count);
      frames++;
      frameNanos += System.nanoTime() - start;
    }
  }

  private void on(Msg message) {
    switch (message) {
      case Msg.Close _ -> closed = true;
      case Msg.Repaint _ -> newSize = true;
      case Msg.Hits hits -> {
        Search search = model.search();
        if (search != null && search.epoch() == hits.epoch()) {
          search.add(hits.lines(), hits.last());
        }
      }
      case Msg.Input input -> typed(input.typed());
    }
  }

  private void typed(Typed typed) {
    switch (typed) {
      case Typed.End _ -> actor.quit();
      case Typed.Nothing _ -> {}
      case Typed.Mouse mouse -> mouse(mouse);
      case Typed.Paste paste -> edit(edit -> edit.type(paste.text()));
      case Typed.Letter _, Typed.Named _ -> {
        Key key = Keys.of(typed);
        if (key != null) {
          press(key);
        }
      }
    }
  }

  private void press(Key key) {
    Binding<Model> binding = Bindings.KEYS.find(Bindings.context(model), key);
    if (binding == null) {
      if (model.overlay() instanceof Overlay.Quitting) {
        return;
      }
      type(key);
      return;
    }
    if (Bindings.context(model).modal() && !(model.overlay() instanceof Overlay.Quitting)) {
      dialogue(binding.action());
      return;
    }
    perform(binding);
  }

  private void perform(Binding<Model> binding) {
    String why = binding.whyNot().apply(model);
    if (why != null) {
      model.toast(why, Toast.Mood.NOTICE);
    } else if (binding.action() == Action.Simple.REDRAW) {
      newSize = true;
    } else {
      actor.act(binding.action());
    }
  }

  private void dialogue(Action action) {
    if (action == Action.Simple.CLOSE) {
      if (model.overlay() instanceof Overlay.Prompt prompt
          && prompt.purpose() == Overlay.Prompt.Purpose.SEARCH) {
        model.search(null);
      }
      model.overlay(new Overlay.None());
    } else if (action instanceof Action.Move move) {
      ListCursor rows = rows();
      if (rows != null) {
        Actor.moveList(rows, move);
      }
    } else if (action == Action.Simple.ACCEPT) {
      accept();
    }
  }

  private @org.jspecify.annotations.Nullable ListCursor rows() {
    return switch (model.overlay()) {
      case Overlay.Help help -> help.rows();
      case Overlay.Palette palette -> palette.rows();
      case Overlay.Prompt _, Overlay.Quitting _, Overlay.None _ -> null;
    };
  }

  private void accept() {
    Overlay overlay = model.overlay();
    model.overlay(new Overlay.None());
    switch (overlay) {
      case Overlay.Palette palette -> {
        List<Dialogues.Entry> found = Dialogues.found(palette.input().text());
        int at = palette.rows().selected();
        if (at < found.size()) {
          perform(found.get(at).binding());
        }
      }
      case Overlay.Prompt prompt -> {
        if (prompt.purpose() == Overlay.Prompt.Purpose.SEARCH && model.search() != null) {
          actor.act(Action.Simple.PREVIOUS_MATCH);
        }
      }
      case Overlay.Help _, Overlay.Quitting _, Overlay.None _ -> {}
    }
  }

  private void type(Key key) {
    switch (key.code()) {
      case CHAR -> {
        if (key.types()) {
          edit(edit -> edit.type(Character.toString(key.codePoint())));
        } else if (key.ctrl() && key.codePoint() == 'w') {
          edit(LineEdit::deleteWord);
        } else if (key.ctrl() && key.codePoint() == 'u') {
          edit(LineEdit::clear);
        }
      }
      case BACKSPACE -> edit(LineEdit::backspace);
      case DELETE -> edit(LineEdit::delete);
      case LEFT -> edit(LineEdit::left);
      case RIGHT -> edit(LineEdit::right);
      case HOME -> edit(LineEdit::home);
      case END -> edit(LineEdit::end);
      case ENTER, ESC, TAB, INSERT, UP, DOWN, PAGE_UP, PAGE_DOWN, F1, F2, F3, F4, F5, UNKNOWN -> {}
    }
  }

  private void edit(java.util.function.Consumer<LineEdit> change) {
    switch (model.overlay()) {
      case Overlay.Help help -> change.accept(help.filter());
      case Overlay.Palette palette -> change.accept(palette.input());
      case Overlay.Prompt prompt -> {
        change.accept(prompt.input());
        actor.prompted(prompt);
      }
      case Overlay.Quitting _, Overlay.None _ -> {}
    }
  }

  private void mouse(Typed.Mouse mouse) {
    Layout layout = frame.layout();
    boolean left = layout.left().contains(mouse.x(), mouse.y());
    boolean main = layout.main().contains(mouse.x(), mouse.y());
    switch (mouse.kind()) {
      case CLICK -> {
        if (left) {
          model.focusProcesses(true);
          ListCursor cursor = model.processCursor();
          cursor.select(cursor.top() + mouse.y() - layout.left().y() - 1);
        } else if (main) {
          Tab tab =
              mouse.y() == layout.main().y() ? Frame.tabAt(model, layout.main(), mouse.x()) : null;
          model.tab(tab == null ? model.tab() : tab);
          if (tab == null && model.tab() != Tab.LOGS) {
            ListCursor cursor = model.cursor(model.tab());
            cursor.select(cursor.top() + mouse.y() - layout.main().y() - 1);
          }
        }
      }
      case WHEEL_UP, WHEEL_DOWN -> wheel(left, main, mouse.kind() == Typed.Mouse.Kind.WHEEL_UP);
    }
  }

  private void wheel(boolean left, boolean main, boolean up) {
    if (left) {
      model.processCursor().scroll(up ? -3 : 3);
    } else if (main && model.tab() == Tab.LOGS) {
      model.wheelLog(up);
    } else if (main) {
      model.cursor(model.tab()).scroll(up ? -3 : 3);
    }
  }

  private void copy(String text) {
    try {
      screen.copy(text);
    } catch (IOException gone) {
      engine
          .bus()
          .offer(
              new Event.Fault(
                  "clipboard", String.valueOf(gone.getMessage()), gone, settings.clock().millis()));
    }
  }
}
