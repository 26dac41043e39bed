package dev.brummer.tui;

/// Decides when the next frame is due. All times are of [System#nanoTime]. Confined to the thread
/// `tui`.
///
/// Events cause at most one frame per [#EVENT_INTERVAL_NANOS]; input is painted at once, at the
/// earliest [#INPUT_INTERVAL_NANOS] after the last frame. A flood of events, such as the requests
/// of a load test, is applied as often as other events but painted at most once per
/// [#FLOOD_INTERVAL_NANOS]: painting numbers that nobody can read would take a twentieth of a core
/// from the proxy. A flood of log lines, of which no frame shows more than a twentieth, is painted
/// at most once per [#LINE_FLOOD_INTERVAL_NANOS], and its end as soon as other lines: at 40 frames
/// per second painting took 7 % of the CPU time of such a flood.
final class FrameSchedule {
  private static final long SECOND = 1_000_000_000;
  static final long EVENT_INTERVAL_NANOS = SECOND / 40;
  static final long INPUT_INTERVAL_NANOS = SECOND / 200;
  static final long FLOOD_INTERVAL_NANOS = SECOND / 10;
  static final long LINE_FLOOD_INTERVAL_NANOS = SECOND / 16;

  /// Interval at which it is looked whether a flood of lines goes on.
  static final long LINE_CHECK_INTERVAL_NANOS = SECOND / 80;

  /// From so many events in an [#EVENT_INTERVAL_NANOS] on they are a flood.
  static final int FLOOD_EVENTS = 100;

  /// From so many log lines since the last frame on they are a flood.
  static final int FLOOD_LINES = 1_000;

  private long lastFrame;
  private boolean flooded;

  /// Number of lines since the last frame when it was last asked whether the next one is due.
  private long checkedLines;

  /// @param now time of the last frame
  FrameSchedule(long now) {
    lastFrame = now;
  }

  /// Records how many events were applied since the last call.
  void applied(int events) {
    flooded = events >= FLOOD_EVENTS;
  }

  /// Records that a frame is painted.
  void painted(long now) {
    lastFrame = now;
    checkedLines = 0;
  }

  /// Nanoseconds until something has to be done, given that something has changed: new events to
  /// apply, or a frame to paint. Not positive if the frame is due.
  ///
  /// @param input whether input waits to be shown
  /// @param lines number of log lines since the last frame, at least 1 if one has changed; they are
  ///   shown in a flood of events too
  long nanosToWait(long now, boolean input, long lines) {
    boolean lineFlood = lines >= FLOOD_LINES && lines > checkedLines;
    checkedLines = lines;
    if (input) {
      return lastFrame + INPUT_INTERVAL_NANOS - now;
    }
    if (lineFlood) {
      return Math.min(lastFrame + LINE_FLOOD_INTERVAL_NANOS - now, LINE_CHECK_INTERVAL_NANOS);
    }
    boolean later = flooded && lines == 0;
    long interval = later ? FLOOD_INTERVAL_NANOS : EVENT_INTERVAL_NANOS;
    return Math.min(lastFrame + interval - now, EVENT_INTERVAL_NANOS);
  }
}
