package dev.brummer.proxy.http;

/// Internal paths reserved on every proxied origin.
final class InternalPaths {
  static final String PREFIX = "/__brummer/";
  static final String SCRIPT = PREFIX + "t.js";
  static final String BEACONS = PREFIX + "b";

  /// The servers behind the proxy and their ports, for pages that are older than a server.
  static final String PORTS = PREFIX + "ports";

  /// Polled by the error page: whether the server accepts connections again.
  static final String UPSTREAM_STATUS = PREFIX + "up";

  private InternalPaths() {}
}
