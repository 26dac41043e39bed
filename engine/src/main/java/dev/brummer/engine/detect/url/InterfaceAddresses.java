package dev.brummer.engine.detect.url;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Addresses of this machine's network interfaces, without loopback; queried on first use. Confined
/// to one thread.
final class InterfaceAddresses implements Supplier<Set<String>> {
  private @Nullable Set<String> cached;

  @Override
  public Set<String> get() {
    Set<String> addresses = cached;
    if (addresses == null) {
      addresses = query();
      cached = addresses;
    }
    return addresses;
  }

  /// Empty if the query fails; such addresses then count as external.
  private static Set<String> query() {
    Set<String> addresses = new HashSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress())
          .forEach(address -> addresses.add(text(address)));
    } catch (SocketException unknown) {
      return Set.of();
    }
    return addresses;
  }

  private static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String bare = zone < 0 ? text : text.substring(0, zone);
    return NormalizedUrl.canonical(bare);
  }
}
