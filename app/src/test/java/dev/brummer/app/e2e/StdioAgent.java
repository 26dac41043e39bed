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
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A client of `brummer mcp`.
final class StdioAgent implements AutoCloseable {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
          + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"it\",\"version\":\"1\"}}}";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Process process;
  private final BufferedReader input;
  private final OutputStream output;

  StdioAgent(Path project, Map<String, String> environment) throws IOException {
    process = BuiltImage.start(project, environment, "mcp");
    input =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    output = process.getOutputStream();
  }

  JsonNode initialize() throws IOException {
    return request(INITIALIZE);
  }

  /// Sends a request and reads its response; skips notifications.
  JsonNode request(String line) throws IOException {
    output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    output.flush();
    JsonNode message = read();
    while (message.has("method")) {
      message = read();
    }
    return message;
  }

  private JsonNode read() throws IOException {
    String line = input.readLine();
    assertTrue(line != null, "brummer mcp has ended");
    return mapper.readTree(line);
  }

  /// Calls a tool. Returns the text of its result.
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
