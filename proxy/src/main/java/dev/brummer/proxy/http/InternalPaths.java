package dev.brummer.proxy.http;

/// The paths on every proxied origin that are brummer's own.
final class InternalPaths {
  static final String PREFIX = "/__brummer/";
  static final String SCRIPT = PREFIX + "t.js";
  static final String BEACONS = PREFIX + "b";

  /// Whether the server answers again: what the error page asks.
  static final String UPSTREAM_STATUS = PREFIX + "up";

  private InternalPaths() {}
}
