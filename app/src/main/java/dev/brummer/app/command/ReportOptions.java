package dev.brummer.app.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the result of one measurement goes: `bench up` and `bench load`.
final class ReportOptions {
  @Option(names = "--json", description = "print JSON instead of tables")
  boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "also write ${COMMAND-NAME}.json there")
  @Nullable Path out;

  /// Makes the folder of `--out`, before anything is measured.
  ///
  /// @throws UserException if `file` could not be written there
  @Nullable Path prepareDirectory(String file) {
    return out == null ? null : OutputDirectory.prepare(out, file);
  }

  /// Prints and keeps the result.
  ///
  /// @param folder as [#prepareDirectory] has given it
  void printAndWrite(@Nullable Path folder, String file, String text, String asJson) {
    System.out.print(json ? asJson : text);
    if (folder != null) {
      OutputDirectory.write(folder.resolve(file), asJson);
    }
  }
}
