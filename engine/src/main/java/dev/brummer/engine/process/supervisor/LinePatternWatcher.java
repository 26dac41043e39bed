package dev.brummer.engine.process.supervisor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Searches the lines of one child for the first match of each of its patterns. Lines are checked
/// by the reader thread of the child; the thread `processes` adds patterns.
final class LinePatternWatcher {
  private final List<Watch> watches = new CopyOnWriteArrayList<>();

  private record Watch(Pattern pattern, Consumer<String> onMatch) {}

  /// Adds a pattern.
  ///
  /// @param onMatch receives the matching line, once, on the reader thread
  void add(Pattern pattern, Consumer<String> onMatch) {
    watches.add(new Watch(pattern, onMatch));
  }

  boolean isActive() {
    return !watches.isEmpty();
  }

  /// @param line without escape sequences
  void check(String line) {
    for (Watch match = firstMatch(line); match != null; match = firstMatch(line)) {
      watches.remove(match);
      match.onMatch.accept(line.strip());
    }
  }

  private @Nullable Watch firstMatch(String line) {
    for (Watch watch : watches) {
      if (watch.pattern.matcher(line).find()) {
        return watch;
      }
    }
    return null;
  }
}
