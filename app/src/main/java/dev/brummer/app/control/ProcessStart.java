package dev.brummer.app.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Start time of a process, which tells it from a later one with the same pid.
final class ProcessStart {
  /// Index of the start time in `/proc/PID/stat` behind the name: field 22, and the state is field
  /// 3.
  private static final int START_FIELD = 19;

  private ProcessStart() {}

  /// Clock ticks from boot to the start of a process; -1 if there is no such process or it has
  /// ended.
  static long ticks(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"), StandardCharsets.ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean ended = fields[0].equals("Z") || fields[0].equals("X");
      return ended ? -1 : Long.parseLong(fields[START_FIELD]);
    } catch (IOException gone) {
      return -1;
    }
  }
}
