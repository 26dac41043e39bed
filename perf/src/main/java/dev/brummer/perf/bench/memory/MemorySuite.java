package dev.brummer.perf.bench.memory;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `memory.allocation`: the load of a typical session on the product's components and on the
/// reference designs (S19, S20, S23, S44, S48 to S50).
public final class MemorySuite implements Suite {
  static final String NAME = "memory.allocation";
  static final String ROW = "a session";

  /// A young generation of the same order as the reference runtime, which collects every 2 MB.
  private static final List<String> SMALL_YOUNG = List.of("-Xmn1m", "-Xms64m", "-Xmx256m");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What does a typical session allocate, and what does coordination cost?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    long millis = options.quick() ? 250 : 1000;
    List<JmhCase> cases = new ArrayList<>();
    Variant baseline = Variant.baseline("threads, objects, copies");
    cases.add(rates(baseline, "BEFORE", millis));
    cases.add(rates(Variant.PRODUCT, "BRUMMER", millis));
    cases.add(objects(baseline, "BEFORE", millis));
    cases.add(objects(Variant.PRODUCT, "BRUMMER", millis));
    return cases;
  }

  private static JmhCase rates(Variant variant, String design, long millis) {
    return JmhCase.of(MemoryAllocationBenchmark.class, "run", variant, design)
        .with("millis", millis)
        .jvmOptions(SMALL_YOUNG)
        .singleShot(Duration.ofMillis(2 * millis))
        .weight(3)
        .counter(
            metric("memory", Unit.BYTES_PER_SECOND, ReferenceFigure.of("S48", 6.4e6, 0.15e6)),
            "memory")
        .counter(
            metric("heap allocated", Unit.BYTES_PER_SECOND, ReferenceFigure.of("S19")), "allocated")
        .counter(
            metric("stacks and pages", Unit.BYTES_PER_SECOND, ReferenceFigure.of("S19")), "touched")
        .counter(
            metric("threads started", Unit.PER_SECOND, ReferenceFigure.of("S16", 795)),
            "threadsStarted")
        .counter(
            metric("gc cycles", Unit.PER_SECOND, ReferenceFigure.of("S49", 3.2, 0.075)), "gcCycles")
        .counter(
            metric("gc pause a second", Unit.NANOS, ReferenceFigure.of("S19", 1.6e6)), "gcPause")
        .counter(
            metric("coordination", Unit.PERCENT, ReferenceFigure.of("S50", 8.5, 2.1)),
            "coordination");
  }

  private static JmhCase objects(Variant variant, String design, long millis) {
    return JmhCase.of(MemoryAllocationBenchmark.class, "count", variant, design)
        .with("millis", millis)
        .singleShot(Duration.ofMillis(millis))
        .weight(1.5)
        .counter(metric("objects", Unit.PER_SECOND, ReferenceFigure.of("S23")), "objects");
  }

  private static Metric metric(String quantity, Unit unit, ReferenceFigure reference) {
    return new Metric(NAME, ROW, quantity, unit, MetricDirection.LOWER, reference);
  }
}
