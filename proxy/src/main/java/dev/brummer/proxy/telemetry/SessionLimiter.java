package dev.brummer.proxy.telemetry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Limits the events of each browser session per minute, so that a page that floods is heard again
/// once it stops. Bounded in sessions; idle sessions are removed. Confined to one event loop.
final class SessionLimiter {
  static final int MAX_SESSIONS = 512;
  static final int MAX_EVENTS = 20_000;
  private static final long INTERVAL_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long IDLE_TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(30);

  /// By process and session id, least recently used first.
  private final Map<String, SessionUsage> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private long dropped;

  private static final class SessionUsage {
    private int events;
    private long intervalStartMillis;
    private long usedMillis;
  }

  /// Decision about one event.
  enum Admission {
    ACCEPTED,
    /// The first event over the limit in this interval; reported to the user.
    FIRST_REJECTED,
    REJECTED
  }

  Admission admit(int process, String id, long nowMillis) {
    removeIdle(nowMillis);
    SessionUsage session = sessions.computeIfAbsent(process + " " + id, key -> new SessionUsage());
    session.usedMillis = nowMillis;
    if (nowMillis - session.intervalStartMillis >= INTERVAL_MILLIS) {
      session.intervalStartMillis = nowMillis;
      session.events = 0;
    }
    if (++session.events <= MAX_EVENTS) {
      return Admission.ACCEPTED;
    }
    dropped++;
    return session.events == MAX_EVENTS + 1 ? Admission.FIRST_REJECTED : Admission.REJECTED;
  }

  /// Number of rejected events.
  long dropped() {
    return dropped;
  }

  int count() {
    return sessions.size();
  }

  private void removeIdle(long nowMillis) {
    Iterator<SessionUsage> oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      SessionUsage session = oldest.next();
      if (nowMillis - session.usedMillis < IDLE_TIMEOUT_MILLIS && sessions.size() < MAX_SESSIONS) {
        return;
      }
      oldest.remove();
    }
  }
}
