package dev.brummer.proxy.telemetry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How many events each browser session has sent. Bounded in sessions and in events a session; an
/// idle session is forgotten. Owned by one event loop.
final class SessionLimiter {
  static final int MAX_SESSIONS = 512;
  static final int MAX_EVENTS = 20_000;
  private static final long IDLE_MILLIS = TimeUnit.MINUTES.toMillis(30);

  /// By process and id, the one used longest ago first.
  private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private long dropped;

  private static final class Session {
    private int events;
    private long usedMillis;
  }

  /// What to do with an event of a session.
  enum Verdict {
    TAKEN,
    /// The first over the limit: worth a word to the user.
    FIRST_OVER,
    OVER
  }

  Verdict take(int process, String id, long nowMillis) {
    forgetIdle(nowMillis);
    Session session = sessions.computeIfAbsent(process + " " + id, key -> new Session());
    session.usedMillis = nowMillis;
    if (++session.events <= MAX_EVENTS) {
      return Verdict.TAKEN;
    }
    dropped++;
    return session.events == MAX_EVENTS + 1 ? Verdict.FIRST_OVER : Verdict.OVER;
  }

  /// Events not taken so far.
  long dropped() {
    return dropped;
  }

  int count() {
    return sessions.size();
  }

  private void forgetIdle(long nowMillis) {
    Iterator<Session> oldest = sessions.values().iterator();
    while (oldest.hasNext()) {
      Session session = oldest.next();
      if (nowMillis - session.usedMillis < IDLE_MILLIS && sessions.size() < MAX_SESSIONS) {
        return;
      }
      oldest.remove();
    }
  }
}
