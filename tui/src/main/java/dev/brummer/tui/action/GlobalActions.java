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
  private final LogSearch logSearch;
  private final BackNavigation backNavigation;
  private final QuitSequence quitSequence;
  private final PlainOutputMode plain;
  private final Runnable redraw;
  private final Runnable suspend;

  GlobalActions(
      Model model,
      TerminalScreen screen,
      LogSearch logSearch,
      BackNavigation backNavigation,
      QuitSequence quitSequence,
      PlainOutputMode plain,
      Runnable redraw,
      Runnable suspend) {
    this.model = model;
    this.screen = screen;
    this.logSearch = logSearch;
    this.backNavigation = backNavigation;
    this.quitSequence = quitSequence;
    this.plain = plain;
    this.redraw = redraw;
    this.suspend = suspend;
  }

  void perform(Action.Frame action) throws IOException {
    switch (action) {
      case NEXT_PANE, PREVIOUS_PANE -> model.focusProcesses(!model.processesFocused());
      case ZOOM -> model.zoom(!model.zoomed());
      case HELP -> model.overlay(new Overlay.Help(new TextInput(""), new ListCursor()));
      case PALETTE -> model.overlay(new Overlay.Palette(new TextInput(""), new ListCursor()));
      case BACK -> {
        if (!backNavigation.goBack()) {
          model.focusProcesses(true);
        }
      }
      case QUIT -> {
        if (!backNavigation.goBack()) {
          quitSequence.quit();
        }
      }
      case INTERRUPT -> quitSequence.interrupt();
      case KILL_ALL -> quitSequence.killAll();
      case REDRAW -> redraw.run();
      case SUSPEND -> suspend.run();
      case MOUSE -> {
        screen.mouse(!screen.mouse());
        model.toastDone(
            screen.mouse() ? "the mouse is brummer's" : "the mouse is left to the terminal");
      }
      case PLAIN -> plain.enter();
      case CLOSE -> closeOverlay();
      case ACCEPT, COMPLETE -> throw new IllegalStateException(action + " belongs to a dialogue");
    }
  }

  private void closeOverlay() {
    if (model.overlay() instanceof Overlay.Prompt prompt) {
      switch (prompt.purpose()) {
        case SEARCH -> logSearch.clear();
        case FIND -> model.processes().filter("");
        case FILTER, REQUESTS, RUN -> {}
      }
    }
    model.overlay(new Overlay.None());
  }
}
