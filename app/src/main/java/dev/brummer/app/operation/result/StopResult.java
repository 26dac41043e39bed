package dev.brummer.app.operation.result;

import java.util.List;

/// Processes that were stopped or killed.
///
/// @param survivors what still runs after the deadline, such as `web (pid 4711)`
public record StopResult(List<StopItem> processes, List<String> survivors, String cursor)
    implements OperationResult {
  /// The worst outcome of all processes.
  public Outcome outcome() {
    return Outcome.worst(processes.stream().map(StopItem::outcome).toList());
  }
}
