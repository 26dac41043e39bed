package dev.brummer.app.plain;

import java.util.Set;

/// Settings of a run without a UI.
///
/// @param json prints one JSON object per line instead of `name | line`
/// @param colour colours the names and the messages of brummer
/// @param policy when the run ends and with which exit code
/// @param awaited names of the processes the run waits for
public record PlainSettings(
    PrefixTemplate prefix,
    boolean json,
    boolean colour,
    CompletionTracker.Policy policy,
    Set<String> awaited) {
  public PlainSettings {
    awaited = Set.copyOf(awaited);
  }
}
