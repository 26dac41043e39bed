package dev.brummer.perf.program;

import java.nio.file.Path;
import java.util.List;

/// The commands of the measured programs' children. Each ends in a `sleep` that stands in for its
/// process, or is a JVM with [#JVM_MARK], so that it is told from the program's own processes and
/// no CPU time is lost with a child that exits.
public final class Workload {
  /// Printed by [#quiet]; its script does not contain this text, which some programs echo.
  public static final String READY = "READY";

  /// Option of a JVM that is a child.
  public static final String JVM_MARK = "-Dbrummer.bench.workload=true";

  private static final String SECONDS = "86397";
  private static final String REST = "exec sleep " + SECONDS;

  private Workload() {}

  /// Returns a script that prints [#READY] and sleeps.
  public static String quiet() {
    return "echo RE''ADY; " + REST;
  }

  /// Returns a script that prints a file, then creates another one and sleeps.
  public static String file(Path lines, Path done) {
    return "cat %s; : > %s; %s".formatted(lines, done, REST);
  }

  /// Whether a process belongs to the workload, by its arguments.
  static boolean isWorkload(List<String> command) {
    return command.equals(List.of("sleep", SECONDS)) || command.contains(JVM_MARK);
  }
}
