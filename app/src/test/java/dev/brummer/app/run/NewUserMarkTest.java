package dev.brummer.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewUserMarkTest {
  @TempDir Path folder;

  @Test
  void firstClaim_isTheOnlyOne() {
    Path state = folder.resolve("state/brummer");
    assertTrue(NewUserMark.claim(state));
    assertFalse(NewUserMark.claim(state));
    assertTrue(NewUserMark.claim(folder.resolve("other")), "another user");
  }

  @Test
  void simultaneousClaims_oneSucceeds() throws Exception {
    List<Future<Boolean>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        claims.add(threads.submit(() -> NewUserMark.claim(folder)));
      }
    }
    int successes = 0;
    for (Future<Boolean> claim : claims) {
      successes += claim.get() ? 1 : 0;
    }
    assertEquals(1, successes);
  }

  @Test
  void unwritableState_isNoNewUser() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertFalse(NewUserMark.claim(file.resolve("brummer")));
    assertFalse(NewUserMark.claim(Path.of("/proc/brummer")));
  }
}
