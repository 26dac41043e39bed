package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.SeparateJvm;
import dev.brummer.engine.SoakResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.os.FaultyLibc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every function of the C library fails in turn, with its errors, while a process is started and
/// while one is stopped. A start succeeds or is refused with a sentence; a running process is not
/// harmed; everything ends, and works again once the fault has gone.
@Timeout(600)
class LibcFailureTest {
  @Test
  void anyFailingCall_isSaid_harmsNoChild_andHangsNothing() throws Exception {
    SeparateJvm run = SeparateJvm.run(Run.class);
    List<String> violations = run.lines("! ");
    int cases = run.lines("case ").size();
    SoakResult.print(
        cases + " failures of C functions",
        "0 unsaid, hangs, harmed processes",
        "" + violations.size(),
        violations.isEmpty() && run.code() == 0,
        "-");
    assertEquals(List.of(), violations, violations.size() + " of them");
    assertEquals(0, run.code(), run.output());
    assertTrue(cases > 100, cases + " cases");
  }

  /// Runs the cases in a JVM of its own, because the functions are replaced before they are linked.
  static final class Run {
    private static final Pattern JAVA_NAME = Pattern.compile("Exception|\\bjava\\.|brummer\\.");
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final long SETTLE_MILLIS = 250;
    private static final long END_MILLIS = 10_000;

    /// Error numbers that the manual pages name, by function.
    private static final Map<String, List<Integer>> ERRORS = new LinkedHashMap<>();

    static {
      ERRORS.put("open", List.of(24, 23, 12, 13, 5));
      ERRORS.put("close", List.of(4, 5));
      ERRORS.put("read", List.of(4, 11, 5));
      ERRORS.put("write", List.of(4, 5, 11, 28, 32));
      ERRORS.put("poll", List.of(4, 12, 22));
      ERRORS.put("ioctl", List.of(5, 22, 25));
      ERRORS.put("fcntl", List.of(9, 11, 22));
      ERRORS.put("pipe2", List.of(23, 24));
      ERRORS.put("eventfd", List.of(12, 19, 24));
      ERRORS.put("kill", List.of(1, 3));
      ERRORS.put("waitid", List.of(4, 10));
      ERRORS.put("readlink", List.of(2, 12, 13));
      ERRORS.put("gettid", List.of(38));
      ERRORS.put("pidfd_open", List.of(3, 12, 24, 38));
      ERRORS.put("pidfd_send_signal", List.of(1, 38));
      ERRORS.put("posix_spawn", List.of(1, 2, 7, 8, 11, 12, 13, 26));
      ERRORS.put("posix_spawn_file_actions_init", List.of(12));
      ERRORS.put("posix_spawn_file_actions_addopen", List.of(9, 12));
      ERRORS.put("posix_spawn_file_actions_adddup2", List.of(9, 12));
      ERRORS.put("posix_spawn_file_actions_addchdir_np", List.of(12));
      ERRORS.put("posix_spawn_file_actions_addclosefrom_np", List.of(12));
      ERRORS.put("posix_spawn_file_actions_destroy", List.of(22));
      ERRORS.put("socket", List.of(12, 24, 93));
      ERRORS.put("signalfd", List.of(12, 24));
      ERRORS.put("pthread_sigmask", List.of(22));
      ERRORS.put("signal", List.of(22));
      ERRORS.put("prctl", List.of(1, 22));
      ERRORS.put("prlimit", List.of(1, 3, 22));
      ERRORS.put("setpriority", List.of(1, 3, 13));
    }

    /// Functions without an error, or called once per object that exists before the fault.
    private static final Set<String> NOT_FAILING =
        Set.of(
            "getpagesize",
            "posix_spawnattr_init",
            "posix_spawnattr_setflags",
            "posix_spawnattr_setsigdefault",
            "posix_spawnattr_setsigmask");

    private final ProcessFixture fixture = new ProcessFixture();
    private int number;
    private String current = "";

    private Run() {}

    public static void main(String[] arguments) {
      FaultyLibc.install();
      new Run().runAll();
      System.exit(0);
    }

