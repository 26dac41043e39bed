package dev.brummer.engine.process.supervisor;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at the lines of one child until one matches. Confined to the child's reader.
final class LinePatternWatcher {
  private @Nullable Pattern pattern;
  private final Consumer<String> onMatch;

  /// @param matched is called once, by the reader, with what matched
  LinePatternWatcher(Pattern pattern, Consumer<String> matched) {
    this.pattern = pattern;
    this.onMatch = matched;
  }

  private LinePatternWatcher() {
    this.onMatch = _ -> {};
  }

  /// One that looks at nothing.
  static LinePatternWatcher none() {
    return new LinePatternWatcher();
  }

  boolean isActive() {
    return pattern != null;
  }

  /// @param line without escape sequences
  void check(String line) {
    Pattern wanted = pattern;
    if (wanted != null && wanted.matcher(line).find()) {
      pattern = null;
      onMatch.accept(line.strip());
    }
  }
}
