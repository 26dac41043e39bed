package dev.brummer.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.config.EffectiveConfig.Origin;
import dev.brummer.app.config.key.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which files count, how they are merged, and what broken ones lead to.
class ConfigTest {
  private static final int MUTATIONS = 10_000;

  @TempDir Path home;

  private Path repository = Path.of("");
  private Path project = Path.of("");

  @BeforeEach
  void project() throws IOException {
    repository = home.resolve("repository");
    project = Files.createDirectories(repository.resolve("shop"));
    Files.createDirectories(repository.resolve(".git"));
  }

  private Config load() {
    return Config.load(project, Map.of("HOME", home.toString()));
  }

  private Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<String> problems() {
    ConfigException thrown = assertThrows(ConfigException.class, this::load);
    return thrown.problems().stream()
        .map(problem -> problem.sentence().replace(project + "/", ""))
        .toList();
  }

  @Test
  void nearestFileWins_andAnOverrideWinsOverItsFile() throws IOException {
    write(home.resolve(".config/brummer/config.toml"), "theme = 'dark'\ngrace = '1s'\n");
    write(repository.resolve("brummer.toml"), "theme = 'light'\n");
    write(repository.resolve("brummer.override.toml"), "on_hangup = 'detach'\n");
    write(project.resolve("brummer.toml"), "theme = 'honey'\n[proxy]\nport = 9000\n");
    write(project.resolve("brummer.override.toml"), "[proxy]\nport = 9001\n");

    GeneralConfig general = load().general();

    assertEquals("honey", general.theme());
    assertEquals(9001, general.proxyPort());
    assertTrue(general.detachOnHangup());
  }

  @Test
  void furtherFiles_haveALaterOverride_andPrecedence() throws IOException {
    write(home.resolve(".config/brummer/config.toml"), "theme = 'dark'\n");
    write(project.resolve("brummer.toml"), "[proxy]\nport = 9\n");
    Path a = write(home.resolve("a.toml"), "[proxy]\nport = 1\n");
    Path b = write(home.resolve("b.toml"), "[proxy]\nport = 2\n");
    write(home.resolve("b.override.toml"), "[mcp]\nport = 3\n");

    Config config = load().with(List.of(a, b, project.resolve("brummer.toml")));

    assertEquals("dark", config.general().theme());
    assertEquals(2, config.general().proxyPort());
    assertEquals(3, config.general().mcpPort());
    assertEquals(5, config.files().size());
  }

  @Test
  void fileOfTheFirstBrummer_isRead_andTheRestOfItNamedOnce() throws IOException {
    write(
        project.resolve(".brum.toml"),
        """
        preferred_package_manager = "pnpm"
        mcp_port = 7800
        no_proxy = true
        proxy_mode = "full"
        [ai_coders]
        max_concurrent = 3
        """);
    write(repository.resolve(".brum.toml"), "mcp_port = 'x'\n");
    write(home.resolve(".brum.toml"), "= broken\n");

    Config config = load();

    assertEquals(7800, config.general().mcpPort());
    assertEquals(false, config.general().proxyEnabled());
    assertEquals(3, config.warnings().size(), config.warnings().toString());
    assertEquals(
        project.resolve(".brum.toml")
            + ": settings of an earlier brummer that have no effect: preferred_package_manager,"
            + " proxy_mode, ai_coders",
        config.warnings().getLast());
  }

  @Test
  void problemsOfAllFiles_areReportedTogether() throws IOException {
    write(repository.resolve("brummer.toml"), "them = 'dark'\n");
    write(project.resolve("brummer.toml"), "pty = 1\n[process.web]\npty = 2\n");

    assertEquals(3, problems().size(), problems().toString());
  }

  @Test
  void effectiveConfig_namesTheSourceOfEachValue() throws IOException {
    write(
        repository.resolve("brummer.toml"),
        "[process.web]\ncommand = 'a'\nready = { http = 'http://a/', status = 204 }\n");
    write(
        project.resolve("brummer.toml"),
        "[process.web]\nscript = 'b'\nready = { port = 80 }\nenv = { A = 1, 'x.y' = 'z' }\n");

    EffectiveConfig effective = EffectiveConfig.of(load(), List.of());

    List<String> web =
        effective.find("process.web").stream()
            .map(entry -> entry.key() + " = " + entry.value() + " @" + entry.source())
            .toList();
    String file = project.resolve("brummer.toml") + ":";
    assertEquals(
        List.of(
            "process.web.script = \"b\" @" + file + "2",
            "process.web.ready.port = 80 @" + file + "3",
            "process.web.env.A = 1 @" + file + "4",
            "process.web.env.\"x.y\" = \"z\" @" + file + "4"),
        web);
    assertEquals(Origin.DEFAULT, effective.find("theme").getFirst().origin());
    assertEquals("auto", effective.find("theme").getFirst().value());
  }

