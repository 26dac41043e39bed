package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Path;

/// One kind of file that says what can be run. Looks into the directory given, adds what is there
/// and warns about what it cannot understand. Without such a file it does nothing.
@FunctionalInterface
interface ScriptSource {
  /// @throws IOException if a file is there but cannot be read
  void find(Path directory, DiscoveryBuilder discoveryBuilder) throws IOException;
}
