package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;

/// Finds the scripts of one kind of project file. Adds scripts and warnings for the given
/// directory; does nothing if the file is absent.
@FunctionalInterface
interface ScriptSource {
  /// @throws IOException if the file exists but cannot be read
  void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException;
}
