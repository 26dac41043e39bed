package dev.brummer.app.program;

import dev.brummer.engine.OsSignals;
import java.util.concurrent.atomic.AtomicInteger;

/// What signals do to a measurement: it is told of the first two, the third leaves at once.
public final class TerminationSignals {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final Runnable interrupted;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int signal;

  private TerminationSignals(Runnable interrupted) {
    this.interrupted = interrupted;
  }

  public static TerminationSignals listen(Runnable interrupted) {
    TerminationSignals all = new TerminationSignals(interrupted);
    OsSignals.on("INT", () -> all.on(SIGINT));
    OsSignals.on("TERM", () -> all.on(SIGTERM));
    return all;
  }

  private void on(int number) {
    signal = number;
    if (asked.incrementAndGet() > 2) {
      Runtime.getRuntime().halt(128 + number);
    }
    interrupted.run();
  }

  /// The code to end with: `code`, or that of the signal.
  public int code(int code) {
    return signal == 0 ? code : 128 + signal;
  }
}
