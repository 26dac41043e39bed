package dev.brummer.app;

import picocli.CommandLine;

/// The command line of the program, for tests in other packages.
public final class ProgramModel {
  private ProgramModel() {}

  /// The parser of the program with all its commands; runs nothing.
  public static CommandLine commandLine() {
    return Brummer.commandLine("", "").setCaseInsensitiveEnumValuesAllowed(true);
  }
}
