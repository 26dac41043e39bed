package dev.brummer.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatcherTest {
  private static final Duration QUIET_PERIOD = Duration.ofMillis(50);

  @TempDir private Path root;
  private final BlockingQueue<List<Path>> changed = new LinkedBlockingQueue<>();
  private FileWatcher watcher;

  /// Waits until the tree is watched: writes a file until a change is reported.
  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(root.resolve("src"));
    Files.createDirectories(root.resolve("node_modules/a"));
    watcher =
        FileWatcher.start(
            root, new WatchRules(List.of(), List.of()), QUIET_PERIOD, changed::add, _ -> {});
    int n = 0;
    do {
      write("ready", "" + n++);
    } while (changed.poll(200, TimeUnit.MILLISECONDS) == null);
    while (changed.poll(200, TimeUnit.MILLISECONDS) != null) {}
  }

  @AfterEach
  void close() {
    watcher.close();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(root.resolve(file), text);
  }

  private @Nullable List<Path> awaitChange() throws InterruptedException {
    return changed.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void changesTogether_areToldOnce() throws Exception {
    write("src/a.js", "1");
    write("src/b.js", "2");
    assertEquals(List.of(Path.of("src/a.js"), Path.of("src/b.js")), awaitChange());
    assertNull(changed.poll());
  }

  @Test
  void fileInANewDirectory_isTold() throws Exception {
    Files.createDirectories(root.resolve("lib/deep"));
    write("lib/deep/a.js", "1");
    List<Path> first = awaitChange();
    assertNotNull(first);
    write("lib/deep/a.js", "2");
    assertEquals(List.of(Path.of("lib/deep/a.js")), awaitChange());
  }

  @Test
  void whatToolsMake_isNotTold() throws Exception {
    write("node_modules/a/index.js", "1");
    write("src/a.log", "1");
    write("src/a.js", "1");
    assertEquals(List.of(Path.of("src/a.js")), awaitChange());
    assertNull(changed.poll());
  }

  @Test
  void deletedFile_isTold() throws Exception {
    Files.delete(root.resolve("ready"));
    assertEquals(List.of(Path.of("ready")), awaitChange());
  }

  @Test
  void saveByRename_tellsOnlyTheFile() throws Exception {
    write("src/a.js.1234", "new");
    Files.move(
        root.resolve("src/a.js.1234"),
        root.resolve("src/a.js"),
        StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(Path.of("src/a.js")), awaitChange());
  }
}
