package dev.brummer.app.program;

import dev.brummer.engine.SignalHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Handler of SIGHUP, SIGINT and SIGTERM: the first signal runs one action, the second another, the
/// third halts the JVM. Actions run on a thread that exists from the start, and must not block.
///
/// A hang-up, and any signal of a run with a UI, instead closes the run on a thread that has been
/// started before, too, and halts the JVM: at the process limit no thread can be started, and
/// neither the JVM's handlers nor its shutdown hooks run.
public final class TerminationSignals {
  private static final int SIGHUP = 1;
  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;
  private static final Map<Integer, String> NAMES =
      Map.of(SIGHUP, "HUP", SIGINT, "INT", SIGTERM, "TERM");

  /// The thread that closes the run and then halts the JVM; null unless a signal has asked for it.
  private static volatile @Nullable Thread closing;

  private final boolean closesAtOnce;
  private final Runnable onFirst;
  private final Runnable onSecond;
  private final AtomicInteger signalCount = new AtomicInteger();
  private final CountDownLatch closeRequested = new CountDownLatch(1);
  private volatile int lastSignal;
  private @Nullable Thread shutdown;

  private TerminationSignals(boolean closesAtOnce, Runnable onFirst, Runnable onSecond) {
    this.closesAtOnce = closesAtOnce;
    this.onFirst = onFirst;
    this.onSecond = onSecond;
  }

  /// Replaces the JVM's handlers of SIGINT and SIGTERM for the rest of its life.
  public static TerminationSignals install(Runnable onFirst, Runnable onSecond) {
    return new TerminationSignals(false, onFirst, onSecond).handle(List.of(SIGINT, SIGTERM));
  }

  /// Replaces the JVM's handlers of all three signals for the rest of its life.
  ///
  /// @param close ends the run after a hang-up; may block
  public static TerminationSignals install(Runnable onFirst, Runnable onSecond, Runnable close) {
    return new TerminationSignals(false, onFirst, onSecond).start(close);
  }

  /// Like [#install], for a run that every signal closes.
  public static TerminationSignals installClosing(Runnable onSecond, Runnable close) {
    return new TerminationSignals(true, () -> {}, onSecond).start(close);
  }

  /// Waits for the JVM to be halted if a signal closes the run; otherwise ends the delivery of
  /// signals. The main thread calls it before it exits with a code of its own.
  public static void awaitHalt() {
    Thread thread = closing;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    SignalHandlers.stop();
  }

  private TerminationSignals start(Runnable close) {
    shutdown = Thread.ofPlatform().name("shutdown").daemon().start(() -> closeOnRequest(close));
    return handle(List.of(SIGHUP, SIGINT, SIGTERM));
  }

  private TerminationSignals handle(List<Integer> signals) {
    SignalHandlers.installAll(signals, number -> NAMES.getOrDefault(number, ""), this::onSignal);
    return this;
  }

  private void closeOnRequest(Runnable close) {
    try {
      closeRequested.await();
      close.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      SignalHandlers.stop();
      Runtime.getRuntime().halt(ExitCodes.ofSignal(lastSignal));
    }
  }

  private void requestClose() {
    closing = shutdown;
    closeRequested.countDown();
  }

  private void onSignal(int number) {
    lastSignal = number;
    switch (signalCount.incrementAndGet()) {
      case 1 -> {
        if (closesAtOnce || number == SIGHUP) {
          requestClose();
        } else {
          onFirst.run();
        }
      }
      case 2 -> {
        onSecond.run();
        if (number == SIGHUP) {
          requestClose();
        }
      }
      default -> Runtime.getRuntime().halt(ExitCodes.ofSignal(number));
    }
  }

  /// The exit code of the last signal, or `code` if there was none.
  public int exitCode(int code) {
    return lastSignal == 0 ? code : ExitCodes.ofSignal(lastSignal);
  }
}
