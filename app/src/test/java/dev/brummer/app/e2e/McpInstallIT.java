package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `brummer mcp install` as a user runs it, in a home directory of its own.
final class McpInstallIT {
  @TempDir Path root;

  private Path home = Path.of("");
  private Path project = Path.of("");

  @BeforeEach
  void createHome() throws IOException {
    home = Files.createDirectories(root.toRealPath().resolve("home"));
    project = Files.createDirectories(root.toRealPath().resolve("shop"));
    Files.writeString(project.resolve("package.json"), "{\"scripts\": {\"dev\": \"true\"}}");
    Files.createDirectories(root.resolve("bin"));
  }

  private BuiltImage.Result run(String input, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("mcp", "install"));
    all.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("XDG_CONFIG_HOME", "");
    environment.put("XDG_STATE_HOME", root.resolve("state").toString());
    environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
    Process process = BuiltImage.start(project, environment, all.toArray(String[]::new));
    process.getOutputStream().write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  @Test
  void namedClient_isInstalledShownAndRemoved() throws Exception {
    Path file = Files.createDirectories(home.resolve(".cursor")).resolve("mcp.json");
    String before = "{\n  // mine\n  \"mcpServers\": {},\n}\n";
    Files.writeString(file, before);
    BuiltImage.Result shown = run("", "cursor", "--dry-run");
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.out().contains("+     \"brummer\": {"), shown.out());
    assertEquals(before, Files.readString(file));
    BuiltImage.Result installed = run("", "cursor");
    assertEquals(0, installed.code(), installed.err());
    assertTrue(Files.readString(file).contains(BuiltImage.launcher().toString()));
    assertTrue(run("", "cursor").out().contains("already in " + file));
    BuiltImage.Result removed = run("", "cursor", "--remove");
    assertEquals(0, removed.code(), removed.err());
    assertEquals(before, Files.readString(file));
  }

  @Test
  void withoutAClient_thoseFoundAreShown_andNothingIsChangedUntilYes() throws Exception {
    assertTrue(run("").err().contains("no coding agent found on this machine"));
    Path record = root.resolve("argv");
    Path claude = root.resolve("bin/claude");
    Files.writeString(claude, "#!/bin/sh\nprintf '%s ' \"$@\" > " + record + "\n");
    Files.setPosixFilePermissions(claude, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(home.resolve(".codex"));
    BuiltImage.Result shown = run("y\n");
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.err().contains("nothing is changed yet"), shown.err());
    assertFalse(Files.exists(record));
    BuiltImage.Result done = run("", "--yes");
    assertEquals(0, done.code(), done.err());
    assertEquals(
        "mcp add --scope user brummer -- " + BuiltImage.launcher() + " mcp ",
        Files.readString(record));
    assertTrue(
        Files.readString(home.resolve(".codex/config.toml")).contains("[mcp_servers.brummer]"));
  }

  @Test
  void unparsableFile_isLeftUntouched_andTheSnippetIsPrinted() throws Exception {
    Path file = Files.createDirectories(home.resolve(".cursor")).resolve("mcp.json");
    Files.writeString(file, "{ broken");
    BuiltImage.Result refused = run("", "cursor", "windsurf");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("cannot edit " + file), refused.err());
    assertTrue(refused.out().contains("\"command\": \"" + BuiltImage.launcher()), refused.out());
    assertEquals("{ broken", Files.readString(file));
    assertTrue(
        Files.exists(home.resolve(".codeium/windsurf/mcp_config.json")), "others are installed");
    assertEquals(2, run("", "cursr").code());
    assertEquals(2, run("", "--project", "--user").code());
  }

  @Test
  void http_isAtThePortOfTheRunningBrummer() throws Exception {
    Files.writeString(project.resolve("Procfile"), "web: exec sleep 600\n");
    Map<String, String> environment =
        Map.of("HOME", home.toString(), "XDG_STATE_HOME", root.resolve("state").toString());
    Process run =
        BuiltImage.start(
            project, environment, "run", "web", "--ui", "plain", "--mcp-port", "17931");
    try {
      String printed = run("", "--http", "--print", "cursor").out();
      while (printed.contains(":7777/")) {
        assertTrue(run.isAlive());
        printed = run("", "--http", "--print", "cursor").out();
      }
      assertTrue(printed.matches("(?s).*http://127.0.0.1:179\\d\\d/mcp.*"), printed);
      String chosen = run("", "--http", "--print", "--port", "17000", "cursor").out();
      assertTrue(chosen.contains(":17000/mcp"), chosen);
    } finally {
      run.destroy();
      assertTrue(run.waitFor(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void http_hasOneTokenPerProject() throws Exception {
    String first = run("", "--http", "--print", "cursor").out();
    assertTrue(first.contains("\"url\": \"http://127.0.0.1:7777/mcp\""), first);
    assertTrue(first.contains("\"Authorization\": \"Bearer "), first);
    assertEquals(first, run("", "--http", "--print", "cursor").out());
    assertFalse(Files.exists(home.resolve(".cursor")), "print changes nothing");
    assertEquals(2, run("", "cursor", "--port", "80").code());
  }

  @Test
  void instructions_arePrinted() throws Exception {
    assertTrue(run("", "--instructions").out().startsWith("## Development processes (brummer)"));
    assertTrue(run("", "--skill").out().startsWith("---\nname: brummer\n"));
  }

  /// At a terminal the command asks; without one it only shows.
  @Test
  void atATerminal_theAnswerDecides() throws Exception {
    Path file = Files.createDirectories(home.resolve(".cursor")).resolve("mcp.json");
    try (Tmux shell = Tmux.start(100, 40, project, InheritedMarker.create(), "sh")) {
      String command =
          "env HOME=%s XDG_CONFIG_HOME= XDG_STATE_HOME=%s PATH=%s:/usr/bin:/bin %s mcp install"
              .formatted(home, root.resolve("state"), root.resolve("bin"), BuiltImage.launcher());
      shell.keys(command + "; echo first $?", "Enter");
      shell.await("[y/N]");
      shell.keys("Enter");
      shell.await("first 0");
      assertFalse(Files.exists(file));
      shell.keys("clear; " + command + "; echo second $?", "Enter");
      shell.await("[y/N]");
      shell.keys("y", "Enter");
      shell.await("second 0");
      assertTrue(Files.readString(file).contains(BuiltImage.launcher().toString()));
    }
  }
}
