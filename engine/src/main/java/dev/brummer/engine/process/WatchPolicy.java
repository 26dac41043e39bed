package dev.brummer.engine.process;

import java.time.Duration;
import java.util.List;

/// Which files of a process, when they change, have it started again.
///
/// @param enabled from the beginning; a person may switch it
/// @param paths globs below its directory; none: all but what tools make
/// @param ignore globs of those that do not matter
/// @param debounceDelay how long nothing must change before it is started again
public record WatchPolicy(
    boolean enabled, List<String> paths, List<String> ignore, Duration debounceDelay) {
  /// What is waited for when nobody says otherwise: a save of many files is one change.
  public static final Duration DEFAULT_DEBOUNCE_DELAY = Duration.ofMillis(200);

  /// Off, and all files once it is switched on.
  public static final WatchPolicy OFF =
      new WatchPolicy(false, List.of(), List.of(), DEFAULT_DEBOUNCE_DELAY);

  public WatchPolicy {
    paths = List.copyOf(paths);
    ignore = List.copyOf(ignore);
  }
}
