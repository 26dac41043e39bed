package dev.brummer.perf.suite;

import dev.brummer.perf.program.InstalledPrograms;

/// Options passed to every suite.
///
/// @param quick skips long-running cases; very slow designs get fewer operations and still report
///   per operation
/// @param slowdown part of the product to slow down deliberately
/// @param installed where other programs are found
public record SuiteOptions(boolean quick, InjectedSlowdown slowdown, InstalledPrograms installed) {
  /// Options that find other programs in `PATH`.
  public SuiteOptions(boolean quick, InjectedSlowdown slowdown) {
    this(quick, slowdown, InstalledPrograms.ON_PATH);
  }
}
