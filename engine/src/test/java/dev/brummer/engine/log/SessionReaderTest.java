package dev.brummer.engine.log;

import static dev.brummer.engine.log.LogFixture.append;
import static dev.brummer.engine.log.LogFixture.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.SoakResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionReaderTest {
  private static final int SEGMENT = 4096;

  @TempDir Path directory;

  @Test
  void closedSession_isReadBackWhole() throws IOException {
    Path session = write(1000);
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertNull(past.warning());
      assertLines(past, 1000);
      assertEquals(1000, past.lineCount(1));
      assertThrows(IllegalStateException.class, () -> append(past, 1, "more\n"));
    }
    assertEquals(List.of(session), LogStore.sessions(directory));
  }

  /// The property `brummer.soak.kills` sets the number of kills.
  @Test
  void killedProcess_losesNoAppendedLine() throws Exception {
    int kills = Integer.getInteger("brummer.soak.kills", 1);
    for (int i = 0; i < kills; i++) {
      killWhileAppending(directory.resolve("kill-" + i), 20_000 + i * 97 % 5_000);
    }
    SoakResult.print(kills + " kills while the store appends", "0 lines lost", "0", true, "-");
  }

  private static void killWhileAppending(Path directory, long after) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long printedCount = -1;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      while (printedCount < after) {
        printedCount = Long.parseLong(requireNonNull(out.readLine()));
      }
      child.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        printedCount = line.length() == 9 ? Long.parseLong(line) : printedCount;
      }
      assertTrue(child.waitFor(10, TimeUnit.SECONDS));
    } finally {
      child.destroyForcibly();
    }
    try (LogStore past = LogStore.openReadOnly(LogStore.sessions(directory).getFirst())) {
      assertTrue(past.end() >= printedCount, past.end() + " of " + printedCount);
      assertLines(past, (int) past.end());
    }
  }

  /// Appends until it is killed; prints the number of lines after each append.
  static final class Appender {
    private Appender() {}

    public static void main(String[] args) {
      LogSettings settings = new LogSettings(Path.of(args[0]), 1 << 26, 1 << 20, 1 << 16);
      LogStore store = LogStore.open(settings);
      for (int i = 0; ; ) {
        StringBuilder text = new StringBuilder();
        for (int n = i % 7; n >= 0; n--) {
          text.append("line ").append(i++).append('\n');
        }
        append(store, 1, text.toString());
        System.out.printf("%09d%n", store.end());
      }
    }
  }

  @Test
  void fileCutAnywhere_givesTheWholeLinesBefore() throws IOException {
    Path session = write(40);
    Path file = LogSession.segments(session).getFirst();
    byte[] whole = Files.readAllBytes(file);
    long last = 40;
    for (int size = whole.length - 1; size >= 0; size--) {
      Files.write(file, Arrays.copyOf(whole, size));
      try (LogStore past = LogStore.openReadOnly(session)) {
        assertTrue(past.end() <= last && past.end() >= last - 1, "at " + size);
        last = past.end();
        List<String> texts = texts(past.from(LogQuery.ALL, 0, 99));
        for (int i = 0; i < last; i++) {
          boolean mark = i == last - 1 && texts.get(i).startsWith("damaged record: ");
          assertEquals((mark ? "damaged record: line " : "line ") + i, texts.get(i), "at " + size);
        }
      }
    }
    assertEquals(0, last);
  }

  @Test
  void tornTail_isSaid_andItsWholeLinesAreKept() throws IOException {
    Path session;
    try (LogStore store = open()) {
      session = requireNonNull(store.directory());
      append(store, 1, "line 0\nline 1\nline 2\n");
    }
    Path file = LogSession.segments(session).getFirst();
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, Segment.HEADER + BlockView.HEADER + 3 * 4 + 15, bytes.length, (byte) 0);
    Files.write(file, bytes);
    try (LogStore past = LogStore.openReadOnly(session)) {
      assertEquals(
          List.of("damaged record: line 0", "damaged record: line 1"),
          texts(past.from(LogQuery.ALL, 0, 9)));
      assertTrue(requireNonNull(past.warning()).contains("torn"));
    }
  }

  @Test
  void anyDamage_isNeverRead() throws IOException {
    Path session = write(40);
    Path file = LogSession.segments(session).getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x55;
      Files.write(file, damaged);
      try (LogStore past = LogStore.openReadOnly(session)) {
        for (StoredLine line : past.from(LogQuery.ALL, 0, 100).lines()) {
          assertNotNull(line.text());
        }
      }
    }
  }

  @Test
  void newSession_letsTheOldestPastOnesGo() throws IOException {
    Path oldest = write(2000);
    Path middle = write(2000);
    Path newest = write(2000);
    for (Path session : List.of(oldest, middle, newest)) {
      pretendOtherProcess(session);
    }
    long quota = SEGMENT * 20;
    try (LogStore store = LogStore.open(new LogSettings(directory, quota, 1 << 20, SEGMENT))) {
      assertTrue(LogStore.sessions(directory).contains(requireNonNull(store.directory())));
      assertNull(store.warning());
    } // waits for the deletion

    List<Path> left = LogStore.sessions(directory);
    assertTrue(left.size() < 3, left::toString);
  }

  @Test
  void oldSession_goesByItsAge() throws IOException {
    Path session = write(10);
    String name = session.getFileName().toString().replaceFirst("\\d{8}", "20200131");
    Files.move(session, session.resolveSibling(name));
    Path young = write(10);
    try (LogStore store = open()) {
      assertEquals(List.of(young, requireNonNull(store.directory())), LogStore.sessions(directory));
    }
  }

  @Test
  void runningSessionOfAnother_isNotPruned() throws IOException {
    Path session = write(10);
    String name = session.getFileName().toString().replaceFirst("\\d{8}", "20200131");
    Path old = session.resolveSibling(name);
    Files.move(session, old);
    Files.createFile(old.resolve("lock"));
    try (LogStore store = open()) {
      assertEquals(0, store.end());
      assertTrue(Files.exists(old));
      assertTrue(LogSessionInfo.of(old).live());
    }
  }

  @Test
  void runningSession_isFollowedWhileItIsWritten() throws IOException {
    try (LogStore store = open()) {
      append(store, 1, "line 0\n");
      store.setProcessName(1, "web");
      try (LogStore reader = LogStore.openReadOnly(requireNonNull(store.directory()))) {
        assertLines(reader, 1);
        assertEquals(Map.of(1, "web"), reader.processNames());
        for (int i = 1; i < 500; i++) {
          append(store, 1, "line " + i + "\n");
          if (i % 37 == 0) {
            assertTrue(reader.refresh());
            assertLines(reader, i + 1);
            assertEquals(i + 1, reader.lineCount(1));
          }
        }
        assertTrue(reader.refresh());
        assertFalse(reader.refresh());
        assertLines(reader, 500);
        assertNull(reader.warning());
      }
    }
  }

  @Test
  void evictedSegments_areGoneForTheReaderToo() throws IOException {
    LogSettings small = new LogSettings(directory, 4 * SEGMENT, 1 << 20, SEGMENT);
    try (LogStore store = LogStore.open(small)) {
      append(store, 1, "line 0\n");
      try (LogStore reader = LogStore.openReadOnly(requireNonNull(store.directory()))) {
        for (int i = 1; i < 2000; i++) {
          append(store, 1, "line " + i + "\n");
        }
        assertTrue(reader.refresh());
        assertEquals(store.first(), reader.first());
        assertEquals(2000, reader.end());
        assertNull(reader.warning());
      }
    }
  }

  @Test
  void sessionWithoutLines_leavesNothing() throws IOException {
    try (LogStore store = open()) {
      store.setProcessName(1, "web");
    }
    assertEquals(List.of(), LogStore.sessions(directory));
  }

  private static void pretendOtherProcess(Path session) throws IOException {
    String pid = "-" + ProcessHandle.current().pid();
    String name = session.getFileName().toString().replace(pid, "-1");
    Files.move(session, session.resolveSibling(name));
  }

  private Path write(int count) {
    try (LogStore store = open()) {
      for (int i = 0; i < count; i++) {
        append(store, 1, "line " + i + "\n");
      }
      return requireNonNull(store.directory());
    }
  }

  private LogStore open() {
    return LogStore.open(new LogSettings(directory, 1 << 20, 1 << 20, SEGMENT));
  }

  private static void assertLines(LogStore store, int count) {
    List<String> texts = texts(store.from(LogQuery.ALL, 0, Integer.MAX_VALUE));
    assertEquals(count, texts.size());
    for (int i = 0; i < count; i++) {
      assertEquals("line " + i, texts.get(i));
    }
  }
}
