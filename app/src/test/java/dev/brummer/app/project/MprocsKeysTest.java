package dev.brummer.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.project.ProjectFixture.Read;
import dev.brummer.app.project.mprocs.MprocsFormat;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.Dependency.Condition;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.RestartPolicy;
import dev.brummer.engine.process.StopPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MprocsKeysTest {
  private static final Duration GRACE = ProcessSpec.DEFAULT_GRACE;

  @TempDir Path directory;

  private ProjectFixture fixture = new ProjectFixture(Path.of(""), new MprocsFormat());

  @BeforeEach
  void setUp() {
    fixture = new ProjectFixture(directory, new MprocsFormat());
  }

  private Read process(String keys) {
    return fixture.read("procs:\n  p:\n    shell: run\n" + keys.indent(4));
  }

  private ProcessSpec clean(String keys) {
    Read read = process(keys);
    assertEquals(List.of(), read.problems());
    return read.spec("p");
  }

  @Test
  void process_isNullOrALineOrWordsOrAMapping() {
    Read read =
        fixture.read(
            """
            procs:
              none:
              line: echo $HOME
              words: [echo, "a b", 1]
              shell: {shell: "a && b"}
              cmd: {cmd: [a, b]}
              both: {shell: a, cmd: [b]}
              neither: {cwd: x}
              empty: []
              blank: " "
            """);

    assertEquals(List.of("line", "words", "shell", "cmd", "both"), read.names());
    assertEquals(List.of("/bin/sh", "-c", "echo $HOME"), read.spec("line").command());
    assertEquals("echo $HOME", read.process("line").description());
    assertEquals(List.of("echo", "a b", "1"), read.spec("words").command());
    assertEquals(List.of("/bin/sh", "-c", "a && b"), read.spec("shell").command());
    assertEquals("a && b", read.process("shell").description());
    assertEquals(List.of("a", "b"), read.spec("cmd").command());
    assertEquals(List.of("/bin/sh", "-c", "a"), read.spec("both").command());
    assertEquals(3, read.process("line").line());
    assertEquals("f0.yaml", read.spec("line").group());
    assertEquals(
        List.of(
            "f0.yaml:7:20: cmd is ignored, because shell is set",
            "f0.yaml:8:3: process \"neither\" has no command: set shell or cmd",
            "f0.yaml:9:3: process \"empty\" has no command",
            "f0.yaml:10:3: process \"blank\" has no command"),
        read.problems());
  }

  @Test
  void directory_isThatOfTheProject_orOfTheFile() {
    assertEquals(directory, clean("").directory());
    assertEquals(directory.resolve("a"), clean("cwd: ./a").directory());
    assertEquals(Path.of("/srv"), clean("cwd: /srv").directory());

    Path file =
        fixture.write(
            "sub/mprocs.yaml", "procs: {p: {shell: run, cwd: <CONFIG_DIR>/x}, q: {shell: run}}");
    Read read = fixture.read(List.of(file));

    assertEquals(directory.resolve("sub/x"), read.spec("p").directory());
    assertEquals(directory, read.spec("q").directory());
  }

  @Test
  void environment_setsAndUnsets_andPathsAreAppended() {
    fixture.variable("DOTENV", "1").variable("GONE", "1");

    ProcessSpec spec =
        clean(
            """
            env: {A: x, PORT: 80, GONE: null, INHERITED: ~}
            add_path: [./bin, /opt/bin]
            """);
    ProcessSpec one = clean("env: {PATH: /own}\nadd_path: tools");

    assertEquals(
        Map.of("DOTENV", "1", "A", "x", "PORT", "80", "PATH", "/usr/bin:/bin:./bin:/opt/bin"),
        spec.environment());
    assertEquals(Set.of("GONE", "INHERITED"), spec.unset());
    assertEquals("/own:tools", one.environment().get("PATH"));
  }

  @Test
  void autostart_isOnUnlessTheFileSaysNo() {
    Read read = process("autostart: false");

    assertFalse(read.process("p").autostart());
    assertFalse(read.spec("p").startsWithGroup());
    assertTrue(process("").process("p").autostart());
  }

  @Test
  void autorestart_isAfterAFailure_butNotWithinASecond() {
    assertEquals(
        RestartPolicy.constant(
                RestartPolicy.When.ON_FAILURE, Duration.ZERO, RestartPolicy.UNLIMITED)
            .withMinUptime(Duration.ofSeconds(1)),
        clean("autorestart: true").restart());
    assertEquals(RestartPolicy.NO, clean("autorestart: false").restart());
    assertEquals(RestartPolicy.NO, clean("").restart());
  }

  @Test
  void stop_isASignal_keysOrACommand() {
    StopPolicy term = StopPolicy.term(GRACE);
    assertEquals(term, clean("").stop());
    assertEquals(term, clean("stop: SIGTERM").stop());
    assertEquals(new StopPolicy(2, List.of(), GRACE), clean("stop: SIGINT").stop());
    assertEquals(new StopPolicy(9, List.of(), GRACE), clean("stop: SIGKILL").stop());
    assertEquals(new StopPolicy(9, List.of(), GRACE), clean("stop: hard-kill").stop());
    assertEquals(
        term.withInput("\u001B:qa!\r\u0003"),
        clean("stop:\n  send-keys: [<Esc>, ':', q, a, '!', <Enter>, <C-c>]").stop());
    assertEquals(
        new StopPolicy(15, List.of("/bin/sh", "-c", "docker compose down"), GRACE),
        clean("stop: {cmd: docker compose down}").stop());
  }

  @Test
  void wrongStop_isNamed() {
    String rule =
        " must be SIGINT, SIGTERM, SIGKILL, hard-kill, { send-keys: [<C-c>] } or { cmd: … }";
    assertEquals(List.of("f0.yaml:4:5: stop" + rule), process("stop: politely").problems());
    assertEquals(List.of("f0.yaml:4:5: stop" + rule), process("stop: [SIGINT]").problems());
    assertEquals(
        List.of("f0.yaml:4:27: unknown key: write a character, <C-c> or <Enter>"),
        process("stop: {send-keys: [q, <Nope>]}").problems());
  }

  @Test
  void dependencies_areStartedBefore() {
    Read read =
        fixture.read("procs:\n  a: {shell: run, deps: [b, c]}\n  b: {shell: run, deps: [a]}\n");

    assertEquals(List.of(new Dependency("b", Condition.STARTED)), read.spec("a").dependsOn());
    assertEquals(List.of(), read.spec("b").dependsOn());
    assertEquals(
        List.of(
            "f0.yaml:2:29: a depends on \"c\", which does not exist: did you mean a or b?",
            "f0.yaml:3:26: ignored, because the dependencies form a cycle: a → b → a"),
        read.problems());
  }

  @Test
  void select_takesTheValueForLinux_elseTheOther_anywhere() {
    Read read =
        fixture.read(
            """
            procs:
              a: {shell: {$select: os, linux: here, windows: there}}
              b: {shell: {$select: os, macos: there, $else: other}}
              c:
                $select: os
                windows: {shell: there}
                $else:
                  shell: nested
                  env: {X: {$select: os, linux: l}}
              d: {shell: {$select: os, windows: w}}
              e: {shell: {$select: arch, $else: x}}
            """);

    assertEquals(List.of("a", "b", "c", "e"), read.names());
    assertEquals("here", read.process("a").description());
    assertEquals("other", read.process("b").description());
    assertEquals("nested", read.process("c").description());
    assertEquals(Map.of("X", "l"), read.spec("c").environment());
    assertEquals(
        List.of(
            "f0.yaml:10:15: no value for linux, and no $else",
            "f0.yaml:11:15: $select must be os",
            "f0.yaml:10:3: process \"d\" has no command: set shell or cmd"),
        read.problems());
  }

  @Test
  void keysWithoutUse_areNamedOnce_andUnknownOnesWithTheNearest() {
    Read read =
        fixture.read(
            """
            proc_list_width: 18
            hide_keymap_window: true
            proc_log: {dir: /tmp}
            procs:
              a: {shell: run, log: {dir: x}, scrollback: 100}
              b: {shell: run, depends_on: [a], autostrat: true}
            keymap_procs: {<C-q>: {c: quit}}
            shell: false
            """);

    assertEquals(List.of("a", "b"), read.names());
    assertEquals(List.of(), read.spec("b").dependsOn());
    assertEquals(4, read.problems().size());
    assertTrue(
        read.problems().getFirst().startsWith("f0.yaml:6:19: unknown key \"depends_on\": "),
        read.problems().getFirst());
    assertEquals(
        "f0.yaml:6:36: unknown key \"autostrat\": did you mean autostart or autorestart?",
        read.problems().get(1));
    assertTrue(read.problems().get(2).startsWith("f0.yaml:8:1: unknown key \"shell\""));
    assertEquals(
        "f0.yaml:5:19: not used by brummer: log (line 5), scrollback (line 5),"
            + " hide_keymap_window (line 2), proc_list_width (line 1), keymap_procs (line 7),"
            + " proc_log (line 3)",
        read.problems().getLast());
  }

  @Test
  void laterFile_replacesProcesses_andNullRemovesOne() {
    Read read = fixture.read("procs: {a: one, b: one, c: one}", "procs: {a: two, b: null, d: two}");

    assertEquals(List.of("a", "c", "d"), read.names());
    assertEquals("two", read.process("a").description());
  }
}
