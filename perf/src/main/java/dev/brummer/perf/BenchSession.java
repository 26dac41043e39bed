package dev.brummer.perf;

import dev.brummer.perf.noise.NoiseMonitor;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Machine;
import dev.brummer.perf.result.Measurement;
import dev.brummer.perf.result.Noise;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.BenchCaseException;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.IterationPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run that goes on: measures item by item and keeps what there is after each. One thread
/// measures; any thread may ask for [#run] or [#stop] it.
final class BenchSession {
  private final BenchPlan plan;
  private final MeasurementSchedule agenda;
  private final ReportDirectory folder;
  private final ProgressPrinter progress;
  private final NoiseMonitor watch = NoiseMonitor.begin();
  private final Machine machine = Machine.here();
  private final Instant startedAt = Instant.now();
  private final long start = System.nanoTime();

  /// Guarded by itself, as are the two below.
  private final List<Measurement> measurements = new ArrayList<>();

  private boolean stopped;
  private boolean whole = true;

  /// Of the measuring thread.
  private int leftOut;

  BenchSession(
      BenchPlan plan,
      MeasurementSchedule agenda,
      ReportDirectory folder,
      ProgressPrinter progress) {
    this.plan = plan;
    this.agenda = agenda;
    this.folder = folder;
    this.progress = progress;
  }

  /// Measures everything, or until it is stopped.
  ///
  /// @throws UncheckedIOException if the folder can no longer be written to
  BenchRun measure() {
    List<MeasurementSchedule.Item> items = agenda.items();
    for (int i = 0; i < items.size() && !stopped(); i++) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (!agenda.goesOn(i, elapsed)) {
        progress.note(
            "brummer: %d of %d rounds: a further one would take too long on this machine"
                .formatted(items.get(i).round() - 1, plan.rounds()));
        break;
      }
      if (agenda.leavesOut(i, elapsed)) {
        leftOut++;
        continue;
      }
      Duration left = agenda.left(i, elapsed);
      progress.begin(i + 1, items.size(), plan.rounds(), items.get(i), left);
      measure(items.get(i), agenda.effort(i, elapsed));
    }
    if (leftOut > 0) {
      progress.note(
          ("brummer: designs of others were left out, %d of %d measurements:"
                  + " this machine is too slow for them in so short a run")
              .formatted(leftOut, items.size()));
    }
    progress.clear();
    return stopped() ? run(watch.soFar(), false) : run(watch.end(), whole);
  }

  private void measure(MeasurementSchedule.Item item, IterationPlan effort) {
    try {
      BenchCase.Outcome outcome = item.one().measure(effort);
      synchronized (measurements) {
        if (stopped) {
          return;
        }
        outcome
            .samples()
            .forEach((metric, samples) ->
                measurements.add(
                    new Measurement(metric, item.one().variant(), item.round(), samples)));
      }
      folder.keep(run(watch.soFar(), false), outcome.jmh());
    } catch (BenchCaseException failed) {
      if (!stopped()) {
        whole &= item.one().variant().role() == Variant.Role.RIVAL;
        progress.note(
            "brummer: %s (%s) was not measured: %s"
                .formatted(item.suite().name(), item.one().variant().title(), failed.getMessage()));
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// What comes from now on is not kept.
  ///
  /// @return what there is
  BenchRun stop() {
    synchronized (measurements) {
      stopped = true;
    }
    return run(watch.soFar(), false);
  }

  boolean stopped() {
    synchronized (measurements) {
      return stopped;
    }
  }

  private BenchRun run(Noise noise, boolean finished) {
    synchronized (measurements) {
      return new BenchRun(
          BenchRun.SCHEMA,
          plan.build().version(),
          plan.build().commit(),
          startedAt,
          (System.nanoTime() - start) / 1e9,
          plan.thoroughness().name(),
          plan.choice().slow() == InjectedSlowdown.NONE ? "" : plan.choice().slow().name(),
          finished,
          machine,
          noise,
          measurements);
    }
  }
}
