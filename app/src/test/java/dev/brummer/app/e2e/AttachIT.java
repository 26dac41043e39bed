package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Background runs of the built program, and terminals that come and go.
@Timeout(180)
final class AttachIT {
  private static final Pattern PID = Pattern.compile("\\(pid (\\d+)");

  private final InheritedMarker mark = InheritedMarker.create();

  @TempDir Path project;
  @TempDir Path directories;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void prepare() throws Exception {
    Files.writeString(
        project.resolve("Procfile"),
        "tick: i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.2; done\n"
            + "crash: sh crash.sh; exec sleep 1000\n");
    Files.writeString(
        project.resolve("crash.sh"), "echo 'TypeError: boom'; echo \"    at $PWD/web.js:2:5\"\n");
    Files.writeString(project.resolve("web.js"), "first\nsecond line of the file\n");
    environment.putAll(mark.environment());
    environment.put("XDG_STATE_HOME", directories.resolve("state").toString());
    environment.put("XDG_RUNTIME_DIR", directories.toString());
    environment.put("EDITOR", "vim");
  }

  @AfterEach
  void stopAll() throws Exception {
    for (long pid : mark.pids()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
    mark.assertNoneLeft();
  }

  private Tmux terminal(int columns, int rows, String command) throws Exception {
    StringBuilder variables = new StringBuilder("env");
    environment.forEach(
        (name, value) -> variables.append(' ').append(name).append('=').append(value));
    return Tmux.start(columns, rows, project, mark, variables + " " + command);
  }

  private Tmux attach(int columns, int rows) throws Exception {
    return terminal(columns, rows, BuiltImage.launcher() + " attach");
  }

  private long startInBackground(String... names) throws Exception {
    String[] arguments = new String[names.length + 2];
    arguments[0] = "run";
    arguments[1] = "-D";
    System.arraycopy(names, 0, arguments, 2, names.length);
    BuiltImage.Result started = run(arguments);
    assertEquals(0, started.code(), started.err());
    assertTrue(started.out().contains("brummer attach shows it"), started.out());
    assertEquals(1, started.out().lines().count(), started.out());
    return pidIn(started.out());
  }

  private BuiltImage.Result run(String... arguments) throws Exception {
    Process process = BuiltImage.start(project, environment, arguments);
    process.getOutputStream().close();
    return BuiltImage.awaitExit(process);
  }

  private static long pidIn(String text) {
    Matcher matcher = PID.matcher(text);
    assertTrue(matcher.find(), text);
    return Long.parseLong(matcher.group(1));
  }

  private static void awaitEnd(long pid) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (ProcessHandle.of(pid).isPresent() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertTrue(ProcessHandle.of(pid).isEmpty(), "still runs: " + pid);
  }

  private static void kill(long pid, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  @Test
  void background_isShownOnSeveralTerminals_andLeftAgain() throws Exception {
    long pid = startInBackground("tick");
    try (Tmux large = attach(110, 30);
        Tmux small = attach(80, 24)) {
      small.await("● tick");
      large.await(
          "the size of the smaller one", s -> s.lines().filter(l -> !l.isBlank()).count() <= 24);
      small.keys("D");
      small.await("ended with 0");
      small.await("brummer (pid " + pid + ") goes on in the background");
      large.await("its own size", s -> s.lines().filter(l -> !l.isBlank()).count() == 30);
      large.keys("q");
      large.await("ended with 0");
      large.await("stopped 1 process");
    }
    awaitEnd(pid);
  }

  @Test
  void attach_withNobodyThere_says() throws Exception {
    BuiltImage.Result result = run("attach");
    assertEquals(3, result.code());
    assertTrue(result.err().startsWith("brummer: no brummer runs in "), result.err());
  }

  @Test
  void background_thatCannotStart_saysWhy() throws Exception {
    BuiltImage.Result unknown = run("run", "-D", "nosuch");
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("unknown script \"nosuch\""), unknown.err());
    assertEquals(2, run("run", "-D", "--ui", "json", "tick").code());
  }

  @Test
  void ctrlZ_stopsTheClientOnly() throws Exception {
    startInBackground("tick");
    try (Tmux shell = terminal(110, 30, "bash --norc --noprofile")) {
      shell.keys(BuiltImage.launcher() + " attach", "Enter");
      shell.await("? help");
      shell.keys("C-z");
      shell.await("Stopped");
      try (Tmux other = attach(110, 30)) {
        other.await("tick 9");
        other.keys("D");
        other.await("ended with 0");
      }
      shell.keys("fg", "Enter");
      shell.await("the UI again", s -> s.contains("? help"));
    }
  }

  @Test
  void killOfEitherEnd_restoresTheTerminal() throws Exception {
    long owner = startInBackground("tick");
    try (Tmux shell = terminal(100, 30, "bash --norc --noprofile")) {
      shell.keys(BuiltImage.launcher() + " attach", "Enter");
      shell.await("? help");
      long client =
          mark.pids().stream()
              .filter(pid ->
                  ProcessHandle.of(pid)
                      .flatMap(it -> it.info().arguments())
                      .filter(it -> it[it.length - 1].equals("attach"))
                      .isPresent())
              .findFirst()
              .orElseThrow();
      kill(client, "KILL");
      shell.await("Killed");
      shell.keys("stty -a | grep -o -- '-*icanon'", "Enter");
      shell.await("canonical mode", s -> s.lines().anyMatch(l -> l.equals("icanon")));
      shell.keys("clear; " + BuiltImage.launcher() + " attach; echo code $?", "Enter");
      shell.await("? help");
      kill(owner, "KILL");
      shell.await("brummer (pid " + owner + ") ended");
      shell.await("code 1");
    }
  }

  @Test
  void editor_runsOnTheTerminalWhereItWasAskedFor() throws Exception {
    RequiredPrograms.require("vim");
    startInBackground("crash");
    try (Tmux first = attach(110, 30);
        Tmux second = attach(110, 30)) {
      first.await("1 error");
      second.await("1 error");
      first.keys("2");
      first.await("boom");
      first.keys("e");
      first.await("second line of the file");
      second.keys("1");
      second.await("the log", s -> s.contains("started, pid"));
      first.keys(":q!", "Enter");
      first.await("the UI again", s -> s.contains("started, pid"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash --norc --noprofile", "dash", "zsh -f", "fish --no-config"})
  void detachInAShell_givesThePromptBack_andFgTheUi(String shell) throws Exception {
    RequiredPrograms.require(shell.split(" ")[0]);
    try (Tmux tmux = terminal(100, 30, shell)) {
      tmux.keys(BuiltImage.launcher() + " run tick", "Enter");
      tmux.await("tick 2");
      tmux.keys("D");
      tmux.await("goes on in the background");
      tmux.keys("clear; echo a$((40+2))b", "Enter");
      tmux.await("the shell", s -> s.contains("a42b") || s.contains("a$((40+2))b"));
      tmux.keys("fg", "Enter");
      tmux.await("? help");
      tmux.keys("q");
      tmux.await("stopped 1 process");
    }
  }

  @Test
  void detachWithoutAShell_leavesTheTerminal_whichMayBeClosed() throws Exception {
    long pid;
    try (Tmux tmux = terminal(100, 30, BuiltImage.launcher() + " run tick")) {
      tmux.await("tick 2");
      tmux.keys("D");
      pid = pidIn(tmux.await("goes on in the background"));
      tmux.keys("Enter");
      tmux.await("? help");
      tmux.keys("D");
      tmux.await("goes on in the background");
    }
    try (Tmux tmux = attach(100, 30)) {
      tmux.await("? help");
      assertTrue(ProcessHandle.of(pid).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closedTerminal_stopsTheRun_unlessConfigured(boolean goesOn) throws Exception {
    if (goesOn) {
      Files.writeString(project.resolve("brummer.toml"), "on_hangup = \"detach\"\n");
    }
    long pid;
    try (Tmux tmux = terminal(100, 30, BuiltImage.launcher() + " run tick")) {
      tmux.await("tick 2");
      pid =
          mark.pids().stream()
              .filter(it ->
                  ProcessHandle.of(it)
                      .flatMap(p -> p.info().arguments())
                      .filter(a -> a[a.length - 1].equals("tick"))
                      .isPresent())
              .findFirst()
              .orElseThrow();
    }
    if (goesOn) {
      try (Tmux tmux = attach(100, 30)) {
        tmux.await("? help");
        tmux.await("tick 9");
      }
    } else {
      awaitEnd(pid);
    }
  }
}
