package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.Await;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcessTreeFinderTest {
  /// A process with an empty environment, as in the middle of an `exec`.
  @Test
  void lookAgain_markAppearsAfterAnEmptyEnvironment_found() throws IOException {
    Process child =
        new ProcessBuilder(
                "env", "-i", "/bin/sh", "-c", "echo up; read x; MARK=finder-test/7 exec sleep 300")
            .start();
    try (Libc libc = new Libc()) {
      ProcessTreeFinder finder = new ProcessTreeFinder(new ProcFs(libc), "finder-test");
      assertEquals("up", child.inputReader().readLine());
      assertEquals(List.of(), List.copyOf(finder.rescan(List.of()).trees().keySet()));
      child.outputWriter().append("go\n").flush();
      Await.until("sleep", () -> finder.rescan(List.of()).trees().containsKey(7));
    } finally {
      child.destroyForcibly();
    }
  }
}
