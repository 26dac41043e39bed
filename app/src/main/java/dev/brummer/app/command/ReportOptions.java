package dev.brummer.app.command;

import dev.brummer.app.program.StandardStreams;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Output options of `brummer up` and `bench load`.
final class ReportOptions {
  @Option(names = "--json", description = "print JSON instead of tables")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "also write ${COMMAND-NAME}.json to this directory")
  @Nullable Path out;

  /// Creates the directory of `--out`. Call it before the measurement.
  ///
  /// @return null without `--out`
  /// @throws UserException if `file` could not be written there
  @Nullable Path prepareDirectory(String file) {
    return out == null ? null : OutputDirectory.prepare(out, file);
  }

  /// Prints the result and writes it to the directory.
  ///
  /// @param folder result of [#prepareDirectory]
  void printAndWrite(@Nullable Path folder, String file, String text, String asJson) {
    if (json) {
      StandardStreams.out().printJson(asJson);
    } else {
      StandardStreams.out().print(text);
    }
    if (folder != null) {
      OutputDirectory.write(folder.resolve(file), asJson);
    }
  }
}
