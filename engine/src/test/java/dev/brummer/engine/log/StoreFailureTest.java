package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static dev.brummer.engine.log.LogFixture.texts;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Await;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.SoakResult;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every file operation of the store fails in turn, with every error of the system.
@Timeout(120)
class StoreFailureTest {
  private static final int SEGMENT = 4096;
  private static final int LINES = 120;

  /// What the C library says, and what the user is told.
  private static final Map<String, String> ERRORS =
      Map.of(
          "No space left on device", "the disk is full",
          "Disk quota exceeded", "the disk quota is used up",
          "Input/output error", "the disk reports an input/output error",
          "Read-only file system", "the file system is read-only",
          "File too large", "the file size limit is reached (ulimit -f)",
          "Too many open files", "too many open files (ulimit -n)",
          "Cannot allocate memory", "out of memory",
          "Map failed", "out of memory");

  @TempDir Path directory;

  @Test
  void anyOperationThatFails_isSaidInWords_andNoLineIsLost() throws IOException {
    int operations = countOperations();
    assertTrue(operations > 50, operations + " operations");
    int round = 0;
    for (Map.Entry<String, String> error : ERRORS.entrySet()) {
      for (int at = 0; at < operations; at++) {
        run(directory.resolve("r" + round++), at, at + 1, error);
        if (at % 5 == 0) {
          run(directory.resolve("r" + round++), at, Integer.MAX_VALUE, error);
        }
      }
    }
    SoakResult.print(
        round + " failures of file operations", "0 lines lost, 0 unsaid", "0", true, "-");
  }

  private int countOperations() throws IOException {
    FaultyFileSystem files = new FaultyFileSystem(FileSystems.getDefault());
    files.fail(Integer.MAX_VALUE, Integer.MAX_VALUE, "");
    try (LogStore store = open(files, directory.resolve("count"), new AtomicLong())) {
      fill(store, new AtomicLong());
    }
    return files.operations();
  }

  private void run(Path state, int from, int to, Map.Entry<String, String> error)
      throws IOException {
    FaultyFileSystem files = new FaultyFileSystem(FileSystems.getDefault());
    files.fail(from, to, error.getKey());
    List<String> said = new ArrayList<>();
    AtomicLong clock = new AtomicLong(1_000);
    String what = error.getKey() + " at " + from;
    Path session;
    try (LogStore store = open(files, state, clock)) {
      if (store.warning() != null) {
        said.add(store.warning());
      }
      store.onWarning(said::add);
      fill(store, clock);
      LogPage page = store.from(LogQuery.ALL, 0, Integer.MAX_VALUE, Duration.ofMinutes(1));
      boolean readFails = said.stream().anyMatch(text -> text.contains("cannot be read"));
      assertTrue(readFails || page.lines().size() == LINES, what + ": " + page.lines().size());
      assertEquals(LINES, page.end(), what);
      session = store.directory();
    }
    if (said.isEmpty() && files.failures() > 0) {
      assertComplete(session, what);
    }
    for (String sentence : said) {
      assertFalse(sentence.contains("Exception"), sentence);
      assertFalse(sentence.contains("java."), sentence);
      assertTrue(sentence.endsWith("."), sentence);
    }
    assertEquals(said.stream().distinct().count(), said.size(), () -> what + ": " + said);
    boolean kept = said.stream().anyMatch(text -> text.contains("in memory only"));
    boolean inWords = said.stream().anyMatch(text -> text.contains(error.getValue()));
    assertTrue(!kept || inWords, () -> what + ": " + said);
  }

  /// A failure that was not said has had no effect: everything is in the files.
  private static void assertComplete(@Nullable Path session, String what) throws IOException {
    assertNotNull(session, what + ": kept in memory without a word");
    try (LogStore past = LogStore.openReadOnly(Path.of(session.toString()))) {
      assertNull(past.warning(), what);
      assertEquals(LINES, past.from(LogQuery.ALL, 0, Integer.MAX_VALUE).lines().size(), what);
      assertEquals(Map.of(1, "web"), past.processNames(), what);
    }
  }

