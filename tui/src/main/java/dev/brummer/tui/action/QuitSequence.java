package dev.brummer.tui.action;

import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.Overlay;

/// Quits in up to three steps: stop all processes, kill them, leave without waiting. Confined to
/// the thread `tui`.
public final class QuitSequence {
  private final Model model;
  private final Processes processes;
  private final ExitRequest exit;

  public QuitSequence(Model model, Processes processes, ExitRequest exit) {
    this.model = model;
    this.processes = processes;
    this.exit = exit;
  }

  /// Stops all processes and shows the quit screen; exits at once if none is alive.
  public void quit() {
    exit.endWith(ExitRequest.OK);
    stopAll();
  }

  private void stopAll() {
    if (model.processes().aliveCount() == 0) {
      exit.requestEnd();
      return;
    }
    exit.stopping(model.processes().aliveCount());
    processes.stopAll();
    model.overlay(new Overlay.Quitting(false, model.now()));
  }

  /// Quits as on SIGINT: the exit code becomes 130.
  public void interrupt() {
    exit.endWith(ExitRequest.INTERRUPTED);
    advance();
  }

  /// Performs the next step of a quit; the exit code remains that of the first.
  public void advance() {
    if (!(model.overlay() instanceof Overlay.Quitting quitting)) {
      stopAll();
    } else if (!quitting.killed()) {
      killAll();
    } else {
      exit.request(ExitRequest.INTERRUPTED);
    }
  }

  /// Kills all remaining processes.
  public void killAll() {
    processes.killAll();
    model.overlay(new Overlay.Quitting(true, model.now()));
  }
}
