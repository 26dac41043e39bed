package dev.brummer.engine.process.os;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/// Who listens on a port of this machine. Any thread; reads all of `/proc`, so not often.
public final class PortOwner {
  private static final int MAX_COMMAND_LENGTH = 160;

  private PortOwner() {}

  /// @param runId of this run, whose processes are known by their mark
  /// @param asking id of the process that wanted the port
  /// @return a sentence
  public static String describe(int port, String runId, int asking) {
    try (Libc libc = new Libc()) {
      ProcFs files = new ProcFs(libc);
      Set<Long> sockets =
          ListeningSockets.read(files).entrySet().stream()
              .filter(listening -> listening.getValue() == port)
              .map(java.util.Map.Entry::getKey)
              .collect(Collectors.toSet());
      if (sockets.isEmpty()) {
        return "port " + port + " was taken, but nobody listens on it any more: start it again";
      }
      for (ProcFs.Proc proc : files.processes()) {
        if (files.socketInodes(proc.pid()).stream().anyMatch(sockets::contains)) {
          return "port " + port + " is taken by " + describeProcess(proc, files, runId, asking);
        }
      }
      return "port " + port + " is taken by a process of another user";
    }
  }

  private static String describeProcess(ProcFs.Proc proc, ProcFs files, String runId, int asking) {
    byte[] mark = (runId + "/").getBytes(StandardCharsets.US_ASCII);
    int ours = files.idAfterMark(proc.pid(), mark);
    String whose =
        ours <= 0 ? "" : ours == asking ? ", left by its last run" : ", which brummer runs";
    Path folder = Path.of("/proc", String.valueOf(proc.pid()));
    try {
      String command = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      String shown = command.replace('\0', ' ').strip();
      String cut =
          shown.length() > MAX_COMMAND_LENGTH
              ? shown.substring(0, MAX_COMMAND_LENGTH) + "…"
              : shown;
      return "pid %d%s: %s, in %s"
          .formatted(proc.pid(), whose, cut, Files.readSymbolicLink(folder.resolve("cwd")));
    } catch (IOException hidden) {
      return proc + whose;
    }
  }
}
