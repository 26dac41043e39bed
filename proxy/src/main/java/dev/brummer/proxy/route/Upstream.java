package dev.brummer.proxy.route;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that is being proxied: where it is and on which port of ours it is served. Read by the
/// event loops; `port` and `process` are written by the thread `proxy-routes`, `preferred` by any
/// loop (a hint).
public final class Upstream {
  private final Origin target;
  private final String originText;
  private final List<InetSocketAddress> addresses;
  private final RecentDocuments documents = new RecentDocuments();
  private volatile int port;
  private volatile int process;
  private volatile int preferredAddress;
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

  /// The target as a text.
  public String originText() {
    return originText;
  }

  /// The port of ours on the loopback addresses, 0 until it is bound.
  public int port() {
    return port;
  }

  public void port(int bound) {
    port = bound;
  }

  /// What browsers have loaded from it last.
  public RecentDocuments recentDocuments() {
    return documents;
  }

  /// Whose server it is.
  public int process() {
    return process;
  }

  public void process(int owner) {
    process = owner;
  }

  /// Whether it is the first time that there is something to say about its pages.
  public boolean acquireNotice() {
    return noticed.compareAndSet(false, true);
  }

  public int addressCount() {
    return addresses.size();
  }

  /// The number of the address that worked last: where to begin trying.
  public int preferredAddress() {
    return preferredAddress;
  }

  /// The addresses are a ring: any number from 0 names one.
  public InetSocketAddress address(int number) {
    return addresses.get(number % addresses.size());
  }

  /// Remembers that this address answered.
  public void markReachable(InetSocketAddress address) {
    preferredAddress = Math.max(0, addresses.indexOf(address));
  }
}
