package dev.brummer.app.program;

import dev.brummer.engine.SignalHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/// Handler of SIGINT and SIGTERM: the first signal runs one action, the second another, the third
/// halts the JVM. Actions run on the JVM's signal thread and must not block.
public final class TerminationSignals {
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;

  private final Runnable onFirst;
  private final Runnable onSecond;
  private final AtomicInteger signalCount = new AtomicInteger();
  private volatile int lastSignal;

  private TerminationSignals(Runnable onFirst, Runnable onSecond) {
    this.onFirst = onFirst;
    this.onSecond = onSecond;
  }

  /// Replaces the JVM's handlers of both signals for the rest of its life.
  public static TerminationSignals install(Runnable onFirst, Runnable onSecond) {
    TerminationSignals signals = new TerminationSignals(onFirst, onSecond);
    SignalHandlers.install("INT", () -> signals.onSignal(SIGINT));
    SignalHandlers.install("TERM", () -> signals.onSignal(SIGTERM));
    return signals;
  }

  private void onSignal(int number) {
    lastSignal = number;
    switch (signalCount.incrementAndGet()) {
      case 1 -> onFirst.run();
      case 2 -> onSecond.run();
      default -> Runtime.getRuntime().halt(ExitCodes.ofSignal(number));
    }
  }

  /// The exit code of the last signal, or `code` if there was none.
  public int exitCode(int code) {
    return lastSignal == 0 ? code : ExitCodes.ofSignal(lastSignal);
  }
}
