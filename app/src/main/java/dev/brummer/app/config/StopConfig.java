package dev.brummer.app.config;

import static dev.brummer.app.config.ProcessConfig.orElse;

import dev.brummer.engine.process.StopPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Settings of `stop` in one file; null where not set.
///
/// @param signal signal number
/// @param keys input that stops the process
public record StopConfig(
    @Nullable Integer signal,
    @Nullable List<String> command,
    @Nullable String keys,
    @Nullable Boolean leaderOnly,
    @Nullable Duration grace) {
  static StopConfig ofGrace(@Nullable Duration grace) {
    return new StopConfig(null, null, null, null, grace);
  }

  static StopConfig read(@Nullable TomlSection stop) {
    if (stop == null) {
      return ofGrace(null);
    }
    String signal = stop.text("signal");
    return new StopConfig(
        signal == null ? null : StopPolicy.signalNamed(signal),
        stop.command("command"),
        stop.text("keys"),
        stop.flag("leader_only"),
        stop.duration("grace"));
  }

  /// A policy with these settings. Of keys and a command or signal, the nearest file decides.
  StopPolicy applyTo(StopPolicy base) {
    boolean otherWay = command != null || signal != null;
    return new StopPolicy(
        orElse(signal, base.signal()),
        keys == null ? orElse(command, base.command()) : List.of(),
        orElse(grace, base.grace()),
        otherWay ? "" : orElse(keys, base.input()),
        orElse(leaderOnly, base.leaderOnly()));
  }
}
