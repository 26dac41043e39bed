package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every file of the JavaScript world, broken in every way: one sentence with its place, and the
/// other files still work.
final class BrokenProjectFilesTest {
  private static final String MARKS = "{}[]\":,/*#!^.\\\n\t\u2028";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// Valid files of a workspace that uses everything at once.
  private static final Map<String, String> FILES = files();

  @TempDir Path directory;
  private ScriptProject project;

  @Test
  void longGlob_isRead_andEscapesInIt() {
    String glob = "x".repeat(20_000) + "\\\\\"".repeat(20_000);
    ScriptProject one = new ScriptProject(directory.resolve("one"));
    one.packageJson("apps/web", "web", "\"scripts\": {\"dev\": \"vite\"}");
    one.file("package.json", "{}");
    one.file(
        "pnpm-workspace.yaml",
        "packages: [\"" + glob + "\", '" + "''".repeat(20_000) + "', apps/*]\n");

    assertEquals(List.of("web:dev"), one.names());
  }

  @Test
  void longScriptName_isListedAtOnce() {
    String name = "a_".repeat(20_000);
    ScriptProject one = new ScriptProject(directory.resolve("one"));
    one.file("package.json", "{\"scripts\": {\"" + name + "\": \"x\"}}");

    assertTimeoutPreemptively(LIMIT, () -> assertEquals(List.of(name), one.names()));
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "package.json",
        """
        {
          "name": "root", "packageManager": "pnpm@9.1.0",
          "devEngines": {"packageManager": {"name": "pnpm"}},
          "workspaces": ["apps/*", "!apps/old"],
          "scripts": {
            "dev": "turbo run dev --filter=web", "all": "concurrently -n a,b \\"npm:x:*\\" 'vite --port 1'",
            "x:1": "node .", "x:2": "wireit", "lint": "eslint ."
          },
          "wireit": {"x:2": {"command": "tsc", "service": true, "dependencies": ["x:1"]}},
          "nx": {"includedScripts": ["dev"], "targets": {"t": {"command": "x"}}},
          "devDependencies": {"turbo": "2", "nx": "20"}
        }
        """);
    files.put(
        "pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - \"!apps/old\"\ncatalog:\n  a: 1\n");
    files.put("lerna.json", "{\"packages\": [\"apps/*\"], \"npmClient\": \"pnpm\"}");
    files.put(
        "turbo.json",
        """
        {"tasks": {"dev": {"persistent": true, "dependsOn": ["^build", "web#gen"], "with": ["api#dev"]},
         "build": {"dependsOn": ["^build"]}, "gen": {}}}
        """);
    files.put("nx.json", "{\"targetDefaults\": {\"serve\": {\"continuous\": true}}}");
    files.put(
        "apps/web/project.json",
        "{\"name\": \"web\", \"targets\": {\"serve\": {\"executor\": \"@nx/vite:dev-server\"}}}");
    files.put(
        "apps/web/package.json",
        "{\"name\": \"web\", \"scripts\": {\"dev\": \"vite\", \"gen\": \"x\"}, \"dependencies\": {\"api\": \"*\"}}");
    files.put(
        "apps/api/package.json",
        "{\"name\": \"api\", \"scripts\": {\"dev\": \"node .\", \"build\": \"tsc\"}}");
    files.put(
        "workspace.json",
        "{\"projects\": {\"old\": {\"root\": \"apps/old\", \"architect\": {\"serve\": {\"builder\": \"x:y\"}}}}}");
    files.put(
        "rush.json",
        "{\"projects\": [{\"packageName\": \"lib\", \"projectFolder\": \"libs/lib\"}]}");
    files.put("libs/lib/package.json", "{\"name\": \"lib\", \"scripts\": {\"watch\": \"tsc -w\"}}");
    files.put(
        "deno.jsonc",
        "{\"workspace\": [\"libs/*\"], \"tasks\": {\"serve\": {\"command\": \"deno serve\"}}}");
    return files;
  }

  static Stream<String> names() {
    return FILES.keySet().stream();
  }

  @BeforeEach
  void create() {
    project = new ScriptProject(directory);
    FILES.forEach(project::file);
    project.file("Procfile", "web: node web.js\n");
  }

  @Test
  void all_areValidAsTheyStand() {
    assertEquals(List.of(), project.warnings());
    for (String name : List.of("dev", "web:dev", "web:serve", "lib:watch", "serve", "web")) {
      assertTrue(project.names().contains(name), name + " in " + project.names());
    }
  }

  /// Discovers within the time limit and checks what holds for every input.
  private List<String> warnings() {
    DiscoveredScripts found = assertTimeoutPreemptively(LIMIT, project::discover);
    assertTrue(found.scripts().stream().anyMatch(script -> script.origin().endsWith("Procfile")));
    assertEquals(
        found.scripts().size(), found.scripts().stream().map(Script::name).distinct().count());
    for (String warning : found.warnings()) {
      assertFalse(warning.contains("\n"), warning);
      assertFalse(warning.matches("(?s).*(?:Exception|java\\.|jackson|null\\b).*"), warning);
      assertTrue(warning.matches("(?s)[^:]+(?::\\d+(?::\\d+)?)?: .+"), warning);
    }
    return found.warnings();
  }

  private void write(String name, byte[] content) {
    try {
      Files.delete(project.path(name));
      Files.write(project.path(name), content);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private void assertOneWarning(String name, String expected) {
    List<String> warnings = warnings();
    assertEquals(
        List.of(name + expected), warnings.stream().filter(it -> it.startsWith(name)).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void utf16_isNamed(String name) {
    write(name, FILES.get(name).getBytes(StandardCharsets.UTF_16));
    assertOneWarning(name, ": cannot be read, it is UTF-16: save it as UTF-8");
    write(name, FILES.get(name).getBytes(StandardCharsets.UTF_16LE));
    assertOneWarning(name, ": cannot be read, it is UTF-16: save it as UTF-8");
  }

  @ParameterizedTest
  @MethodSource("names")
  void binary_isNamed(String name) {
    write(name, new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 1});
    assertOneWarning(name, ": cannot be read, it is a binary file, not a text");
  }

  @ParameterizedTest
  @MethodSource("names")
  void tooLarge_isNamed(String name) {
    write(name, " ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8));
    assertOneWarning(name, ": cannot be read, it is larger than 4 MB");
  }

  @ParameterizedTest
  @MethodSource("names")
  void directoryInItsPlace_isNamed(String name) throws IOException {
    Files.delete(project.path(name));
    Files.createDirectory(project.path(name));
    assertOneWarning(name, ": cannot be read, it is a directory, not a file");
  }

  @ParameterizedTest
  @MethodSource("names")
  void pipeInItsPlace_isNamed_andNotWaitedFor(String name) throws Exception {
    Files.delete(project.path(name));
    assertEquals(0, new ProcessBuilder("mkfifo", project.path(name).toString()).start().waitFor());
    assertOneWarning(name, ": cannot be read, it is a pipe, socket or device, not a file");
  }

  @ParameterizedTest
  @MethodSource("names")
  void danglingLink_isNamed(String name) throws IOException {
    Files.delete(project.path(name));
    Files.createSymbolicLink(project.path(name), Path.of("gone"));
    assertOneWarning(name, ": cannot be read, it is a link to gone, which does not exist");
    Files.delete(project.path(name));
    Files.createSymbolicLink(project.path(name), Path.of("./" + project.path(name).getFileName()));
    assertOneWarning(name, ": cannot be read, the symbolic links form a loop");
  }

  @ParameterizedTest
  @MethodSource("names")
  void bomAndCarriageReturnsAndTabs_areNoError(String name) {
    String text = "\uFEFF" + FILES.get(name).replace("\n", "\r\n").replace(": ", ":\t");
    write(name, text.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(), warnings());
  }

  @ParameterizedTest
  @MethodSource("names")
  void cutAnywhere_saysWhere(String name) {
    String text = FILES.get(name);
    for (int i = 0; i < text.length(); i += 29) {
      write(name, text.substring(0, i).getBytes(StandardCharsets.UTF_8));
      warnings();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void nestedWithoutEnd_isNamed(String name) {
    for (String open : List.of("[", "{\"a\":", "{\"tasks\":", "{\"scripts\":", "- ")) {
      write(name, open.repeat(100_000).getBytes(StandardCharsets.UTF_8));
      warnings();
    }
  }

  @Test
  void anyValueOfAnotherType_leavesTheRest() {
    for (String name : FILES.keySet()) {
      String text = FILES.get(name);
      for (String value :
          List.of("null", "1", "true", "\"x\"", "[]", "{}", "[[1]]", "{\"a\": {}}")) {
        int at = text.indexOf(": ");
        while (at >= 0) {
          write(name, replaceValue(text, at + 2, value).getBytes(StandardCharsets.UTF_8));
          warnings();
          at = text.indexOf(": ", at + 1);
        }
      }
      write(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The text with the value at a position replaced: up to its matching end.
  private static String replaceValue(String text, int start, String value) {
    int depth = 0;
    boolean quoted = false;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && text.charAt(i - 1) != '\\') {
        quoted = !quoted;
      }
      depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      boolean end = depth < 0 || (depth == 0 && (c == ',' || c == '\n'));
      if (!quoted && end) {
        return text.substring(0, start) + value + text.substring(i);
      }
    }
    return text.substring(0, start) + value;
  }

  @Test
  void thousandScripts_andAThousandTasks_areAllFound() {
    List<String> scripts = new ArrayList<>();
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      scripts.add("\"s" + i + "\": \"node " + i + "\"");
      tasks.add(
          "\"s" + i + "\": {\"persistent\": true, \"dependsOn\": [\"s" + (i + 1) % 1000 + "\"]}");
    }
    project.packageJson("apps/web", "web", "\"scripts\": {" + String.join(",", scripts) + "}");
    project.file("turbo.json", "{\"tasks\": {" + String.join(",", tasks) + "}}");
    assertEquals(List.of(), warnings());
    assertTrue(project.names().contains("web:s999"));
  }

  @Test
  void tasksInACircle_endTheSearchForDependencies() {
    project.file(
        "turbo.json",
        "{\"tasks\": {\"dev\": {\"persistent\": true, \"dependsOn\": [\"a\", \"dev\", \"^dev\", \"web#dev\"]},"
            + " \"a\": {\"dependsOn\": [\"b\"]}, \"b\": {\"dependsOn\": [\"a\", \"#\", \"^\", \"\"]}}}");
    project.packageJson(
        "apps/api", "api", "\"scripts\": {\"dev\": \"x\"}, \"dependencies\": {\"web\": \"*\"}");
    assertEquals(List.of(), warnings());
  }

  /// Mutates all files: bytes changed, ranges removed, doubled, swapped between files. The seed is
  /// in the message of a failure.
  @Test
  void mutations_neverFailAndNeverHang() {
    long seed = Long.getLong("discovery.fuzz.seed", 20);
    int rounds = Integer.getInteger("discovery.fuzz.rounds", 300);
    Random random = new Random(seed);
    List<String> names = List.copyOf(FILES.keySet());
    for (int round = 0; round < rounds; round++) {
      String name = names.get(random.nextInt(names.size()));
      String other = FILES.get(names.get(random.nextInt(names.size())));
      byte[] mutated = mutate(FILES.get(name), other, random);
      write(name, mutated);
      try {
        warnings();
      } catch (Throwable failed) {
        throw new AssertionError(
            "seed "
                + seed
                + ", round "
                + round
                + ", "
                + name
                + ":\n"
                + new String(mutated, StandardCharsets.UTF_8),
            failed);
      }
      if (random.nextInt(3) > 0) {
        write(name, FILES.get(name).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static byte[] mutate(String text, String other, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(mutated.length() + 1);
      int to = Math.min(mutated.length(), from + random.nextInt(40));
      int start = random.nextInt(other.length());
      String piece = other.substring(start, Math.min(other.length(), start + random.nextInt(40)));
      switch (random.nextInt(5)) {
        case 0 -> mutated.delete(from, to);
        case 1 -> mutated.insert(from, mutated.substring(from, to));
        case 2 -> mutated.replace(from, to, piece);
        case 3 -> mutated.insert(from, MARKS.charAt(random.nextInt(MARKS.length())));
        default -> mutated.insert(from, (char) random.nextInt(0x300));
      }
    }
    return mutated.toString().getBytes(StandardCharsets.UTF_8);
  }
}
