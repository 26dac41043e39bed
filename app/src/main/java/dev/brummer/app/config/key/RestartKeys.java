package dev.brummer.app.config.key;

import static dev.brummer.app.config.key.ValueTypes.DURATION;

import dev.brummer.app.config.key.TableRule.Exclude;
import dev.brummer.app.config.key.TableRule.Values;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/// Keys of `restart`.
final class RestartKeys {
  private static final TextType WHEN = TextType.choice(List.of("no", "on-failure", "always"));
  private static final int MAX_ATTEMPTS = 1_000_000;

  static final KeyTable TABLE =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "when", WHEN, "on-failure", "exits that cause a restart", "restart = \"always\""),
              new ConfigKey(
                  "delay",
                  DURATION,
                  "100ms",
                  "time before the first restart; it doubles with each further one",
                  "restart = { delay = \"1s\" }"),
              new ConfigKey(
                  "max_delay",
                  DURATION,
                  "30s",
                  "longest time before a restart; equal to `delay` for a constant one",
                  "restart = { delay = \"1s\", max_delay = \"1s\" }"),
              new ConfigKey(
                  "attempts",
                  new AnyOfType(
                      "a number from 1 to " + MAX_ATTEMPTS + " or \"unlimited\"",
                      List.of(
                          ValueTypes.number(1, MAX_ATTEMPTS),
                          TextType.choice(List.of("unlimited")))),
                  "10",
                  "restarts in a row before it counts as failed",
                  "restart = { attempts = \"unlimited\" }"),
              new ConfigKey(
                  "reset",
                  DURATION,
                  "10s",
                  "a run of this length ends the row",
                  "restart = { reset = \"1m\" }"),
              new ConfigKey(
                  "min_uptime",
                  DURATION,
                  "0s",
                  "an exit within this time is not restarted",
                  "restart = { min_uptime = \"1s\" }"),
              new ConfigKey("backoff", DURATION, "", "former name of `delay`", "", true),
              new ConfigKey("backoff_max", DURATION, "", "former name of `max_delay`", "", true)),
          List.of(
              new Exclude("backoff", "delay"),
              new Exclude("backoff_max", "max_delay"),
              new Values(RestartKeys::checkDelays)));

  static final KeyType TYPE =
      new AnyOfType(WHEN.noun() + ", or a table", List.of(WHEN, new TableType(TABLE)));

  private RestartKeys() {}

  private static void checkDelays(TomlTable table, Problems problems) {
    TomlNode first = either(table, "delay", "backoff");
    TomlNode longest = either(table, "max_delay", "backoff_max");
    if (first != null && longest != null && duration(longest).compareTo(duration(first)) < 0) {
      longest.report(problems, "must not be shorter than " + first.key());
    }
  }

  private static @Nullable TomlNode either(TomlTable table, String key, String former) {
    TomlNode node = TomlNode.of(table, key);
    return node == null ? TomlNode.of(table, former) : node;
  }

  private static Duration duration(TomlNode node) {
    return Durations.parse(node.value().toString());
  }
}
