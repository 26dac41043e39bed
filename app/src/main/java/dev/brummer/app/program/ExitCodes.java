package dev.brummer.app.program;

/// What the program tells its caller. Otherwise it ends with the code of the deciding child, or
/// with 128 + n after signal n.
public final class ExitCodes {
  public static final int OK = 0;
  public static final int FAILURE = 1;
  public static final int USAGE = 2;

  private ExitCodes() {}
}
