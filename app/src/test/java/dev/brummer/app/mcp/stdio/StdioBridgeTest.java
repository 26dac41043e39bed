package dev.brummer.app.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.program.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A client on a bridge whose runs begin and end.
@Timeout(60)
class StdioBridgeTest {
  @TempDir private Path home;

  private final List<RunFixture> started = new ArrayList<>();
  private Path project;
  private Map<String, String> environment;

  @BeforeEach
  void createProject() throws Exception {
    project = Files.createDirectories(home.resolve("project"));
    environment =
        Map.of(
            "XDG_RUNTIME_DIR",
            Files.createDirectories(home.resolve("r")).toString(),
            "XDG_STATE_HOME",
            home.resolve("state").toString());
  }

  @AfterEach
  void endRuns() {
    started.forEach(RunFixture::close);
  }

  private RunFixture run(String name) {
    RunFixture run = RunFixture.start(name, project, environment);
    started.add(run);
    return run;
  }

  private BridgeClient client() throws Exception {
    return new BridgeClient(new StdioBridge(project, environment, this::startInBackground, "1"));
  }

  private ControlInstance startInBackground(
      Path directory, Map<String, String> variables, @Nullable ControlInstance previous) {
    return run("background").instance(directory, variables);
  }

  /// Waits until the bridge has noticed the end of its run: an unanswered call is refused then.
  private static JsonNode endWithOpenCall(RunFixture run, BridgeClient client) throws Exception {
    client.send(BridgeClient.call("77", "block"));
    run.blocked.await();
    run.close();
    return client.next();
  }

