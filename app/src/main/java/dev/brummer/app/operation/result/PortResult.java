package dev.brummer.app.operation.result;

import java.util.List;

/// Listening ports, ascending.
public record PortResult(List<PortItem> ports) implements OperationResult {
  /// A listening TCP port.
  ///
  /// @param process name of the process of this run that listens, "brummer" for the proxy, empty
  ///   for a process outside this run
  /// @param program name of the listening program, empty if unknown
  public record PortItem(int port, String process, String program, boolean ours) {}
}
