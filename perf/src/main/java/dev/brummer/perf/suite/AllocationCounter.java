package dev.brummer.perf.suite;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Counts allocated objects from the heap histogram, which includes unreachable objects as long as
/// no collection has run. The constant allocation of the histogram itself is subtracted.
public final class AllocationCounter {
  private static final Duration SHOT_ESTIMATE = Duration.ofMillis(200);
  private static final Pattern TOTAL = Pattern.compile("Total +([0-9]+) +[0-9]+");

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName diagnostics;

  public AllocationCounter() {
    try {
      diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
    } catch (JMException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Secondary results of an iteration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class AllocationCounters {
    /// Objects allocated per operation.
    public double objects;
  }

  /// Adds the object count to a case whose benchmark fills [AllocationCounters].
  public static JmhCase withObjectCount(
      JmhCase jmhCase, String suite, String row, ReferenceFigure reference) {
    Metric metric = new Metric(suite, row, "objects", Unit.COUNT, MetricDirection.LOWER, reference);
    return jmhCase.singleShot(SHOT_ESTIMATE).weight(0.5).counter(metric, "objects");
  }

  /// Returns the objects that `work` allocates on all threads beyond those of `frame`.
  ///
  /// @throws IllegalStateException if a garbage collection ran
  public long allocatedBy(Runnable work, Runnable frame) {
    System.gc();
    long collections = collections();
    long first = histogramTotal();
    frame.run();
    long empty = histogramTotal();
    work.run();
    long end = histogramTotal();
    if (collections() != collections) {
      throw new IllegalStateException("a garbage collection ran during the count; reduce the work");
    }
    return Math.max(0, (end - empty) - (empty - first));
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private long histogramTotal() {
    try {
      Object text =
          server.invoke(
              diagnostics,
              "gcClassHistogram",
              new Object[] {new String[] {"-all"}},
              new String[] {String[].class.getName()});
      Matcher total = TOTAL.matcher(String.valueOf(text));
      if (!total.find()) {
        throw new IllegalStateException("no total in the heap histogram");
      }
      return Long.parseLong(total.group(1));
    } catch (JMException refused) {
      throw new IllegalStateException(refused);
    }
  }
}
