package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.process.Schedule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Time of the next scheduled start of one process. Confined to the [ProcessTable].
///
/// The wall clock decides, and it may be set or stand still while the machine sleeps. So a wait is
/// cut into parts of at most [#MAX_WAIT_MILLIS], each of which compares the clock again. Times that
/// have passed together result in one start. After a clock that went back, the next time is
/// computed from the new time.
final class ScheduleTimer {
  /// Longest time in milliseconds until a changed clock is noticed.
  static final long MAX_WAIT_MILLIS = 60_000;

  private @Nullable Schedule schedule;
  private long atMillis;
  private long checkedMillis;
  private int version;

  /// Whether the next start is awaited.
  boolean isArmed() {
    return schedule != null;
  }

  /// The armed schedule, null without one.
  @Nullable Schedule schedule() {
    return schedule;
  }

  /// Wall-clock time of the next start.
  long atMillis() {
    return atMillis;
  }

  /// Identifies the current wait; the end of an earlier one has no effect.
  int version() {
    return version;
  }

  /// Awaits the first time after `now`.
  void arm(Schedule armed, long now) {
    schedule = armed;
    version++;
    atMillis = now;
    moveOn(armed, now);
  }

  void disarm() {
    schedule = null;
    version++;
  }

  /// Time in milliseconds until [#isDue] must be called again.
  long waitMillis(long now) {
    return Math.clamp(atMillis - now, 0, MAX_WAIT_MILLIS);
  }

  /// Compares the clock. If the time has come, awaits the next one.
  boolean isDue(long now) {
    Schedule armed = schedule;
    if (armed == null) {
      return false;
    }
    version++;
    boolean due = now >= atMillis;
    if (due || now < checkedMillis) {
      moveOn(armed, now);
    }
    checkedMillis = now;
    return due;
  }

  private void moveOn(Schedule armed, long now) {
    checkedMillis = now;
    atMillis =
        armed
            .trigger()
            .next(Instant.ofEpochMilli(atMillis), Instant.ofEpochMilli(now))
            .toEpochMilli();
  }
}
