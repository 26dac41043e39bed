package dev.brummer.perf.result;

import java.util.List;

/// What disturbed a run, as far as it can be seen.
///
/// @param spinBeforeNanos how long the same work took before the run, the median
/// @param spinAfterNanos and after it; 0 while it runs
/// @param spinSpread 90th percentile of that work by the 10th
/// @param othersCores how many cores other programs used while the run was on, on average
/// @param stolenPercent of the time that a hypervisor gave to somebody else
/// @param warnings what a person should know, in sentences; empty on a quiet machine
public record Noise(
    double spinBeforeNanos,
    double spinAfterNanos,
    double spinSpread,
    double othersCores,
    double stolenPercent,
    List<String> warnings) {
  public Noise {
    warnings = List.copyOf(warnings);
  }

  /// Nobody has looked.
  public static final Noise UNKNOWN = new Noise(0, 0, 0, 0, 0, List.of());
}
