package dev.brummer.perf.bench.eventbus;

import dev.brummer.perf.bench.eventbus.BusAdapter.Design;
import dev.brummer.perf.bench.eventbus.EventBusScenarioBenchmark.Scenario;
import dev.brummer.perf.result.Direction;
import dev.brummer.perf.result.Metric;
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

/// `eventbus.scenario`: the seed's Light, Medium, Heavy and Burst (S21), the product beside the
/// seed's design and everybody else's. Throughput is told end to end, with handlers that work 10 µs
/// (S37); threads are the most alive at one moment (S38).
public final class EventBusScenarioSuite implements Suite {
  static final String NAME = "eventbus.scenario";

  /// The seed's design takes up to half a minute for all the events of a scenario: it gets a part
  /// of them, and is told by the event like all others.
  private static final int QUICK_BASELINE_DIVISOR = 50;

  private static final int BASELINE_DIVISOR = 20;

  /// Those that something is projected of.
  private static final Set<Scenario> QUICK_SCENARIOS = EnumSet.of(Scenario.MEDIUM, Scenario.HEAVY);

  /// In a hurry the product gets a part, too.
  private static final int QUICK_PRODUCT_DIVISOR = 4;

  private static final List<Design> ALTERNATIVES =
      List.of(
          Design.POOL_PER_EVENT,
          Design.POOL_PER_HANDLER,
          Design.SUBMISSION_PUBLISHER,
          Design.GUAVA,
          Design.MBASSADOR);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "How long until the last handler has run, when each works 10 µs on each event?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (Scenario scenario : options.quick() ? QUICK_SCENARIOS : EnumSet.allOf(Scenario.class)) {
      Variant before = Variant.baseline(Design.THREAD_PER_HANDLER.title());
      String now = AlternativesSuite.name(Design.BRUMMER, options);
      int part = options.quick() ? QUICK_PRODUCT_DIVISOR : 1;
      cases.add(
          of(
              scenario,
              before,
              Design.THREAD_PER_HANDLER.name(),
              baselineDivisor(scenario, options)));
      cases.add(of(scenario, Variant.PRODUCT, now, part));
      if (!options.quick()) {
        for (Design rival : ALTERNATIVES) {
          cases.add(of(scenario, AlternativesSuite.variant(rival), rival.name(), 1));
        }
      }
    }
    return cases;
  }

  /// At least one event for each publisher.
  private static int baselineDivisor(Scenario scenario, SuiteOptions options) {
    int most = scenario.events / scenario.publishers;
    return scenario == Scenario.LIGHT
        ? 1
        : Math.min(most, options.quick() ? QUICK_BASELINE_DIVISOR : BASELINE_DIVISOR);
  }

  private static JmhCase of(Scenario scenario, Variant variant, String design, int part) {
    String row = title(scenario);
    double events = (double) scenario.events / part;
    boolean slow = variant.role() == Variant.Role.BASELINE;
    double millis = slow ? events * scenario.handlers * 0.15 : scenario.lowerBoundMillis() / part;
    JmhCase jmhCase =
        JmhCase.of(EventBusScenarioBenchmark.class, "run", variant, design)
            .with("scenario", scenario.name())
            .with("part", part)
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
    return new Metric(NAME, row, "throughput", Unit.PER_SECOND, Direction.HIGHER, reference);
  }

  private static Metric threads(String row, ReferenceFigure reference) {
    return new Metric(NAME, row, "threads", Unit.COUNT, Direction.LOWER, reference);
  }
}
