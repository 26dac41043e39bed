package dev.brummer.app;

/// What the program tells its caller. Otherwise it ends with the code of the deciding child, or
/// with 128 + n after signal n.
final class ExitCodes {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  private ExitCodes() {}
}
