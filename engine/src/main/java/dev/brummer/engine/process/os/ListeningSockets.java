package dev.brummer.engine.process.os;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
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

  /// Addresses on which sockets listen on a port, without duplicates. Any thread. Reads
  /// `/proc/net/tcp` and `tcp6`, so not for polling.
  public static List<InetAddress> addresses(int port) {
    try (Libc libc = new Libc()) {
      ProcFs procFs = new ProcFs(libc);
      String text = procFs.text("/proc/net/tcp") + procFs.text("/proc/net/tcp6");
      return addresses(text, port);
    }
  }

  static List<InetAddress> addresses(String text, int port) {
    return text.lines()
        .map(line -> line.strip().split(" +"))
        .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN) && port(fields[1]) == port)
        .map(fields -> address(fields[1]))
        .distinct()
        .toList();
  }

  /// Decodes an address of four or sixteen bytes: words in the byte order of the machine.
  private static InetAddress address(String local) {
    byte[] bytes = HexFormat.of().parseHex(local, 0, local.indexOf(':'));
    if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      for (int i = 0; i < bytes.length; i += 4) {
        swap(bytes, i, i + 3);
        swap(bytes, i + 1, i + 2);
      }
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("address of " + bytes.length + " bytes", impossible);
    }
  }

  private static void swap(byte[] bytes, int i, int j) {
    byte first = bytes[i];
    bytes[i] = bytes[j];
    bytes[j] = first;
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