  @Test
  void byteOrderMark_lineEndsOfWindows_andTabs_areNoProblem() throws IOException {
    write(project.resolve("brummer.toml"), "\uFEFF[process.web]\r\n\tcommand = 'x'\r\n");

    assertEquals(1, load().files().size());
  }

  @Test
  void emptyFile_isNoProblem() throws IOException {
    write(project.resolve("brummer.toml"), "");

    assertEquals(List.of(), load().files().getFirst().processes());
  }

  @Test
  void fileInAnotherEncoding_isNamed() throws IOException {
    Path file = project.resolve("brummer.toml");
    Files.write(file, "\uFEFFtheme = 'dark'\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals(List.of("brummer.toml: the file is UTF-16: save it as UTF-8"), problems());
    Files.write(file, "theme = 'dark'\n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("brummer.toml:2:3: the file is not UTF-8: save it as UTF-8"), problems());
    Files.write(file, new byte[] {'a', '\n', 0, 1, 2});
    assertEquals(
        List.of("brummer.toml:2:1: the file contains a NUL byte: it is no text file"), problems());
  }

  @Test
  void duplicateKeys_areReported_withTheOtherProblems() throws IOException {
    write(project.resolve("brummer.toml"), "theme = 'dark'\ntheme = 'light'\ngrase = 1\n");

    assertEquals(
        List.of(
            "brummer.toml:2:1: theme previously defined at line 1, column 1",
            "brummer.toml:3:1: unknown setting \"grase\": did you mean grace?"),
        problems());
  }

  @Test
  void largeFile_isRefused_andAThousandProcessesAreRead() throws IOException {
    write(project.resolve("brummer.toml"), "# " + "x".repeat(10 << 20));
    assertEquals(List.of("brummer.toml: cannot read the file: it is larger than 1 MB"), problems());

    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      many.append("[process.p").append(i).append("]\ncommand = 'true'\n");
    }
    write(project.resolve("brummer.toml"), many.toString());
    assertEquals(1000, load().files().getFirst().processes().size());
  }

  @Test
  void deepNesting_isASentence() throws IOException {
    write(project.resolve("brummer.toml"), "a = " + "[".repeat(500_000));

    assertEquals(1, problems().size());
  }

  @Test
  void whatIsNoFile_isNamed_withoutWaiting() throws Exception {
    Path file = project.resolve("brummer.toml");
    Files.createDirectory(file);
    assertEquals(
        List.of("brummer.toml: cannot read the file: it is a directory, not a file"), problems());
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("nowhere"));
    assertTrue(problems().getFirst().startsWith("brummer.toml: cannot read the file: "));
    Files.delete(file);
    Process fifo = new ProcessBuilder("mkfifo", file.toString()).start();
    assertTrue(fifo.waitFor(10, TimeUnit.SECONDS));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertEquals(
                List.of(
                    "brummer.toml: cannot read the file: it is a pipe, socket or device, not a"
                        + " file"),
                problems()));
  }

  @Test
  void everyPrefixOfAFile_isReadOrReported() throws IOException {
    String text =
        "theme = \"dark\"\n[process.web]\ncommand = ['a', \"b\"]\nready = { port = 80 }\nenv = { A"
            + " = 1 }\nstop.keys = \"q\\n\"\n";
    Path file = project.resolve("brummer.toml");
    for (int length = 0; length < text.length(); length++) {
      write(file, text.substring(0, length));
      List<Problem> problems = Config.check(file);
      assertTrue(
          problems.stream().noneMatch(problem -> problem.message().isBlank()), problems.toString());
    }
    assertEquals(
        List.of(), Stream.of(write(file, text)).flatMap(f -> Config.check(f).stream()).toList());
  }

  @Test
  void mutatedFile_isReadOrReported() throws IOException {
    byte[] text =
        """
        theme = "dark"
        [process.web]
        command = ['a', "b"]
        ready = { http = "http://localhost:80/", period = "1s" }
        restart = { when = "always", delay = "1s" }
        depends_on = { db = "ready", api = { log = "x+" } }
        env = { A = 1 }
        [process."a b"]
        stop.keys = "q\n"
        schedule = "0 3 * * *"
        """
            .getBytes(StandardCharsets.UTF_8);
    Path file = project.resolve("brummer.toml");
    Random random = new Random(7);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = text.clone();
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        mutated[random.nextInt(mutated.length)] =
            random.nextBoolean()
                ? mutated[random.nextInt(mutated.length)]
                : (byte) random.nextInt(256);
      }
      Files.write(file, mutated);
      for (Problem problem : Config.check(file)) {
        assertFalse(
            problem.message().isBlank() || problem.message().contains("\n"), problem::toString);
        assertFalse(problem.message().contains("Exception"), problem::toString);
      }
    }
  }
}
