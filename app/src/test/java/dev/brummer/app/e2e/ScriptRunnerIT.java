package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scripts of a `package.json` that the built program starts, without npm and by npm.
@Timeout(180)
class ScriptRunnerIT {
  private static final Pattern RUNNER = Pattern.compile("\"scriptRunner\":\"([^\"]*)\"");

  /// Its cleanup takes longer than the shell that waits for it may take to end.
  private static final String SCRIPTS =
      """
      {"name": "shop", "version": "1.0.0", "scripts": {
        "predev": "echo before $npm_lifecycle_event",
        "dev": "trap 'sleep 1; echo cleaned; exit 3' TERM; echo up; while :; do sleep 0.1; done",
        "postdev": "echo after",
        "prebroken": "exit 6",
        "broken": "echo never"
      }}
      """;

  @TempDir Path directory;

  private final InheritedMarker mark = InheritedMarker.create();

  @BeforeEach
  void createProject() throws Exception {
    RequiredPrograms.require("npm");
    Files.writeString(directory.resolve("package.json"), SCRIPTS);
  }

  @AfterEach
  void assertNoProcessIsLeft() {
    mark.assertNoneLeft();
  }

  @Test
  void setting_leavesTheScriptToNpm() throws Exception {
    assumeTrue("direct".equals(runner()), "this installation of npm runs its scripts itself");
    Files.writeString(directory.resolve("brummer.toml"), "script_runner = \"manager\"\n");
    assertEquals("manager: configured", runner());
    Files.writeString(
        directory.resolve("brummer.toml"),
        "script_runner = \"manager\"\n[process.dev]\nscript_runner = \"direct\"\n");
    assertEquals("direct", runner());
  }

  @Test
  void failingHook_endsTheScriptWithItsCode() throws Exception {
    BuiltImage.Result result = BuiltImage.run(directory, "run", "broken");
    assertEquals(6, result.code(), result.toString());
    assertTrue(!result.out().contains("never"), result.toString());
  }

  /// Runs `dev` until it is up, stops it, and asserts that its cleanup is awaited.
  private String runner() throws Exception {
    Process run = BuiltImage.start(directory, mark.environment(), "run", "dev");
    String runner;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder printed = new StringBuilder();
      awaitLine(out, "up", printed);
      assertTrue(printed.toString().contains("before predev"), printed.toString());
      Matcher found = RUNNER.matcher(BuiltImage.run(directory, "ps", "--json").out());
      assertTrue(found.find());
      runner = found.group(1);
      run.toHandle().destroy(); // Process.destroy closes its output
      awaitLine(out, "cleaned", printed);
    }
    assertTrue(run.waitFor(60, TimeUnit.SECONDS));
    return runner;
  }

  private static void awaitLine(BufferedReader out, String end, StringBuilder printed)
      throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      printed.append(line).append('\n');
      if (line.endsWith(end)) {
        return;
      }
    }
    throw new AssertionError("no line ends with " + end + ": " + printed);
  }
}
