package dev.brummer.app.run;

import dev.brummer.engine.OsSignals;
import java.util.concurrent.atomic.AtomicInteger;

/// What signals do to a run without a UI: the first asks the children to end, the second kills
/// them, the third leaves at once. The run then ends by itself, with 128 + the signal.
final class RunSignals {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final RunSession run;
  private final AtomicInteger signalCount = new AtomicInteger();
  private volatile int lastSignal;

  private RunSignals(RunSession run) {
    this.run = run;
  }

  static RunSignals install(RunSession run) {
    RunSignals runSignals = new RunSignals(run);
    OsSignals.on("INT", () -> runSignals.onSignal(SIGINT));
    OsSignals.on("TERM", () -> runSignals.onSignal(SIGTERM));
    return runSignals;
  }

  private void onSignal(int number) {
    lastSignal = number;
    switch (signalCount.incrementAndGet()) {
      case 1 -> run.stop();
      case 2 -> run.kill();
      default -> Runtime.getRuntime().halt(128 + number);
    }
  }

  /// The code to end with: `code`, or that of the signal that ended the run.
  int exitCode(int code) {
    return lastSignal == 0 ? code : 128 + lastSignal;
  }
}
