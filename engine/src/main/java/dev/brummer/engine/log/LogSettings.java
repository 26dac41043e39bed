package dev.brummer.engine.log;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a store keeps its lines and how many bytes of them.
///
/// @param directory the project's log directory, made if missing, in which every session gets a
///   directory of its own; null: in memory only
/// @param quotaBytes of this session on disk; past sessions together may take as much again
/// @param memoryBytes of lines that are in memory only
/// @param segmentBytes size of a segment, the unit that goes when a quota is reached
public record LogSettings(
    @Nullable Path directory, long quotaBytes, long memoryBytes, int segmentBytes) {
  private static final long MIB = 1 << 20;

  public LogSettings {
    if (segmentBytes < 1 << 10 || segmentBytes > 1 << 28) {
      throw new IllegalArgumentException("segmentBytes " + segmentBytes);
    }
    if (quotaBytes < segmentBytes || memoryBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "quota of " + Math.min(quotaBytes, memoryBytes) + " bytes is less than a segment");
    }
  }

  /// The usual sizes: 512 MiB on disk, 64 MiB where there is no disk.
  public static LogSettings of(@Nullable Path directory) {
    return new LogSettings(directory, 512 * MIB, 64 * MIB, (int) (8 * MIB));
  }
}
