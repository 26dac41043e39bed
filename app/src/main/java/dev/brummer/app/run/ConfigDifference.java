package dev.brummer.app.run;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What a changed configuration changes in a run. Pure.
///
/// @param replaced new definitions of known processes
/// @param added definitions of new processes
/// @param removed names of processes that are no longer defined
record ConfigDifference(List<ProcessSpec> replaced, List<ProcessSpec> added, List<String> removed) {
  /// Compares two lists of definitions by name.
  static ConfigDifference between(List<ProcessSpec> before, List<ProcessSpec> after) {
    Map<String, ProcessSpec> old = new LinkedHashMap<>();
    before.forEach(spec -> old.put(spec.name(), spec));
    List<ProcessSpec> replaced = new ArrayList<>();
    List<ProcessSpec> added = new ArrayList<>();
    for (ProcessSpec spec : after) {
      ProcessSpec known = old.remove(spec.name());
      if (known == null) {
        added.add(spec);
      } else if (!known.equals(spec)) {
        replaced.add(spec);
      }
    }
    return new ConfigDifference(replaced, added, List.copyOf(old.keySet()));
  }

  boolean isEmpty() {
    return replaced.isEmpty() && added.isEmpty() && removed.isEmpty();
  }

  /// The difference for the user.
  ///
  /// @param infos the processes of the run
  Event.ConfigChanged event(List<ProcessInfo> infos, long millis) {
    Map<String, ProcessInfo> byName = new HashMap<>();
    infos.forEach(info -> byName.put(info.name(), info));
    List<String> restarted = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (ProcessSpec spec : replaced) {
      ProcessInfo info = byName.get(spec.name());
      (info != null && info.state().alive() ? restarted : changed).add(spec.name());
    }
    return new Event.ConfigChanged(restarted, changed, names(added), removed, "", millis);
  }

  private static List<String> names(List<ProcessSpec> specs) {
    Function<ProcessSpec, String> name = ProcessSpec::name;
    return specs.stream().map(name).toList();
  }
}
