package dev.brummer.proxy.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
  private final RequestIds ids = new RequestIds(0x0123456789abcdefL);

  @ParameterizedTest
  @ValueSource(longs = {1, 35, 36, 1295, 1296, 46_655, 46_656, 987_654_321})
  void session_anyRequest_prefixAndBase36(long request) {
    assertEquals("012345-" + Long.toString(request, 36), ids.session(request));
    assertEquals(request, ids.parseRequest(ids.session(request)));
  }
}
