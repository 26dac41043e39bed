package dev.brummer.app.mcp.tool;

import dev.brummer.app.mcp.protocol.ToolResult.Effect;
import dev.brummer.app.operation.result.OpenResult;
import dev.brummer.app.operation.result.OperationResult;
import dev.brummer.app.operation.result.RequestDetailResult;
import dev.brummer.app.operation.result.RestartResult;
import dev.brummer.app.operation.result.StartResult;
import dev.brummer.app.operation.result.StopResult;
import java.util.List;

/// What an operation did to which processes.
final class CallEffects {
  private CallEffects() {}

  static Effect of(OperationResult result) {
    if (result instanceof StartResult started) {
      return effect(
          "started",
          started.processes().stream()
              .filter(item -> item.started())
              .map(item -> item.process().name())
              .toList());
    }
    if (result instanceof StopResult stopped) {
      return effect(
          "stopped",
          stopped.processes().stream()
              .filter(item -> item.wasRunning())
              .map(item -> item.process().name())
              .toList());
    }
    if (result instanceof RestartResult restarted) {
      return effect(
          "restarted", restarted.processes().stream().map(item -> item.process().name()).toList());
    }
    if (result instanceof OpenResult opened && opened.opened()) {
      return effect("opened", List.of(opened.process()));
    }
    if (result instanceof RequestDetailResult.Replay replayed) {
      return effect("replayed", List.of(replayed.replay().request().process()));
    }
    return Effect.NONE;
  }

  private static Effect effect(String verb, List<String> names) {
    return names.isEmpty() ? Effect.NONE : new Effect(verb, names);
  }
}
