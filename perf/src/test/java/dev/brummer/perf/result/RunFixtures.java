package dev.brummer.perf.result;

import java.time.Instant;
import java.util.List;

/// Runs for tests.
public final class RunFixtures {
  public static final Machine MACHINE =
      new Machine("Testium 3000", 2, 8L << 30, "Linux 6.1 amd64", "Test VM 25");

  private RunFixtures() {}

  public static BenchRun of(Measurement... measurements) {
    return of(MACHINE, List.of(measurements));
  }

  public static BenchRun of(Machine machine, List<Measurement> measurements) {
    return new BenchRun(
        BenchRun.SCHEMA,
        "0.1.0",
        "abc1234",
        Instant.parse("2026-11-25T12:00:00Z"),
        12.5,
        "quick",
        "",
        true,
        machine,
        MachineNoise.UNKNOWN,
        measurements,
        List.of());
  }

  /// Five samples around `middle`, at most two `width`s away.
  public static Measurement around(
      Metric metric, Variant variant, int round, double middle, double width) {
    return new Measurement(
        metric,
        variant,
        round,
        List.of(middle - 2 * width, middle + width, middle, middle - width, middle + 2 * width));
  }
}
