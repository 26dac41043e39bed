package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers of real tools that clean up below real wrappers; standard input; names with a dash.
@Timeout(120)
class GracefulStopIT {
  private static final String SERVER =
      """
      for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => console.log('got ' + s));
      process.once('SIGTERM', () => setTimeout(() => {
        console.log('cleaned up');
        process.exit(0);
      }, 1500));
      setInterval(() => {}, 1000);
      console.log('up');
      """;

  @TempDir Path project;

  @BeforeEach
  void writeProject() throws IOException {
    Files.writeString(project.resolve("g.js"), SERVER);
    Files.writeString(project.resolve("Procfile"), "proc: node g.js\npiped: node g.js | cat\n");
    Files.writeString(project.resolve("Makefile"), "made:\n\tcd . && node g.js\n");
    Files.writeString(
        project.resolve("package.json"),
        """
        {"scripts": {"direct": "node g.js", "nested": "npm run -s shell",
          "shell": "cd . && node g.js", "make": "make -s made", "-x": "echo ran x"}}
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "proc,--pty", "proc,--no-pty", "piped,--pty", "piped,--no-pty", "direct,--pty",
    "direct,--no-pty", "nested,--pty", "nested,--no-pty", "make,--pty", "make,--no-pty",
    "made,--pty", "made,--no-pty"
  })
  void stop_serverBelowAWrapper_cleansUpFirst(String name, String pty) throws Exception {
    Process brummer = BuiltImage.start(project, Map.of(), "run", name, "--ui", "plain", pty);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = ""; !line.endsWith("up"); line = out.readLine()) {
        assertTrue(line != null);
      }
      brummer.toHandle().destroy(); // does not close the streams
      List<String> rest = out.lines().toList();
      assertTrue(brummer.waitFor(10, TimeUnit.SECONDS));
      assertEquals(143, brummer.exitValue());
      assertTrue(rest.stream().anyMatch(line -> line.endsWith("cleaned up")), rest::toString);
      assertFalse(rest.stream().anyMatch(line -> line.contains("SIGHUP")), rest::toString);
    } finally {
      brummer.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"--pty", "--no-pty"})
  void input_ofTheOnlyProcess_isThePipe_andEnds(String pty) throws Exception {
    Process brummer =
        BuiltImage.start(project, Map.of(), "run", "--ui", "plain", pty, "--", "cat", "-");
    brummer.getOutputStream().write("hi there\n".getBytes(StandardCharsets.UTF_8));
    brummer.getOutputStream().close();
    BuiltImage.Result result = BuiltImage.awaitExit(brummer);
    assertEquals(0, result.code());
    assertTrue(result.out().contains("hi there"), result.out());
  }

  @Test
  void script_whoseNameStartsWithADash_runs() throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, "run", "--ui", "plain", "--", "-x");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("ran x"), result.out());
  }

  @Test
  void ctrlC_inTheUi_endsWith130_andQWith0() throws Exception {
    assertEquals(130, exitCodeAfter("C-c"));
    assertEquals(0, exitCodeAfter("q"));
  }

  private int exitCodeAfter(String key) throws Exception {
    InheritedMarker mark = InheritedMarker.create();
    String command = BuiltImage.launcher() + " run --no-proxy proc";
    try (Tmux tmux = Tmux.start(120, 36, project, mark, command)) {
      tmux.await("│ up");
      tmux.keys(key);
      return Integer.parseInt(
          tmux.await("ended with").replaceAll("(?s).*ended with (\\d+).*", "$1"));
    }
  }
}
