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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /// Guards itself and the fields below.
  private final List<Measurement> measurements = new ArrayList<>();

  /// Sentences about cases that cannot be measured.
  private final Set<String> notMeasured = new LinkedHashSet<>();

  private boolean stopped;
  private boolean complete = true;

  /// Confined to the measuring thread, like the field below.
  private int skipped;

  /// Other programs that failed once, which are not tried again.
  private final Set<BenchCase> failedRivals = new HashSet<>();

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
      if (failedRivals.contains(items.get(i).benchCase())) {
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
        onFailure(item, failed);
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void onFailure(MeasurementSchedule.Item item, BenchCaseException failed) {
    Variant variant = item.benchCase().variant();
    if (variant.isRival()) {
      failedRivals.add(item.benchCase());
    } else {
      complete = false;
    }
    String sentence =
        "%s (%s) was not measured: %s"
            .formatted(item.suite().name(), variant.title(), failed.getMessage());
    boolean isNew;
    synchronized (measurements) {
      isNew = notMeasured.add(sentence);
    }
    if (isNew) {
      progress.printMessage("brummer: " + sentence);
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
          measurements,
          List.copyOf(notMeasured));
    }
  }
}
