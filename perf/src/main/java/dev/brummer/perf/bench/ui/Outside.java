package dev.brummer.perf.bench.ui;

import dev.brummer.perf.suite.CaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/// Runs a measurement that has to do with other programs; what goes wrong becomes a sentence.
final class Outside {
  private Outside() {}

  /// Something that gives a value.
  @FunctionalInterface
  interface Measured<T> {
    T run() throws IOException, InterruptedException;
  }

  static <T> T measured(Measured<T> work) {
    try {
      return work.run();
    } catch (IOException
        | UncheckedIOException
        | IllegalStateException
        | NoSuchElementException failed) {
      throw new CaseException(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CaseException("it was interrupted", stopped);
    }
  }
}
