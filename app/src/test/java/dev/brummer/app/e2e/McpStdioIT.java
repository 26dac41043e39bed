package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent on `brummer mcp`, with the built program.
class McpStdioIT {
  @TempDir private Path project;

  @Test
  void noBrummerRuns_handshakeAndListsAreAnswered_andNothingIsStarted() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: echo started > started\n");
    try (StdioAgent agent = new StdioAgent(project, environment())) {
      assertEquals("brummer", agent.initialize().at("/result/serverInfo/name").asText());
      JsonNode tools = agent.request("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
      assertEquals("check", tools.at("/result/tools/0/name").asText());
    }
    assertTrue(Files.notExists(project.resolve("started")));
  }

  @Test
  void brummerRuns_toolsActOnItsProcesses() throws Exception {
    // The second process keeps the run alive: without a UI a run ends with its last process.
    Files.writeString(
        project.resolve("Procfile"),
        "web: echo hello agent; exec sleep 600\nother: exec sleep 600\n");
    Process run = BuiltImage.start(project, environment(), "run", "web", "other", "--ui", "plain");
    try (BufferedReader out = reader(run)) {
      String line = out.readLine();
      while (line != null && !line.contains("hello agent")) {
        line = out.readLine();
      }
      awaitDiscoveryFile(run);
      try (StdioAgent agent = new StdioAgent(project, environment())) {
        agent.initialize();
        assertTrue(agent.tool("logs_read", "{}").contains("hello agent"));
        assertTrue(agent.tool("scripts_status", "{}").matches("(?s).*web +(starting|running).*"));
        assertTrue(agent.tool("scripts_run", "{\"names\":[\"wbe\"]}").contains("did you mean web"));
        String stopped = agent.tool("scripts_stop", "{\"names\":[\"web\"]}");
        assertTrue(stopped.matches("(?s).*web +stopped.*"), stopped);
      }
    } finally {
      run.destroy();
      assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void lastProcessOfARun_isStoppedByAnAgent_whichStillGetsItsAnswer() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: echo hello agent; exec sleep 600\n");
    Process run = BuiltImage.start(project, environment(), "run", "web", "--ui", "plain");
    try {
      awaitDiscoveryFile(run);
      try (StdioAgent agent = new StdioAgent(project, environment())) {
        agent.initialize();
        agent.tool("wait_for", "{\"names\":[\"web\"],\"condition\":\"log:hello\"}");
        String stopped = agent.tool("scripts_stop", "{\"names\":[\"web\"]}");
        assertTrue(stopped.matches("(?s).*web +stopped.*"), stopped);
      }
      assertTrue(run.waitFor(10, TimeUnit.SECONDS));
    } finally {
      run.destroy();
      assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    }
  }

  /// The run ends by itself with its last process; the agent goes on with a run that it starts.
  @Test
  void run_endsInTheMiddle_agentGoesOnWithTheNext() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: echo hello agent; exec sleep 600\n");
    Process run = BuiltImage.start(project, environment(), "run", "web", "--ui", "plain");
    try {
      awaitDiscoveryFile(run);
      try (StdioAgent agent = new StdioAgent(project, environment())) {
        agent.initialize();
        agent.tool("wait_for", "{\"names\":[\"web\"],\"condition\":\"log:hello\"}");
        agent.tool("scripts_stop", "{\"names\":[\"web\"]}");
        assertTrue(run.waitFor(30, TimeUnit.SECONDS));
        JsonNode tools = agent.request("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}");
        assertEquals("check", tools.at("/result/tools/0/name").asText());
        String started = agent.tool("scripts_run", "{\"names\":[\"web\"],\"wait\":\"none\"}");
        assertTrue(started.contains("web"), started);
        String status = agent.tool("scripts_status", "{}");
        assertTrue(status.contains("web"), status);
      }
    } finally {
      run.destroy();
      assertTrue(run.waitFor(30, TimeUnit.SECONDS));
      BuiltImage.awaitExit(
          BuiltImage.start(project, environment(), "shutdown", "--dir", project.toString()));
    }
  }

  /// The control socket opens beside the start of the processes.
  private void awaitDiscoveryFile(Process run) throws IOException {
    Path directory = project.resolve("brummer");
    boolean found = false;
    while (!found) {
      assertTrue(run.isAlive());
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.list(directory)) {
          found = files.anyMatch(file -> file.toString().endsWith(".json"));
        }
      }
    }
  }

  private Map<String, String> environment() {
    return Map.of("XDG_RUNTIME_DIR", project.toString());
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
