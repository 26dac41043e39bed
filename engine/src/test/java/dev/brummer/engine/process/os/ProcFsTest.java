package dev.brummer.engine.process.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProcFsTest {
  @Test
  void procFs_readsNamesWithBracketsAndSpaces() throws Exception {
    Process named =
        new ProcessBuilder("sh", "-c", "printf 'a) S (b' >/proc/self/comm; exec 3<&0; read x <&3")
            .start();
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      Await.until("its name", () -> name(procFs, named.pid()).equals("a) S (b"));
      ProcFs.Proc proc = procFs.process((int) named.pid());
      assertEquals(ProcessHandle.current().pid(), proc == null ? 0 : proc.parent());
    } finally {
      named.destroyForcibly().waitFor();
    }
  }

  private static String name(ProcFs procFs, long pid) {
    ProcFs.Proc proc = procFs.process((int) pid);
    return proc == null ? "" : proc.name();
  }
}
