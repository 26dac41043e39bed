package dev.brummer.app.program;

import picocli.CommandLine.IVersionProvider;

/// What `--version` says: the program, its version, its runtime.
public final class Version implements IVersionProvider {
  public static final String NUMBER = "0.1.0";

  /// That the image was built from, with a `+` if there were changes besides.
  public static final String COMMIT = System.getProperty("brummer.commit", "unknown");

  @Override
  public String[] getVersion() {
    return new String[] {
      "brummer " + NUMBER + " (Java " + Runtime.version().feature() + ")",
    };
  }
}
