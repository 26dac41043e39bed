package dev.brummer.app.doctor;

import dev.brummer.app.program.TtyFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the checks see of the machine. Immutable.
///
/// @param environment of brummer
/// @param directory where the search for the project starts
/// @param requested files of `--file`; empty for none
/// @param streams which standard streams are terminals
/// @param files `/proc` and `/sys`
/// @param state the state directory, which may not exist
/// @param home directory of the image; empty in a development run
/// @param tools runs other programs
record DoctorContext(
    Map<String, String> environment,
    Path directory,
    List<Path> requested,
    TtyFlags streams,
    SystemFiles files,
    Path state,
    String home,
    ToolRunner tools) {
  /// A variable, empty if it is not set.
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
