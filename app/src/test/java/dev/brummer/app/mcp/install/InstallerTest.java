package dev.brummer.app.mcp.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.program.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Installs in a home directory of its own. Clients' commands are scripts that record their
/// arguments.
final class InstallerTest {
  private static final McpServerAddress STDIO =
      new McpServerAddress.Stdio(List.of("/opt/brummer/bin/brummer", "mcp"));
  private static final McpServerAddress HTTP =
      new McpServerAddress.Http("http://127.0.0.1:7777/mcp", "t0ken");

  @TempDir Path root;

  private Path home = Path.of("");
  private Path project = Path.of("");
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void createDirectories() throws IOException {
    home = Files.createDirectories(root.toRealPath().resolve("home"));
    project = Files.createDirectories(root.toRealPath().resolve("shop"));
    environment.put("HOME", home.toString());
    environment.put("PATH", Files.createDirectories(root.resolve("bin")).toString());
  }

  private Installer installer(boolean inProject, McpServerAddress address) {
    return new Installer(environment, root.resolve("state"), project, inProject, address);
  }

  private String install(String client) throws InterruptedException {
    Installer installer = installer(false, STDIO);
    return installer.perform(installer.planInstall(client), false);
  }

  private String remove(String client) throws InterruptedException {
    Installer installer = installer(false, STDIO);
    return installer.perform(installer.planRemove(client), true);
  }

