package dev.brummer.proxy.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Resolves the addresses of a server. `localhost` may mean either loopback address and servers
/// listen on one or both; ::1 is tried first, as in browsers.
public final class AddressResolver {
  private AddressResolver() {}

  /// May block on a name server.
  public static List<InetAddress> resolve(Origin origin) throws UnknownHostException {
    InetAddress four = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    byte[] one = new byte[16];
    one[15] = 1;
    InetAddress six = InetAddress.getByAddress("localhost", one);
    if (!origin.isLoopback()) {
      return List.of(InetAddress.getAllByName(origin.host()));
    }
    boolean fourFirst = origin.host().equals("127.0.0.1") || origin.host().equals("0.0.0.0");
    return fourFirst ? List.of(four, six) : List.of(six, four);
  }
}
