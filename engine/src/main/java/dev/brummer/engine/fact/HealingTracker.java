package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Decides which errors a build, a hot update, a restart or a start heals: those of the process
/// that have not occurred since it began. Tools such as webpack do not say when a build begins:
/// their build began after the end of the one before. Confined to one thread or lock.
public final class HealingTracker {
  /// Tools that announce a build and report its end only if it succeeds: an error since the
  /// announcement may be older than the build that succeeds.
  private static final Set<String> UNREPORTED_FAILURES = Set.of("next");

  /// Number of the event with which the build, restart or update in progress began, by process.
  private final Map<Integer, Long> cycles = new HashMap<>();

  /// Number of the event with which the last one ended, by process.
  private final Map<Integer, Long> ends = new HashMap<>();

  /// Handles an event.
  ///
  /// @param number position of the event in the caller's order of events, above 0
  /// @return errors of the event's process that have last occurred before this position are healed;
  ///   0 if none are
  public long healedBefore(Event event, long number) {
    return switch (event) {
      case Event.ProcessStarted it -> {
        cycles.remove(it.process());
        ends.remove(it.process());
        yield number;
      }
      case Event.BuildEvent it ->
          switch (it.phase()) {
            case STARTED ->
                UNREPORTED_FAILURES.contains(it.tool()) ? 0 : begin(it.process(), number);
            case OK -> succeed(it.process(), number);
            case FAILED -> fail(it.process(), number);
          };
      case Event.WatchEvent it ->
          switch (it.step()) {
            case CHANGED -> begin(it.process(), number);
            case RESTARTED, OK -> succeed(it.process(), number);
            case FAILED -> fail(it.process(), number);
          };
      default -> 0;
    };
  }

  private long begin(int process, long number) {
    cycles.put(process, number);
    return 0;
  }

  private long succeed(int process, long number) {
    ends.put(process, number);
    Long began = cycles.remove(process);
    return began == null ? number : began;
  }

  private long fail(int process, long number) {
    Long ended = ends.put(process, number);
    Long began = cycles.remove(process);
    return began != null ? began : ended == null ? 0 : ended;
  }
}
