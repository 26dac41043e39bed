package dev.brummer.perf.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the resource usage of this JVM.
final class JvmUsage {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private JvmUsage() {}

  /// Returns the resident set size, or the committed memory where the system does not report it.
  static double residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.replaceAll("\\D+", "")) * 1024.0;
        }
      }
    } catch (IOException notLinux) {
      return committedBytes();
    }
    return committedBytes();
  }

  private static double committedBytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    return (double) memory.getHeapMemoryUsage().getCommitted()
        + memory.getNonHeapMemoryUsage().getCommitted();
  }

  static double heapBytes() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /// Returns the number of platform threads.
  static double threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
