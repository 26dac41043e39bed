package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.SoakResult;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// 24 process trees that try to outlive brummer, for each way in which it ends, without and with a
/// UI: nothing may survive.
///
/// `-Dbrummer.survivors.rounds=22` repeats the 24 trees that often; a round takes some seconds.
/// With `-Dbrummer.survivors.cgroup=off` the program uses no control groups.
@Timeout(1800)
class SurvivorsIT {
  private static final int ROUNDS = Integer.getInteger("brummer.survivors.rounds", 3);
  private static final String CGROUP = System.getProperty("brummer.survivors.cgroup", "");
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(15);

  /// `@nap` is a command that sleeps, `@mark` a text that identifies the tree in command lines.
  private static final Map<String, String> TREES = trees();

  @TempDir Path project;

  private String lastErrors = "";

  private static Map<String, String> trees() {
    Map<String, String> all = new LinkedHashMap<>();
    String loop = "while :; do sleep 0.2; done";
    String daemon = "(env -i setsid sh -c '@nap <&- >&- 2>&- &' @mark &)";
    all.put("plain", "exec @nap");
    all.put("deaf", "trap '' TERM HUP INT; " + loop + " # @mark");
    all.put("child", "@nap & @nap");
    all.put("forked", "(@nap &); @nap");
    all.put("session", "setsid @nap & @nap");
    all.put("forked-session", "(setsid @nap &); @nap");
    all.put("cleared", "env -i @nap & wait");
    all.put("daemon", daemon + "; @nap");
    all.put("left-daemon", daemon);
    all.put(
        "deaf-daemon",
        "(env -i setsid sh -c 'trap \"\" TERM HUP INT; ("
            + loop
            + ") <&- >&- 2>&- &' @mark &); @nap");
    all.put("late-daemon", "sleep 0.3; " + daemon + "; @nap");
    all.put("chain", "./chain @mark");
    all.put("session-chain", "./chain @mark setsid");
    all.put("cleared-chain", "./chain @mark env -i");
    all.put("daemon-chain", "./chain @mark env -i setsid");
    all.put("nohup", "nohup @nap >/dev/null & @nap");
    all.put("busy", "while :; do (sleep 0.05 &); sleep 0.02; done # @mark");
    all.put("deep", "sh -c 'sh -c \"sh -c \\\"@nap & wait\\\" & wait\" & wait'");
    all.put("respawner", "trap '' TERM HUP INT; while :; do @nap; done # @mark");
    all.put("phoenix", "./phoenix @mark & ./phoenix @mark & wait");
    all.put("stopped", "@nap & kill -STOP $!; wait");
    all.put("pipeline", "@nap | cat | cat");
    all.put("terminal", "script -qc '@nap' /dev/null </dev/null");
    all.put("inner-daemon", "sh -c \"" + daemon.replace("\"", "\\\"") + "\"; @nap");
    return all;
  }

  private interface End {
    void end(long brummer, Path project) throws Exception;
  }

  /// One way in which a run ends.
  private record Ending(String name, Mode mode, End end) {
    @Override
    public String toString() {
      return name + " in " + mode;
    }
  }

