package dev.brummer.app.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageHeadTest {
  private static final MessageHead.Id TEXT = new MessageHead.Id(true, "A1");
  private static final MessageHead.Id NUMBER = new MessageHead.Id(false, "1");

  private static @Nullable MessageHead parse(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return MessageHead.parse(bytes, bytes.length);
  }

  @Test
  void fields_inAnyOrder_andNestedNamesakes() {
    assertEquals(
        new MessageHead("m", NUMBER, null, "u"),
        parse(
            "{\"params\":{\"params\":{\"uri\":\"no\"},\"id\":9,\"method\":\"no\",\"uri\":\"u\"},"
                + "\"x\":[{\"id\":8}],\"id\":1,\"method\":\"m\"}"));
  }

  @Test
  void ids_areEqualHoweverTheyAreEscaped_andTextIsNoNumber() {
    assertEquals(
        new MessageHead("m", TEXT, null, null), parse("{\"id\":\"\\u00411\",\"method\":\"m\"}"));
    assertEquals(
        new MessageHead("m", new MessageHead.Id(true, "1"), null, null),
        parse("{\"method\":\"m\",\"id\":\"1\"}"));
    assertEquals(new MessageHead("m", null, null, null), parse("{\"id\":null,\"method\":\"m\"}"));
    assertEquals(
        new MessageHead("m", null, null, null), parse("{\"id\":{\"id\":1},\"method\":\"m\"}"));
  }

  @Test
  void cancellation_namesItsRequest() {
    assertEquals(
        new MessageHead("notifications/cancelled", null, NUMBER, null),
        parse("{\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}"));
  }

  @Test
  void garbage_hasNoHead() {
    assertNull(parse("[1]"));
    assertNull(parse("{\"id\":1,"));
    assertNull(parse("\u0001"));
    assertNull(parse(""));
  }

  @Test
  void response_endsAtItsId_andNotificationsHaveNone() {
    assertEquals(TEXT, response("{\"jsonrpc\":\"2.0\",\"id\":\"A1\",\"result\":{"));
    assertNull(response("{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":{\"id\":1}}"));
    assertNull(response("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{}}"));
  }

  private static MessageHead.@Nullable Id response(String json) {
    byte[] bytes = ("…" + json).getBytes(StandardCharsets.UTF_8);
    int skipped = "…".getBytes(StandardCharsets.UTF_8).length;
    return MessageHead.ofResponse(bytes, skipped, bytes.length - skipped);
  }
}
