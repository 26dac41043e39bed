package dev.brummer.engine.process.supervisor;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Searches the lines of one child for the first match of a pattern. Confined to the reader thread
/// of the child.
final class LinePatternWatcher {
  private @Nullable Pattern pattern;
  private final Consumer<String> onMatch;

  /// @param onMatch receives the matching line, once
  LinePatternWatcher(Pattern pattern, Consumer<String> onMatch) {
    this.pattern = pattern;
    this.onMatch = onMatch;
  }

  private LinePatternWatcher() {
    this.onMatch = _ -> {};
  }

  /// A watcher without a pattern.
  static LinePatternWatcher none() {
    return new LinePatternWatcher();
  }

  boolean isActive() {
    return pattern != null;
  }

  /// @param line without escape sequences
  void check(String line) {
    Pattern current = pattern;
    if (current != null && current.matcher(line).find()) {
      pattern = null;
      onMatch.accept(line.strip());
    }
  }
}
