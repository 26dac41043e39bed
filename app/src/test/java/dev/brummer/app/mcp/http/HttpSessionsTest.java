package dev.brummer.app.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.mcp.protocol.ConformanceServer;
import dev.brummer.app.mcp.protocol.ServerObserver;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HttpSessionsTest {
  private final AtomicLong now = new AtomicLong();
  private final HttpSessions sessions =
      new HttpSessions(ConformanceServer.create(ServerObserver.NONE), now::get);

  @Test
  void endedSession_isUnknown() {
    String id = sessions.open();
    assertTrue(id.matches("[0-9a-f]{32}"), id);
    assertTrue(sessions.close(id));
    assertNull(sessions.find(id));
    assertFalse(sessions.close(id));
  }

  @Test
  void moreSessionsThanTheLimit_theLeastRecentlyUsedGoes() {
    String first = sessions.open();
    String second = sessions.open();
    for (int i = 2; i < HttpSessions.MAX_SESSIONS; i++) {
      sessions.open();
    }
    assertNotNull(sessions.find(first));
    sessions.open();
    assertNotNull(sessions.find(first));
    assertNull(sessions.find(second));
  }

  @Test
  void clientThatClosedItsStream_expiresSoon_othersLater() {
    String streaming = sessions.open();
    String gone = sessions.open();
    String without = sessions.open();
    sessions.countStream(streaming, 1);
    sessions.countStream(gone, 1);
    sessions.countStream(gone, -1);
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    sessions.expire();
    assertNull(sessions.find(gone));
    assertNotNull(sessions.find(streaming));
    now.addAndGet(Duration.ofMinutes(29).toNanos());
    sessions.expire();
    assertNull(sessions.find(without));
    assertNotNull(sessions.find(streaming));
    assertEquals(1, sessions.size());
  }
}
