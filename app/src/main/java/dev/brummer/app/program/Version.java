package dev.brummer.app.program;

import picocli.CommandLine.IVersionProvider;

/// Version of the program as `--version` prints it. Number and commit are system properties that
/// the launcher reads from the file `release` of the installation.
public final class Version implements IVersionProvider {
  /// Version in the root `pom.xml`; "development" without the launcher.
  public static final String NUMBER = System.getProperty("brummer.version", "development");

  /// Abbreviated commit the image was built from, followed by `+` if the working tree had changes.
  public static final String COMMIT = System.getProperty("brummer.commit", "unknown");

  @Override
  public String[] getVersion() {
    return new String[] {
      "brummer " + NUMBER + " (commit " + COMMIT + ", Java " + Runtime.version().feature() + ")",
    };
  }
}
