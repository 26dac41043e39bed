package dev.brummer.app.plain;

import java.util.Set;

/// How a run without a UI prints and ends.
///
/// @param json one object a line instead of `name | line`
/// @param awaited names of the processes whose end is the end of the run
/// @param colour names and brummer's own words in colour
public record PlainSettings(
    PrefixTemplate prefix,
    boolean json,
    boolean colour,
    RunOutcome.Policy policy,
    Set<String> awaited) {
  public PlainSettings {
    awaited = Set.copyOf(awaited);
  }
}
