package dev.brummer.engine.process;

/// Protocol of a listening TCP port, as far as it matters to a browser.
public enum PortProtocol {
  HTTP,
  HTTPS,
  /// HTTP/2 without TLS and without HTTP/1.1, as gRPC servers speak it.
  HTTP2_CLEARTEXT,
  /// Any other protocol, or a server that is not for browsers.
  OTHER,
  /// The server did not accept the connection or did not respond.
  UNKNOWN
}