  @Test
  void run_endsInTheMiddle_nextCallReachesTheNextRun() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      assertEquals("first", client.initialize().at("/result/serverInfo/name").asText());
      assertEquals("first", client.tool("name"));
      JsonNode refused = endWithOpenCall(first, client);
      assertEquals(77, refused.path("id").asInt());
      assertTrue(refused.at("/result/isError").asBoolean(), refused.toString());
      String reason = refused.at("/result/content/0/text").asText();
      assertTrue(reason.startsWith("brummer has ended before it answered"), reason);
      run("second");
      assertEquals("second", client.tool("name"));
      assertEquals("second", client.tool("name"));
    }
  }

  @Test
  void run_endsWithoutNext_nextCallStartsOne() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      client.initialize();
      endWithOpenCall(first, client);
      assertTrue(client.request("2", "tools/list", "{}").at("/result/tools").size() > 2);
      assertEquals(1, started.size());
      assertEquals("background", client.tool("name"));
      assertEquals(2, started.size());
    }
  }

  @Test
  void run_ends_everyUnansweredRequestIsRefusedOnce() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      client.initialize();
      client.send(BridgeClient.call("\"5\"", "block") + BridgeClient.call("5", "block"));
      client.send(BridgeClient.call("6", "block"));
      client.send(BridgeClient.call("7", "name"));
      assertEquals("7", client.next().path("id").toString());
      client.send(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":6}}\n");
      assertEquals("8", client.request("8", "ping", "{}").path("id").toString());
      first.close();
      Set<String> ids =
          new TreeSet<>(
              List.of(client.next().path("id").toString(), client.next().path("id").toString()));
      assertEquals(Set.of("\"5\"", "5"), ids);
      assertEquals("9", client.request("9", "ping", "{}").path("id").toString());
    }
  }

  @Test
  void otherRequest_ofARunThatEnds_getsAnError() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      client.send(
          BridgeClient.line(
              "\"listen\"",
              "subscriptions/listen",
              "{\"notifications\":{\"resourceSubscriptions\":[\"run://state\"]},\"_meta\":{"
                  + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                  + "\"io.modelcontextprotocol/clientCapabilities\":{},"
                  + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}"));
      JsonNode acknowledged = client.next();
      assertTrue(acknowledged.has("method"), acknowledged.toString());
      first.close();
      JsonNode end = client.next();
      assertEquals("listen", end.path("id").asText());
      assertTrue(
          end.at("/error/message").asText().startsWith("brummer has ended") || end.has("result"),
          end.toString());
    }
  }

  @Test
  void subscription_isMadeAgainInTheNextRun_andAnnounced() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      client.initialize();
      String state = "{\"uri\":\"" + RunFixture.RESOURCE + "\"}";
      client.request("2", "resources/subscribe", state);
      endWithOpenCall(first, client);
      RunFixture second = run("second");
      client.send(BridgeClient.call("3", "name"));
      JsonNode announced = client.next();
      assertEquals("notifications/resources/updated", announced.path("method").asText());
      assertEquals(RunFixture.RESOURCE, announced.at("/params/uri").asText());
      assertEquals("3", client.next().path("id").toString());
      second.changes.resourceUpdated(RunFixture.RESOURCE);
      assertEquals(RunFixture.RESOURCE, client.next().at("/params/uri").asText());
      endWithOpenCall(second, client);
      assertEquals(
          "{}", client.request("4", "resources/unsubscribe", state).path("result").toString());
      run("third");
      assertEquals("third", client.tool("name"));
    }
  }

  @Test
  void line_thatBeginsInOneRun_isCompletedInTheNext() throws Exception {
    RunFixture first = run("first");
    try (BridgeClient client = client()) {
      client.initialize();
      client.send(BridgeClient.call("77", "block"));
      first.blocked.await();
      String half = BridgeClient.call("2", "name");
      client.send(half.substring(0, 20));
      first.close();
      assertEquals(77, client.next().path("id").asInt());
      run("second");
      client.send(half.substring(20) + BridgeClient.call("3", "name").substring(0, 9));
      assertEquals("second", client.next().at("/result/content/0/text").asText());
      client.send(BridgeClient.call("3", "name").substring(9));
      assertEquals("3", client.next().path("id").toString());
    }
  }

  /// The run may have received the call before it ended, and may not: either is one answer.
  @Test
  void callRightAfterTheEnd_isAnsweredOnce_andTheNextOneSucceeds() throws Exception {
    run("first");
    try (BridgeClient client = client()) {
      client.initialize();
      for (int i = 0; i < 50; i++) {
        started.getLast().close();
        String answer = client.tool("name");
        if (answer.startsWith("brummer has ended")) {
          answer = client.tool("name");
        }
        assertEquals("background", answer);
      }
      assertEquals(51, started.size());
    }
  }

  @Test
  void backgroundRun_doesNotStart_theReasonIsTheAnswer_andTheNextCallTriesAgain() throws Exception {
    List<String> reasons = new ArrayList<>(List.of("the disk is full"));
    StdioBridge bridge =
        new StdioBridge(
            project,
            environment,
            (directory, variables, previous) -> {
              if (reasons.isEmpty()) {
                return startInBackground(directory, variables, previous);
              }
              throw UserException.failure(reasons.removeFirst());
            },
            "1");
    try (BridgeClient client = new BridgeClient(bridge)) {
      client.initialize();
      assertEquals("the disk is full", client.tool("name"));
      assertEquals("background", client.tool("name"));
    }
  }

  @Test
  void previousRun_isNamedToTheBackgroundStart_whichWaitsForItsExit() throws Exception {
    RunFixture first = run("first");
    ControlInstance instance = first.instance(project, environment);
    List<@Nullable ControlInstance> previous = new ArrayList<>();
    StdioBridge bridge =
        new StdioBridge(
            project,
            environment,
            (directory, variables, before) -> {
              previous.add(before);
              return startInBackground(directory, variables, before);
            },
            "1");
    try (BridgeClient client = new BridgeClient(bridge)) {
      client.initialize();
      endWithOpenCall(first, client);
      assertEquals("background", client.tool("name"));
    }
    assertEquals(List.of(instance), previous);
  }

  @Test
  void inputEnds_callsAreAnsweredFirst() throws Exception {
    run("first");
    BridgeClient client = client();
    client.send(BridgeClient.call("1", "name") + BridgeClient.call("2", "name").strip());
    assertTrue(client.end());
    Set<Integer> ids =
        new TreeSet<>(List.of(client.next().path("id").asInt(), client.next().path("id").asInt()));
    assertEquals(Set.of(1, 2), ids);
  }

  @Test
  void clientThatStopsReading_endsTheBridge() throws Exception {
    run("first");
    BridgeClient client = client();
    client.initialize();
    client.stopReading();
    client.send(BridgeClient.call("2", "name"));
    assertTrue(client.awaitEnd());
  }
}
