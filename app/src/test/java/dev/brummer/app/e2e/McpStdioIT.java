package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"it\",\"version\":\"1\"}}}";

  @TempDir private Path project;

  @Test
  void noBrummerRuns_handshakeAndListsAreAnswered_andNothingIsStarted() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: echo started > started\n");
    try (Agent agent = new Agent()) {
      assertEquals("brummer", agent.request(INITIALIZE).at("/result/serverInfo/name").asText());
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
      try (Agent agent = new Agent()) {
        agent.request(INITIALIZE);
        assertTrue(agent.tool("logs_read", "{}").contains("hello agent"));
        assertTrue(agent.tool("scripts_status", "{}").matches("(?s).*web +(starting|running).*"));
        assertTrue(agent.tool("scripts_run", "{\"names\":[\"wbe\"]}").contains("did you mean web"));
        assertTrue(
            agent.tool("scripts_stop", "{\"names\":[\"web\"]}").matches("(?s).*web +stopped.*"));
      }
    } finally {
      run.destroy();
      assertTrue(run.waitFor(30, TimeUnit.SECONDS));
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

  private final class Agent implements AutoCloseable {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Process process = BuiltImage.start(project, environment(), "mcp");
    private final BufferedReader input = reader(process);
    private final OutputStream output = process.getOutputStream();

    Agent() throws IOException {}

    JsonNode request(String line) throws IOException {
      output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      output.flush();
      return mapper.readTree(input.readLine());
    }

    String tool(String name, String arguments) throws IOException {
      return request(
              "{\"jsonrpc\":\"2.0\",\"id\":\"t\",\"method\":\"tools/call\",\"params\":{\"name\":\""
                  + name
                  + "\",\"arguments\":"
                  + arguments
                  + "}}")
          .at("/result/content/0/text")
          .asText();
    }

    @Override
    public void close() throws IOException, InterruptedException {
      output.close();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }
  }
}
