package dev.brummer.engine.process;

import java.time.Duration;
import java.util.List;

/// Restart policy for file changes.
///
/// @param enabled initial setting; the user can switch it
/// @param paths globs below the working directory; empty for all files but generated ones
/// @param ignore globs of files to ignore
/// @param debounceDelay time without changes before the restart
public record WatchPolicy(
    boolean enabled, List<String> paths, List<String> ignore, Duration debounceDelay) {
  /// Default debounce delay: saving many files at once is one change.
  public static final Duration DEFAULT_DEBOUNCE_DELAY = Duration.ofMillis(200);

  /// Disabled; watches all files once the user enables it.
  public static final WatchPolicy OFF =
      new WatchPolicy(false, List.of(), List.of(), DEFAULT_DEBOUNCE_DELAY);

  public WatchPolicy {
    paths = List.copyOf(paths);
    ignore = List.copyOf(ignore);
  }
}
