package dev.brummer.app.run;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Replica;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Replaces processes with several replicas by `web-0`, `web-1` and so on. A dependency on such a
/// process becomes one on each replica. Pure.
final class ReplicaExpansion {
  private final Map<String, Integer> counts;

  /// @param counts number of replicas by name, at least 1
  ReplicaExpansion(Map<String, Integer> counts) {
    this.counts = counts;
  }

  /// The names of the replicas of a process; its own name if it has none.
  List<String> names(String name) {
    int count = counts.getOrDefault(name, 1);
    if (count == 1) {
      return List.of(name);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(new Replica(name, i, count).name());
    }
    return names;
  }

  SequencedMap<String, RunTarget> expand(SequencedMap<String, RunTarget> targets) {
    SequencedMap<String, RunTarget> all = new LinkedHashMap<>();
    targets.forEach((name, target) -> {
      ProcessSpec spec =
          target.spec().toBuilder().dependsOn(dependencies(target.spec().dependsOn())).build();
      int count = counts.getOrDefault(name, 1);
      if (count == 1) {
        all.put(name, target.withSpec(spec));
      }
      for (int i = 0; count > 1 && i < count; i++) {
        Replica replica = new Replica(name, i, count);
        all.put(replica.name(), target.withSpec(replica.of(spec)));
      }
    });
    return all;
  }

  private List<Dependency> dependencies(List<Dependency> declared) {
    List<Dependency> all = new ArrayList<>();
    for (Dependency it : declared) {
      names(it.process()).forEach(name -> all.add(new Dependency(name, it.until(), it.log())));
    }
    return all;
  }
}
