package dev.brummer.perf.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads processes and threads from `/proc`. Processes that exit meanwhile are omitted.
///
/// @param root `/proc`
record ProcessFiles(Path root) {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final String SWITCHES = "voluntary_ctxt_switches:";
  private static final String MEMORY = "VmRSS:";

  /// The parts of `stat` that are used.
  ///
  /// @param cpuTicks user and system time in ticks of 10 ms
  /// @param reapedTicks the same of its reaped children
  record Stat(int pid, char state, int parent, long cpuTicks, long reapedTicks) {
    /// Whether it is a zombie.
    boolean hasEnded() {
      return state == 'Z' || state == 'X';
    }

    /// @throws IllegalArgumentException if the text is not that of a process
    static Stat parse(String text) {
      int open = text.indexOf('(');
      int close = text.lastIndexOf(')');
      if (open < 1 || close < open) {
        throw new IllegalArgumentException("no process: " + text);
      }
      String[] fields = text.substring(close + 2).strip().split(" ");
      return new Stat(
          Integer.parseInt(text.substring(0, open).strip()),
          fields[0].charAt(0),
          Integer.parseInt(fields[1]),
          Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
          Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
    }
  }

  /// Returns all processes including zombies.
  List<Stat> processes() {
    List<Stat> all = new ArrayList<>();
    for (Path directory : numbered(root)) {
      stat(directory).ifPresent(all::add);
    }
    return all;
  }

  private static Optional<Stat> stat(Path process) {
    String text = text(process.resolve("stat"));
    return text.isEmpty() ? Optional.empty() : Optional.of(Stat.parse(text));
  }

  /// Returns the variables of a process; empty without permission.
  Set<String> environment(int pid) {
    return Set.copyOf(List.of(text(file(pid, "environ")).split("\0")).stream().distinct().toList());
  }

  /// Returns the arguments of a process.
  List<String> command(int pid) {
    return List.of(text(file(pid, "cmdline")).split("\0"));
  }

  /// Returns what a process has used.
  Optional<ProgramUsage.ProcessUsage> usage(int pid) {
    Map<Integer, ProgramUsage.ThreadUsage> threads = new HashMap<>();
    for (Path thread : numbered(file(pid, "task"))) {
      String scheduler = text(thread.resolve("schedstat"));
      long nanos = scheduler.isEmpty() ? 0 : Long.parseLong(scheduler.substring(0, end(scheduler)));
      long switches = number(text(thread.resolve("status")), SWITCHES);
      int id = Integer.parseInt(thread.getFileName().toString());
      threads.put(id, new ProgramUsage.ThreadUsage(nanos, switches));
    }
    long memory = number(text(file(pid, "status")), MEMORY) * 1024;
    return stat(file(pid, ""))
        .map(stat ->
            new ProgramUsage.ProcessUsage(
                pid,
                stat.cpuTicks() * NANOS_PER_TICK,
                stat.reapedTicks() * NANOS_PER_TICK,
                memory,
                threads));
  }

  private static int end(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text.length() : space;
  }

  /// Returns the number after a label at the start of a line, 0 without it.
  private static long number(String text, String label) {
    for (String line : text.split("\n")) {
      if (line.startsWith(label)) {
        return Long.parseLong(line.substring(label.length()).replace("kB", "").strip());
      }
    }
    return 0;
  }

  private Path file(int pid, String name) {
    return root.resolve(Integer.toString(pid)).resolve(name);
  }

  private static List<Path> numbered(Path directory) {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "[0-9]*")) {
      entries.forEach(all::add);
    } catch (IOException gone) {
      return List.of();
    }
    return all;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
