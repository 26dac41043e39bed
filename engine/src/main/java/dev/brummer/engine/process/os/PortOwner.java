package dev.brummer.engine.process.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the process that listens on a local TCP port. Any thread. Scans all of `/proc`.
public final class PortOwner {
  private static final int MAX_COMMAND_LENGTH = 160;

  private PortOwner() {}

  /// Describes the owner of a port in one sentence.
  ///
  /// @param runId marks the processes of this run
  /// @param process id of the process that failed to bind the port
  public static String describe(int port, String runId, int process) {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      Set<Long> sockets =
          ListeningSockets.read(procFs).entrySet().stream()
              .filter(listening -> listening.getValue() == port)
              .map(java.util.Map.Entry::getKey)
              .collect(Collectors.toSet());
      if (sockets.isEmpty()) {
        return "port " + port + " was in use but is free now: start the process again";
      }
      for (ProcFs.Proc proc : procFs.processes()) {
        if (procFs.socketInodes(proc.pid()).stream().anyMatch(sockets::contains)) {
          return "port " + port + " is in use by " + describeProcess(proc, procFs, runId, process);
        }
      }
      return "port " + port + " is in use by a process of another user";
    }
  }

  private static String describeProcess(
      ProcFs.Proc proc, ProcFs procFs, String runId, int process) {
    byte[] mark = (runId + "/").getBytes(StandardCharsets.US_ASCII);
    int id = procFs.idAfterMark(proc.pid(), mark);
    String owner =
        id <= 0 ? "" : id == process ? ", orphaned by its last run" : ", managed by brummer";
    Path folder = Path.of("/proc", String.valueOf(proc.pid()));
    try {
      String command = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      String shown = command.replace('\0', ' ').strip();
      String cut =
          shown.length() > MAX_COMMAND_LENGTH
              ? shown.substring(0, MAX_COMMAND_LENGTH) + "…"
              : shown;
      return "pid %d%s: %s, in %s"
          .formatted(proc.pid(), owner, cut, Files.readSymbolicLink(folder.resolve("cwd")));
    } catch (IOException hidden) {
      return proc + owner;
    }
  }
}
