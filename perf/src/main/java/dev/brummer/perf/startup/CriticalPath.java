package dev.brummer.perf.startup;

import dev.brummer.engine.process.Dependency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Who made a round as long as it was: from the process that was there last, back over whatever
/// each had to wait for longest. Shortening anything else gains nothing. Pure.
///
/// @param legs in the order of time; together they are as long as the round
record CriticalPath(List<Leg> legs) {
  CriticalPath {
    legs = List.copyOf(legs);
  }

  /// What one process took, from the moment that it could have started until it had come as far as
  /// the next one needs.
  record Leg(String name, double seconds) {}

  static CriticalPath of(List<ProcessStartup> arrivals) {
    Map<String, ProcessStartup> byName = new HashMap<>();
    arrivals.forEach(processStartup -> byName.put(processStartup.name(), processStartup));
    ProcessStartup last = null;
    for (ProcessStartup processStartup : arrivals) {
      if (processStartup.upAt() >= 0 && (last == null || processStartup.upAt() > last.upAt())) {
        last = processStartup;
      }
    }
    List<Leg> legs = new ArrayList<>();
    double until = last == null ? 0 : last.upAt();
    while (last != null) {
      ProcessStartup before = null;
      double from = 0;
      for (Dependency needed : last.dependsOn()) {
        ProcessStartup other = byName.get(needed.process());
        double at = other == null ? ProcessStartup.NEVER : other.reachedAt(needed.until());
        if (at > from) {
          before = other;
          from = at;
        }
      }
      legs.addFirst(new Leg(last.name(), until - from));
      until = from;
      last = before;
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
    String way =
        legs.stream()
            .map(leg -> leg.name() + " " + StartupFormats.seconds(leg.seconds()))
            .collect(Collectors.joining(" → "));
    return legs.size() == 1 ? way : way + " = " + StartupFormats.seconds(seconds());
  }
}
