package dev.brummer.app;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ThreadLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/// The sentence for a failure that no part of the program has explained.
final class ErrorSentence {
  private static final String DESCRIPTORS =
      "too many open files; raise the limit of file descriptors (ulimit -n)";

  private ErrorSentence() {}

  static String of(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains("Too many open files")) {
        return DESCRIPTORS;
      }
    }
    IOException cause = ioCause(failure);
    if (cause instanceof FileSystemException file && file.getFile() != null) {
      return "cannot use " + file.getFile() + ": " + IoErrorMessage.of(file);
    }
    if (cause != null) {
      return IoErrorMessage.of(cause);
    }
    if (failure instanceof LinkageError || failure instanceof InternalError) {
      return "a part of the program cannot be loaded: raise the limits of open files (ulimit -n) and"
          + " memory (ulimit -v), or install brummer again (BRUMMER_DEBUG=1 prints the stack trace)";
    }
    if (failure instanceof OutOfMemoryError) {
      return ThreadLimit.describe(failure);
    }
    if (failure instanceof VirtualMachineError) {
      return IoErrorMessage.of(failure) + ": raise the limits of memory and processes (ulimit -a)";
    }
    return "internal error: "
        + IoErrorMessage.of(failure)
        + " (BRUMMER_DEBUG=1 prints the stack trace)";
  }

  private static @Nullable IOException ioCause(Throwable failure) {
    return switch (failure) {
      case IOException io -> io;
      case UncheckedIOException unchecked -> unchecked.getCause();
      default -> null;
    };
  }
}
