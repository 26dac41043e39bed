package dev.brummer.perf.result;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine of a run.
///
/// @param processor model name reported by the kernel
/// @param memoryBytes physical memory
/// @param system name, version and architecture of the operating system
/// @param java name and version of the Java virtual machine
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {
  private static final long GIB = 1L << 30;

  /// The machine of this process.
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

  /// True if results may be compared: processor, cores, gigabytes of memory and operating system
  /// are equal. The Java runtime may differ, since it may be the subject of the comparison.
  public boolean isComparableTo(Machine other) {
    return processor.equals(other.processor)
        && cores == other.cores
        && memoryBytes / GIB == other.memoryBytes / GIB
        && system.equals(other.system);
  }

  /// One-line description.
  public String title() {
    return "%d x %s, %d GB, %s".formatted(cores, processor, memoryBytes / GIB, system);
  }
}
