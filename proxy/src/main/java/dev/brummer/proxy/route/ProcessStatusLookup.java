package dev.brummer.proxy.route;

import java.util.List;

/// Tells what is known of the process behind a route, for the page shown when it does not answer.
/// Called on an event loop: must not block.
@FunctionalInterface
public interface ProcessStatusLookup {
  /// Knows nothing.
  ProcessStatusLookup NONE = process -> ProcessStatus.UNKNOWN;

  ProcessStatus find(int process);

  /// A moment of a process.
  ///
  /// @param name what the user calls it, empty if unknown
  /// @param state the word of its state, empty if unknown
  /// @param lastLines what it printed last, oldest first, without colours
  record ProcessStatus(String name, String state, List<String> lastLines) {
    public static final ProcessStatus UNKNOWN = new ProcessStatus("", "", List.of());
  }
}
