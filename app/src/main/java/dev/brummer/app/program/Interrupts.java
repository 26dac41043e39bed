package dev.brummer.app.program;

import dev.brummer.engine.OsSignals;
import java.util.concurrent.atomic.AtomicInteger;

/// What signals do to a measurement: it is told of the first two, the third leaves at once.
public final class Interrupts {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final Runnable interrupted;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int signal;

  private Interrupts(Runnable interrupted) {
    this.interrupted = interrupted;
  }

  public static Interrupts listen(Runnable interrupted) {
    Interrupts all = new Interrupts(interrupted);
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
