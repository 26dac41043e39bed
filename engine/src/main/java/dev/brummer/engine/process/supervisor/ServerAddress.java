package dev.brummer.engine.process.supervisor;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// An address under which a server of this machine can be reached.
///
/// @param host the same address in a URL
record ServerAddress(InetAddress address, String host) {
  private static final String LOCALHOST = "localhost";

  /// The addresses at which to reach sockets that listen on `listening`, best first: `localhost` if
  /// it is among them, then other loopback addresses, IPv4 before IPv6, link-local ones last.
  static List<ServerAddress> of(List<InetAddress> listening) {
    List<ServerAddress> all = new ArrayList<>();
    if (listening.isEmpty() || listening.stream().anyMatch(ServerAddress::isLocalhost)) {
      all.add(new ServerAddress(loopback(4), LOCALHOST));
      all.add(new ServerAddress(loopback(16), LOCALHOST));
    }
    listening.stream()
        .filter(address -> !isLocalhost(address))
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .forEach(address -> all.add(of(address)));
    return all;
  }

  /// Loopback first, link-local last, IPv4 before IPv6.
  private static int rank(InetAddress address) {
    int scope = address.isLoopbackAddress() ? 0 : 4;
    int link = address.isLinkLocalAddress() ? 2 : 0;
    return scope + link + (address instanceof Inet4Address ? 0 : 1);
  }

  private static boolean isLocalhost(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.equals(loopback(4))
        || address.equals(loopback(16));
  }

  private static ServerAddress of(InetAddress address) {
    if (!(address instanceof Inet6Address six)) {
      return new ServerAddress(address, address.getHostAddress());
    }
    InetAddress reachable = six.isLinkLocalAddress() ? withInterface(six) : six;
    String text = reachable.getHostAddress().replace("%", "%25");
    return new ServerAddress(reachable, "[" + text + "]");
  }

  /// A link-local address is complete only with its interface.
  private static InetAddress withInterface(Inet6Address address) {
    try {
      NetworkInterface found = NetworkInterface.getByInetAddress(address);
      if (found != null) {
        for (InetAddress own : found.inetAddresses().toList()) {
          if (own.equals(address)) {
            return own;
          }
        }
      }
    } catch (SocketException unavailable) {
      return address;
    }
    return address;
  }

  private static InetAddress loopback(int length) {
    byte[] bytes = new byte[length];
    bytes[0] = (byte) (length == 4 ? 127 : 0);
    bytes[length - 1] = 1;
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("address of " + length + " bytes", impossible);
    }
  }
}
