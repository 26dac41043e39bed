package dev.brummer.app.doctor;

import java.util.HashSet;
import java.util.Set;

/// Finds the process that listens on a TCP port, among those this user may look into. Pure, over
/// [SystemFiles].
final class SocketOwners {
  private static final String LISTENING = "0A";

  private SocketOwners() {}

  /// Its name and pid, empty if it is not visible.
  static String of(SystemFiles files, int port) {
    Set<String> sockets = new HashSet<>();
    for (String table : new String[] {"proc/net/tcp", "proc/net/tcp6"}) {
      files
          .read(table)
          .lines()
          .forEach(line -> {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9
                && fields[3].equals(LISTENING)
                && fields[1].endsWith(":%04X".formatted(port))) {
              sockets.add("socket:[" + fields[9] + "]");
            }
          });
    }
    if (sockets.isEmpty()) {
      return "";
    }
    for (String pid : files.list("proc")) {
      if (Character.isDigit(pid.charAt(0))) {
        String directory = "proc/" + pid + "/fd";
        for (String descriptor : files.list(directory)) {
          if (sockets.contains(files.link(directory + "/" + descriptor))) {
            return files.read("proc/" + pid + "/comm") + " (pid " + pid + ")";
          }
        }
      }
    }
    return "";
  }
}
