package dev.brummer.engine.process;

import dev.brummer.engine.process.ProcFs.Proc;
import java.util.List;
import java.util.Map;

/// Who belonged to which process at one moment; zombies are left out.
record Forest(Map<Integer, List<Proc>> trees) {
  static final Forest NONE = new Forest(Map.of());

  List<Proc> tree(int id) {
    return trees.getOrDefault(id, List.of());
  }
}