    private void runAll() {
      int bystander = fixture.start(fixture.terminal("bystander", "echo up; exec sleep 1000"));
      fixture.awaitLine(bystander, "up");
      fixture.processes.watchResources(true);
      for (Map.Entry<String, List<Integer>> function : ERRORS.entrySet()) {
        for (int errno : function.getValue()) {
          for (boolean pty : new boolean[] {true, false}) {
            startDuring(function.getKey(), errno, pty);
            stopDuring(function.getKey(), errno, pty);
            check(fixture.state(bystander).alive(), "the bystander ended");
          }
        }
      }
      checkWords();
      check(
          !fixture
              .events(Event.InternalFailure.class, e -> e.message().contains("of read"))
              .isEmpty(),
          "an error of read is not said");
      Set<String> untested = new TreeSet<>(FaultyLibc.called());
      untested.removeAll(ERRORS.keySet());
      untested.removeAll(NOT_FAILING);
      check(untested.isEmpty(), "no errors for " + untested);
      boolean[] closed = {false};
      Thread closing =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                fixture.close();
                closed[0] = true;
              });
      boolean ends = within(END_MILLIS, () -> !closing.isAlive());
      check(ends, ends ? "" : "closing hangs: " + whatRuns());
    }

    /// The live processes, and where their thread is.
    private String whatRuns() {
      StringBuilder text = new StringBuilder();
      fixture.processes.snapshot().stream()
          .filter(info -> info.state().alive())
          .forEach(info -> text.append(info.name()).append(' ').append(info.state()).append(' '));
      Thread.getAllStackTraces()
          .forEach((thread, stack) -> {
            if (thread.getName().equals("processes")) {
              text.append(Arrays.toString(stack));
            }
          });
      return text.toString();
    }

    private void startDuring(String function, int errno, boolean pty) {
      begin("start", function, errno, pty);
      int id = register(pty);
      FaultyLibc.fail(function, errno);
      fixture.processes.start(id);
      within(SETTLE_MILLIS, () -> isUp(id) || isRefused(id));
      FaultyLibc.repair();
      check(
          within(END_MILLIS, () -> isUp(id) || isRefused(id)), "neither up nor refused: " + id(id));
      if (isRefused(id)) {
        check(
            within(END_MILLIS, () -> !fixture.notes(id).isEmpty()),
            "refused without a sentence: " + id(id));
      }
      fixture.processes.stop(id);
      awaitEnd(id);
    }

    private void stopDuring(String function, int errno, boolean pty) {
      begin("stop", function, errno, pty);
      int id = fixture.start(register(pty));
      check(within(END_MILLIS, () -> isUp(id)), "does not start without a fault: " + id(id));
      FaultyLibc.fail(function, errno);
      fixture.processes.input(id, new byte[] {'x', '\n'});
      fixture.processes.stop(id);
      within(SETTLE_MILLIS, () -> !fixture.state(id).alive());
      FaultyLibc.repair();
      awaitEnd(id);
    }

    private int register(boolean pty) {
      return fixture.processes.register(
          ProcessFixture.spec(
              "p" + number++, pty, GRACE, "/bin/sh", "-c", "echo up; exec sleep 1000"));
    }

    private void begin(String what, String function, int errno, boolean pty) {
      current = what + " " + function + " " + errno + (pty ? " terminal" : " pipes");
      System.out.println("case " + current);
    }

    private boolean isUp(int id) {
      return fixture.state(id).alive() && fixture.lines(id).contains("up");
    }

    private boolean isRefused(int id) {
      return fixture.state(id) instanceof ProcessState.Failed;
    }

    private void awaitEnd(int id) {
      check(within(END_MILLIS, () -> !fixture.state(id).alive()), "does not end: " + id(id));
    }

    private String id(int id) {
      return fixture.state(id) + " " + fixture.lines(id) + " " + fixture.notes(id);
    }

    /// Nothing that a user sees has the name of a Java class.
    private void checkWords() {
      List<String> texts = new ArrayList<>();
      fixture.events(Event.InternalFailure.class, _ -> true).forEach(e -> texts.add(e.message()));
      fixture.events(Event.Notice.class, _ -> true).forEach(e -> texts.add(e.text()));
      fixture
          .processes
          .snapshot()
          .forEach(info -> {
            texts.add(info.state().toString());
            texts.addAll(fixture.notes(info.id()));
          });
      for (String text : texts) {
        check(!JAVA_NAME.matcher(text).find(), "a Java name: " + text);
      }
      Set<String> distinct = new TreeSet<>();
      texts.stream().filter(text -> text.contains("cannot")).forEach(distinct::add);
      System.out.println("said: " + distinct);
    }

    private void check(boolean holds, String what) {
      if (!holds) {
        System.out.println("! " + current + ": " + what);
      }
    }

    private static boolean within(long millis, BooleanSupplier condition) {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        LockSupport.parkNanos(2_000_000);
      }
      return true;
    }
  }
}
