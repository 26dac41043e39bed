package dev.brummer.proxy.route;

import java.util.List;

/// Looks up the process behind a route for error pages. Called on an event loop; must not block.
@FunctionalInterface
public interface ProcessStatusLookup {
  /// Returns [ProcessStatus#UNKNOWN] for every process.
  ProcessStatusLookup NONE = process -> ProcessStatus.UNKNOWN;

  ProcessStatus find(int process);

  /// Snapshot of a process.
  ///
  /// @param name display name, empty if unknown
  /// @param state name of its state, empty if unknown
  /// @param lastLines last output lines, oldest first, without colours
  record ProcessStatus(String name, String state, List<String> lastLines) {
    public static final ProcessStatus UNKNOWN = new ProcessStatus("", "", List.of());
  }
}
