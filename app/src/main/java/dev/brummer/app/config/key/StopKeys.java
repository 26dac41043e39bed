package dev.brummer.app.config.key;

import dev.brummer.app.config.key.TableRule.Exclude;
import java.util.List;

/// Keys of `stop`.
final class StopKeys {
  static final KeyTable TABLE =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "signal",
                  ValueTypes.SIGNAL,
                  "SIGTERM",
                  "signal for the whole process tree",
                  "stop = { signal = \"SIGINT\" }"),
              new ConfigKey(
                  "command",
                  ValueTypes.COMMAND,
                  "",
                  "command that stops it; the signal follows",
                  "stop = { command = \"docker stop db\" }"),
              new ConfigKey(
                  "keys",
                  ValueTypes.NAME,
                  "",
                  "input that stops it, instead of a signal",
                  "stop = { keys = \"q\\n\" }"),
              new ConfigKey(
                  "leader_only",
                  ValueTypes.FLAG,
                  "false",
                  "signals only the main process; the others get SIGKILL after the grace period",
                  "stop = { leader_only = true }"),
              new ConfigKey(
                  "grace",
                  ValueTypes.DURATION,
                  "10s",
                  "time until SIGKILL for the whole tree",
                  "stop = { grace = \"30s\" }")),
          List.of(new Exclude("keys", "command"), new Exclude("keys", "signal")));

  private StopKeys() {}
}
