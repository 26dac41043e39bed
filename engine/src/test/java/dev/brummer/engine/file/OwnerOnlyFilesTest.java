package dev.brummer.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFilesTest {
  @TempDir Path directory;

  @Test
  void writer_createsAFileForItsOwner_andOverwritesNone() throws IOException {
    Path file = directory.resolve("export.txt");
    try (BufferedWriter out = OwnerOnlyFiles.newWriter(file)) {
      out.write("Gr\u00fc\u00dfe");
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("Gr\u00fc\u00dfe", Files.readString(file));
    assertThrows(FileAlreadyExistsException.class, () -> OwnerOnlyFiles.newWriter(file));
  }
}
