package dev.brummer.perf.startup;

import dev.brummer.engine.Engine;
import dev.brummer.engine.process.ProcessEnd;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Startup benchmark: starts a project repeatedly and measures the time until each of its processes
/// is up. Call [#run] once, on the caller's thread; [#interrupt] is thread-safe.
public final class StartupRunner {
  private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(10);

  private final StartupPlan plan;
  private final ProgressListener progress;
  private int interrupts;
  private @Nullable RoundRunner current;

  /// @param progress receives the status
  public StartupRunner(StartupPlan plan, ProgressListener progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Receives the progress of the rounds.
  public interface ProgressListener {
    /// Called every 50 ms.
    void onWaiting(int round, List<ProcessInfo> processes, Duration since);

    /// Called once per round.
    void onRoundDone(String summary);
  }

  /// Runs all rounds, or until [#interrupt].
  public StartupResult run() throws InterruptedException {
    warmUp();
    List<RoundResult> rounds = new ArrayList<>();
    Set<String> unawaited = new HashSet<>();
    while (rounds.size() < plan.rounds() && !isInterrupted()) {
      RoundResult round = round(rounds.size() + 1, unawaited);
      rounds.add(round);
      progress.onRoundDone(StartupTextReport.roundSummary(round, plan.rounds()));
      round.startups().stream()
          .filter(processStartup -> processStartup.outcome().hasTimedOut())
          .forEach(processStartup -> unawaited.add(processStartup.name()));
    }
    return new StartupResult(plan, rounds);
  }

  private RoundResult round(int number, Set<String> unawaited) throws InterruptedException {
    try (RoundRunner run = new RoundRunner(plan, unawaited)) {
      synchronized (this) {
        current = run;
      }
      return run.run(
          number,
          (processes, since) -> {
            progress.onWaiting(number, processes, since);
            return !isInterrupted();
          });
    } finally {
      synchronized (this) {
        current = null;
      }
    }
  }

  /// Interrupts the benchmark and keeps the partial result. A second call kills all processes.
  public synchronized void interrupt() {
    interrupts++;
    if (interrupts > 1 && current != null) {
      current.kill();
    }
  }

  public synchronized boolean isInterrupted() {
    return interrupts > 0;
  }

  /// Loads brummer's own classes before the first measurement.
  private static void warmUp() {
    try (Engine engine = new Engine()) {
      List<String> command = List.of("/bin/sh", "-c", ":");
      ProcessSpec spec =
          new ProcessSpec(
              "nothing", "", command, Path.of("/"), Map.of(), true, ProcessSpec.DEFAULT_GRACE);
      int id = engine.processes().register(spec);
      engine.processes().start(id);
      long deadline = System.nanoTime() + WARM_UP_TIMEOUT.toNanos();
      while (ProcessEnd.of(engine.processes().info(id).state()) == null
          && System.nanoTime() < deadline) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
