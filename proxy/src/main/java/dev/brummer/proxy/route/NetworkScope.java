package dev.brummer.proxy.route;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;

/// Classifies resolved addresses. Names are never judged: `0.0.0.0`, `127.1`, `[::ffff:127.0.0.1]`
/// and the host's own name all lead to this machine.
public final class NetworkScope {
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;

  private NetworkScope() {}

  /// Whether a connection to the address reaches this machine. May ask the kernel for its
  /// interfaces.
  public static boolean isThisMachine(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException unknown) {
      return false;
    }
  }

  /// Whether the address is this machine or a private network (RFC 1918, RFC 4193). Link-local
  /// addresses are not: cloud providers serve credentials there.
  public static boolean isPrivate(InetAddress address) {
    boolean isUniqueLocal =
        address instanceof Inet6Address
            && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    boolean isSiteLocal = address.isSiteLocalAddress() && !(address instanceof Inet6Address);
    return isUniqueLocal || isSiteLocal || isThisMachine(address);
  }
}
