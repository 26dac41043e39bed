package dev.brummer.app.operation.result;

import java.util.List;

/// Restarted processes.
public record RestartResult(List<RestartItem> processes, String cursor) implements OperationResult {
  /// The worst outcome of all processes.
  public Outcome outcome() {
    return Outcome.worst(processes.stream().map(RestartItem::outcome).toList());
  }
}