  private void addProgram(String name, String script) throws IOException {
    Path file = root.resolve("bin").resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  static Stream<String> clients() {
    return AgentClients.ids().stream();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyClient_isInstalledTwiceAndRemoved_withoutATrace(String client) throws Exception {
    Path file =
        new ClientFiles(environment, home)
            .userFile(
                AgentClients.ALL.stream()
                    .filter(it -> it.id().equals(client))
                    .findFirst()
                    .orElseThrow());
    assertTrue(install(client).startsWith("created " + file), client);
    assertTrue(Files.readString(file).contains("/opt/brummer/bin/brummer"));
    assertEquals("rw-------", mode(file));
    String installed = Files.readString(file);
    assertEquals("already in " + file, install(client));
    assertEquals(installed, Files.readString(file));
    assertEquals("deleted " + file, remove(client));
    assertFalse(Files.exists(file));
    assertEquals("not in " + file, remove(client));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void everyClient_withHttp_hasUrlAndToken_orSaysThatItCannot(String client) throws Exception {
    Installer installer = installer(false, HTTP);
    InstallPlan plan = installer.planInstall(client);
    if (List.of("claude-desktop", "junie").contains(client)) {
      InstallPlan.Impossible refused = assertInstanceOf(InstallPlan.Impossible.class, plan);
      assertTrue(refused.sentence().endsWith("leave out --http"), refused.sentence());
      return;
    }
    InstallPlan.EditFile edit = assertInstanceOf(InstallPlan.EditFile.class, plan);
    installer.perform(plan, false);
    String text = Files.readString(Path.of(edit.path()));
    assertTrue(text.contains("http://127.0.0.1:7777/mcp"), text);
    assertEquals(!client.equals("codex"), text.contains("Bearer t0ken"), text);
    installer.perform(installer.planRemove(client), true);
    assertFalse(Files.exists(Path.of(edit.path())));
  }

  @Test
  void existingFile_keepsModeAndBytes_andLeavesABackup() throws Exception {
    Path file = home.resolve(".cursor/mcp.json");
    String before = "\uFEFF{\r\n\t// mine\r\n\t\"mcpServers\": { \"a\": {} },\r\n}";
    Files.createDirectories(file.getParent());
    Files.writeString(file, before);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    String done = install("cursor");
    assertEquals("rw-r-----", mode(file));
    Path backup = Path.of(done.substring(done.indexOf("backup: ") + 8));
    assertEquals(before, Files.readString(backup));
    assertEquals("rw-------", mode(backup));
    assertEquals("removed from " + file, remove("cursor"));
    assertEquals(before, Files.readString(file));
    assertEquals("rw-r-----", mode(file));
  }

  @Test
  void fileThatChangedSince_losesOnlyWhatWasInserted() throws Exception {
    Path file = home.resolve(".cursor/mcp.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\n  \"a\": 1\n}\n");
    install("cursor");
    Files.writeString(file, Files.readString(file).replace("\"a\": 1", "\"a\": 2"));
    remove("cursor");
    assertEquals("{\n  \"a\": 2\n}\n", Files.readString(file));
    install("cursor");
    Files.writeString(file, Files.readString(file).replace("  ", "    "));
    remove("cursor");
    assertEquals("{\n    \"a\": 2,\n    \"mcpServers\": {\n    }\n}\n", Files.readString(file));
  }

  @Test
  void movedLauncher_isUpdated_andRemovedToTheFirstBytes() throws Exception {
    Path file = home.resolve(".cursor/mcp.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    install("cursor");
    Installer moved =
        new Installer(
            environment,
            root.resolve("state"),
            project,
            false,
            new McpServerAddress.Stdio(List.of("/new/brummer", "mcp")));
    moved.perform(moved.planInstall("cursor"), false);
    assertTrue(Files.readString(file).contains("/new/brummer"));
    remove("cursor");
    assertEquals("{}", Files.readString(file));
  }

  @Test
  void symbolicLink_isFollowed_andStays() throws Exception {
    Path real = Files.createDirectories(root.resolve("dotfiles")).resolve("cursor.json");
    Files.writeString(real, "{}\n");
    Path link = home.resolve(".cursor/mcp.json");
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../../dotfiles/cursor.json"));
    install("cursor");
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(real).contains("brummer"));
    remove("cursor");
    assertEquals("{}\n", Files.readString(real));
    Files.delete(real);
    install("cursor");
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.readString(real).contains("brummer"));
  }

  @Test
  void unparsableFile_isLeftUntouched_andTheSnippetIsOffered() throws Exception {
    Path file = home.resolve(".cursor/mcp.json");
    Files.createDirectories(file.getParent());
    byte[] before = "{ \"mcpServers\": ".getBytes(StandardCharsets.UTF_8);
    Files.write(file, before);
    InstallPlan.Impossible plan =
        assertInstanceOf(
            InstallPlan.Impossible.class, installer(false, STDIO).planInstall("cursor"));
    assertTrue(plan.sentence().startsWith("cannot edit " + file + ": line 1: "), plan.sentence());
    assertTrue(plan.snippet().contains("\"mcpServers\""), plan.snippet());
    assertThrows(UserException.class, () -> installer(false, STDIO).perform(plan, false));
    Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
    InstallPlan.Impossible utf16 =
        assertInstanceOf(
            InstallPlan.Impossible.class, installer(false, STDIO).planInstall("cursor"));
    assertTrue(utf16.sentence().endsWith("the text is not UTF-8"), utf16.sentence());
    Files.delete(file);
    Files.createDirectory(file);
    InstallPlan.Impossible directory =
        assertInstanceOf(
            InstallPlan.Impossible.class, installer(false, STDIO).planInstall("cursor"));
    assertTrue(directory.sentence().endsWith("it is a directory, not a file"));
  }

  @Test
  void changeBehindTheBack_isNotOverwritten() throws Exception {
    Path file = home.resolve(".cursor/mcp.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{}");
    Installer installer = installer(false, STDIO);
    InstallPlan plan = installer.planInstall("cursor");
    Files.writeString(file, "{\"new\": 1}");
    UserException refused = assertThrows(UserException.class, () -> installer.perform(plan, false));
    assertTrue(refused.text().contains("another program has changed it"), refused.text());
    assertEquals("{\"new\": 1}", Files.readString(file));
    try (Stream<Path> all = Files.list(file.getParent())) {
      assertEquals(1, all.count(), "no temporary file is left");
    }
  }

  @Test
  void projectFile_isSharedAndStaysInTheProject() throws Exception {
    Installer installer = installer(true, STDIO);
    installer.perform(installer.planInstall("cursor"), false);
    assertEquals("rw-r--r--", mode(project.resolve(".cursor/mcp.json")));
    Files.writeString(home.resolve("secrets.json"), "{}");
    Files.createSymbolicLink(project.resolve(".mcp.json"), home.resolve("secrets.json"));
    InstallPlan.Impossible plan =
        assertInstanceOf(InstallPlan.Impossible.class, installer.planInstall("claude-code"));
    assertTrue(plan.sentence().contains("outside the project"), plan.sentence());
    InstallPlan.Impossible none =
        assertInstanceOf(InstallPlan.Impossible.class, installer.planInstall("windsurf"));
    assertTrue(none.sentence().endsWith("leave out --project"), none.sentence());
  }

  @Test
  void ownCommand_isPreferred_andItsFailureFallsBackToTheFile() throws Exception {
    Path record = root.resolve("argv");
    for (String name : List.of("claude", "codex", "gemini", "code")) {
      addProgram(name, "printf '%s\\n' \"$0\" \"$@\" > " + record + "\n");
    }
    assertEquals("done by claude", install("claude-code"));
    assertEquals(
        List.of(
            "mcp", "add", "--scope", "user", "brummer", "--", "/opt/brummer/bin/brummer", "mcp"),
        Files.readAllLines(record).subList(1, 9));
    install("codex");
    assertEquals(
        List.of("mcp", "add", "brummer", "--", "/opt/brummer/bin/brummer", "mcp"),
        Files.readAllLines(record).subList(1, 7));
    install("gemini");
    assertEquals(
        List.of("mcp", "add", "--scope", "user", "brummer", "/opt/brummer/bin/brummer", "mcp"),
        Files.readAllLines(record).subList(1, 8));
    install("vscode");
    assertEquals(
        List.of(
            "--add-mcp",
            "{\"name\":\"brummer\",\"type\":\"stdio\",\"command\":\"/opt/brummer/bin/brummer\","
                + "\"args\":[\"mcp\"]}"),
        Files.readAllLines(record).subList(1, 3));
    addProgram("claude", "echo 'not logged in' >&2; exit 3\n");
    String done = install("claude-code");
    assertTrue(done.startsWith("created " + home.resolve(".claude.json")), done);
    assertTrue(done.endsWith("because claude failed (exit code 3: not logged in)"), done);
  }

  @Test
  void tokenOfHttp_neverGoesThroughACommand() throws Exception {
    addProgram("claude", "exit 0\n");
    assertInstanceOf(InstallPlan.EditFile.class, installer(false, HTTP).planInstall("claude-code"));
  }

  @Test
  void entryOfTheOwnCommand_isRemovedByIt() throws Exception {
    Path record = root.resolve("argv");
    addProgram("claude", "printf '%s\\n' \"$@\" > " + record + "\n");
    Files.writeString(
        home.resolve(".claude.json"), "{\"mcpServers\": {\"brummer\": {\"command\": \"x\"}}}");
    assertEquals("done by claude", remove("claude-code"));
    assertEquals(
        List.of("mcp", "remove", "--scope", "user", "brummer"), Files.readAllLines(record));
  }

  @Test
  void clientsOnThisMachine_areFound_byProgramDirectoryOrFile() throws IOException {
    assertEquals(List.of(), installer(false, STDIO).found());
    addProgram("codex", "exit 0\n");
    Files.createDirectories(home.resolve(".config/zed"));
    Files.writeString(home.resolve(".claude.json"), "{}");
    assertEquals(List.of("claude-code", "zed", "codex"), installer(false, STDIO).found());
    environment.put("PATH", ".:bin:");
    assertEquals(List.of("claude-code", "zed"), installer(false, STDIO).found());
  }

  @Test
  void variables_moveTheFiles() throws Exception {
    environment.put("CODEX_HOME", root.resolve("cx").toString());
    environment.put("XDG_CONFIG_HOME", root.resolve("xdg").toString());
    install("codex");
    install("zed");
    assertTrue(Files.exists(root.resolve("cx/config.toml")));
    assertTrue(Files.exists(root.resolve("xdg/zed/settings.json")));
  }

  @Test
  void unknownClient_getsTheNearestName() {
    UserException unknown =
        assertThrows(UserException.class, () -> installer(false, STDIO).planInstall("claude-cod"));
    assertTrue(unknown.text().contains("did you mean claude-code"), unknown.text());
    assertEquals(2, unknown.code());
  }

  @Test
  void strangersYaml_isNotReplaced() throws Exception {
    Path file = home.resolve(".continue/mcpServers/brummer.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "name: mine\n");
    assertInstanceOf(InstallPlan.Impossible.class, installer(false, STDIO).planInstall("continue"));
    assertEquals("not in " + file, remove("continue"));
    assertEquals("name: mine\n", Files.readString(file));
  }

  @Test
  void snippet_ofEveryClient_namesItsFile() {
    for (String client : AgentClients.ids()) {
      String snippet = installer(false, STDIO).snippet(client);
      assertTrue(snippet.startsWith(home.toString()), snippet);
      assertTrue(snippet.contains("/opt/brummer/bin/brummer"), snippet);
    }
  }
}
