package dev.brummer.perf.bench.program;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The result of a run of `wrk --latency`.
///
/// @param perSecond responses per second
/// @param p99Nanos 99th percentile of the latencies
record WrkReport(double perSecond, double p99Nanos) {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("\\n\\s+99%\\s+([0-9.]+)(us|ms|s|m)\\n");
  private static final Pattern FAILED =
      Pattern.compile("Non-2xx or 3xx responses: [0-9]+|Socket errors: [^\\n]+");

  /// Parses the output.
  ///
  /// @throws IllegalStateException if requests failed or the output is none of `wrk`
  static WrkReport parse(String output) {
    Matcher failed = FAILED.matcher(output);
    if (failed.find()) {
      throw new IllegalStateException(
          "requests failed: " + failed.group().toLowerCase(Locale.ROOT));
    }
    Matcher rate = RATE.matcher(output);
    Matcher p99 = P99.matcher(output);
    if (!rate.find() || !p99.find()) {
      throw new IllegalStateException("wrk printed no result: " + output.strip());
    }
    double nanos = Double.parseDouble(p99.group(1)) * nanosOf(p99.group(2));
    return new WrkReport(Double.parseDouble(rate.group(1)), nanos);
  }

  private static double nanosOf(String unit) {
    return switch (unit) {
      case "us" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      default -> throw new IllegalArgumentException(unit);
    };
  }
}
