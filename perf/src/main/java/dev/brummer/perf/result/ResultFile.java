package dev.brummer.perf.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// `results.jsonl`: one JSON object a fork, appended and flushed as soon as it is there, so that an
/// interrupted run keeps what it has.
public final class ResultFile implements AutoCloseable {
  private final ObjectMapper mapper = new ObjectMapper();
  private final @Nullable Path file;

  private ResultFile(@Nullable Path file) {
    this.file = file;
  }

  /// @param folder made if it is not there; null keeps nothing
  public static ResultFile open(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return new ResultFile(null);
    }
    Files.createDirectories(folder);
    Path file = folder.resolve("results.jsonl");
    Files.deleteIfExists(file);
    Files.createFile(file);
    return new ResultFile(file);
  }

  public void append(Fork fork) throws IOException {
    if (file != null) {
      Files.writeString(file, mapper.writeValueAsString(fork) + "\n", StandardOpenOption.APPEND);
    }
  }

  @Override
  public void close() {}
}
