package dev.brummer.perf.report;

import dev.brummer.perf.result.Unit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Formats quantities with three significant digits and the unit prefix that keeps them short.
public final class QuantityFormat {
  private static final String[] TIMES = {"ns", "µs", "ms", "s"};
  private static final String[] SIZES = {"B", "kB", "MB", "GB"};
  private static final String[] RATES = {"", "k", "M", "G"};

  private QuantityFormat() {}

  public static String format(Unit unit, double value) {
    return switch (unit) {
      case NANOS -> scaled(value, TIMES, "");
      case BYTES -> scaled(value, SIZES, "");
      case BYTES_PER_SECOND -> scaled(value, SIZES, "/s");
      case PER_SECOND -> scaled(value, RATES, "/s");
      case PERCENT -> formatNumber(value) + " %";
      case TIMES -> formatNumber(value) + "x";
      case COUNT -> count(value);
    };
  }

  /// Empty for null.
  public static String format(Unit unit, @Nullable Double value) {
    return value == null ? "" : format(unit, value.doubleValue());
  }

  /// A factor: "4,731x".
  public static String formatRatio(double ratio) {
    return Double.isInfinite(ratio) ? "∞" : formatNumber(ratio) + "x";
  }

  /// A plain number with three significant digits.
  public static String formatNumber(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (Double.isInfinite(size)) {
      return "∞";
    }
    if (size < 0.01) {
      return String.format(Locale.ROOT, "%.1g", value);
    }
    String format = size < 1 ? "%.2f" : size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String count(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : formatNumber(value);
  }

  private static String scaled(double value, String[] units, String suffix) {
    double left = value;
    int unit = 0;
    while (Math.abs(left) >= 999.5 && unit < units.length - 1) {
      left /= 1000;
      unit++;
    }
    String number =
        unit == 0 ? count(Math.abs(left) < 100 ? left : Math.rint(left)) : formatNumber(left);
    return (number + " " + units[unit] + suffix).strip();
  }
}
