package dev.brummer.perf.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;

/// Runs measurements of external programs and converts their failures to [BenchCaseException]s.
public final class ExternalMeasurement {
  private ExternalMeasurement() {}

  /// A measurement that returns a value.
  @FunctionalInterface
  public interface Task<T> {
    T run() throws IOException, InterruptedException;
  }

  public static <T> T measure(Task<T> work) {
    try {
      return work.run();
    } catch (IOException
        | UncheckedIOException
        | IllegalStateException
        | NoSuchElementException failed) {
      throw new BenchCaseException(String.valueOf(failed.getMessage()), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BenchCaseException("interrupted", stopped);
    }
  }
}
