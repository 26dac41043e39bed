package dev.brummer.proxy.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// A proxied server: its origin, addresses and the port of its listener. Read by the event loops;
/// `port` and `process` are written by `proxy-routes`, `preferredAddress` by any loop as a hint.
public final class Upstream {
  private final Origin target;
  private final String originText;
  private final List<InetSocketAddress> addresses;
  private final RecentDocuments documents = new RecentDocuments();
  private volatile int port;
  private volatile int process;
  private volatile int preferredAddress;
  private volatile String certificate = "";
  private final AtomicBoolean noticed = new AtomicBoolean();

  public Upstream(Origin target, List<InetAddress> addresses, int process) {
    this.target = target;
    this.originText = target.toString();
    this.addresses = addresses.stream().map(a -> new InetSocketAddress(a, target.port())).toList();
    this.process = process;
  }

  public Origin target() {
    return target;
  }

  /// The target as text.
  public String originText() {
    return originText;
  }

  /// Port of the listener on the loopback addresses; 0 until bound.
  public int port() {
    return port;
  }

  public void port(int bound) {
    port = bound;
  }

  /// Documents recently loaded by browsers.
  public RecentDocuments recentDocuments() {
    return documents;
  }

  /// Id of the owning process.
  public int process() {
    return process;
  }

  public void process(int owner) {
    process = owner;
  }

  /// Returns true once, for the first notice about its pages.
  public boolean acquireNotice() {
    return noticed.compareAndSet(false, true);
  }

  /// One line about the certificate of an https server; empty until it was seen. Any loop.
  public String certificate() {
    return certificate;
  }

  public void certificate(String described) {
    certificate = described;
  }

  /// Whether the predicate holds for every address.
  public boolean allAddresses(Predicate<InetAddress> predicate) {
    return addresses.stream().map(InetSocketAddress::getAddress).allMatch(predicate);
  }

  public int addressCount() {
    return addresses.size();
  }

  /// Index of the address that connected last, the first to try.
  public int preferredAddress() {
    return preferredAddress;
  }

  /// The address at `number` modulo the address count.
  public InetSocketAddress address(int number) {
    return addresses.get(number % addresses.size());
  }

  /// Makes this address the preferred one.
  public void markReachable(InetSocketAddress address) {
    preferredAddress = Math.max(0, addresses.indexOf(address));
  }
}
