package dev.brummer.engine.process.os;

import java.util.HashMap;
import java.util.Map;

/// Lists the listening TCP sockets, over netlink or, where that is unavailable, from
/// `/proc/net/tcp` and `tcp6`.
public final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /// Listening ports by socket inode.
  public static Map<Long, Integer> read(ProcFs procFs) {
    Map<Long, Integer> ports = new HashMap<>();
    return procFs.readListening(ports) ? ports : readText(procFs);
  }

  static Map<Long, Integer> readText(ProcFs procFs) {
    Map<Long, Integer> ports = new HashMap<>();
    parse(procFs.text("/proc/net/tcp"), ports);
    parse(procFs.text("/proc/net/tcp6"), ports);
    return ports;
  }

  static void parse(String text, Map<Long, Integer> ports) {
    text.lines()
        .skip(1)
        .map(line -> line.strip().split(" +"))
        .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN))
        .forEach(fields -> ports.put(Long.parseLong(fields[9]), port(fields[1])));
  }

  private static int port(String local) {
    return Integer.parseInt(local, local.indexOf(':') + 1, local.length(), 16);
  }
}
