package dev.brummer.app.mcp.install;

/// A configuration file that cannot be edited safely. The message completes "cannot edit the
/// file:".
final class UneditableException extends Exception {
  private static final long serialVersionUID = 1;

  UneditableException(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
