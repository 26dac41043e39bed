package dev.brummer.engine.process;

/// A server that listens on a port.
///
/// @param host the address in a URL: `localhost`, or another one if the server listens only there
public record PortIdentity(PortProtocol protocol, String host) {
  /// The server did not accept the connection or did not respond.
  public static final PortIdentity UNKNOWN = new PortIdentity(PortProtocol.UNKNOWN, "localhost");
}
