package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/// A client of `brummer mcp`, with the built program. One thread.
final class McpAgent implements AutoCloseable {
  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final BufferedReader input;
  private final OutputStream output;
  private int lastId;

  McpAgent(Path project) throws IOException {
    process = BuiltImage.start(project, environment(project), "mcp");
    input =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    output = process.getOutputStream();
  }

  /// The variables with which a run and its agents meet in the directory of a test.
  static Map<String, String> environment(Path project) {
    return Map.of("XDG_RUNTIME_DIR", project.toString());
  }

  /// Waits until a run can be found: its control socket opens beside the start of its processes.
  static void awaitRun(Path project, Process run) throws IOException {
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

  void initialize() throws IOException {
    ObjectNode params = mapper.createObjectNode().put("protocolVersion", "2025-11-25");
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "it").put("version", "1");
    assertEquals("brummer", request("initialize", params).at("/result/serverInfo/name").asText());
  }

  /// Sends a request and returns its response; notifications before it are skipped.
  JsonNode request(String method, ObjectNode params) throws IOException {
    ObjectNode request = mapper.createObjectNode().put("jsonrpc", "2.0").put("id", ++lastId);
    request.put("method", method).set("params", params);
    output.write(mapper.writeValueAsBytes(request));
    output.write('\n');
    output.flush();
    while (true) {
      String line = input.readLine();
      assertFalse(line == null, "the connection has ended");
      JsonNode message = mapper.readTree(line);
      if (message.path("id").asInt() == lastId) {
        return message;
      }
    }
  }

  /// Calls a tool and returns its whole result as JSON text.
  String tool(String name, ObjectNode arguments) throws IOException {
    ObjectNode params = mapper.createObjectNode().put("name", name);
    params.set("arguments", arguments);
    JsonNode response = request("tools/call", params);
    assertTrue(response.has("result"), response.toString());
    return response.path("result").toString();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    output.close();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }
}
