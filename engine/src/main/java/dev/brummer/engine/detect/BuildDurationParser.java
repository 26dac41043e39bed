package dev.brummer.engine.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses durations as build tools print them: `1.2 s`, `345ms`, `1m 5s`, `02:31 min`.
final class BuildDurationParser {
  private static final Pattern PART =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|m|s|min)\\b");
  private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):(\\d{2}) min");

  private BuildDurationParser() {}

  /// Duration in milliseconds, or -1 if the text contains none.
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