  private enum Mode {
    PLAIN,
    UI,
    BACKGROUND
  }

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending("TERM", Mode.PLAIN, (pid, _) -> Signals.send("TERM", pid)),
          new Ending("kill -9", Mode.PLAIN, (pid, _) -> Signals.send("KILL", pid)),
          new Ending("q", Mode.UI, (_, _) -> {}),
          new Ending("INT", Mode.PLAIN, (pid, _) -> Signals.send("INT", pid)),
          new Ending("kill -9", Mode.UI, (pid, _) -> Signals.send("KILL", pid)),
          new Ending("HUP", Mode.PLAIN, (pid, _) -> Signals.send("HUP", pid)),
          new Ending("TERM", Mode.UI, (pid, _) -> Signals.send("TERM", pid)),
          new Ending("HUP", Mode.UI, (pid, _) -> Signals.send("HUP", pid)),
          new Ending("kill -9", Mode.BACKGROUND, (pid, _) -> Signals.send("KILL", pid)),
          new Ending("TERM", Mode.BACKGROUND, (pid, _) -> Signals.send("TERM", pid)),
          new Ending("shutdown", Mode.BACKGROUND, (_, project) -> shutDown(project)));

  @Test
  void noTreeSurvives() throws Exception {
    writeScripts();
    List<Ending> endings = ENDINGS.stream().filter(SurvivorsIT::isEffective).toList();
    Map<String, Integer> survivors = new TreeMap<>();
    int cases = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Ending ending = endings.get(round % endings.size());
      String nonce = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 20);
      for (String tree : run(ending, nonce)) {
        survivors.merge(tree + ", " + ending, 1, Integer::sum);
      }
      cases += TREES.size();
    }
    int count = survivors.values().stream().mapToInt(Integer::intValue).sum();
    SoakResult.print(
        cases + " process trees after " + endings.size() + " kinds of end",
        "0 survivors",
        count + " " + survivors,
        count == 0,
        "-");
    assertEquals(Map.of(), survivors, () -> "survivors");
  }

  /// A signal that the caller of the tests ignores, as `nohup` does, is ignored by brummer, too.
  private static boolean isEffective(Ending ending) {
    int bit = ending.name.equals("HUP") ? 1 : ending.name.equals("INT") ? 2 : 0;
    return ending.mode != Mode.PLAIN || (ignoredSignals() & bit) == 0;
  }

  private static long ignoredSignals() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("SigIgn:")) {
          return Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16);
        }
      }
      return 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  private void writeScripts() throws IOException {
    script(
        "chain",
        """
        #!/bin/sh
        PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
        sleep 0.01
        mark=$1
        shift
        if [ "$1" = env ]; then
          "$@" "$PWD/chain" "$mark" "$@" <&- >&- 2>&- &
        else
          "$@" "$PWD/chain" "$mark" "$@" &
        fi
        """);
    script(
        "phoenix",
        """
        #!/bin/sh
        trap '' TERM HUP INT
        while :; do sleep 0.05 & wait $!; (sleep 0.1 &); done
        """);
  }

  private void script(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }

  /// @return the trees that have survived
  private List<String> run(Ending ending, String nonce) throws Exception {
    StringBuilder procfile = new StringBuilder();
    List<String> marks = new ArrayList<>();
    for (Map.Entry<String, String> tree : TREES.entrySet()) {
      String mark = nonce + (100 + marks.size());
      marks.add(mark);
      String script = tree.getValue().replace("@nap", "sleep 300." + mark).replace("@mark", mark);
      procfile.append(tree.getKey()).append(": : >up-").append(mark).append("; ");
      procfile.append(script).append('\n');
    }
    Files.writeString(project.resolve("Procfile"), procfile);
    switch (ending.mode) {
      case PLAIN -> runPlain(ending, marks);
      case UI -> runUi(ending, marks);
      case BACKGROUND -> runInBackground(ending, marks);
    }
    List<String> names = List.copyOf(TREES.keySet());
    await(() -> marks.stream().allMatch(mark -> pids(mark).isEmpty()), DEADLINE_NANOS);
    List<String> left = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      if (!isGone(marks.get(i))) {
        left.add(names.get(i));
      }
    }
    if (!left.isEmpty()) {
      System.out.println(ending + " left " + left + "; standard error was: " + lastErrors);
    }
    return left;
  }

  private void runPlain(Ending ending, List<String> marks) throws Exception {
    Process brummer =
        BuiltImage.start(project, environment(), "run", "*", "--ui", "plain", "--grace", "500ms");
    Thread.ofVirtual().start(() -> discard(brummer.getInputStream()));
    CompletableFuture<String> errors = readAsync(brummer.getErrorStream());
    awaitUp(marks);
    ending.end.end(brummer.pid(), project);
    assertTrue(brummer.waitFor(60, TimeUnit.SECONDS), ending.name + ": brummer did not exit");
    lastErrors = errors.join();
  }

  private static CompletableFuture<String> readAsync(InputStream stream) {
    return CompletableFuture.supplyAsync(() -> {
      try (stream) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException broken) {
        return broken.toString();
      }
    });
  }

  private static void discard(InputStream stream) {
    try (stream) {
      stream.transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      return;
    }
  }

  private static void shutDown(Path project) throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, "shutdown");
    assertEquals(0, result.code(), result.err());
  }

  private void runInBackground(Ending ending, List<String> marks) throws Exception {
    Process starter =
        BuiltImage.start(project, environment(), "run", "*", "-D", "--grace", "500ms");
    starter.getOutputStream().close();
    BuiltImage.Result started = BuiltImage.awaitExit(starter);
    assertEquals(0, started.code(), started.err());
    awaitUp(marks);
    long brummer = brummerPid();
    ending.end.end(brummer, project);
    assertTrue(
        await(() -> commandLine(brummer).isEmpty(), 4 * DEADLINE_NANOS),
        ending.name + ": brummer did not exit");
  }

  private void runUi(Ending ending, List<String> marks) throws Exception {
    InheritedMarker mark = InheritedMarker.create();
    StringBuilder variables = new StringBuilder();
    environment().forEach((name, value) -> variables.append(name + "='" + value + "' "));
    String command = variables + "exec " + BuiltImage.launcher() + " run '*' --grace 500ms";
    try (Tmux tmux =
        Tmux.start(120, 36, project, mark, "sh -c '" + command.replace("'", "'\\''") + "'")) {
      awaitUp(marks);
      long brummer = brummerPid();
      if (ending.name.equals("q")) {
        tmux.keys("q");
      } else {
        ending.end.end(brummer, project);
      }
      assertTrue(
          await(() -> commandLine(brummer).isEmpty(), 4 * DEADLINE_NANOS),
          ending.name + ": brummer did not exit, its screen is\n" + tmux.screen());
    }
  }

  /// The brummer of this project: the launcher replaces itself by the runtime.
  private long brummerPid() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process.pid()).contains("dev.brummer.app.Brummer"))
        .filter(process -> directory(process.pid()).equals(project.toString()))
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  private static String directory(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd")).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private static Map<String, String> environment() {
    return CGROUP.isEmpty() ? Map.of() : Map.of("BRUMMER_CGROUP", CGROUP);
  }

  private void awaitUp(List<String> marks) {
    assertTrue(
        await(
            () -> marks.stream().allMatch(mark -> Files.exists(project.resolve("up-" + mark))),
            4 * DEADLINE_NANOS),
        "the trees did not start");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(900));
  }

  private static boolean await(BooleanSupplier condition, long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return condition.getAsBoolean();
  }

  /// Looks several times, because one look can miss a chain, and kills what is left.
  private static boolean isGone(String mark) {
    boolean gone = true;
    for (int look = 0; look < 10; look++) {
      List<Long> left = pids(mark);
      gone &= left.isEmpty();
      left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
    }
    for (int chase = 0; !gone && chase < 500 && !pids(mark).isEmpty(); chase++) {
      pids(mark).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
    return gone;
  }

  private static List<Long> pids(String mark) {
    List<Long> all = new ArrayList<>();
    String[] names = new File("/proc").list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0)) && commandLine(Long.parseLong(name)).contains(mark)) {
        all.add(Long.parseLong(name));
      }
    }
    return all;
  }

  /// Empty for a zombie.
  private static String commandLine(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
