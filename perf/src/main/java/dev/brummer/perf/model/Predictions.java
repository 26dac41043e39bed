package dev.brummer.perf.model;

import static dev.brummer.perf.result.Unit.BYTES_PER_SECOND;
import static dev.brummer.perf.result.Unit.COUNT;
import static dev.brummer.perf.result.Unit.NANOS;
import static dev.brummer.perf.result.Unit.PERCENT;
import static dev.brummer.perf.result.Unit.PER_SECOND;
import static dev.brummer.perf.result.Unit.TIMES;

import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that the formulas predict, beside a run (S16 to S20, S48 to S50).
public final class Predictions {
  private static final String SESSION = "memory.allocation / a session / ";
  private static final String LATENCY = "eventbus.handlers / 265 events/s / p95";
  private static final String CROWDED_LATENCY = "eventbus.handlers / 2,650 events/s / p95";
  private static final String STATUS = "process.status / one of 10, all cores reading / time";
  private static final String THROUGHPUT = "eventbus.scenario / Medium / throughput";
  private static final double MEGA = 1e6;
  private static final int TEN_TIMES = 10;

  private final List<Prediction> all = new ArrayList<>();
  private final ModelInputs inputs;
  private final @Nullable BenchRun run;

  private Predictions(ModelInputs inputs, @Nullable BenchRun run) {
    this.inputs = inputs;
    this.run = run;
  }

  /// @param run null: nothing is measured
  public static List<Prediction> of(ModelInputs inputs, @Nullable BenchRun run) {
    Predictions predictions = new Predictions(inputs, run);
    predictions.threads();
    predictions.pool();
    predictions.locks();
    predictions.allocation();
    predictions.impact();
    return predictions.all;
  }

  private void threads() {
    String group = "a thread for every handler of every event";
    ThreadPerHandlerModel model = inputs.threads();
    ThreadPerHandlerModel crowded =
        new ThreadPerHandlerModel(
            model.eventsPerSecond() * TEN_TIMES,
            model.handlersPerEvent(),
            model.creationTime(),
            model.bytesPerThread());
    add(
        group,
        "S16",
        "threads started",
        PER_SECOND,
        model.threadsPerSecond(),
        before("threads started"));
    add(
        group,
        "S16",
        "memory, heap and stacks",
        BYTES_PER_SECOND,
        model.megabytesPerSecond() * 1024 * 1024,
        before("memory"));
    add(
        group,
        "S16",
        "latency p95 of ten times the events, to that of these",
        TIMES,
        crowded.latencyMultiplier() / model.latencyMultiplier(),
        quotient(of(CROWDED_LATENCY, "before"), of(LATENCY, "before")));
    add(
        group,
        "S16",
        "creating threads, of a core",
        PERCENT,
        model.creationPercent(),
        before("coordination"));
  }

  private void pool() {
    String group = "a pool of workers";
    WorkerPoolModel model = inputs.pool();
    add(
        group,
        "S17",
        "workers",
        COUNT,
        model.workers(),
        of("eventbus.scenario / Heavy / threads", "now"));
    add(
        group,
        "S17",
        "handing an event over",
        NANOS,
        (double) model.channelOverhead().toNanos(),
        of("eventbus.publish / 10 publishers / time", "now"));
    add(
        group,
        "S17",
        "events before they queue",
        PER_SECOND,
        model.saturation(),
        of(THROUGHPUT, "now"));
    add(
        group,
        "S17",
        "memory saved",
        PERCENT,
        WorkerPoolModel.MEMORY_REDUCTION_PERCENT,
        saved(before("memory"), now("memory")));
    add(
        group,
        "S17",
        "latency saved",
        PERCENT,
        WorkerPoolModel.LATENCY_REDUCTION_PERCENT,
        saved(of(LATENCY, "before"), of(LATENCY, "now")));
    add(
        group,
        "S17",
        "throughput gained",
        PERCENT,
        WorkerPoolModel.THROUGHPUT_GAIN_PERCENT,
        negated(saved(of(THROUGHPUT, "before"), of(THROUGHPUT, "now"))));
  }

