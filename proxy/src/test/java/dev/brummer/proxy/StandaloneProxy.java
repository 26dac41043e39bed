package dev.brummer.proxy;

import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import java.io.IOException;

/// The proxy alone, for trials: `Standalone URL…` proxies each URL, prints every event, and ends
/// with its standard input.
final class StandaloneProxy {
  private StandaloneProxy() {}

  public static void main(String[] urls) throws IOException {
    try (EventBus bus = new EventBus();
        ProxyServer proxy = new ProxyServer(bus, ProxySettings.defaults())) {
      bus.subscribeAll("print", OverflowPolicy.BLOCK, 4096, System.out::println);
      proxy.start();
      for (int i = 0; i < urls.length; i++) {
        proxy.open(urls[i], i + 1);
      }
      while (System.in.read() >= 0) {}
    }
  }
}
