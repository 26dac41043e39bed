package dev.brummer.tui;

/// Decides when the next frame is due. All times are of [System#nanoTime]. Confined to the thread
/// `tui`.
///
/// Events cause at most one frame per [#EVENT_INTERVAL_NANOS]; input is painted at once, at the
/// earliest [#INPUT_INTERVAL_NANOS] after the last frame. A flood of events, such as the requests
/// of a load test, is applied as often as other events but painted at most once per
/// [#FLOOD_INTERVAL_NANOS]: painting numbers that nobody can read would take a twentieth of a core
/// from the proxy.
final class FrameSchedule {
  private static final long SECOND = 1_000_000_000;
  static final long EVENT_INTERVAL_NANOS = SECOND / 40;
  static final long INPUT_INTERVAL_NANOS = SECOND / 200;
  static final long FLOOD_INTERVAL_NANOS = SECOND / 10;

  /// From so many events in an [#EVENT_INTERVAL_NANOS] on they are a flood.
  static final int FLOOD_EVENTS = 100;

  private long lastFrame;
  private boolean flooded;

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
  }

  /// Nanoseconds until something has to be done, given that something has changed: new events to
  /// apply, or a frame to paint. Not positive if the frame is due.
  ///
  /// @param input whether input waits to be shown
  /// @param lines whether log lines have changed, which are shown in a flood too
  long nanosToWait(long now, boolean input, boolean lines) {
    long interval =
        input
            ? INPUT_INTERVAL_NANOS
            : flooded && !lines ? FLOOD_INTERVAL_NANOS : EVENT_INTERVAL_NANOS;
    return Math.min(lastFrame + interval - now, EVENT_INTERVAL_NANOS);
  }
}
