package dev.brummer.engine.process.os;

import java.util.HashMap;
import java.util.Map;

/// Which sockets listen on which TCP port: the kernel's answer over netlink, or, where that is not
/// to be had, the text of `/proc/net/tcp` and `tcp6`.
public final class ListeningSockets {
  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /// Ports by the inode of their socket.
  public static Map<Long, Integer> read(ProcFs files) {
    Map<Long, Integer> ports = new HashMap<>();
    return files.readListening(ports) ? ports : readText(files);
  }

  public static Map<Long, Integer> readText(ProcFs files) {
    Map<Long, Integer> ports = new HashMap<>();
    parse(files.text("/proc/net/tcp"), ports);
    parse(files.text("/proc/net/tcp6"), ports);
    return ports;
  }

  public static void parse(String text, Map<Long, Integer> ports) {
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