  /// The children of a run whose store fails print on, and the UI is told.
  @Test
  void failingStore_isSaidToTheUser_andChildrenRunOn() {
    FaultyFileSystem files = new FaultyFileSystem(FileSystems.getDefault());
    LogSettings logs =
        new LogSettings(files.wrap(directory.resolve("state")), 1 << 20, 1 << 20, SEGMENT);
    List<String> notices = new CopyOnWriteArrayList<>();
    SupervisorSettings processes = SupervisorSettings.defaults().withoutState();
    try (Engine engine = new Engine(new EngineSettings(logs, processes, false))) {
      engine
          .bus()
          .subscribe(
              "notices",
              EnumSet.of(Event.Kind.NOTICE),
              OverflowPolicy.BLOCK,
              64,
              event -> notices.add(((Event.Notice) event).text()));
      String script = "for i in $(seq 2000); do echo line $i; done; echo last; exec sleep 1000";
      int id =
          engine
              .processes()
              .register(
                  new ProcessSpec(
                      "web",
                      "",
                      List.of("/bin/sh", "-c", script),
                      Path.of("").toAbsolutePath(),
                      Map.of(),
                      true,
                      ProcessSpec.DEFAULT_GRACE));
      files.fail(0, Integer.MAX_VALUE, "No space left on device");
      engine.processes().start(id);
      Await.until("the last line", () -> isLast(engine.logs().tail(id, 1)));
      Await.until("a notice", () -> !notices.isEmpty());
      assertTrue(engine.processes().info(id).state().alive());
      assertTrue(engine.logs().lineCount(id) > 2000, engine.logs().lineCount(id) + " lines");
      assertTrue(
          notices.stream().anyMatch(text -> text.contains("kept in memory only: the disk is full")),
          notices::toString);
    }
  }

  private static boolean isLast(List<StoredLine> tail) {
    return !tail.isEmpty() && tail.getFirst().string().equals("last");
  }

  private static LogStore open(FaultyFileSystem files, Path state, AtomicLong clock) {
    LogSettings settings = new LogSettings(files.wrap(state), 1 << 20, 1 << 20, SEGMENT);
    return LogStore.open(settings, () -> Instant.ofEpochMilli(clock.get()));
  }

  private static void fill(LogStore store, AtomicLong clock) {
    for (int i = 0; i < LINES; i++) {
      clock.addAndGet(100);
      append(store, 1, "line " + i + " " + "x".repeat(80) + "\n");
      if (i % 50 == 0) {
        store.setProcessName(1, "web");
      }
    }
  }

  @Test
  void permanentFailure_isSaidOnce_andTheEndOfItToo() throws IOException {
    FaultyFileSystem files = new FaultyFileSystem(FileSystems.getDefault());
    AtomicLong clock = new AtomicLong(1_000);
    List<String> said = new ArrayList<>();
    try (LogStore store = open(files, directory.resolve("full"), clock)) {
      store.onWarning(said::add);
      files.fail(0, Integer.MAX_VALUE, "No space left on device");
      fill(store, clock);
      assertEquals(1, said.size(), said::toString);
      assertTrue(said.getFirst().contains("kept in memory only: the disk is full"));
      files.fail(Integer.MAX_VALUE, Integer.MAX_VALUE, "");
      fill(store, clock);
      assertTrue(said.getLast().endsWith("again."), said::toString);
    }
  }

  @Test
  void deletedDirectory_isSaidOnce_andRecordingGoesOn() throws IOException {
    AtomicLong clock = new AtomicLong(1_000);
    List<String> said = new ArrayList<>();
    Path session;
    try (LogStore store =
        LogStore.open(
            new LogSettings(directory.resolve("state"), 1 << 20, 1 << 20, 1 << 20),
            () -> Instant.ofEpochMilli(clock.get()))) {
      store.onWarning(said::add);
      session = requireNonNull(store.directory());
      store.setProcessName(1, "web");
      append(store, 1, "before\n");
      delete(directory.resolve("state"));
      clock.addAndGet(2_000);
      append(store, 1, "after\n");
      clock.addAndGet(2_000);
      append(store, 1, "last\n");
      assertEquals(1, said.size(), said::toString);
      assertTrue(said.getFirst().contains("were deleted"), said::toString);
      assertEquals(List.of("before", "after", "last"), texts(store.from(LogQuery.ALL, 0, 9)));
      try (LogStore reader = LogStore.openReadOnly(session)) {
        assertEquals(List.of("before", "after", "last"), texts(reader.from(LogQuery.ALL, 0, 9)));
        assertEquals(Map.of(1, "web"), reader.processNames());
      }
      assertTrue(LogSessionInfo.of(session).live());
      assertOwnerOnly(directory.resolve("state"));
    }
  }

  @Test
  void stateFiles_areForTheOwnerOnly() throws IOException {
    try (LogStore store = LogStore.open(LogSettings.of(directory.resolve("a").resolve("state")))) {
      store.setProcessName(1, "web");
      append(store, 1, "secret\n");
      assertOwnerOnly(directory.resolve("a"));
    }
  }

  private static void assertOwnerOnly(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertEquals(Files.isDirectory(path) ? "rwx------" : "rw-------", mode, path::toString);
      }
    }
  }

  private static void delete(Path root) throws IOException {
    List<Path> all;
    try (Stream<Path> paths = Files.walk(root)) {
      all = paths.toList();
    }
    for (int i : IntStream.range(0, all.size()).map(i -> all.size() - 1 - i).toArray()) {
      Files.delete(all.get(i));
    }
  }
}
