package dev.brummer.perf.bench.eventbus;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `eventbus.handlers`: latency from the due time of an event to the UI's handler, with the
/// engine's real subscribers and with a thread per handler (S2, S3, S36).
public final class EventBusHandlersSuite implements Suite {
  static final String NAME = "eventbus.handlers";

  /// Multiples of the reference peak rate.
  private static final int[] RATE_FACTORS = {1, 10};

  /// Quantities; without the dot, the names of the counter fields.
  private static final List<String> PERCENTILES =
      List.of("p50", "p75", "p90", "p95", "p99", "p99.9", "max");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "How long does an event take to reach the UI, with the reference handler table?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (int factor : RATE_FACTORS) {
      String product = options.slowdown().designFor(InjectedSlowdown.BUS, BusDesign.BRUMMER.name());
      Variant baseline = Variant.baseline(BusDesign.THREAD_PER_HANDLER.title());
      cases.add(of(factor, baseline, BusDesign.THREAD_PER_HANDLER.name(), options));
      cases.add(of(factor, Variant.PRODUCT, product, options));
    }
    return cases;
  }

  private static JmhCase of(int factor, Variant variant, String design, SuiteOptions options) {
    String row = "%,d events/s".formatted(265 * factor);
    // Long enough for a hundred events.
    long millis = options.quick() ? 400 / Math.min(factor, 2) : 1000;
    JmhCase jmhCase =
        JmhCase.of(EventBusHandlersBenchmark.class, "latency", variant, design)
            .with("times", factor)
            .with("millis", millis)
            .weight(3)
            .singleShot(Duration.ofMillis(millis));
    for (String percentile : PERCENTILES) {
      jmhCase = jmhCase.counter(latency(row, percentile), percentile.replace(".", ""));
    }
    return jmhCase;
  }

  private static Metric latency(String row, String percentile) {
    boolean projected = percentile.equals("p95") && row.startsWith("265 ");
    ReferenceFigure reference =
        projected ? ReferenceFigure.of("S36", 287_000, 120_000) : ReferenceFigure.of("S2");
    return new Metric(NAME, row, percentile, Unit.NANOS, MetricDirection.LOWER, reference);
  }
}
