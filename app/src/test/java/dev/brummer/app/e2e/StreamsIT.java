package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Standard input, JSON output and names that look like options.
@Timeout(120)
class StreamsIT {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path project;

  @Test
  void standardInput_andItsEnd_goToTheOneNamedProcess() throws Exception {
    assertEquals("cat | hi\n", piped("hi\n", "--", "cat").out());
    assertEquals("cat | no newline\n", piped("no newline", "--", "cat").out());
    assertEquals("cat | hi\n", piped("hi\n", "--pty", "--", "cat").out());
    assertEquals("wc | 3\n", piped("1\n2\n3\n", "--", "wc", "-l").out());
    Files.writeString(project.resolve("Procfile"), "sum: sort -n | tail -1\nother: cat\n");
    String numbers = "17\n".repeat(200_000) + "18\n";
    BuiltImage.Result result = piped(numbers, "sum");
    assertEquals("sum | 18\n", result.out());
    assertEquals(0, result.code());
  }

  @Test
  void standardInput_thatIsNotRead_harmsNobody() throws Exception {
    BuiltImage.Result result = piped("x".repeat(60_000), "--", "true");
    assertEquals(0, result.code(), result.err());
  }

  private BuiltImage.Result piped(String input, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("run", "--ui", "plain"));
    arguments.addAll(List.of(words));
    Process process = BuiltImage.start(project, Map.of(), arguments.toArray(String[]::new));
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try (var stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (java.io.IOException unread) {
                // The process has ended without reading all.
              }
            });
    BuiltImage.Result result = BuiltImage.awaitExit(process);
    writer.join();
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-x", "--help", "--ui=tui", "-x y"})
  void scriptNamedLikeAnOption_runs(String name) throws Exception {
    RequiredPrograms.require("npm");
    Files.writeString(
        project.resolve("package.json"),
        "{\"scripts\": {\"" + name + "\": \"echo it runs\", \"y\": \"echo y runs\"}}");
    BuiltImage.Result result = BuiltImage.run(project, "run", "--ui", "plain", "--", name);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains(" | it runs"), result.out() + result.err());
  }

  @Test
  void jsonOutput_hasUrlAndReadiness_inTheOrderOfAt() throws Exception {
    RequiredPrograms.require("python3");
    Files.writeString(
        project.resolve("Procfile"),
        """
        web: exec python3 -u -m http.server --bind 127.0.0.1 $PORT
        noise: seq 1 200000
        late: sleep 1; echo late
        """);
    Process process =
        BuiltImage.start(
            project,
            Map.of("PORT", Integer.toString(SetupCommand.freePort())),
            "run",
            "--ui",
            "json",
            "Procfile");
    process.getOutputStream().close();
    Set<String> missing = new HashSet<>(Set.of("url", "ready", "late"));
    List<JsonNode> objects = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (!missing.isEmpty()) {
        JsonNode object = json.readTree(String.valueOf(out.readLine()));
        objects.add(object);
        missing.remove(object.path("type").asText());
        missing.remove(object.path("text").asText());
      }
      process.toHandle().destroy(); // unlike Process.destroy, leaves the streams open
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        objects.add(json.readTree(line));
      }
    }
    assertTrue(process.waitFor(Duration.ofSeconds(20)));

    long last = 0;
    for (JsonNode object : objects) {
      assertTrue(object.path("at").asLong() >= last, object.toString());
      last = object.path("at").asLong();
    }
    JsonNode url = first(objects, "url");
    assertEquals("web", url.path("process").asText());
    assertTrue(url.path("url").asText().startsWith("http://localhost:"), url.toString());
    JsonNode ready = first(objects, "ready");
    assertEquals("web", ready.path("process").asText());
    assertTrue(ready.path("evidence").asText().startsWith("listens on :"), ready.toString());
  }

  private static JsonNode first(List<JsonNode> objects, String type) {
    return objects.stream()
        .filter(object -> object.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
