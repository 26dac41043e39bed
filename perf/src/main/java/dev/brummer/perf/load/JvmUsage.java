package dev.brummer.perf.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this virtual machine uses now.
final class JvmUsage {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  private JvmUsage() {}

  /// Resident memory as the system counts it; where it does not tell, what the virtual machine has
  /// reserved.
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

  /// Platform threads; virtual ones are not counted.
  static double threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
