package dev.brummer.perf.bench.eventbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandlersFixtureTest {
  @Test
  @DisplayName("S2, S3: ten kinds, 24 handlers, 265 events per second")
  void handlerTable_isTheReference() {
    assertEquals(10, HandlersFixture.KINDS.size());
    assertEquals(24, HandlersFixture.HANDLERS.stream().mapToInt(Integer::intValue).sum());
    assertEquals(
        265, HandlersFixture.PER_SECOND.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
  }
}
