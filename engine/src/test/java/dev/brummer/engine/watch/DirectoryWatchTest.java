package dev.brummer.engine.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryWatchTest {
  @TempDir private Path root;
  private DirectoryWatch watch;

  @BeforeEach
  void open() throws IOException {
    watch = new DirectoryWatch();
    watch.add(root);
  }

  @AfterEach
  void close() {
    watch.close();
  }

  /// The kernel queues an event before the call that causes it returns.
  private Set<Path> changed() throws IOException {
    return watch.await(0);
  }

  private Path file(String name) {
    return root.resolve(name);
  }

  @Test
  void await_namesWhatWasCreatedReplacedAndRemoved() throws Exception {
    Files.writeString(file("a"), "1");
    assertEquals(Set.of(file("a")), changed());
    Files.move(file("a"), file("b"));
    assertEquals(Set.of(file("a"), file("b")), changed());
    Files.writeString(file("c"), "2");
    Files.move(file("c"), file("b"), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Set.of(file("b"), file("c")), changed());
    Files.delete(file("b"));
    assertEquals(Set.of(file("b")), changed());
    assertEquals(Set.of(), changed());
  }

  @Test
  void await_namesAFileOnceItIsClosed() throws Exception {
    Files.createFile(file("log"));
    changed();
    try (OutputStream out = Files.newOutputStream(file("log"), StandardOpenOption.APPEND)) {
      out.write(1);
      assertEquals(Set.of(), changed());
    }
    assertEquals(Set.of(file("log")), changed());
  }

  @Test
  void await_namesMoreEntriesThanOneReadHolds() throws Exception {
    Set<Path> all = new LinkedHashSet<>();
    for (int i = 0; i < 500; i++) {
      all.add(Files.createFile(file("a file with a name of some length, ä, " + i)));
    }
    assertEquals(List.copyOf(all), List.copyOf(changed()));
  }

  @Test
  void await_tellsDirectoriesApart() throws Exception {
    Path other = Files.createDirectory(file("other"));
    watch.add(other);
    changed();
    Files.createFile(other.resolve("a"));
    Files.createFile(file("a"));
    assertEquals(List.of(other.resolve("a"), file("a")), List.copyOf(changed()));
  }

  @Test
  void interrupt_endsEachWait() throws Exception {
    Thread other = Thread.ofPlatform().start(watch::interrupt);
    assertEquals(Set.of(), watch.await(-1));
    watch.pause(Integer.MAX_VALUE);
    other.join();
  }

  @Test
  void interrupt_hasNoEffectAfterTheClose() {
    watch.close();
    watch.interrupt();
    watch.close();
  }

  @Test
  void pause_keepsWhatChanges() throws Exception {
    Files.createFile(file("a"));
    watch.pause(1);
    assertEquals(Set.of(file("a")), changed());
  }

  @Test
  void overflow_isToldOnce() throws Exception {
    Path limit = Path.of("/proc/sys/fs/inotify/max_queued_events");
    int room = Integer.parseInt(Files.readAllLines(limit).getFirst());
    Path first = file("1");
    for (int i = 0; i <= room / 2; i++) {
      Files.createFile(first);
      Files.delete(first);
    }
    assertEquals(Set.of(first), changed());
    assertTrue(watch.takeOverflow());
    assertFalse(watch.takeOverflow());
  }

  @Test
  void add_whereItCannot_saysWhy() throws Exception {
    Path none = file("none");
    IOException failure = assertThrows(IOException.class, () -> watch.add(none));
    assertEquals(none + ": no such file or directory", failure.getMessage());
    Path file = Files.createFile(file("file"));
    IOException wrong = assertThrows(IOException.class, () -> watch.add(file));
    assertEquals(file + ": a component of the path is not a directory", wrong.getMessage());
  }
}
