package dev.brummer.engine.process.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.supervisor.RestartLoopDetector.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs the detector against a simulated process, in simulated time.
final class RestartLoopDetectorTest {
  private static final Path FILE = Path.of("a.json");
  private static final Path OTHER = Path.of("b.json");
  private static final long DEBOUNCE_MILLIS = 200;

  private final RestartLoopDetector detector = new RestartLoopDetector();
  private final PriorityQueue<Planned> plan = new PriorityQueue<>();
  private final List<Long> starts = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();
  private Runnable onStart = () -> {};
  private final Random random = new Random(1);
  private long restartMillis = 50;
  private int reportJitterMillis;
  private long now;
  private long stoppedUntil;
  private long content;
  private int sequence;

  private record Planned(long atMillis, int order, Runnable action) implements Comparable<Planned> {
    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime == 0 ? Integer.compare(order, other.order) : byTime;
    }
  }

  @BeforeEach
  void firstStart() {
    at(0, this::start);
  }

  private void at(long millis, Runnable action) {
    plan.add(new Planned(millis, sequence++, action));
  }

  private void start() {
    starts.add(now);
    onStart.run();
  }

  private void restart() {
    stoppedUntil = now + restartMillis;
    at(stoppedUntil, this::start);
  }

  /// Plans that files are changed, each to another content.
  private void save(long millis, Path... files) {
    Map<Path, Long> contents = new LinkedHashMap<>();
    for (Path file : files) {
      contents.put(file, ++content);
    }
    long delay = DEBOUNCE_MILLIS + random.nextInt(1 + reportJitterMillis);
    at(millis + delay, () -> change(contents, delay));
  }

  private void change(Map<Path, Long> contents, long reportDelay) {
    if (now < stoppedUntil) {
      return; // as in FileWatchRestarter: the next start sees the change
    }
    Verdict verdict = detector.onChange(contents, now - reportDelay, starts.getLast(), now);
    verdicts.add(verdict);
    switch (verdict) {
      case Verdict.Ignore _, Verdict.Loop _ -> {}
      case Verdict.Restart _ -> restart();
      case Verdict.Defer(_, var delay, int deferral) ->
          at(
              now + delay.toMillis(),
              () -> {
                if (detector.endDeferral(deferral, starts.getLast(), now)) {
                  restart();
                }
              });
    }
  }

  private void runUntil(long millis) {
    while (!plan.isEmpty() && plan.peek().atMillis <= millis) {
      Planned next = plan.remove();
      now = next.atMillis;
      next.action.run();
    }
    now = millis;
  }

  private long loops() {
    return verdicts.stream().filter(Verdict.Loop.class::isInstance).count();
  }

  @Test
  void startThatChangesAFile_isALoop_toldOnce_andEnds() {
    onStart = () -> save(now + 100, FILE);
    runUntil(14_000);
    assertEquals(1, loops());
    assertEquals(RestartLoopDetector.MAX_STARTS, starts.size());
    runUntil(600_000);
    assertEquals(RestartLoopDetector.MAX_STARTS, starts.size());
  }

  @Test
  void startThatChangesAFile_onALoadedMachine_isALoop() {
    reportJitterMillis = 1_200;
    onStart = () -> save(now + 100, FILE);
    runUntil(600_000);
    assertEquals(1, loops());
    assertEquals(RestartLoopDetector.MAX_STARTS, starts.size());
  }

  @Test
  void startThatWritesInSeveralSteps_isALoop() {
    onStart =
        () -> {
          save(now + 100, FILE, OTHER);
          save(now + 700, FILE);
          save(now + 1_500, OTHER);
        };
    runUntil(20_000);
    assertEquals(1, loops());
    int count = starts.size();
    runUntil(600_000);
    assertEquals(count, starts.size());
  }

  @Test
  void startThatWritesOtherNamesEachTime_restartsMoreAndMoreRarely() {
    onStart = () -> save(now + 100, Path.of("app." + starts.size() + ".js"));
    runUntil(600_000);
    assertTrue(starts.size() < 20, "starts: " + starts.size());
    assertEquals(0, loops());
  }

  @Test
  void afterALoop_laterChangesAndOtherFiles_restart() {
    onStart = () -> save(now + 100, FILE);
    runUntil(60_000);
    save(now, FILE);
    runUntil(70_000);
    assertEquals(RestartLoopDetector.MAX_STARTS + 1, starts.size());
    save(starts.getLast() + 10_000, OTHER);
    runUntil(90_000);
    assertEquals(RestartLoopDetector.MAX_STARTS + 2, starts.size());
    save(starts.getLast() + 500, OTHER);
    assertEquals(1, loops());
  }

  @Test
  void startThatStopsChangingTheFile_isNoLongerSuspected() {
    onStart = () -> save(now + 100, FILE);
    runUntil(60_000);
    onStart = () -> {};
    save(60_000, FILE); // this start is followed by no change
    save(70_000, FILE);
    save(70_800, FILE);
    runUntil(80_000);
    assertEquals(RestartLoopDetector.MAX_STARTS + 3, starts.size());
  }

  @ParameterizedTest
  @CsvSource({
    "300, 50",
    "500, 50",
    "1000, 50",
    "1500, 50",
    "2000, 50",
    "2200, 50",
    "2250, 50",
    "2300, 50",
    "2500, 50",
    "3000, 50",
    "5000, 50",
    "1000, 1500",
    "2000, 1500",
    "3000, 1500",
    "3500, 1500",
    "3700, 1500",
    "4000, 1500",
    "6000, 4000",
    "7000, 5000"
  })
  void person_whoSavesAtAPace_isNoLoop_andEachSaveIsSeen(long pace, long restart) {
    restartMillis = restart;
    for (int i = 1; i <= 100; i++) {
      save(i * pace, FILE);
    }
    runUntil(101 * pace);
    assertEquals(0, loops());
    runUntil(200 * pace + 60_000);
    assertTrue(starts.getLast() >= 100 * pace, "the last save is not seen");
  }

  @Test
  void person_whoSavesIrregularly_isNoLoop_andTheLastSaveIsSeen() {
    for (int seed = 0; seed < 1_000; seed++) {
      RestartLoopDetectorTest person = new RestartLoopDetectorTest();
      person.firstStart();
      Random pauses = new Random(seed);
      long time = 1_000;
      for (int i = 0; i < 100; i++) {
        time += 200 + pauses.nextInt(4_000);
        person.save(time, pauses.nextInt(4) == 0 ? OTHER : FILE);
      }
      person.runUntil(time + 60_000);
      assertEquals(0, person.loops(), "seed " + seed);
      assertTrue(person.starts.getLast() >= time, "seed " + seed);
    }
  }

  @Test
  void startThatWritesTheSameAgain_isIgnored() {
    assertInstanceOf(
        Verdict.Restart.class, detector.onChange(Map.of(FILE, 7L), 1_100, 1_000, 1_100));
    assertInstanceOf(
        Verdict.Ignore.class, detector.onChange(Map.of(FILE, 7L), 2_100, 2_000, 2_100));
    assertInstanceOf(
        Verdict.Restart.class, detector.onChange(Map.of(FILE, 7L), 60_000, 2_000, 60_000));
  }

  @Test
  void restartByTheUser_endsADeferral() {
    save(100, FILE);
    save(1_000, FILE);
    runUntil(1_500);
    assertInstanceOf(Verdict.Defer.class, verdicts.getLast());
    assertNotNull(plan.peek());
    restart();
    runUntil(60_000);
    assertEquals(3, starts.size());
  }
}
