package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.Map;

/// Decides which errors a build, a hot update, a restart or a start heals: those of the process that
/// have not occurred since it began. Confined to one thread or lock.
public final class HealingTracker {
  /// Number of the event with which the build, restart or update in progress began, by process.
  private final Map<Integer, Long> cycles = new HashMap<>();

  /// Handles an event.
  ///
  /// @param number position of the event in the caller's order of events, above 0
  /// @return errors of the event's process that have last occurred before this position are healed;
  ///   0 if none are
  public long healedBefore(Event event, long number) {
    return switch (event) {
      case Event.ProcessStarted it -> {
        cycles.remove(it.process());
        yield number;
      }
      case Event.BuildEvent it ->
          switch (it.phase()) {
            case STARTED -> begin(it.process(), number);
            case OK -> end(it.process(), number);
            case FAILED -> end(it.process(), 0);
          };
      case Event.WatchEvent it ->
          switch (it.step()) {
            case CHANGED -> begin(it.process(), number);
            case RESTARTED, OK -> end(it.process(), number);
            case FAILED -> end(it.process(), 0);
          };
      default -> 0;
    };
  }

  private long begin(int process, long number) {
    cycles.put(process, number);
    return 0;
  }

  /// @param unknown result without a known begin: 0 for a failure, which heals nothing by itself
  private long end(int process, long unknown) {
    Long began = cycles.remove(process);
    return began == null ? unknown : began;
  }
}
