package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.process.supervisor.BackgroundTasks.RunKey;
import dev.brummer.engine.process.supervisor.ProbeAttempt.Observation;
import dev.brummer.engine.process.supervisor.table.ProcessCommand;
import dev.brummer.engine.process.supervisor.table.ProcessEffect;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Repeats the probes of a run on virtual threads, at the times and up to the thresholds of its
/// [ProbeTiming], and posts the results to the inbox. Confined to the thread `processes`, except
/// for the tasks themselves.
///
///     start ─▶ probe: successes in a row ─▶ ReadinessObserved ─▶ watch: failures ─▶ ReadinessLost
///                └─ failures in a row, if they stop the process ─▶ ReadinessLost
///     start ─▶ liveness: each failure, and the success that follows ─▶ LivenessProbed
final class ProbeTasks {
  /// Delay of a URL probe. The regular poll of listening sockets usually succeeds before.
  private static final Duration URL_PROBE_DELAY = Duration.ofSeconds(1);

  /// Interval of a watching probe while the process is down.
  private static final Duration DOWN_INTERVAL = Duration.ofSeconds(1);

  private final BackgroundTasks tasks;
  private final HelperCommand helperCommand;
  private final Queue<ProcessCommand> inbox;

  /// Watching probes by run; a permit lets the probe try again now.
  private final Map<RunKey, Semaphore> repeats = new HashMap<>();

  ProbeTasks(BackgroundTasks tasks, HelperCommand helperCommand, Queue<ProcessCommand> inbox) {
    this.tasks = tasks;
    this.helperCommand = helperCommand;
    this.inbox = inbox;
  }

  void probe(ProcessEffect.RunProbe it, ProcessSpec spec) {
    ProbeAttempt attempt = attemptOf(it.probe(), it.id(), spec);
    if (attempt != null) {
      RunKey run = new RunKey(it.id(), it.runNumber());
      int maxFailures =
          spec.stopsUnready() ? spec.probeTiming().failureThreshold() : Integer.MAX_VALUE;
      probe(run, spec.probeTiming(), maxFailures, attempt);
    }
  }

  void probeUrl(ProcessEffect.ProbeUrl it) {
    ProbeTiming later =
        new ProbeTiming(
            URL_PROBE_DELAY, ProbeTiming.AUTOMATIC, ReadinessProbe.ATTEMPT_TIMEOUT, 1, 1);
    RunKey run = new RunKey(it.id(), it.runNumber());
    probe(run, later, Integer.MAX_VALUE, ProbeAttempt.ofUrl(it.url()));
  }

  void watch(ProcessEffect.WatchReadiness it, ProcessSpec spec) {
    ProbeAttempt attempt = attemptOf(it.probe(), it.id(), spec);
    if (attempt != null) {
      watch(new RunKey(it.id(), it.runNumber()), spec.probeTiming(), attempt);
    }
  }

  void watchUrl(ProcessEffect.WatchUrl it) {
    RunKey run = new RunKey(it.id(), it.runNumber());
    watch(run, ProbeTiming.DEFAULT, ProbeAttempt.ofUrl(it.url()));
  }

  void watchLiveness(ProcessEffect.WatchLiveness it, ProcessSpec spec) {
    LivenessPolicy policy = it.policy();
    ProbeAttempt attempt = attemptOf(policy.probe(), it.id(), spec);
    if (attempt != null) {
      RunKey run = new RunKey(it.id(), it.runNumber());
      tasks.start(run, "alive-" + it.id(), () -> checkLiveness(run, policy.timing(), attempt));
    }
  }

  /// Lets the watching probe of a run try again now.
  void repeat(ProcessEffect.RepeatProbe it) {
    Semaphore permits = repeats.get(new RunKey(it.id(), it.runNumber()));
    if (permits != null) {
      permits.release();
    }
  }

  void cancel(RunKey run) {
    repeats.remove(run);
  }

  /// @return null for a condition that needs no attempts
  private @Nullable ProbeAttempt attemptOf(ReadinessProbe probe, int id, ProcessSpec spec) {
    return switch (probe) {
      case ReadinessProbe.Http http -> ProbeAttempt.of(http);
      case ReadinessProbe.Tcp tcp -> ProbeAttempt.of(tcp);
      case ReadinessProbe.Exec exec -> helperCommand.attempt(id, spec, exec.command());
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> null;
    };
  }

