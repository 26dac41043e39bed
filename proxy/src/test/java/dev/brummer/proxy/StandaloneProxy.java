package dev.brummer.proxy;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Overflow;
import java.io.IOException;

/// The proxy alone, for trials: `Standalone URL…` proxies each URL, prints every event, and ends
/// with its standard input.
final class StandaloneProxy {
  private StandaloneProxy() {}

  public static void main(String[] urls) throws IOException {
    try (Bus bus = new Bus();
        ProxyServer proxy = new ProxyServer(bus, ProxySettings.defaults())) {
      bus.subscribeAll("print", Overflow.BLOCK, 4096, System.out::println);
      proxy.start();
      for (int i = 0; i < urls.length; i++) {
        proxy.open(urls[i], i + 1);
      }
      while (System.in.read() >= 0) {}
    }
  }
}
