package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ends brummer and its processes in random ways at random times; no process may survive.
///
/// `-Dbrummer.chaos.rounds=200 -Dbrummer.chaos.seed=7` sets the length and the seed of a run.
@Timeout(1200)
class ChaosIT {
  private static final int ROUNDS = Integer.getInteger("brummer.chaos.rounds", 12);
  private static final long SEED = Long.getLong("brummer.chaos.seed", System.nanoTime());

  /// Process trees that ignore signals, fork twice, leave the session, drop the marker or keep
  /// forking.
  private static final List<String> TREES =
      List.of(
          "deaf: trap '' TERM HUP INT; echo up; while :; do sleep 0.3; done",
          "forked: (sh -c 'sleep 300 & exec sleep 300' &) ; echo up; exec sleep 300",
          "session: setsid sh -c \"trap '' TERM HUP; sleep 300; sleep 300\" & echo up; sleep 300",
          "clean: env -u BRUMMER_RUN_ID -u BRUMMER_PROCESS sh -c 'sleep 300 & sleep 300' & echo up; sleep 300",
          "busy: while :; do (sleep 0.05 &); echo up; sleep 0.02; done");

  @TempDir Path project;

  @Test
  void randomEnds_leaveNobody() throws Exception {
    Files.write(project.resolve("Procfile"), TREES);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      round("round " + round + " of seed " + SEED, random);
    }
  }

  private void round(String name, Random random) throws Exception {
    InheritedMarker mark = InheritedMarker.create();
    boolean pty = random.nextBoolean();
    Process brummer =
        BuiltImage.start(
            project,
            mark.environment(),
            "run",
            "*",
            pty ? "--pty" : "--no-pty",
            "--grace",
            "200ms");
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(brummer.getInputStream(), StandardCharsets.UTF_8))) {
      awaitAll(out);
      Set<Long> seen = new HashSet<>(mark.pids());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(200)));
      for (int kills = random.nextInt(4); kills > 0; kills--) {
        List<Long> others = new ArrayList<>(mark.pids());
        others.remove(brummer.pid());
        Signals.send(
            random.nextBoolean() ? "KILL" : "TERM", others.get(random.nextInt(others.size())));
      }
      Signals.send(
          List.of("KILL", "KILL", "TERM", "INT", "HUP").get(random.nextInt(5)), brummer.pid());
      assertTrue(seen.size() > TREES.size(), name + ": the process trees did not start");
      out.transferTo(java.io.Writer.nullWriter());
      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS), name + ": brummer did not exit");
    }
    try {
      mark.assertNoneLeft();
    } catch (AssertionError left) {
      throw new AssertionError(name + (pty ? " on terminals: " : " on pipes: ") + left, left);
    }
  }

  private static void awaitAll(BufferedReader out) throws Exception {
    Set<String> up = new HashSet<>();
    while (up.size() < TREES.size()) {
      String line = out.readLine();
      assertTrue(line != null, () -> "ended too soon, up: " + up);
      up.add(line.split(" ")[0]);
    }
    assertEquals(TREES.size(), up.size());
  }
}
