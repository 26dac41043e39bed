package dev.brummer.app.program;

import dev.brummer.engine.OsSignals;
import java.util.concurrent.atomic.AtomicInteger;

/// What signals do to a measurement: it is told of the first two, the third leaves at once.
public final class TerminationSignals {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final Runnable onInterrupt;
  private final AtomicInteger signalCount = new AtomicInteger();
  private volatile int lastSignal;

  private TerminationSignals(Runnable interrupted) {
    this.onInterrupt = interrupted;
  }

  public static TerminationSignals install(Runnable interrupted) {
    TerminationSignals all = new TerminationSignals(interrupted);
    OsSignals.on("INT", () -> all.onSignal(SIGINT));
    OsSignals.on("TERM", () -> all.onSignal(SIGTERM));
    return all;
  }

  private void onSignal(int number) {
    lastSignal = number;
    if (signalCount.incrementAndGet() > 2) {
      Runtime.getRuntime().halt(128 + number);
    }
    onInterrupt.run();
  }

  /// The code to end with: `code`, or that of the signal.
  public int exitCode(int code) {
    return lastSignal == 0 ? code : 128 + lastSignal;
  }
}