  private void locks() {
    String group = "a mutex, an atomic";
    LockModel model = inputs.lockModel();
    add(group, "S18", "mutex, by the formula", NANOS, model.mutexNanos(), of(STATUS, "before"));
    add(group, "S18", "mutex, by the text", NANOS, model.mutexNanosByText(), of(STATUS, "before"));
    add(group, "S18", "atomic", NANOS, model.atomicNanos(), of(STATUS, "now"));
    add(
        group,
        "S18",
        "gain",
        TIMES,
        model.speedup(),
        quotient(of(STATUS, "before"), of(STATUS, "now")));
  }

  private void allocation() {
    String group = "allocation of a session";
    AllocationModel model = inputs.allocation();
    add(group, "S19", "before", BYTES_PER_SECOND, model.baseline(), before("memory"));
    add(group, "S20", "after", BYTES_PER_SECOND, model.projected(), now("memory"));
    add(
        group,
        "S20",
        "saved",
        PERCENT,
        model.reductionPercent(),
        saved(before("memory"), now("memory")));
    add(
        group,
        "S19",
        "collections before",
        PER_SECOND,
        model.collectionsPerSecond(model.baseline()),
        before("gc cycles"));
    add(
        group,
        "S20",
        "collections after",
        PER_SECOND,
        model.collectionsPerSecond(model.projected()),
        now("gc cycles"));
    add(
        group,
        "S19",
        "time in collections before",
        PERCENT,
        model.pausePercent(model.baseline()),
        percentOfASecond(before("gc pause a second")));
    add(
        group,
        "S20",
        "time in collections after",
        PERCENT,
        model.pausePercent(model.projected()),
        percentOfASecond(now("gc pause a second")));
  }

  private void impact() {
    String group = "the whole";
    SystemImpact model = inputs.impact();
    add(
        group,
        "S48",
        "allocation before",
        BYTES_PER_SECOND,
        model.allocationBefore() * MEGA,
        before("memory"));
    add(
        group,
        "S48",
        "allocation after",
        BYTES_PER_SECOND,
        model.allocationAfter() * MEGA,
        now("memory"));
    add(
        group,
        "S49",
        "collections before",
        PER_SECOND,
        model.collectionsBefore(),
        before("gc cycles"));
    add(group, "S49", "collections after", PER_SECOND, model.collectionsAfter(), now("gc cycles"));
    add(
        group,
        "S50",
        "coordination before, of a core",
        PERCENT,
        model.cpuBefore(),
        before("coordination"));
    add(
        group,
        "S50",
        "coordination after, of a core",
        PERCENT,
        model.cpuAfter(),
        now("coordination"));
  }

  private void add(
      String group,
      String source,
      String what,
      Unit unit,
      double model,
      @Nullable Double measured) {
    all.add(new Prediction(group, source, what, unit, model, measured));
  }

  private @Nullable Double before(String quantity) {
    return of(SESSION + quantity, "before");
  }

  private @Nullable Double now(String quantity) {
    return of(SESSION + quantity, "now");
  }

  private @Nullable Double of(String metric, String variant) {
    List<Double> samples = run == null ? List.of() : run.samples(metric, variant);
    return samples.isEmpty() ? null : Quantiles.median(samples);
  }

  private static @Nullable Double quotient(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null || b == 0 ? null : (Double) (a / b);
  }

  private static @Nullable Double saved(@Nullable Double before, @Nullable Double now) {
    return before == null || now == null || before == 0
        ? null
        : (Double) ((before - now) / before * 100);
  }

  private static @Nullable Double negated(@Nullable Double value) {
    return value == null ? null : (Double) (-value);
  }

  private static @Nullable Double percentOfASecond(@Nullable Double nanos) {
    return nanos == null ? null : (Double) (nanos / 1e9 * 100);
  }
}
