package dev.brummer.app.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Memory and descriptors of a running brummer, from `/proc` and from its JVM.
record MemoryProbe(long pid) {
  private static final Pattern RESIDENT = Pattern.compile("Rss(Anon|File|Shmem):\\s+([0-9]+) kB");
  private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");

  /// The JVM among the processes of a test.
  static MemoryProbe find(InheritedMarker mark) throws IOException {
    for (long pid : mark.pids()) {
      if (Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains("dev.brummer.app.")) {
        return new MemoryProbe(pid);
      }
    }
    throw new AssertionError("no brummer among " + mark.pids());
  }

  /// The resident set.
  ///
  /// @param anonymous memory of its own: heap, JIT, C library, buffers
  /// @param file pages of files: the program itself, its archive of classes, mapped log segments;
  ///   the kernel takes clean ones back when memory is scarce
  record Resident(double anonymous, double file) {}

  Resident residentMegabytes() throws IOException {
    Matcher part = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
    long anonymous = 0;
    long file = 0;
    while (part.find()) {
      long kilobytes = Long.parseLong(part.group(2));
      if (part.group(1).equals("Anon")) {
        anonymous += kilobytes;
      } else {
        file += kilobytes;
      }
    }
    if (anonymous == 0) {
      throw new AssertionError("brummer has ended");
    }
    return new Resident(anonymous / 1024.0, file / 1024.0);
  }

  double descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return all.count();
    }
  }

  /// Size of the objects that survive a full garbage collection.
  double liveHeapMegabytes() throws Exception {
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes / 1024.0;
  }

  private String jcmd(String command) throws Exception {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(List.of(jcmd.toString(), Long.toString(pid), command))
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd " + command + ": " + out);
    }
    return out;
  }
}
