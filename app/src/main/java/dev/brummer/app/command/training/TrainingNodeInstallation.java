package dev.brummer.app.command.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The files by which an installation of Node.js and npm is recognised, so that the training run
/// starts a script of a `package.json` without npm on machines that have none, too.
public final class TrainingNodeInstallation {
  private static final String NPM = "lib/node_modules/npm/";

  private TrainingNodeInstallation() {}

  /// Writes the files.
  ///
  /// @return directory of its programs
  public static Path write(Path directory) throws IOException {
    write(
        directory.resolve("include/node/node_version.h"),
        """
        #define NODE_MAJOR_VERSION 22
        #define NODE_MINOR_VERSION 0
        #define NODE_PATCH_VERSION 0
        """);
    write(directory.resolve(NPM + "package.json"), "{\"name\": \"npm\", \"version\": \"11.0.0\"}");
    write(directory.resolve(NPM + "node_modules/node-gyp/bin/node-gyp.js"), "");
    write(directory.resolve(NPM + "node_modules/@npmcli/run-script/lib/node-gyp-bin/node-gyp"), "");
    program(directory.resolve(NPM + "bin/npm-cli.js"));
    Path programs = directory.resolve("bin");
    program(programs.resolve("node"));
    Files.createSymbolicLink(programs.resolve("npm"), directory.resolve(NPM + "bin/npm-cli.js"));
    return programs;
  }

  private static void program(Path file) throws IOException {
    write(file, "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
