package dev.brummer.app.mcp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpConnectionTest {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"%s",\
      "capabilities":{},"clientInfo":{"name":"tester","version":"1.2"}}}\
      """;
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{},"
          + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"modern\",\"version\":\"3\"}}";

  private final RecordedClients clients = new RecordedClients();
  private final ServerChanges changes = new ServerChanges();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @ParameterizedTest
  @CsvSource({
    "2025-11-25,2025-11-25",
    "2025-03-26,2025-03-26",
    "2026-07-28,2025-11-25",
    "1999-01-01,2025-11-25"
  })
  void initialize_anyVersion_isNeverRefused(String requested, String negotiated) throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      JsonNode response = client.request(INITIALIZE.formatted(requested));
      assertEquals(negotiated, response.at("/result/protocolVersion").asText());
      assertEquals("t", response.at("/result/serverInfo/name").asText());
    }
    assertEquals(List.of("+ tester 1.2 stdio", "- tester connection closed"), clients.lines);
  }

  @Test
  void discoverThenInitialize_sameConnection_bothAnswered() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      JsonNode discovered =
          client.request(
              "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"server/discover\",\"params\":{"
                  + META
                  + "}}");
      assertEquals("2026-07-28", discovered.at("/result/supportedVersions/0").asText());
      assertEquals("complete", discovered.at("/result/resultType").asText());
      assertTrue(client.request(INITIALIZE.formatted("2025-11-25")).has("result"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense|-32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1|-32700",
        "{} {}|-32700",
        "[]|-32600",
        "{\"id\":1,\"method\":\"ping\"}|-32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}|-32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}|-32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing\"}|-32601",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}|-32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}|-32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":[]}}|-32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"x:y\"}}|-32002",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":{\"name\":\"x\"}}|-32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}|-32602",
      })
  void invalidMessage_isAnsweredWithItsCode_andTheConnectionGoesOn(String line, int code)
      throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.send(line);
      assertEquals(code, client.next().at("/error/code").asInt());
      assertTrue(
          client.request("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}").has("result"));
    }
  }

  @Test
  void messageLongerThanTheLimit_isRefused_andTheNextIsServed() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.send("\"" + "x".repeat(McpConnection.MAX_MESSAGE_BYTES + 10) + "\"");
      assertEquals(-32600, client.next().at("/error/code").asInt());
      assertTrue(
          client.request("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}").has("result"));
    }
  }

  @Test
  void wrongArgument_isAResultThatNamesIt() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      JsonNode response = client.request(call("echo", "{\"text\":5}"));
      assertTrue(response.at("/result/isError").asBoolean());
      assertEquals("echo: text must be a string", response.at("/result/content/0/text").asText());
    }
  }

  @Test
  void errorThatQuotesTheClient_isMasked_andItsIdIsNot() throws Exception {
    McpServer masking =
        new McpServer(
            definition(), clients, changes, text -> text.replace("hunter2", "‹PASSWORD›"));
    try (ConnectionDriver client = new ConnectionDriver(masking)) {
      for (String meta : List.of("", META + ",")) {
        JsonNode refused =
            client.request(
                "{\"jsonrpc\":\"2.0\",\"id\":\"hunter2\",\"method\":\"tools/call\",\"params\":{"
                    + meta
                    + "\"name\":\"hunter2\"}}");
        assertEquals("hunter2", refused.path("id").asText());
        assertTrue(
            refused.at("/error/message").asText().contains("‹PASSWORD›"), refused.toString());
      }
      JsonNode echoed = client.request(call("echo", "{\"text\":\"my hunter2\"}"));
      assertFalse(echoed.toString().contains("hunter2"), echoed.toString());
    }
  }

  @Test
  void stuckClient_holdsOneNoticePerResource() throws Exception {
    ChangeSubscription subscription = ChangeSubscription.ofSession(changes);
    subscription.watch("r:a");
    subscription.watch("r:b");
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    List<Integer> told = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(3);
    subscription.attach(notice -> {
      stuck.countDown();
      awaitQuietly(released);
      told.add(Math.max(1, notice.at("/params/_meta/dev.brummer~1changes").asInt()));
      all.countDown();
    });
    changes.resourceUpdated("r:a");
    assertTrue(stuck.await(20, TimeUnit.SECONDS));
    for (int i = 0; i < 50_000; i++) {
      changes.resourceUpdated("r:a");
      changes.resourceUpdated("r:b");
      assertTrue(subscription.pendingNotices() <= 2);
    }
    released.countDown();
    assertTrue(all.await(20, TimeUnit.SECONDS));
    subscription.close();
    assertEquals(List.of(1, 50_000, 50_000), told);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Run it with `-Dbrummer.soak.calls=200000` for a long one.
  @Test
  void pipelinedCalls_areAllAnswered() throws Exception {
    int calls = Integer.getInteger("brummer.soak.calls", 5_000);
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      Thread sender =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  for (int i = 0; i < calls; i++) {
                    client.send(
                        call("echo", "{\"text\":\"a\"}").replace("\"id\":9", "\"id\":" + i));
                  }
                } catch (IOException closed) {
                  Thread.currentThread().interrupt();
                }
              });
      for (int i = 0; i < calls; i++) {
        JsonNode response = client.next();
        assertTrue(response.has("result"), response.toString());
      }
      sender.join();
    }
  }

  @Test
  void readOnlyClient_mayReadButNotAct() throws Exception {
    clients.readOnly = true;
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      assertFalse(
          client.request(call("echo", "{\"text\":\"a\"}")).at("/result/isError").asBoolean());
      JsonNode refused = client.request(call("act", "{}"));
      assertEquals("read only", refused.at("/result/content/0/text").asText());
    }
  }

  @Test
  void cancelledCall_isInterruptedAndNotAnswered() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.send(call("block", "{}"));
      assertTrue(entered.await(20, TimeUnit.SECONDS));
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9}}");
      assertTrue(interrupted.await(20, TimeUnit.SECONDS));
      JsonNode next = client.request("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");
      assertEquals(3, next.path("id").asInt());
    }
    assertTrue(clients.lines.contains("unknown client block failed"), clients.lines.toString());
  }

  @Test
  void longCallWithProgressToken_reportsProgress() throws Exception {
    McpServer quick =
        new McpServer(
            definition(),
            clients,
            changes,
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            UnaryOperator.identity());
    try (ConnectionDriver client = new ConnectionDriver(quick)) {
      client.send(
          "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"block\","
              + "\"_meta\":{\"progressToken\":\"tok\"}}}");
      JsonNode progress = client.next();
      assertEquals("notifications/progress", progress.path("method").asText());
      assertEquals("tok", progress.at("/params/progressToken").asText());
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9}}");
      assertTrue(interrupted.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void moreUnfinishedCallsThanTheLimit_areRefused() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      for (int i = 0; i <= ActiveCalls.MAX_CALLS; i++) {
        client.send(
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + i
                + ",\"method\":\"tools/call\",\"params\":{\"name\":\"block\"}}");
      }
      assertEquals(-32000, client.next().at("/error/code").asInt());
      for (int i = 0; i <= ActiveCalls.MAX_CALLS; i++) {
        client.send(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
                + i
                + "}}");
      }
    }
  }

  @Test
  void subscribedResource_manyChanges_oneNoticeCountsThem() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.request(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"r:a\"}}");
      changes.resourceUpdated("r:other");
      changes.resourceUpdated("r:a");
      assertEquals("r:a", client.next().at("/params/uri").asText());
      for (int i = 0; i < 100_000; i++) {
        changes.resourceUpdated("r:a");
      }
      int told = 0;
      while (told < 100_000) {
        JsonNode notice = client.next();
        told += Math.max(1, notice.at("/params/_meta/dev.brummer~1changes").asInt());
      }
      assertEquals(100_000, told);
    }
  }

  @Test
  void listenStream_isAcknowledgedTaggedAndEndsWithItsCancellation() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.send(
          "{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\"subscriptions/listen\",\"params\":{"
              + META
              + ",\"notifications\":{\"resourceSubscriptions\":[\"r:a\",\"r:unknown\"]}}}");
      JsonNode acknowledged = client.next();
      assertEquals(
          "notifications/subscriptions/acknowledged", acknowledged.path("method").asText());
      assertEquals(
          "[\"r:a\"]", acknowledged.at("/params/notifications/resourceSubscriptions").toString());
      changes.toolsChanged();
      changes.resourceUpdated("r:a");
      JsonNode update = client.next();
      assertEquals("notifications/resources/updated", update.path("method").asText());
      assertEquals(
          "s", update.at("/params/_meta/io.modelcontextprotocol~1subscriptionId").asText());
    }
    assertEquals(0, changes.size());
    assertTrue(clients.lines.contains("+ modern 3 stdio"), clients.lines.toString());
    assertTrue(clients.lines.contains("- modern connection closed"), clients.lines.toString());
  }

  @Test
  void twoClientsOfOneName_haveDifferentLabels() throws Exception {
    McpServer server = server();
    try (ConnectionDriver first = new ConnectionDriver(server);
        ConnectionDriver second = new ConnectionDriver(server)) {
      first.request(INITIALIZE.formatted("2025-11-25"));
      second.request(INITIALIZE.formatted("2025-11-25"));
    }
    assertTrue(clients.lines.contains("+ tester #2 1.2 stdio"), clients.lines.toString());
  }

  @Test
  void endOfInput_callsThatRunAreAnswered() throws Exception {
    ConnectionDriver client = new ConnectionDriver(server());
    client.send(call("echo", "{\"text\":\"last\"}"));
    client.endInput();
    assertEquals("last", client.next().at("/result/content/0/text").asText());
    assertTrue(client.hasNothing());
    client.close();
  }

  /// A script sends its calls and closes the input at once; the connection ends with [#run].
  @Test
  void inputThatEndsRightBehindACall_isAnswered_beforeTheConnectionEnds() throws Exception {
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream answers = new ByteArrayOutputStream();
      String input = call("echo", "{\"text\":\"last\"}") + "\n";
      try (McpConnection connection = new McpConnection(server(), "stdio", answers)) {
        connection.run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        assertTrue(answers.toString(StandardCharsets.UTF_8).contains("last"), "round " + round);
      }
    }
  }

  @Test
  void cancellationRightBehindACall_cancelsIt() throws Exception {
    String cancel =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":9}}";
    String input = call("block", "{}") + "\n" + cancel + "\n";
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    try (McpConnection connection = new McpConnection(server(), "stdio", answers)) {
      connection.run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));

      assertEquals(0, interrupted.getCount(), "the call goes on");
      assertEquals("", answers.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void hostileClientName_isOnePrintableLine() throws Exception {
    try (ConnectionDriver client = new ConnectionDriver(server())) {
      client.request(
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":"
              + "{\"name\":\"a\\u001b[31m\\nb\\u202e"
              + "x".repeat(500)
              + "\"}}}");
    }
    List<String> connected = new ArrayList<>(clients.lines);
    assertTrue(connected.getFirst().startsWith("+ a [31m b xxx"), connected.getFirst());
    assertTrue(connected.getFirst().length() < 100, connected.getFirst());
  }

  private static String call(String tool, String arguments) {
    return "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":"
        + arguments
        + "}}";
  }

  /// A client may send the next request while the server still writes.
  @Test
  void id_isFreeAsSoonAsItsResponseCanBeRead() throws Exception {
    String block =
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}";
    McpConnection[] connection = new McpConnection[1];
    boolean[] accepted = new boolean[1];
    CountDownLatch written = new CountDownLatch(1);
    OutputStream client =
        new OutputStream() {
          @Override
          public void write(int value) {
            throw new UnsupportedOperationException("lines are written at once");
          }

          @Override
          public void write(byte[] line) throws IOException {
            if (written.getCount() > 0) {
              byte[] again = block.formatted("block").getBytes(StandardCharsets.UTF_8);
              connection[0].accept(again, again.length);
              try {
                accepted[0] = entered.await(10, TimeUnit.SECONDS);
              } catch (InterruptedException closed) {
                throw new IOException(closed);
              }
              written.countDown();
            }
          }
        };
    try (McpConnection served = new McpConnection(server(), "stdio", client)) {
      connection[0] = served;
      byte[] first = block.formatted("act").getBytes(StandardCharsets.UTF_8);
      served.accept(first, first.length);
      assertTrue(written.await(20, TimeUnit.SECONDS));
      assertTrue(accepted[0]);
    }
  }

  private McpServer server() {
    return new McpServer(definition(), clients, changes);
  }

  private ServerDefinition definition() {
    List<Tool> tools =
        List.of(
            new Tool(
                "echo",
                "",
                "Echoes.",
                InputSchema.of().text("text", "").required("text").build(),
                Tool.Hints.READ_ONLY,
                call -> ToolResult.text(call.arguments().path("text").asText())),
            new Tool(
                "act",
                "",
                "Acts.",
                InputSchema.of().build(),
                Tool.Hints.DESTRUCTIVE,
                _ -> ToolResult.text("done")),
            new Tool(
                "block",
                "",
                "Blocks.",
                InputSchema.of().build(),
                Tool.Hints.READ_ONLY,
                _ -> {
                  entered.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    interrupted.countDown();
                  }
                  return ToolResult.text("unreachable");
                }));
    return new ServerDefinition(
        "t",
        "t",
        "1",
        "",
        tools,
        new OneResource("r:a"),
        List.of(),
        (_, _) -> List.of(),
        false,
        false);
  }
}
