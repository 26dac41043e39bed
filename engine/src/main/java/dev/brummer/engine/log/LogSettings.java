package dev.brummer.engine.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Where a store keeps its lines and how many bytes of them.
///
/// @param directory the project's log directory, made if missing, in which every session gets a
///   directory of its own; null: in memory only
/// @param quotaBytes of this session on disk; past sessions together may take as much again
/// @param memoryBytes of lines that are in memory only
/// @param segmentBytes size of a segment, the unit that goes when a quota is reached
/// @param maxAge of a past session beyond which it goes
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
      throw new IllegalArgumentException("segmentBytes " + segmentBytes);
    }
    if (quotaBytes < segmentBytes || memoryBytes < segmentBytes) {
      throw new IllegalArgumentException(
          "quota of " + Math.min(quotaBytes, memoryBytes) + " bytes is less than a segment");
    }
  }

  /// Past sessions go after the usual 30 days.
  public LogSettings(
      @Nullable Path directory, long quotaBytes, long memoryBytes, int segmentBytes) {
    this(directory, quotaBytes, memoryBytes, segmentBytes, DEFAULT_MAX_AGE);
  }

  /// The usual sizes for a project on this machine.
  ///
  /// @param state where brummer keeps what outlives a run; null: in memory only
  public static LogSettings of(@Nullable Path state, Path project) {
    return of(state == null ? null : directory(state, project));
  }

  /// A project's log directory: its name, and a hash of its path to tell it from its namesakes.
  public static Path directory(Path state, Path project) {
    Path path = project.toAbsolutePath().normalize();
    long hash = 0xCBF29CE484222325L; // FNV-1a
    for (byte b : path.toString().getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]+", "-");
    String shown = name.substring(0, Math.min(name.length(), 40));
    return state.resolve("logs").resolve(shown + "-" + HexFormat.of().toHexDigits(hash));
  }

  /// The usual sizes: 512 MiB on disk, 64 MiB where there is no disk.
  public static LogSettings of(@Nullable Path directory) {
    return new LogSettings(directory, 512 * MIB, 64 * MIB, (int) (8 * MIB));
  }
}
