package dev.brummer.perf.startup;

import java.util.Locale;

/// Formats times and sizes.
final class StartupFormats {
  private static final double MIB = 1 << 20;

  private StartupFormats() {}

  /// Returns for example "312 ms", "1.24 s", or "–" if missing.
  static String seconds(double seconds) {
    if (seconds < 0 || Double.isNaN(seconds)) {
      return "–";
    }
    return seconds < 0.9995
        ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }

  static String megabytes(double bytes) {
    return bytes <= 0 ? "–" : String.format(Locale.ROOT, "%,.0f MB", bytes / MIB);
  }
}
