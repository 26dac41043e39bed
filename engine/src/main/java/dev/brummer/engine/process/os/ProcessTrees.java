package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.util.List;
import java.util.Map;

/// Snapshot of the process trees by the id of the managed process, without zombies.
public record ProcessTrees(Map<Integer, List<Proc>> trees) {
  public static final ProcessTrees NONE = new ProcessTrees(Map.of());

  public List<Proc> tree(int id) {
    return trees.getOrDefault(id, List.of());
  }
}
