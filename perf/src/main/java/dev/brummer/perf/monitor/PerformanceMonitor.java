package dev.brummer.perf.monitor;

import dev.brummer.perf.stat.Significance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the most recent values of each metric and computes trends (S30, S31). Thread-safe;
/// different metrics do not contend.
public final class PerformanceMonitor {
  /// Number of values kept per metric.
  public static final int MAX_VALUES = 1000;

  /// Each deque is guarded by its own monitor.
  private final Map<String, Deque<Double>> metrics = new ConcurrentHashMap<>();

  public void record(String name, double value) {
    Deque<Double> values = metrics.computeIfAbsent(name, _ -> new ArrayDeque<>());
    synchronized (values) {
      if (values.size() == MAX_VALUES) {
        values.removeFirst();
      }
      values.addLast(value);
    }
  }

  /// Recorded values, oldest first; empty for an unknown metric.
  public List<Double> values(String name) {
    Deque<Double> values = metrics.get(name);
    if (values == null) {
      return List.of();
    }
    synchronized (values) {
      return new ArrayList<>(values);
    }
  }

  /// Compares the last `window` values with the `window` values before them.
  ///
  /// @throws IllegalArgumentException if the window is smaller than 2
  public Trend trend(String name, int window) {
    if (window < 2) {
      throw new IllegalArgumentException("window " + window);
    }
    List<Double> values = values(name);
    int size = values.size();
    if (size < 2 * window) {
      return new Trend.InsufficientData(size, 2 * window);
    }
    List<Double> recent = values.subList(size - window, size);
    List<Double> previous = values.subList(size - 2 * window, size - window);
    double p =
        Math.max(Significance.welch(previous, recent), Significance.mannWhitney(previous, recent));
    return new Trend.Change(change(mean(previous), mean(recent)), 1 - p);
  }

  private static double change(double previous, double recent) {
    return previous == recent ? 0 : (recent - previous) / Math.abs(previous);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
