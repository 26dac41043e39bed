package dev.brummer.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.control.ControlFixture.Raw;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests, events, errors and upgrades between a client and a server.
@Timeout(60)
class ControlServerTest {
  @TempDir Path home;

  private ControlFixture fixture;
  private ControlInstance instance;
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    fixture = new ControlFixture(home);
    fixture.server.method("echo", call -> Map.of("params", call.params()));
    fixture.server.method("names", call -> call.strings("names"));
    fixture.server.method("count", call -> call.number("count", 7, 1, 9));
    fixture.server.method("nothing", _ -> null);
    fixture.server.method(
        "refuse",
        _ -> {
          throw UserException.ofCode(124, "not in time");
        });
    fixture.server.method(
        "broken",
        _ -> {
          throw new IllegalStateException("a bug");
        });
    fixture.server.method(
        "events",
        call -> {
          for (int i = 0; i < 3; i++) {
            call.send(Map.of("number", i));
          }
          return Map.of("sent", 3);
        });
    fixture.server.method(
        "block",
        _ -> {
          entered.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException cancelled) {
            interrupted.countDown();
            throw cancelled;
          }
          return null;
        });
    fixture.server.upgrade(
        "shout",
        (call, stream) -> {
          if (call.bool("refuse")) {
            throw new ControlException(ControlException.REFUSED, "not today");
          }
          stream.accept(Map.of("ready", true));
          byte[] all = stream.input().readNBytes(5);
          String text = new String(all, StandardCharsets.UTF_8).toUpperCase(java.util.Locale.ROOT);
          stream.output().write(text.getBytes(StandardCharsets.UTF_8));
        });
    instance = fixture.start();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\",\"params\":{\"a\":[1,\"ä\"]}}"
            + "|{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"params\":{\"a\":[1,\"ä\"]}}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"nothing\"}"
            + "|{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"count\",\"params\":{}}"
            + "|{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":7}",
      })
  void request_isAnswered(String request, String response) throws IOException {
    try (Raw raw = new Raw(instance)) {
      assertEquals(response, raw.ask(request));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense|-32700|not JSON",
        "{\"a\":|-32700|not JSON",
        "\"text\"|-32600|must be a JSON object",
        "[]|-32600|batches are not supported",
        "{\"id\":1,\"method\":\"echo\"}|-32600|\"jsonrpc\\\" must be",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"echo\"}|-32600|must be a string or a number",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}|-32600|must be a string",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ech\"}|-32601|did you mean echo?",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"echo\",\"params\":[1]}|-32602|must be an object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"names\",\"params\":{\"names\":\"web\"}}"
            + "|-32602|names\\\" of names must be an array of strings, not a string",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"names\",\"params\":{\"names\":[{}]}}"
            + "|-32602|not an object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"count\",\"params\":{\"count\":1.5}}"
            + "|-32602|must be an integer",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"count\",\"params\":{\"count\":10}}"
            + "|-32602|must be from 1 to 9, not 10",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"refuse\"}|-32000|\"exitCode\":124",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"broken\"}|-32603|a bug",
      })
  void badRequest_isAnError_andTheConnectionStays(String request, int code, String part)
      throws IOException {
    try (Raw raw = new Raw(instance)) {
      String response = raw.ask(request);
      assertTrue(response.contains("\"error\":{\"code\":" + code), response);
      assertTrue(response.contains(part.replace("\"jsonrpc", "\\\"jsonrpc")), response);
      assertEquals(
          "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":null}",
          raw.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nothing\"}"));
    }
  }

  @Test
  void nesting_doesNotExhaustTheStack() throws IOException {
    try (Raw raw = new Raw(instance)) {
      assertTrue(raw.ask("[".repeat(200_000)).contains("-32700"));
    }
  }

  @Test
  void notification_hasNoResponse() throws IOException {
    try (Raw raw = new Raw(instance)) {
      raw.send("{\"jsonrpc\":\"2.0\",\"method\":\"nothing\"}\n");
      assertTrue(
          raw.ask("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"nothing\"}").contains("\"id\":2"));
    }
  }

  @Test
  void manyRequestsInOneWrite_areAnsweredInOrder() throws IOException {
    try (Raw raw = new Raw(instance)) {
      int count = 20_000;
      Thread.ofVirtual()
          .start(() -> {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < count; i++) {
              all.append("{\"jsonrpc\":\"2.0\",\"id\":")
                  .append(i)
                  .append(",\"method\":\"nothing\"}\n");
            }
            try {
              raw.send(all.toString());
            } catch (IOException failed) {
              Thread.currentThread().interrupt(); // the responses will be missing
            }
          });
      for (int i = 0; i < count; i++) {
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"result\":null}", raw.receive());
      }
    }
  }

  @Test
  void halfClosedConnection_getsItsResponse() throws IOException {
    try (Raw raw = new Raw(instance)) {
      raw.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nothing\"}\n");
      raw.channel.shutdownOutput();
      assertTrue(raw.receive().contains("\"id\":1"));
      assertEquals("", raw.receive());
    }
  }

  @Test
  void disconnect_interruptsTheRequest() throws Exception {
    try (Raw raw = new Raw(instance)) {
      raw.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"block\"}\n");
      entered.await();
    }
    interrupted.await();
  }

  @Test
  void close_interruptsTheRequest_whichIsAnswered_andRemovesTheFiles() throws Exception {
    try (Raw raw = new Raw(instance)) {
      raw.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"block\"}\n");
      entered.await();
      fixture.close();
      assertTrue(raw.receive().contains("brummer is shutting down"));
      assertEquals("", raw.receive());
    }
    assertEquals(List.of(), ControlInstances.all(fixture.environment));
    assertFalse(instance.socket().toFile().exists());
  }

  @Test
  void closeDuringTheStart_leavesNoFiles() throws IOException {
    Path other = home.resolve("other");
    for (int i = 0; i < 20; i++) {
      try (ControlFixture closing = new ControlFixture(other)) {
        closing.server.start();
        LockSupport.parkNanos(i * 100_000L);
      }
    }
    ControlFixture.await("the threads that open sockets have ended", () -> openers() == 1);
    try (Stream<Path> files = Files.walk(other)) {
      assertEquals(List.of(), files.filter(file -> !Files.isDirectory(file)).toList());
    }
  }

  private static long openers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("control"))
        .count();
  }

  @Test
  void clientReceivesEventsThenTheResult() {
    try (ControlClient client = ControlClient.connect(instance)) {
      List<Long> numbers = new ArrayList<>();
      JsonFields result =
          client.call(
              "events",
              Map.of(),
              event -> numbers.add(event.number("number")),
              Duration.ofSeconds(9));
      assertEquals(List.of(0L, 1L, 2L), numbers);
      assertEquals(3, result.number("sent"));
      assertEquals("web", client.call("echo", Map.of("name", "web")).object("params").text("name"));
    }
  }

  @Test
  void clientError_hasTheExitCode() {
    try (ControlClient client = ControlClient.connect(instance)) {
      assertFailure(124, "not in time", () -> client.call("refuse", Map.of()));
      assertFailure(
          ExitCodes.USAGE,
          "\"count\" of count must be an integer, not a string",
          () -> client.call("count", Map.of("count", "x")));
    }
  }

  @Test
  void clientWhoseServerDoesNotRespond_timesOut() {
    try (ControlClient client = ControlClient.connect(instance)) {
      assertFailure(
          ExitCodes.TIMED_OUT,
          "brummer (pid " + instance.pid() + ") has not responded for 0 s",
          () -> client.call("block", Map.of(), _ -> {}, Duration.ofMillis(50)));
    }
  }

  @Test
  void clientOfAServerThatHasEnded_isTold() {
    ControlClient client = ControlClient.connect(instance);
    fixture.close();
    assertFailure(
        ExitCodes.NOT_RUNNING,
        "brummer (pid " + instance.pid() + ")",
        () -> client.call("nothing", Map.of()));
    client.close();
    assertFailure(ExitCodes.NOT_RUNNING, "is ending", () -> ControlClient.connect(instance));
  }

  @Test
  void upgrade_passesRawBytes_evenThoseSentTogetherWithTheRequest() throws IOException {
    try (Raw raw = new Raw(instance)) {
      raw.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shout\"}\nhel");
      assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"ready\":true}}", raw.receive());
      raw.send("lo");
      assertEquals("HELLO", raw.receive());
    }
    try (ControlClient client = ControlClient.connect(instance);
        ControlStream stream = client.upgrade("shout", Map.of(), _ -> {})) {
      stream.output().write("world".getBytes(StandardCharsets.UTF_8));
      assertEquals("WORLD", new String(stream.input().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void refusedUpgrade_leavesAControlChannel() {
    try (ControlClient client = ControlClient.connect(instance)) {
      assertFailure(
          ExitCodes.FAILURE,
          "not today",
          () -> client.upgrade("shout", Map.of("refuse", true), _ -> {}));
      assertEquals(0, client.call("nothing", Map.of()).values().size());
    }
  }

  private static void assertFailure(int code, String part, Runnable call) {
    UserException failure = assertThrows(UserException.class, call::run);
    assertTrue(failure.text().contains(part), failure.text());
    assertEquals(code, failure.code());
  }
}
