package dev.brummer.perf;

import dev.brummer.perf.noise.NoiseMonitor;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Machine;
import dev.brummer.perf.result.MachineNoise;
import dev.brummer.perf.result.Measurement;
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

/// A running benchmark session: measures item by item and saves the results after each. One thread
/// measures; [#run] and [#stop] are thread-safe.
final class BenchSession {
  private final BenchPlan plan;
  private final MeasurementSchedule schedule;
  private final ReportDirectory directory;
  private final ProgressPrinter progress;
  private final NoiseMonitor noiseMonitor = NoiseMonitor.start();
  private final Machine machine = Machine.current();
  private final Instant startedAt = Instant.now();
  private final long start = System.nanoTime();

  /// Guards itself and the two fields below.
  private final List<Measurement> measurements = new ArrayList<>();

  private boolean stopped;
  private boolean complete = true;

  /// Confined to the measuring thread.
  private int skipped;

  BenchSession(
      BenchPlan plan,
      MeasurementSchedule schedule,
      ReportDirectory directory,
      ProgressPrinter progress) {
    this.plan = plan;
    this.schedule = schedule;
    this.directory = directory;
    this.progress = progress;
  }

  /// Measures all items, or until [#stop].
  ///
  /// @throws UncheckedIOException if the report directory is no longer writable
  BenchRun measure() {
    List<MeasurementSchedule.Item> items = schedule.items();
    for (int i = 0; i < items.size() && !isStopped(); i++) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      if (!schedule.hasTimeFor(i, elapsed)) {
        progress.printMessage(
            "brummer: stopped after %d of %d rounds: another round would exceed the time budget"
                .formatted(items.get(i).round() - 1, plan.rounds()));
        break;
      }
      if (schedule.shouldSkip(i, elapsed)) {
        skipped++;
        continue;
      }
      Duration left = schedule.remaining(i, elapsed);
      progress.forkStarted(i + 1, items.size(), plan.rounds(), items.get(i), left);
      measure(items.get(i), schedule.iterationPlan(i, elapsed));
    }
    if (skipped > 0) {
      progress.printMessage(
          ("brummer: skipped the alternatives, %d of %d measurements:"
                  + " this machine is too slow to measure them within the time budget")
              .formatted(skipped, items.size()));
    }
    progress.clear();
    return isStopped() ? run(noiseMonitor.snapshot(), false) : run(noiseMonitor.stop(), complete);
  }

  private void measure(MeasurementSchedule.Item item, IterationPlan iterationPlan) {
    try {
      BenchCase.CaseResult caseResult = item.benchCase().measure(iterationPlan);
      synchronized (measurements) {
        if (stopped) {
          return;
        }
        caseResult
            .samples()
            .forEach((metric, samples) ->
                measurements.add(
                    new Measurement(metric, item.benchCase().variant(), item.round(), samples)));
      }
      directory.save(run(noiseMonitor.snapshot(), false), caseResult.jmh());
    } catch (BenchCaseException failed) {
      if (!isStopped()) {
        complete &= item.benchCase().variant().role() == Variant.Role.ALTERNATIVE;
        progress.printMessage(
            "brummer: %s (%s) was not measured: %s"
                .formatted(
                    item.suite().name(), item.benchCase().variant().title(), failed.getMessage()));
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// Stops the session and discards later results.
  ///
  /// @return the results so far
  BenchRun stop() {
    synchronized (measurements) {
      stopped = true;
    }
    return run(noiseMonitor.snapshot(), false);
  }

  boolean isStopped() {
    synchronized (measurements) {
      return stopped;
    }
  }

  private BenchRun run(MachineNoise noise, boolean finished) {
    synchronized (measurements) {
      return new BenchRun(
          BenchRun.SCHEMA,
          plan.build().version(),
          plan.build().commit(),
          startedAt,
          (System.nanoTime() - start) / 1e9,
          plan.profile().name(),
          plan.filter().slowdown() == InjectedSlowdown.NONE ? "" : plan.filter().slowdown().name(),
          finished,
          machine,
          noise,
          measurements);
    }
  }
}
