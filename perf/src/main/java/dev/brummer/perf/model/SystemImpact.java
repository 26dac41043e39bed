package dev.brummer.perf.model;

import java.util.List;
import java.util.Locale;

/// System-wide improvements expected by the reference design (S48 to S51): allocation, collections
/// and CPU time spent in synchronisation.
public record SystemImpact(
    double allocationBefore,
    double allocationAfter,
    double collectionsBefore,
    double collectionsAfter,
    double cpuBefore,
    double cpuAfter) {
  /// MB/s, pauses per second, percent of CPU time.
  public static SystemImpact reference() {
    return new SystemImpact(6.4, 0.15, 3.2, 0.075, 8.5, 2.1);
  }

  public double allocationSaved() {
    return saved(allocationBefore, allocationAfter);
  }

  public double collectionsSaved() {
    return saved(collectionsBefore, collectionsAfter);
  }

  public double cpuSaved() {
    return saved(cpuBefore, cpuAfter);
  }

  private static double saved(double before, double after) {
    return (before - after) / before * 100;
  }

  /// The report in the format of the reference design.
  public List<String> lines() {
    return List.of(
        "Expected System-Wide Improvements:",
        String.format(Locale.ROOT, "Memory allocation: %.1f%% reduction", allocationSaved()),
        String.format(Locale.ROOT, "GC pressure: %.1f%% reduction", collectionsSaved()),
        String.format(Locale.ROOT, "CPU overhead: %.1f%% reduction", cpuSaved()),
        "Overall responsiveness: 40-60% improvement");
  }
}
