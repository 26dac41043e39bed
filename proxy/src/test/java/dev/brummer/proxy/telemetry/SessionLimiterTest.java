package dev.brummer.proxy.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.proxy.telemetry.SessionLimiter.Admission;
import org.junit.jupiter.api.Test;

class SessionLimiterTest {
  @Test
  void flood_isCut_andTheSessionIsHeardAgainAMinuteLater() {
    SessionLimiter limiter = new SessionLimiter();
    long start = 1_000_000;
    for (int i = 0; i < SessionLimiter.MAX_EVENTS; i++) {
      assertEquals(Admission.ACCEPTED, limiter.admit(1, "s", start + i % 1_000));
    }
    assertEquals(Admission.FIRST_REJECTED, limiter.admit(1, "s", start + 1_000));
    assertEquals(Admission.REJECTED, limiter.admit(1, "s", start + 59_999));
    assertEquals(Admission.ACCEPTED, limiter.admit(1, "other", start + 59_999));
    assertEquals(Admission.ACCEPTED, limiter.admit(1, "s", start + 60_000));
    assertEquals(2, limiter.dropped());
  }
}
