package dev.brummer.proxy.http;

/// A message that breaks HTTP/1.1 or a limit of ours. `status` is what its sender is told if it is
/// a client; a server's malformed answer becomes 502.
final class Malformed extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  Malformed(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static Malformed request(String reason) {
    return new Malformed(400, reason);
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
