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

/// All predictions of the models, beside the results of a run (S16 to S20, S48 to S50).
public final class Predictions {
  private static final String SESSION = "memory.allocation / a session / ";
  private static final String LATENCY = "eventbus.handlers / 265 events/s / p95";
  private static final String LATENCY_AT_TEN_TIMES = "eventbus.handlers / 2,650 events/s / p95";
  private static final String STATUS = "process.status / one of 10, all cores reading / time";
  private static final String THROUGHPUT = "eventbus.scenario / Medium / throughput";
  private static final double MEGA = 1e6;
  private static final int RATE_FACTOR = 10;

  private final List<Prediction> all = new ArrayList<>();
  private final ModelSet models;
  private final @Nullable BenchRun run;

  private Predictions(ModelSet inputs, @Nullable BenchRun run) {
    this.models = inputs;
    this.run = run;
  }

  /// @param run source of the measured values; null for none
  public static List<Prediction> of(ModelSet inputs, @Nullable BenchRun run) {
    Predictions predictions = new Predictions(inputs, run);
    predictions.threads();
    predictions.pool();
    predictions.locks();
    predictions.allocation();
    predictions.impact();
    return predictions.all;
  }

  private void threads() {
    String group = "thread per handler and event";
    ThreadPerHandlerModel model = models.threads();
    ThreadPerHandlerModel tenfold =
        new ThreadPerHandlerModel(
            model.eventsPerSecond() * RATE_FACTOR,
            model.handlersPerEvent(),
            model.creationTime(),
            model.bytesPerThread());
    add(
        group,
        "S16",
        "threads started",
        PER_SECOND,
        model.threadsPerSecond(),
        baseline("threads started"));
    add(
        group,
        "S16",
        "memory, heap and stacks",
        BYTES_PER_SECOND,
        model.megabytesPerSecond() * 1024 * 1024,
        baseline("memory"));
    add(
        group,
        "S16",
        "latency p95 at ten times the event rate, relative",
        TIMES,
        tenfold.latencyMultiplier() / model.latencyMultiplier(),
        quotient(median(LATENCY_AT_TEN_TIMES, "before"), median(LATENCY, "before")));
    add(
        group,
        "S16",
        "CPU for thread creation, of one core",
        PERCENT,
        model.creationPercent(),
        baseline("coordination"));
  }

  private void pool() {
    String group = "worker pool";
    WorkerPoolModel model = models.pool();
    add(
        group,
        "S17",
        "workers",
        COUNT,
        model.workers(),
        median("eventbus.scenario / Heavy / threads", "now"));
    add(
        group,
        "S17",
        "enqueuing an event",
        NANOS,
        (double) model.channelOverhead().toNanos(),
        median("eventbus.publish / 10 publishers / time", "now"));
    add(group, "S17", "saturation", PER_SECOND, model.saturation(), median(THROUGHPUT, "now"));
    add(
        group,
        "S17",
        "memory saved",
        PERCENT,
        WorkerPoolModel.MEMORY_REDUCTION_PERCENT,
        reduction(baseline("memory"), product("memory")));
    add(
        group,
        "S17",
        "latency saved",
        PERCENT,
        WorkerPoolModel.LATENCY_REDUCTION_PERCENT,
        reduction(median(LATENCY, "before"), median(LATENCY, "now")));
    add(
        group,
        "S17",
        "throughput gained",
        PERCENT,
        WorkerPoolModel.THROUGHPUT_GAIN_PERCENT,
        negated(reduction(median(THROUGHPUT, "before"), median(THROUGHPUT, "now"))));
  }

  private void locks() {
    String group = "mutex and atomic";
    LockModel model = models.lockModel();
    add(group, "S18", "mutex, by the formula", NANOS, model.mutexNanos(), median(STATUS, "before"));
    add(
        group,
        "S18",
        "mutex, by the text",
        NANOS,
        model.mutexNanosByText(),
        median(STATUS, "before"));
    add(group, "S18", "atomic", NANOS, model.atomicNanos(), median(STATUS, "now"));
    add(
        group,
        "S18",
        "gain",
        TIMES,
        model.speedup(),
        quotient(median(STATUS, "before"), median(STATUS, "now")));
  }

  private void allocation() {
    String group = "allocation of a session";
    AllocationModel model = models.allocation();
    add(group, "S19", "before", BYTES_PER_SECOND, model.baseline(), baseline("memory"));
    add(group, "S20", "after", BYTES_PER_SECOND, model.projected(), product("memory"));
    add(
        group,
        "S20",
        "saved",
        PERCENT,
        model.reductionPercent(),
        reduction(baseline("memory"), product("memory")));
    add(
        group,
        "S19",
        "collections before",
        PER_SECOND,
        model.collectionsPerSecond(model.baseline()),
        baseline("gc cycles"));
    add(
        group,
        "S20",
        "collections after",
        PER_SECOND,
        model.collectionsPerSecond(model.projected()),
        product("gc cycles"));
    add(
        group,
        "S19",
        "time in collections before",
        PERCENT,
        model.pausePercent(model.baseline()),
        percentOfSecond(baseline("gc pause a second")));
    add(
        group,
        "S20",
        "time in collections after",
        PERCENT,
        model.pausePercent(model.projected()),
        percentOfSecond(product("gc pause a second")));
  }

  private void impact() {
    String group = "system-wide";
    SystemImpact model = models.impact();
    add(
        group,
        "S48",
        "allocation before",
        BYTES_PER_SECOND,
        model.allocationBefore() * MEGA,
        baseline("memory"));
    add(
        group,
        "S48",
        "allocation after",
        BYTES_PER_SECOND,
        model.allocationAfter() * MEGA,
        product("memory"));
    add(
        group,
        "S49",
        "collections before",
        PER_SECOND,
        model.collectionsBefore(),
        baseline("gc cycles"));
    add(
        group,
        "S49",
        "collections after",
        PER_SECOND,
        model.collectionsAfter(),
        product("gc cycles"));
    add(
        group,
        "S50",
        "CPU for coordination before, of one core",
        PERCENT,
        model.cpuBefore(),
        baseline("coordination"));
    add(
        group,
        "S50",
        "CPU for coordination after, of one core",
        PERCENT,
        model.cpuAfter(),
        product("coordination"));
  }

  private void add(
      String group,
      String source,
      String quantity,
      Unit unit,
      double model,
      @Nullable Double measured) {
    all.add(new Prediction(group, source, quantity, unit, model, measured));
  }

  private @Nullable Double baseline(String quantity) {
    return median(SESSION + quantity, "before");
  }

  private @Nullable Double product(String quantity) {
    return median(SESSION + quantity, "now");
  }

  private @Nullable Double median(String metric, String variant) {
    List<Double> samples = run == null ? List.of() : run.samples(metric, variant);
    return samples.isEmpty() ? null : Quantiles.median(samples);
  }

  private static @Nullable Double quotient(@Nullable Double a, @Nullable Double b) {
    return a == null || b == null || b == 0 ? null : (Double) (a / b);
  }

  private static @Nullable Double reduction(@Nullable Double before, @Nullable Double now) {
    return before == null || now == null || before == 0
        ? null
        : (Double) ((before - now) / before * 100);
  }

  private static @Nullable Double negated(@Nullable Double value) {
    return value == null ? null : (Double) (-value);
  }

  private static @Nullable Double percentOfSecond(@Nullable Double nanos) {
    return nanos == null ? null : (Double) (nanos / 1e9 * 100);
  }
}
