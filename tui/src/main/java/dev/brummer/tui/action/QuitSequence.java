package dev.brummer.tui.action;

import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;

/// The way out: graceful first, then by force, then at once.
final class QuitSequence {
  private final Model model;
  private final Processes processes;
  private final ExitRequest exit;

  QuitSequence(Model model, Processes processes, ExitRequest exit) {
    this.model = model;
    this.processes = processes;
    this.exit = exit;
  }

  /// Begins the end, with a dialogue that shows who is still up.
  void quit() {
    if (model.processes().aliveCount() == 0) {
      exit.request(ExitRequest.OK);
      return;
    }
    processes.stopAll();
    model.overlay(new Overlay.Quitting(false, model.now()));
  }

  /// The next step of the end.
  void interrupt() {
    if (!(model.overlay() instanceof Overlay.Quitting quitting)) {
      quit();
    } else if (!quitting.killed()) {
      killAll();
    } else {
      exit.request(ExitRequest.INTERRUPTED);
    }
  }

  /// Kills all that are still up.
  void killAll() {
    processes.killAll();
    model.overlay(new Overlay.Quitting(true, model.now()));
  }
}
