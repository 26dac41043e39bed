package dev.brummer.perf.suite;

import dev.brummer.perf.result.Direction;
import dev.brummer.perf.result.Metric;
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

/// How many objects something allocates: the virtual machine does not count them, but its heap
/// histogram with the unreachable ones does, as long as nothing has been collected in between.
/// Looking allocates as well, the same each time, and is subtracted.
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

  /// What a shot gives besides its duration.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class AllocationCounters {
    /// Allocated an operation.
    public double objects;
  }

  /// A case whose benchmark fills a [AllocationCounters].
  public static JmhCase withObjectCount(
      JmhCase jmhCase, String suite, String row, ReferenceFigure reference) {
    Metric metric = new Metric(suite, row, "objects", Unit.COUNT, Direction.LOWER, reference);
    return jmhCase.singleShot(SHOT_ESTIMATE).weight(0.5).counter(metric, "objects");
  }

  /// Allocated by `work` in all threads, beyond what `frame` allocates.
  ///
  /// @throws IllegalStateException if the garbage collector ran
  public long allocatedBy(Runnable work, Runnable frame) {
    System.gc();
    long collections = collections();
    long first = histogramTotal();
    frame.run();
    long empty = histogramTotal();
    work.run();
    long end = histogramTotal();
    if (collections() != collections) {
      throw new IllegalStateException("collected while counting: give it less to do");
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
