package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LimitMarkTest {
  private final String run = UUID.randomUUID().toString();

  /// A process in its own session with an empty environment, started while the mark is set.
  private static Process daemon(LimitMark mark, int id) throws IOException {
    mark.set(id);
    try {
      Process daemon =
          new ProcessBuilder("env", "-i", "setsid", "sh", "-c", "echo up; exec sleep 300").start();
      assertEquals("up", daemon.inputReader().readLine());
      return daemon;
    } finally {
      mark.clear();
    }
  }

  private static String limits(String pid) throws IOException {
    return Files.readString(Path.of("/proc", pid, "limits"));
  }

  @Test
  void mark_survivesASessionAndAClearedEnvironment() throws IOException {
    try (Libc libc = new Libc()) {
      Process daemon = daemon(new LimitMark(libc, run), 4711);
      try {
        ProcessTreeFinder finder = new ProcessTreeFinder(new ProcFs(libc), run);
        List<Integer> found =
            finder.scan(List.of()).tree(4711).stream().map(ProcFs.Proc::pid).toList();
        assertEquals(List.of((int) daemon.pid()), found);
        ProcessTreeFinder other = new ProcessTreeFinder(new ProcFs(libc), run + "0");
        assertTrue(other.scan(List.of()).trees().isEmpty());
      } finally {
        daemon.destroyForcibly();
      }
    }
  }

  @Test
  void clear_restoresTheLimit_ofThisProcessAndOfAChild() throws IOException {
    String before = limits("self");
    try (Libc libc = new Libc()) {
      LimitMark mark = new LimitMark(libc, run);
      Process daemon = daemon(mark, 1);
      try {
        String text = LimitMark.text(run);
        assertEquals(before, limits("self"));
        assertTrue(limits(Long.toString(daemon.pid())).contains(text + "000001 "));
        mark.clear((int) daemon.pid());
        assertFalse(limits(Long.toString(daemon.pid())).contains(text));
      } finally {
        daemon.destroyForcibly();
      }
    }
  }
}
