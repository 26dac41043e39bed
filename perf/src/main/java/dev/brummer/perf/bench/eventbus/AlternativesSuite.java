package dev.brummer.perf.bench.eventbus;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.util.ArrayList;
import java.util.List;

/// `eventbus.rivals`: cost of an event on the product's bus and on alternative buses, with few and
/// many publishers and handlers.
public final class AlternativesSuite implements Suite {
  private static final String NAME = "eventbus.rivals";

  private static final List<Workload> WORKLOADS =
      List.of(
          new Workload(1, 3),
          new Workload(10, 3),
          new Workload(10, 5),
          new Workload(100, 8),
          new Workload(1000, 5));

  private static final List<Workload> QUICK_WORKLOADS = List.of(new Workload(10, 3));

  private static final List<BusDesign> DESIGNS =
      List.of(
          BusDesign.BRUMMER,
          BusDesign.SUBMISSION_PUBLISHER,
          BusDesign.POOL_PER_EVENT,
          BusDesign.POOL_PER_HANDLER,
          BusDesign.DISRUPTOR,
          BusDesign.GUAVA,
          BusDesign.MBASSADOR,
          BusDesign.DIRECT);

  private static final int EVENTS = 200_000;

  /// Events per invocation of a design that would take seconds with many publishers.
  private static final int SLOW_DESIGN_EVENTS = 20_000;

  /// Number of publishers and handlers.
  private record Workload(int publishers, int handlers) {
    JmhCase of(BusDesign design, SuiteOptions options) {
      boolean slow = design == BusDesign.DISRUPTOR && publishers > 10;
      int events = slow ? SLOW_DESIGN_EVENTS : EVENTS;
      double operations = (double) events / publishers * publishers;
      String row = EventBusPublishSuite.row(publishers) + " x " + handlers + " handlers";
      return JmhCase.of(
              EventBusPublishBenchmark.class, "publish", variant(design), name(design, options))
          .with("publishers", publishers)
          .with("handlers", handlers)
          .with("events", events)
          .time(Metric.time(NAME, row, ReferenceFigure.NONE), operations)
          .memory(Metric.memory(NAME, row, ReferenceFigure.NONE), operations);
    }
  }

  static Variant variant(BusDesign design) {
    return design == BusDesign.BRUMMER
        ? Variant.PRODUCT
        : Variant.alternative(design.title() + (design.isOrdered() ? "" : ", unordered"));
  }

  static String name(BusDesign design, SuiteOptions options) {
    return design == BusDesign.BRUMMER
        ? options.slowdown().designFor(InjectedSlowdown.BUS, design.name())
        : design.name();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What does an event cost on alternative event buses?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (Workload workload : options.quick() ? QUICK_WORKLOADS : WORKLOADS) {
      for (BusDesign design : DESIGNS) {
        cases.add(workload.of(design, options));
      }
    }
    return cases;
  }
}
