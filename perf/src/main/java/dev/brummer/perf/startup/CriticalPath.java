package dev.brummer.perf.startup;

import dev.brummer.engine.process.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The chain of processes that determined the round's duration: backwards from the last process,
/// along the dependency that each waited for longest. Only a shorter link of this chain shortens
/// the round. Immutable.
///
/// @param legs links in order of time; they add up to the round's duration
record CriticalPath(List<Leg> legs) {
  CriticalPath {
    legs = List.copyOf(legs);
  }

  /// Time of one process, from the moment it could start until it met the condition of the next
  /// one.
  record Leg(String name, double seconds) {}

  static CriticalPath of(List<ProcessStartupTimes> startups) {
    Map<String, ProcessStartupTimes> byName = new HashMap<>();
    startups.forEach(processStartup -> byName.put(processStartup.name(), processStartup));
    ProcessStartupTimes last = null;
    for (ProcessStartupTimes processStartup : startups) {
      if (processStartup.upAt() >= 0 && (last == null || processStartup.upAt() > last.upAt())) {
        last = processStartup;
      }
    }
    List<Leg> legs = new ArrayList<>();
    double until = last == null ? 0 : last.upAt();
    while (last != null) {
      ProcessStartupTimes predecessor = null;
      double from = 0;
      for (Dependency dependency : last.dependsOn()) {
        ProcessStartupTimes other = byName.get(dependency.process());
        double reached =
            other == null ? ProcessStartupTimes.NEVER : other.reachedAt(dependency.until());
        if (reached > from) {
          predecessor = other;
          from = reached;
        }
      }
      legs.addFirst(new Leg(last.name(), until - from));
      until = from;
      last = predecessor;
    }
    return new CriticalPath(legs);
  }

  List<String> names() {
    return legs.stream().map(Leg::name).toList();
  }

  double seconds() {
    return legs.stream().mapToDouble(Leg::seconds).sum();
  }

  @Override
  public String toString() {
    String path =
        legs.stream()
            .map(leg -> leg.name() + " " + StartupFormats.seconds(leg.seconds()))
            .collect(Collectors.joining(" → "));
    return legs.size() == 1 ? path : path + " = " + StartupFormats.seconds(seconds());
  }
}
