package dev.brummer.engine.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Location and size limits of a log store.
///
/// @param directory the project's log directory, created if missing, with one subdirectory per
///   session; null: in memory only
/// @param quotaBytes limit of this session on disk; all past sessions together have the same limit
/// @param memoryBytes limit of lines that are in memory only
/// @param segmentBytes size of a segment, the unit of eviction
/// @param maxAge age at which a past session is deleted
public record LogSettings(
    @Nullable Path directory,
    long quotaBytes,
    long memoryBytes,
    int segmentBytes,
    Duration maxAge) {
  private static final long MIB = 1 << 20;
  private static final Duration DEFAULT_MAX_AGE = Duration.ofDays(30);

  public LogSettings {
    if (segmentBytes < 1 << 10 || segmentBytes > 1 << 28) {
      throw new IllegalArgumentException("segmentBytes must be 1 KiB to 256 MiB: " + segmentBytes);
    }
    if (quotaBytes < segmentBytes || memoryBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "quota of " + Math.min(quotaBytes, memoryBytes) + " bytes is less than a segment");
    }
  }

  /// Deletes past sessions after 30 days.
  public LogSettings(
      @Nullable Path directory, long quotaBytes, long memoryBytes, int segmentBytes) {
    this(directory, quotaBytes, memoryBytes, segmentBytes, DEFAULT_MAX_AGE);
  }

  /// Default sizes for a project on this machine.
  ///
  /// @param state directory for state that outlives a run; null: in memory only
  public static LogSettings of(@Nullable Path state, Path project) {
    return of(state == null ? null : directory(state, project));
  }

  /// A project's log directory: its name and a hash of its path, so that projects of the same name
  /// do not collide.
  public static Path directory(Path state, Path project) {
    Path path = project.toAbsolutePath().normalize();
    long hash = 0xCBF29CE484222325L; // FNV-1a
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
    String prefix = name.substring(0, Math.min(name.length(), 40));
    return state.resolve("logs").resolve(prefix + "-" + HexFormat.of().toHexDigits(hash));
  }

  /// Default sizes: 512 MiB on disk, 64 MiB in memory.
  public static LogSettings of(@Nullable Path directory) {
    return new LogSettings(directory, 512 * MIB, 64 * MIB, (int) (8 * MIB));
  }
}
