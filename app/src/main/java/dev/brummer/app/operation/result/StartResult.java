package dev.brummer.app.operation.result;

import java.util.List;

/// Processes that were started or ran already.
public record StartResult(List<StartItem> processes, String cursor) implements OperationResult {
  /// The worst outcome of all processes.
  public Outcome outcome() {
    return Outcome.worst(processes.stream().map(StartItem::outcome).toList());
  }
}
