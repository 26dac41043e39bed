package dev.brummer.perf.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a run was measured. Two runs may be compared when their machines are alike.
///
/// @param processor as the kernel calls it
/// @param memoryBytes of the machine
/// @param system name, version and architecture
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {
  private static final long GIB = 1L << 30;

  /// This one.
  public static Machine current() {
    return new Machine(
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  private static long memory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : 0;
  }

  private static String line(String file, String key) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException noSuchFile) {
      return "unknown processor";
    }
  }

  /// Whether numbers from both may stand beside each other: processor, cores, gigabytes of memory
  /// and system are the same. The Java runtime may differ: it may be what is compared.
  public boolean isComparableTo(Machine other) {
    return processor.equals(other.processor)
        && cores == other.cores
        && memoryBytes / GIB == other.memoryBytes / GIB
        && system.equals(other.system);
  }

  /// In one line.
  public String title() {
    return "%d x %s, %d GB, %s".formatted(cores, processor, memoryBytes / GIB, system);
  }
}
