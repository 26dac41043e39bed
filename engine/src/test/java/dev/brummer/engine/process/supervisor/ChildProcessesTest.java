package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ChildProcessesTest {
  private final ProcessFixture fixture = new ProcessFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void terminalChild_seesATerminalOfOurSize() {
    fixture.processes.resize(87, 31);
    int id =
        fixture.start(fixture.terminal("tty", "test -t 0 && test -t 1 && test -t 2 && stty size"));
    fixture.awaitExit(id, 1);
    assertEquals(List.of("31 87"), fixture.lines(id));
  }

  @Test
  void terminalChild_ownsItsTerminalAndSession() {
    int id =
        fixture.start(fixture.terminal("tty", "echo yes >/dev/tty; ps -o sid=,pgid=,tpgid= $$"));
    fixture.awaitExit(id, 1);
    assertEquals("yes", fixture.lines(id).getFirst());
    String[] ids = fixture.lines(id).get(1).strip().split(" +");
    assertEquals(ids[0], ids[1]);
    assertEquals(ids[0], ids[2]);
  }

  @Test
  void resize_reachesARunningChild() {
    int id =
        fixture.start(
            fixture.terminal("tty", "trap 'stty size; exit' WINCH; echo up; read x; read x"));
    fixture.awaitLine(id, "up");
    fixture.processes.resize(99, 44);
    fixture.awaitExit(id, 1);
    assertTrue(fixture.lines(id).contains("44 99"), fixture.lines(id)::toString);
  }

  @Test
  void closedOutput_isNotTheEnd() {
    String script =
        "echo first; exec <&- >&- 2>&-; i=0; while [ $i -lt 20 ]; do sleep 0.02; i=$((i+1));"
            + " echo later $i >/dev/tty; done; exit 3";
    int id = fixture.start(fixture.terminal("daemon", script));
    assertEquals(3, fixture.awaitExit(id, 1).code());
    List<String> all = new ArrayList<>(List.of("first"));
    IntStream.rangeClosed(1, 20).forEach(i -> all.add("later " + i));
    assertEquals(all, fixture.lines(id));
  }

  @Test
  void pipeChild_hasNoTerminal_andItsStreamsAreToldApart() {
    int id =
        fixture.start(fixture.pipes("pipes", "test -t 1 || echo out; test -t 2 || echo err >&2"));
    fixture.awaitExit(id, 1);
    List<StoredLine> printed =
        fixture.stored(id).stream().filter(l -> l.source() != LogSource.BRUMMER).toList();
    assertEquals(
        Map.of("out", LogSource.STDOUT, "err", LogSource.STDERR),
        Map.of(
            printed.get(0).string(), printed.get(0).source(),
            printed.get(1).string(), printed.get(1).source()));
  }

  @Test
  void exit_zeroIsDone() {
    int id = fixture.start(fixture.pipes("ok", "true"));
    assertEquals(new ProcessState.Done(0), fixture.await(id, ProcessState.Done.class));
    Event.ProcessExited exit = fixture.awaitExit(id, 1);
    assertEquals(0, exit.code());
    assertEquals(0, exit.signal());
  }

  @Test
  void exit_otherCodesFail() {
    int id = fixture.start(fixture.terminal("bad", "exit 3"));
    assertEquals(
        new ProcessState.Failed("exit 3", 3, 0), fixture.await(id, ProcessState.Failed.class));
  }

  @Test
  void exit_aSignalIsNotACode() {
    int signalled = fixture.start(fixture.pipes("signalled", "kill -SEGV $$"));
    int exited = fixture.start(fixture.pipes("exited", "exit 139"));
    assertEquals(
        new ProcessState.Failed("SIGSEGV", 139, 11),
        fixture.await(signalled, ProcessState.Failed.class));
    assertEquals(
        new ProcessState.Failed("exit 139", 139, 0),
        fixture.await(exited, ProcessState.Failed.class));
  }

  @Test
  void lastLine_withoutItsEnd_isKept() {
    int pty = fixture.start(fixture.terminal("pty", "printf 'one\\ntwo'"));
    int pipe = fixture.start(fixture.pipes("pipe", "printf 'one\\ntwo'"));
    fixture.awaitExit(pty, 1);
    fixture.awaitExit(pipe, 1);
    assertEquals(List.of("one", "two"), fixture.lines(pty));
    assertEquals(List.of("one", "two"), fixture.lines(pipe));
  }

  @Test
  void manyLines_arriveCompleteAndInOrder_beforeTheExit() {
    for (String kind : List.of("pty", "pipe")) {
      int id =
          fixture.start(
              kind.equals("pty")
                  ? fixture.terminal(kind, "seq 1 100000")
                  : fixture.pipes(kind, "seq 1 100000"));
      fixture.awaitExit(id, 1);
      assertEquals(
          IntStream.rangeClosed(1, 100_000).mapToObj(Integer::toString).toList(),
          fixture.lines(id));
    }
  }

  @Test
  void leftBehindChild_holdingTheTerminal_doesNotDelayTheExit() {
    int id =
        fixture.start(
            fixture.terminal("parent", "trap '' HUP; (sleep 300) & echo child=$!; exit 4"));
    assertEquals(4, fixture.awaitExit(id, 1).code());
    int orphan = fixture.printedNumber(id, "child");
    assertTrue(ProcessFixture.isAlive(orphan));
    fixture.processes.stop(id);
    ProcessFixture.awaitDeath(orphan);
    Await.until("the unchanged state", () -> fixture.state(id) instanceof ProcessState.Failed);
  }

  @Test
  void outputOfTheLeftBehind_isStillRead(@TempDir Path folder) throws Exception {
    Path fifo = folder.resolve("fifo");
    int id =
        fixture.start(
            fixture.pipes("parent", "mkfifo " + fifo + "; (cat " + fifo + "; sleep 300) & exit"));
    fixture.awaitExit(id, 1);
    Files.writeString(fifo, "late\n");
    fixture.awaitLine(id, "late");
    fixture.processes.stop(id);
  }

  @Test
  void input_reachesTerminalAndPipe() {
    int pty = fixture.start(fixture.terminal("pty", "stty -echo; echo ready; read x; echo got $x"));
    int pipe = fixture.start(fixture.pipes("pipe", "read x; echo got $x"));
    fixture.awaitLine(pty, "ready");
    fixture.processes.input(pty, "one\n".getBytes(StandardCharsets.US_ASCII));
    fixture.processes.input(pipe, "two\n".getBytes(StandardCharsets.US_ASCII));
    fixture.awaitExit(pty, 1);
    fixture.awaitExit(pipe, 1);
    assertEquals(List.of("ready", "got one"), fixture.lines(pty));
    assertEquals(List.of("got two"), fixture.lines(pipe));
  }

  @Test
  void prompt_isThereBeforeItsLineHasEnded_andGoesWithIt() {
    int id =
        fixture.start(
            fixture.terminal(
                "ask", "stty -echo; printf '\\033[1mName: '; read x; echo; echo hello $x"));
    Await.until(
        "the prompt",
        () ->
            fixture.logs.unfinished(LogQuery.ALL).stream()
                .anyMatch(line -> line.process() == id && line.string().equals("\033[1mName: ")));
    fixture.processes.input(id, "bob\n".getBytes(StandardCharsets.US_ASCII));
    fixture.awaitExit(id, 1);
    assertEquals(List.of(), fixture.logs.unfinished(LogQuery.ALL));
    assertEquals(List.of("\033[1mName: ", "hello bob"), fixture.lines(id));
  }

  @Test
  void input_largerThanAPipe_arrivesWhole() {
    int id = fixture.start(fixture.pipes("count", "head -c 500000 | wc -c"));
    fixture.processes.input(id, new byte[500_000]);
    fixture.awaitExit(id, 1);
    assertEquals("500000", fixture.lines(id).getFirst().strip());
  }

  @Test
  void notFound_isOneSentence() {
    int id =
        fixture.start(
            fixture.processes.register(
                ProcessFixture.spec(
                    "missing", true, ProcessSpec.DEFAULT_GRACE, "no-such-program-here")));
    assertEquals(
        new ProcessState.Failed("not found", 127, 0), fixture.await(id, ProcessState.Failed.class));
    Await.until("its note", () -> !fixture.notes(id).isEmpty());
    assertEquals(
        List.of(
            "cannot start missing: command not found: no-such-program-here"
                + " (is it installed and in PATH?)"),
        fixture.notes(id));
  }

  @Test
  void notExecutable_andNoDirectory_areSaid(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "hello");
    int plain =
        fixture.start(
            fixture.processes.register(
                ProcessFixture.spec("plain", true, ProcessSpec.DEFAULT_GRACE, text.toString())));
    int nowhere =
        fixture.start(
            fixture.processes.register(
                new ProcessSpec(
                    "nowhere",
                    "",
                    List.of("true"),
                    folder.resolve("gone"),
                    Map.of(),
                    false,
                    ProcessSpec.DEFAULT_GRACE)));
    assertEquals("not executable", fixture.await(plain, ProcessState.Failed.class).reason());
    assertEquals("no directory", fixture.await(nowhere, ProcessState.Failed.class).reason());
  }

  @Test
  void scriptWithoutInterpreter_isSaid(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("script"), "echo hi\n");
    assertTrue(script.toFile().setExecutable(true));
    int id =
        fixture.start(
            fixture.processes.register(
                ProcessFixture.spec("script", true, ProcessSpec.DEFAULT_GRACE, script.toString())));
    ProcessState.Failed failed = fixture.await(id, ProcessState.Failed.class);
    assertEquals("not executable", failed.reason());
    Await.until("its note", () -> !fixture.notes(id).isEmpty());
    assertTrue(fixture.notes(id).getFirst().contains("#!"), fixture.notes(id)::toString);
  }

  @Test
  void environment_isMarked_andSetAsAsked() {
    int id =
        fixture.start(
            fixture.processes.register(
                new ProcessSpec(
                    "env",
                    "",
                    List.of("/bin/sh", "-c", "echo $COLOUR $BRUMMER_RUN_ID $BRUMMER_PROCESS"),
                    Path.of("/"),
                    Map.of("COLOUR", "green"),
                    true,
                    ProcessSpec.DEFAULT_GRACE)));
    fixture.awaitExit(id, 1);
    String run = fixture.settings.runId();
    assertEquals(List.of("green " + run + " " + run + "/" + id), fixture.lines(id));
  }

  @Test
  void child_inheritsNoFileOfOurs_andDefaultSignals() throws Exception {
    try (var listener = new java.net.ServerSocket(0);
        var file = new java.io.RandomAccessFile("/etc/hostname", "r")) {
      assertTrue(listener.isBound() && file.getFD().valid());
      int id =
          fixture.start(
              fixture.terminal(
                  "fds", "ls -C /proc/$$/fd; grep -E 'SigIgn|SigBlk' /proc/self/status"));
      fixture.awaitExit(id, 1);
      List<String> lines = fixture.lines(id);
      String files = lines.getFirst().strip().replaceAll("\\s+", " ");
      assertTrue(files.equals("0 1 2") || files.equals("0 1 10 2"), files);
      assertEquals("SigBlk:\t0000000000000000", lines.get(1));
      assertEquals("SigIgn:\t0000000000000000", lines.get(2));
    }
  }

  @Test
  void restart_keepsTheLogs_andCountsTheStart() {
    int id = fixture.start(fixture.terminal("again", "echo run; exec sleep 300"));
    fixture.awaitLine(id, "run");
    long first = fixture.processes.info(id).pid();
    fixture.processes.restart(id);
    Await.until("the second run", () -> fixture.lines(id).size() == 2);
    assertEquals(2, fixture.processes.info(id).runNumber());
    assertFalse(ProcessFixture.isAlive(first));
    assertTrue(ProcessFixture.isAlive(fixture.processes.info(id).pid()));
    assertEquals(1, fixture.events(Event.ProcessExited.class, e -> e.process() == id).size());
    assertEquals(2, fixture.events(Event.ProcessStarted.class, e -> e.process() == id).size());
  }

  @Test
  void define_refusesATakenName_andInfoAnUnknownId() {
    fixture.pipes("one", "true");
    assertThrows(IllegalArgumentException.class, () -> fixture.pipes("one", "true"));
    assertThrows(IllegalArgumentException.class, () -> fixture.processes.info(2));
    assertInstanceOf(ProcessState.Idle.class, fixture.state(1));
  }

  @Test
  void hundredChildren_atOnce() {
    List<Integer> ids =
        IntStream.range(0, 100)
            .map(i -> fixture.terminal("child-" + i, "echo hello; exec sleep 300"))
            .boxed()
            .toList();
    fixture.processes.startAll(ids);
    ids.forEach(id -> fixture.awaitLine(id, "hello"));
    List<Long> pids = ids.stream().map(id -> fixture.processes.info(id).pid()).toList();
    assertEquals(List.of(), fixture.processes.shutDown(Duration.ofSeconds(15)));
    pids.forEach(pid -> assertFalse(ProcessFixture.isAlive(pid)));
  }

  @Test
  void childThatForks500_isEndedWhole() {
    int id =
        fixture.start(
            fixture.terminal(
                "forks",
                "i=0; while [ $i -lt 500 ]; do sleep 300 & i=$((i+1)); done; echo up; wait"));
    fixture.awaitLine(id, "up");
    String mark = fixture.settings.runId() + "/" + id;
    Await.until("501 processes", () -> carriers(mark) == 501);
    fixture.processes.stop(id);
    fixture.await(id, ProcessState.Stopped.class);
    assertEquals(0, carriers(mark));
  }

  private static long carriers(String mark) {
    return ProcessHandle.allProcesses()
        .filter(process -> ProcessFixture.isAlive(process.pid()))
        .filter(process -> environment(process.pid()).contains(mark))
        .count();
  }

  private static String environment(long pid) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
    } catch (java.io.IOException gone) {
      return "";
    }
  }

  /// Set `-Dbrummer.flood.megabytes=2048` for a long run.
  @Test
  void floodWithoutALineEnd_isCutAndCounted_notGathered() {
    long bytes = Long.getLong("brummer.flood.megabytes", 64) << 20;
    long before = heapAfterCollection();
    int id =
        fixture.start(
            fixture.pipes("flood", "head -c " + bytes + " /dev/zero | tr '\\0' x; echo; echo end"));
    fixture.awaitExit(id, 1);
    long notes = fixture.logs.byteCount(id) - bytes - "end".length();
    assertTrue(notes > 0 && notes < 300, () -> "besides our notes " + notes + " bytes");
    assertTrue(fixture.lines(id).contains("end"));
    long kept = heapAfterCollection() - before;
    assertTrue(kept < 160 << 20, () -> "keeps " + (kept >> 20) + " MiB");
  }

  private static long heapAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void input_thatNobodyReads_isDroppedAndSaid() {
    int id = fixture.start(fixture.pipes("deaf", "echo up; exec sleep 300"));
    fixture.awaitLine(id, "up");
    byte[] much = new byte[600_000];
    for (int i = 0; i < 3; i++) {
      fixture.processes.input(id, much);
    }
    Await.until(
        "the note about dropped input",
        () ->
            fixture
                .notes(id)
                .contains("dropped 600000 bytes of input: the process does not read its input"));
    fixture.processes.kill(id);
    fixture.await(id, ProcessState.Stopped.class);
  }
}
