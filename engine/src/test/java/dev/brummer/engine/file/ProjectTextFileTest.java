package dev.brummer.engine.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ProjectTextFileTest {
  @TempDir Path directory;

  @Test
  void regularFile_isRead() throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "text");
    assertArrayEquals("text".getBytes(UTF_8), ProjectTextFile.read(file));
  }

  @Test
  void anythingElse_isRefusedWithAReason_andNeverBlocks() throws Exception {
    Path fifo = directory.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    assertEquals("it is a pipe, socket or device, not a file", refusal(fifo));
    assertEquals("it is a directory, not a file", refusal(directory));
    assertEquals("no such file or directory", refusal(directory.resolve("none")));
    Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
    assertEquals("the symbolic links form a loop", refusal(loop));
    Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("gone"));
    assertEquals("it is a link to gone, which does not exist", refusal(dangling));
    assertTrue(ProjectTextFile.exists(loop) && ProjectTextFile.exists(dangling));
    Path large = directory.resolve("large");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(ProjectTextFile.MAX_BYTES + 1L);
    }
    assertEquals("it is larger than 4 MB", refusal(large));
  }

  private static String refusal(Path file) {
    return IoErrorMessage.of(assertThrows(IOException.class, () -> ProjectTextFile.read(file)));
  }
}
