package dev.brummer.perf.bench.eventbus;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.AllocationCounter;
import dev.brummer.perf.suite.InjectedSlowdown;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `eventbus.publish`: 1, 10, 100 and 1000 publishers with three handlers; the product, the
/// reference design (S4) and the lower bound of direct calls.
public final class EventBusPublishSuite implements Suite {
  static final String NAME = "eventbus.publish";
  static final int HANDLERS = 3;
  static final int[] PUBLISHERS = {1, 10, 100, 1000};

  /// S4: nanoseconds, bytes and allocated objects per event.
  private static final double[] REFERENCE_NANOS = {1127, 2847, 28_934, 287_463};

  private static final double[] REFERENCE_BYTES = {456, 2891, 28_456, 284_567};
  private static final double[] REFERENCE_OBJECTS = {3, 15, 145, 1450};

  /// Events per invocation; the reference design gets fewer, but at least one per publisher.
  private static final int EVENTS = 200_000;

  private static final int BASELINE_EVENTS = 200;
  private static final int COUNTED_EVENTS = 200;

  /// Estimated duration with one event per publisher at 1000 publishers, where threads start
  /// slowly.
  private static final Duration BASELINE_SHOT = Duration.ofSeconds(1);

  /// Returns the row name, for example "10 publishers".
  static String row(int publishers) {
    return publishers == 1 ? "1 publisher" : publishers + " publishers";
  }

  static Metric time(int index) {
    return Metric.time(
        NAME, row(PUBLISHERS[index]), ReferenceFigure.of("S4", REFERENCE_NANOS[index]));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What does an event cost, from publish to the last of " + HANDLERS + " handlers?";
  }

  @Override
  public List<JmhCase> cases(SuiteOptions options) {
    List<JmhCase> cases = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS.length; i++) {
      Variant baseline = Variant.baseline(BusDesign.THREAD_PER_HANDLER.title());
      String product = options.slowdown().designFor(InjectedSlowdown.BUS, BusDesign.BRUMMER.name());
      JmhCase threadPerHandler =
          timed(i, baseline, BusDesign.THREAD_PER_HANDLER.name(), BASELINE_EVENTS);
      boolean slow = options.quick() && PUBLISHERS[i] > BASELINE_EVENTS;
      cases.add(slow ? threadPerHandler.singleShot(BASELINE_SHOT) : threadPerHandler);
      cases.add(timed(i, Variant.PRODUCT, product, EVENTS));
      if (!options.quick() || i < 1) {
        cases.add(
            timed(
                i, Variant.alternative(BusDesign.DIRECT.title()), BusDesign.DIRECT.name(), EVENTS));
        cases.add(counted(i, baseline, BusDesign.THREAD_PER_HANDLER.name()));
        cases.add(counted(i, Variant.PRODUCT, product));
      }
    }
    return cases;
  }

  private static JmhCase timed(int index, Variant variant, String design, int events) {
    int publishers = PUBLISHERS[index];
    double operations = (double) Math.max(1, events / publishers) * publishers;
    return JmhCase.of(EventBusPublishBenchmark.class, "publish", variant, design)
        .with("publishers", publishers)
        .with("handlers", HANDLERS)
        .with("events", events)
        .time(time(index), operations)
        .memory(
            Metric.memory(NAME, row(publishers), ReferenceFigure.of("S4", REFERENCE_BYTES[index])),
            operations);
  }

  private static JmhCase counted(int index, Variant variant, String design) {
    return AllocationCounter.withObjectCount(
        JmhCase.of(EventBusPublishBenchmark.class, "count", variant, design)
            .with("publishers", PUBLISHERS[index])
            .with("handlers", HANDLERS)
            .with("events", COUNTED_EVENTS),
        NAME,
        row(PUBLISHERS[index]),
        ReferenceFigure.of("S4", REFERENCE_OBJECTS[index]));
  }
}
