package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatcherTest {
  @TempDir private Path root;
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private Path present;
  private Path absent;
  private @Nullable ConfigWatcher watcher;

  @BeforeEach
  void create() throws Exception {
    present = Files.writeString(root.resolve("package.json"), "{}");
    absent = root.resolve("brummer.toml");
  }

  @AfterEach
  void close() {
    if (watcher != null) {
      watcher.close();
    }
  }

  private void start(Map<Path, FileTime> before) {
    watcher =
        ConfigWatcher.start(
            Set.of(present, absent), before, () -> reports.add("changed"), reports::add);
  }

  /// Starts with a difference, whose report tells that the files are watched.
  private void awaitStart() throws InterruptedException {
    start(Map.of());
    assertEquals("changed", awaitReport());
  }

  private @Nullable String awaitReport() throws InterruptedException {
    return reports.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void filesAsTheyWereRead_areNoChange() throws Exception {
    start(ConfigWatcher.stamps(Set.of(present, absent)));
    Files.writeString(present, "{\"name\": \"a\"}");
    Files.setLastModifiedTime(present, FileTime.from(Instant.EPOCH));
    assertEquals("changed", awaitReport());
    assertNull(reports.poll());
  }

  @Test
  void stepsOfOneSave_areToldOnce() throws Exception {
    awaitStart();
    Path temporary = Files.writeString(root.resolve("package.json~"), "{\"name\": \"b\"}");
    Files.delete(present);
    Files.move(temporary, present, StandardCopyOption.ATOMIC_MOVE);
    Files.writeString(present, "{\"name\": \"c\"}");
    assertEquals("changed", awaitReport());
    assertNull(reports.poll());
  }

  @Test
  void newFile_isTold() throws Exception {
    awaitStart();
    Files.writeString(absent, "");
    assertEquals("changed", awaitReport());
  }

  @Test
  void otherFiles_areNotTold() throws Exception {
    awaitStart();
    try (OutputStream log = Files.newOutputStream(root.resolve("dev.log"))) {
      log.write('x');
    }
    Files.delete(root.resolve("dev.log"));
    Files.writeString(absent, "");
    assertEquals("changed", awaitReport());
    assertNull(reports.poll());
  }

  @Test
  void fileWithALongPath_isTold() throws Exception {
    Path deep = root.resolve("d".repeat(200)).resolve("e".repeat(200)).resolve("f".repeat(200));
    absent = Files.createDirectories(deep).resolve("brummer.toml");
    awaitStart();
    Files.writeString(absent, "");
    assertEquals("changed", awaitReport());
  }

  @Test
  void close_endsTheThread() throws Exception {
    awaitStart();
    Thread thread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(it -> it.getName().equals("config-watch"))
            .findFirst()
            .orElseThrow();
    watcher.close();
    thread.join(10_000);
    assertFalse(thread.isAlive());
  }
}
