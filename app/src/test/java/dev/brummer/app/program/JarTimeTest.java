package dev.brummer.app.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JarTimeTest {
  private static final Instant TIME = Instant.parse("2000-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void copiedJar_getsItsTimeBack() throws IOException {
    Path jar = Files.writeString(folder.resolve("brummer.jar"), "");
    assertTrue(JarTime.restore(jar.toFile(), TIME.getEpochSecond()));
    assertEquals(TIME, Files.getLastModifiedTime(jar).toInstant());
  }

  @Test
  void jarWithItsTime_isNotChanged() throws IOException {
    Path jar = Files.writeString(folder.resolve("brummer.jar"), "");
    Files.setLastModifiedTime(jar, FileTime.from(TIME));
    FileTime changed = (FileTime) Files.getAttribute(jar, "unix:ctime");
    assertTrue(JarTime.restore(jar.toFile(), TIME.getEpochSecond()));
    assertEquals(changed, Files.getAttribute(jar, "unix:ctime"));
  }

  @Test
  void missingJar_isNotCreated() {
    Path jar = folder.resolve("brummer.jar");
    assertFalse(JarTime.restore(jar.toFile(), TIME.getEpochSecond()));
    assertFalse(Files.exists(jar));
  }
}
