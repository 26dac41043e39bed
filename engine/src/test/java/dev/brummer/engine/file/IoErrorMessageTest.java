package dev.brummer.engine.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IoErrorMessageTest {
  @Test
  void causes_areInWords() {
    assertEquals("no such file or directory", IoErrorMessage.of(new NoSuchFileException("/a")));
    assertEquals("permission denied", IoErrorMessage.of(new AccessDeniedException("/a")));
    assertEquals(
        "the disk is full",
        IoErrorMessage.of(new FileSystemException("/a", null, "No space left on device")));
    assertEquals(
        "too many open files (ulimit -n)",
        IoErrorMessage.of(new FileNotFoundException("/a (Too many open files)")));
    assertEquals("is a directory", IoErrorMessage.of(new IOException("Is a directory")));
    assertEquals("closed channel", IoErrorMessage.of(new ClosedChannelException()));
    assertEquals(
        "permission denied",
        IoErrorMessage.of(new UncheckedIOException(new AccessDeniedException("/a"))));
  }

  @Test
  void noJavaName_isEverShown() {
    IOException nested = new IOException(new NoSuchFileException("/a"));
    for (Throwable failure :
        List.of(
            nested,
            new IOException(),
            new IOException("java.io.EOFException"),
            new IllegalStateException("java.lang.InternalError: x"),
            new OutOfMemoryError("unable to create native thread"),
            new NullPointerException("Cannot invoke \"dev.brummer.engine.log.Segment.end()\""),
            new ClassCastException("class java.lang.String cannot be cast to class x.Y"),
            new NoClassDefFoundError("dev/brummer/engine/log/Segment"),
            new IllegalStateException("reader failed: java.nio.file.NoSuchFileException: /a"),
            new RuntimeException("connection failed: NativeIoException"),
            new NullPointerException())) {
      String text = IoErrorMessage.of(failure);
      assertFalse(
          text.isBlank()
              || text.contains("Exception")
              || text.matches(".*(?:java[./]|brummer[./]).*"),
          text);
    }
  }
}