  /// @param maxFailures failures in a row that are a loss; reported again after as many, because a
  ///   suspended process is not judged
  private void probe(RunKey run, ProbeTiming timing, int maxFailures, ProbeAttempt attempt) {
    Duration pause = timing.isAutomatic() ? ReadinessProbe.INTERVAL : timing.period();
    tasks.start(
        run,
        "probe-" + run.id(),
        () -> {
          Thread.sleep(timing.initialDelay());
          int successes = 0;
          int failures = 0;
          while (true) {
            Observation observation = attempt(attempt, timing);
            successes = observation.success() ? successes + 1 : 0;
            failures = observation.success() ? 0 : Math.min(failures, Integer.MAX_VALUE - 2) + 1;
            if (successes >= timing.successThreshold()) {
              inbox.add(
                  new ProcessCommand.ReadinessObserved(
                      run.id(), run.runNumber(), observation.text()));
              return;
            }
            if (failures > 0 && failures % maxFailures == 0) {
              inbox.add(
                  new ProcessCommand.ReadinessLost(run.id(), run.runNumber(), observation.text()));
            }
            Thread.sleep(pause);
          }
        });
  }

  private void watch(RunKey run, ProbeTiming timing, ProbeAttempt attempt) {
    Semaphore permits = new Semaphore(0);
    repeats.put(run, permits);
    tasks.start(run, "watch-" + run.id(), () -> watch(run, timing, attempt, permits));
  }

  /// Reports the loss of readiness, its return, and every success after a request to repeat.
  private void watch(RunKey run, ProbeTiming timing, ProbeAttempt attempt, Semaphore permits)
      throws InterruptedException {
    int failures = 0;
    int successes = 0;
    boolean down = false;
    while (true) {
      Duration pause = pause(timing, failures, down);
      boolean requested = permits.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
      permits.drainPermits();
      Observation observation = attempt(attempt, timing);
      failures = observation.success() ? 0 : Math.min(failures, Integer.MAX_VALUE - 1) + 1;
      successes = observation.success() ? Math.min(successes, Integer.MAX_VALUE - 1) + 1 : 0;
      if (failures > 0 && failures % timing.failureThreshold() == 0) {
        down = true;
        inbox.add(new ProcessCommand.ReadinessLost(run.id(), run.runNumber(), observation.text()));
      } else if (down ? successes >= timing.successThreshold() : requested && successes > 0) {
        down = false;
        inbox.add(
            new ProcessCommand.ReadinessObserved(run.id(), run.runNumber(), observation.text()));
      }
    }
  }

  private static Duration pause(ProbeTiming timing, int failures, boolean down) {
    if (!timing.isAutomatic()) {
      return timing.period();
    }
    if (down) {
      return DOWN_INTERVAL;
    }
    return failures == 0 ? ReadinessProbe.LIVENESS_INTERVAL : ReadinessProbe.INTERVAL;
  }

  private void checkLiveness(RunKey run, ProbeTiming timing, ProbeAttempt attempt)
      throws InterruptedException {
    Duration pause = timing.isAutomatic() ? ReadinessProbe.LIVENESS_INTERVAL : timing.period();
    Thread.sleep(timing.isAutomatic() ? timing.initialDelay().plus(pause) : timing.initialDelay());
    int failures = 0;
    while (true) {
      Observation observation = attempt(attempt, timing);
      boolean changed = !observation.success() || failures > 0;
      failures = observation.success() ? 0 : Math.min(failures, Integer.MAX_VALUE - 1) + 1;
      if (changed) {
        inbox.add(
            new ProcessCommand.LivenessProbed(
                run.id(), run.runNumber(), failures, observation.text()));
      }
      Thread.sleep(pause);
    }
  }

  private static Observation attempt(ProbeAttempt attempt, ProbeTiming timing)
      throws InterruptedException {
    try {
      return attempt.attempt(timing.timeout());
    } catch (IOException failed) {
      return new Observation(false, IoErrorMessage.of(failed));
    } catch (OutOfMemoryError limit) {
      return new Observation(false, ThreadLimit.describe(limit));
    }
  }
}
