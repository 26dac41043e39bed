package dev.brummer.app;

/// The program's entry point.
public final class Brummer {
  private Brummer() {}

  public static void main(String[] arguments) {
    System.exit(arguments.length);
  }
}
