package dev.brummer.app;

import dev.brummer.engine.Engine;
import dev.brummer.proxy.ProxyServer;
import dev.brummer.proxy.ProxySettings;
import org.jspecify.annotations.Nullable;

/// Puts the proxy on an engine's bus.
final class Proxies {
  private Proxies() {}

  static ProxyServer start(Engine engine, @Nullable Integer port) {
    ProxySettings settings = ProxySettings.defaults();
    ProxyServer proxy =
        new ProxyServer(engine.bus(), port == null ? settings : settings.withFirstPort(port));
    proxy.start();
    return proxy;
  }
}
