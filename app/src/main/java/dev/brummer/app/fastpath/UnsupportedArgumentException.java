package dev.brummer.app.fastpath;

/// The command line needs picocli: its full syntax, its help or its error messages. Has no stack
/// trace.
final class UnsupportedArgumentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedArgumentException() {
    super(null, null, false, false);
  }
}
