package dev.brummer.tui.model.list;

/// Formats quantities for narrow columns.
public final class CompactFormats {
  private CompactFormats() {}

  /// `7s`, `40s`, `12m`, `3h`, `2d`: coarser with age, so that old ages change rarely.
  public static String age(long millis) {
    long seconds = Math.max(0, millis) / 1000;
    if (seconds < 60) {
      return (seconds < 10 ? seconds : seconds / 10 * 10) + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m";
    }
    return seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
  }

  /// Time since a start, at most five columns: `42s`, `12:34` in minutes and seconds, `3h05`, `2d`.
  public static String uptime(long millis) {
    long seconds = Math.max(0, millis) / 1000;
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + ":" + twoDigits(seconds % 60);
    }
    return seconds < 86_400
        ? seconds / 3600 + "h" + twoDigits(seconds % 3600 / 60)
        : seconds / 86_400 + "d";
  }

  private static String twoDigits(long value) {
    return (value < 10 ? "0" : "") + value;
  }

  /// `640B`, `88M`, `1.2G`.
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + "B";
    }
    String units = "KMGT";
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 999.5 && unit < units.length() - 1) {
      value /= 1024;
      unit++;
    }
    return (value < 9.95 ? tenths(value) : Long.toString(Math.round(value))) + units.charAt(unit);
  }

  /// `0.3%`, `112%`.
  public static String percent(double value) {
    return (value < 99.95 ? tenths(value) : Long.toString(Math.round(value))) + "%";
  }

  /// `850 µs`, `3.1 ms`, `1.2 s`.
  public static String duration(long nanos) {
    if (nanos < 1_000_000) {
      return nanos / 1000 + " µs";
    }
    if (nanos < 1_000_000_000) {
      double millis = nanos / 1e6;
      return (millis < 99.95 ? tenths(millis) : Long.toString(Math.round(millis))) + " ms";
    }
    return tenths(nanos / 1e9) + " s";
  }

  /// `12,418`.
  public static String count(long value) {
    StringBuilder out = new StringBuilder();
    count(out, value);
    return out.toString();
  }

  /// Appends `12,418` without allocating.
  public static void count(StringBuilder out, long value) {
    int from = out.length();
    out.append(value);
    int first = value < 0 ? from + 1 : from;
    for (int at = out.length() - 3; at > first; at -= 3) {
      out.insert(at, ',');
    }
  }

  /// `1 line`, `12 lines`.
  public static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  private static String tenths(double value) {
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10;
  }
}
