package dev.brummer.perf.suite;

/// A deliberately slowed part of the product, for testing the gates. The slowdown lives in the
/// benchmarks, never in the product.
public enum InjectedSlowdown {
  NONE,
  BUS,
  STORE,
  STATUS,
  INJECTOR;

  /// Returns the design to measure as the product's.
  ///
  /// @param part the part that the design belongs to
  /// @return `design`, or its slowed variant `design_SLOW`
  public String designFor(InjectedSlowdown part, String design) {
    return this == part && this != NONE ? design + "_SLOW" : design;
  }
}
