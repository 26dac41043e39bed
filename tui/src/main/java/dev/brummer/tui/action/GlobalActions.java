package dev.brummer.tui.action;

import dev.brummer.tui.key.Action;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;
import dev.brummer.tui.model.TextInput;
import dev.brummer.tui.model.list.ListCursor;
import dev.brummer.tui.terminal.TerminalScreen;
import java.io.IOException;

/// Panes, dialogues, the terminal itself, the way out.
final class GlobalActions {
  private final Model model;
  private final TerminalScreen screen;
  private final LogSearch searching;
  private final BackNavigation retreat;
  private final QuitSequence farewell;
  private final PlainOutputMode plain;
  private final Runnable redraw;
  private final Runnable suspend;

  GlobalActions(
      Model model,
      TerminalScreen screen,
      LogSearch searching,
      BackNavigation retreat,
      QuitSequence farewell,
      PlainOutputMode plain,
      Runnable redraw,
      Runnable suspend) {
    this.model = model;
    this.screen = screen;
    this.searching = searching;
    this.retreat = retreat;
    this.farewell = farewell;
    this.plain = plain;
    this.redraw = redraw;
    this.suspend = suspend;
  }

  void perform(Action.Frame action) throws IOException {
    switch (action) {
      case NEXT_PANE, PREVIOUS_PANE -> model.focusProcesses(!model.onProcesses());
      case ZOOM -> model.zoom(!model.zoomed());
      case HELP -> model.overlay(new Overlay.Help(new TextInput(""), new ListCursor()));
      case PALETTE -> model.overlay(new Overlay.Palette(new TextInput(""), new ListCursor()));
      case BACK -> {
        if (!retreat.step()) {
          model.focusProcesses(true);
        }
      }
      case QUIT -> {
        if (!retreat.step()) {
          farewell.quit();
        }
      }
      case INTERRUPT -> farewell.interrupt();
      case KILL_ALL -> farewell.kill();
      case REDRAW -> redraw.run();
      case SUSPEND -> suspend.run();
      case MOUSE -> {
        screen.mouse(!screen.mouse());
        model.done(screen.mouse() ? "the mouse is brummer's" : "the mouse is left to the terminal");
      }
      case PLAIN -> plain.plain();
      case CLOSE -> close();
      case ACCEPT, COMPLETE -> throw new IllegalStateException(action + " belongs to a dialogue");
    }
  }

  private void close() {
    if (model.overlay() instanceof Overlay.Prompt prompt) {
      switch (prompt.purpose()) {
        case SEARCH -> searching.drop();
        case FIND -> model.processes().filter("");
        case FILTER, REQUESTS, RUN -> {}
      }
    }
    model.overlay(new Overlay.None());
  }
}
