package dev.brummer.perf.result;

import java.util.List;

/// Disturbances of a run.
///
/// @param spinBeforeNanos median time of the calibration loop before the run
/// @param spinAfterNanos median time after the run; 0 while it is in progress
/// @param spinSpread 90th percentile of the calibration loop divided by the 10th
/// @param othersCores average number of cores used by other programs
/// @param stolenPercent share of time that the hypervisor gave to other virtual machines
/// @param warnings one sentence each; empty on a quiet machine
public record MachineNoise(
    double spinBeforeNanos,
    double spinAfterNanos,
    double spinSpread,
    double othersCores,
    double stolenPercent,
    List<String> warnings) {
  public MachineNoise {
    warnings = List.copyOf(warnings);
  }

  /// Not monitored.
  public static final MachineNoise UNKNOWN = new MachineNoise(0, 0, 0, 0, 0, List.of());
}
