package dev.brummer.proxy.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Where a server can be reached. `localhost` may mean either loopback address, and servers listen
/// on one of them or both: browsers try ::1 first and so do we.
public final class AddressResolver {
  private AddressResolver() {}

  /// May wait for a name server.
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
