package dev.brummer.app.operation;

import dev.brummer.app.operation.result.GraphResult;
import dev.brummer.app.operation.result.GraphResult.GraphEdge;
import dev.brummer.app.operation.result.GraphResult.GraphItem;
import dev.brummer.engine.fact.ProcessFact;
import dev.brummer.engine.process.ProcessInfo;
import java.util.ArrayList;
import java.util.List;

/// Reads the dependencies of the processes and the times of their last start. Any thread.
final class GraphReading {
  private final OperationContext context;
  private final Items items;

  GraphReading(OperationContext context, Items items) {
    this.context = context;
    this.items = items;
  }

  GraphResult read() {
    List<GraphItem> all = new ArrayList<>();
    for (ProcessInfo info : context.all()) {
      ProcessFact fact = context.facts().process(info.id());
      all.add(
          new GraphItem(
              info.name(),
              info.spec().group(),
              items.process(info, 0).state(),
              info.spec().dependsOn().stream().map(GraphEdge::of).toList(),
              fact.startedMillis(),
              fact.waitedMillis(),
              fact.upMillis() < 0 ? 0 : fact.startedMillis() + fact.upMillis(),
              fact.endedMillis()));
    }
    return new GraphResult(all);
  }
}
