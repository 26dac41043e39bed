package dev.brummer.perf.bench.eventbus;

import dev.brummer.perf.bench.eventbus.EventBusScenarioBenchmark.Scenario;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `eventbus.scenario`: the reference scenarios Light, Medium, Heavy and Burst (S21) on the
/// product, the reference design and alternatives. Throughput is end to end with handlers that work
/// 10 µs (S37); threads are the peak of live threads (S38).
public final class EventBusScenarioSuite implements Suite {
  static final String NAME = "eventbus.scenario";

  /// Divisor of the event count for the reference design, which takes up to half a minute for a
  /// full scenario. Results are per event and stay comparable.
  private static final int QUICK_BASELINE_DIVISOR = 50;

  private static final int BASELINE_DIVISOR = 20;

  /// Scenarios with a projection.
  private static final Set<Scenario> QUICK_SCENARIOS = EnumSet.of(Scenario.MEDIUM, Scenario.HEAVY);

  /// Divisor of the product's event count in a quick run.
  private static final int QUICK_PRODUCT_DIVISOR = 4;

  private static final List<BusDesign> ALTERNATIVES =
      List.of(
          BusDesign.POOL_PER_EVENT,
          BusDesign.POOL_PER_HANDLER,
          BusDesign.SUBMISSION_PUBLISHER,
          BusDesign.GUAVA,
          BusDesign.MBASSADOR);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "How long until the last handler returns, with 10 µs of work per handler and event?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (Scenario scenario : options.quick() ? QUICK_SCENARIOS : EnumSet.allOf(Scenario.class)) {
      Variant baseline = Variant.baseline(BusDesign.THREAD_PER_HANDLER.title());
      String product = AlternativesSuite.name(BusDesign.BRUMMER, options);
      int divisor = options.quick() ? QUICK_PRODUCT_DIVISOR : 1;
      cases.add(
          of(
              scenario,
              baseline,
              BusDesign.THREAD_PER_HANDLER.name(),
              baselineDivisor(scenario, options)));
      cases.add(of(scenario, Variant.PRODUCT, product, divisor));
      if (!options.quick()) {
        for (BusDesign alternative : ALTERNATIVES) {
          cases.add(of(scenario, AlternativesSuite.variant(alternative), alternative.name(), 1));
        }
      }
    }
    return cases;
  }

  /// Returns a divisor that leaves at least one event per publisher.
  private static int baselineDivisor(Scenario scenario, SuiteOptions options) {
    int maxDivisor = scenario.events / scenario.publishers;
    return scenario == Scenario.LIGHT
        ? 1
        : Math.min(maxDivisor, options.quick() ? QUICK_BASELINE_DIVISOR : BASELINE_DIVISOR);
  }

  private static JmhCase of(Scenario scenario, Variant variant, String design, int divisor) {
    String row = title(scenario);
    double events = (double) scenario.events / divisor;
    boolean slow = variant.role() == Variant.Role.BASELINE;
    double millis =
        slow ? events * scenario.handlers * 0.15 : scenario.lowerBoundMillis() / divisor;
    JmhCase jmhCase =
        JmhCase.of(EventBusScenarioBenchmark.class, "run", variant, design)
            .with("scenario", scenario.name())
            .with("part", divisor)
            .weight(1.5)
            .time(Metric.time(NAME, row, ReferenceFigure.of("S21")), events)
            .memory(Metric.memory(NAME, row, ReferenceFigure.of("S21")), events)
            .counter(throughput(row, ReferenceFigure.of("S37", 1000, 5000)), "throughput")
            .counter(threads(row, ReferenceFigure.of("S38", 1000, 8)), "threads");
    return millis < 100 ? jmhCase : jmhCase.singleShot(Duration.ofMillis(Math.round(millis)));
  }

  static String title(Scenario scenario) {
    String name = scenario.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static Metric throughput(String row, ReferenceFigure reference) {
    return new Metric(NAME, row, "throughput", Unit.PER_SECOND, MetricDirection.HIGHER, reference);
  }

  private static Metric threads(String row, ReferenceFigure reference) {
    return new Metric(NAME, row, "threads", Unit.COUNT, MetricDirection.LOWER, reference);
  }
}
