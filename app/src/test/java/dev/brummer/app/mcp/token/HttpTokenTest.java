package dev.brummer.app.mcp.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpTokenTest {
  @TempDir Path state;

  private final Path project = Path.of("/projects/shop");

  @Test
  void token_isStablePerProjectAndPrivate() throws IOException {
    String token = HttpToken.of(state, project);
    assertEquals(token, HttpToken.of(state, project));
    assertNotEquals(token, HttpToken.of(state, Path.of("/other/shop")));
    assertTrue(token.length() >= 43, token);
    Path file = HttpToken.file(state, project);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void token_thatOthersCouldReadOrThatIsDamaged_isReplaced() throws IOException {
    String first = HttpToken.of(state, project);
    Path file = HttpToken.file(state, project);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String second = HttpToken.of(state, project);
    assertNotEquals(first, second);
    Files.writeString(file, "short");
    assertNotEquals(second, HttpToken.of(state, project));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void token_createdConcurrently_isTheSame() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> HttpToken.of(state, project)));
      }
      Set<String> tokens = new HashSet<>();
      for (Future<String> token : all) {
        tokens.add(token.get());
      }
      assertEquals(1, tokens.size(), tokens::toString);
    }
  }
}
