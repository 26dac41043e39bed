package dev.brummer.perf.suite;

/// A part of the product that is made slower on purpose, to see that the gates notice. What slows
/// it stands beside the measurements, never in the product.
public enum InjectedSlowdown {
  NONE,
  BUS,
  STORE,
  STATUS,
  INJECTOR;

  /// The design to measure as the product's.
  ///
  /// @param part what the design is a part of
  /// @return `design`, or its slowed twin, `design_SLOW`
  public String designFor(InjectedSlowdown part, String design) {
    return this == part && this != NONE ? design + "_SLOW" : design;
  }
}
