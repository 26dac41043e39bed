package dev.brummer.engine.process.os;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A process that listens on a TCP port.
///
/// @param program name of the program, at most 15 characters
/// @param command command line, separated by spaces
/// @param environment environment as `NAME=value`, separated by spaces; empty if unreadable
public record PortHolder(String program, String command, String environment) {
  /// Finds the processes that listen on a port. Any thread. Scans all of `/proc`.
  ///
  /// @return empty if the port is free or held by another user's process
  public static List<PortHolder> find(int port) {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      Set<Long> sockets = new HashSet<>();
      for (Map.Entry<Long, Integer> listening : ListeningSockets.read(procFs).entrySet()) {
        if (listening.getValue() == port) {
          sockets.add(listening.getKey());
        }
      }
      List<PortHolder> holders = new ArrayList<>();
      for (ProcFs.Proc proc : procFs.processes()) {
        if (procFs.socketInodes(proc.pid()).stream().anyMatch(sockets::contains)) {
          holders.add(
              new PortHolder(
                  proc.name(),
                  text(procFs, proc.pid(), "cmdline"),
                  text(procFs, proc.pid(), "environ")));
        }
      }
      return holders;
    }
  }

  private static String text(ProcFs procFs, int pid, String file) {
    return procFs.text("/proc/" + pid + "/" + file).replace('\0', ' ').strip();
  }
}
