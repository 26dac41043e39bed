package dev.brummer.app.config.key;

import dev.brummer.app.config.key.TableRule.Needs;
import dev.brummer.app.config.key.TableRule.OneOf;
import dev.brummer.engine.process.Schedule;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys of `schedule`.
final class ScheduleKeys {
  private static final KeyType CRON =
      new TextType(
          "a cron expression of five fields, such as \"0 3 * * *\"",
          "cron expression",
          "^\\s*(@\\S+(\\s+\\S+)?|\\S+(\\s+\\S+){4})\\s*$",
          List.of(),
          ScheduleKeys::problem);

  static final KeyTable TABLE =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "cron",
                  CRON,
                  "",
                  "minute, hour, day of the month, month and day of the week",
                  "schedule = { cron = \"0 3 * * mon-fri\" }"),
              new ConfigKey(
                  "every",
                  ValueTypes.INTERVAL,
                  "",
                  "time between two starts",
                  "schedule = { every = \"10m\" }"),
              new ConfigKey(
                  "zone",
                  ValueTypes.ZONE,
                  "that of the machine",
                  "time zone of `cron`",
                  "schedule = { cron = \"0 3 * * *\", zone = \"Europe/Berlin\" }"),
              new ConfigKey(
                  "on_start",
                  ValueTypes.FLAG,
                  "false",
                  "also runs it when the run starts",
                  "schedule = { every = \"10m\", on_start = true }")),
          List.of(
              new OneOf(List.of("cron", "every"), "{ every = \"10m\" }"),
              new Needs("zone", "cron")));

  static final KeyType TYPE =
      new AnyOfType(
          "a cron expression such as \"0 3 * * *\", or a table",
          List.of(CRON, new TableType(TABLE)));

  private ScheduleKeys() {}

  private static @Nullable String problem(String text) {
    try {
      Schedule.Trigger.parse(text, ZoneOffset.UTC);
      return null;
    } catch (IllegalArgumentException invalid) {
      return "is invalid: " + invalid.getMessage();
    }
  }
}
