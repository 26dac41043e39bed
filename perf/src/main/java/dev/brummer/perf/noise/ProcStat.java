package dev.brummer.perf.noise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// CPU time counters since boot, in clock ticks.
///
/// @param busy of all processors, without stolen time
/// @param total of all processors
/// @param stolen by the hypervisor
/// @param self of this process and its terminated children
public record ProcStat(long busy, long total, long stolen, long self) {
  /// Current counters; 0 where unreadable.
  public static ProcStat now() {
    return parse(readFirstLine("/proc/stat"), readFirstLine("/proc/self/stat"));
  }

  /// @param stat first line of `/proc/stat`
  /// @param self line of `/proc/self/stat`
  static ProcStat parse(String stat, String self) {
    if (!stat.startsWith("cpu ")) {
      return new ProcStat(0, 0, 0, 0);
    }
    long[] fields =
        Arrays.stream(stat.substring(4).strip().split(" +")).mapToLong(Long::parseLong).toArray();
    long total = Arrays.stream(fields).limit(8).sum();
    long idle = fields[3] + fields[4];
    long stolen = fields.length > 7 ? fields[7] : 0;
    return new ProcStat(total - idle - stolen, total, stolen, own(self));
  }

  private static long own(String self) {
    int name = self.lastIndexOf(')');
    if (name < 0) {
      return 0;
    }
    String[] fields = self.substring(name + 2).split(" ");
    return Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
  }

  private static String readFirstLine(String file) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.isEmpty() ? "" : lines.getFirst();
    } catch (IOException noSuchFile) {
      return "";
    }
  }

  /// Average number of cores used by other programs since `before`.
  public double otherCores(ProcStat before, int cores) {
    long time = total - before.total;
    long others = (busy - before.busy) - (self - before.self);
    return time <= 0 ? 0 : Math.max(0, (double) others / time * cores);
  }

  /// Stolen time in percent of all time since `before`.
  public double stolenPercent(ProcStat before) {
    long time = total - before.total;
    return time <= 0 ? 0 : 100.0 * (stolen - before.stolen) / time;
  }
}
