package dev.brummer.engine.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as tools print them.
final class DurationParser {
  private static final Pattern PART =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|m|s|min)\\b");
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):(\\d{2}) min");

  private DurationParser() {}

  /// Milliseconds, or -1 if there is no time in it.
  static long parseMillis(@Nullable String text) {
    if (text == null) {
      return -1;
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return (Long.parseLong(clock.group(1)) * 60 + Long.parseLong(clock.group(2))) * 1000;
    }
    double millis = -1;
    for (Matcher part = PART.matcher(text); part.find(); ) {
      double unit =
          switch (part.group(2)) {
            case "ms" -> 1;
            case "s" -> 1000;
            default -> 60_000;
          };
      millis = Math.max(0, millis) + Double.parseDouble(part.group(1)) * unit;
    }
    return Math.round(millis);
  }
}
