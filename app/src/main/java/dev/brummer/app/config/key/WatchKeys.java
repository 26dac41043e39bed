package dev.brummer.app.config.key;

import java.util.List;

/// Keys of `watch`.
final class WatchKeys {
  static final KeyTable TABLE =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "paths",
                  ValueTypes.GLOBS,
                  "all files",
                  "globs of the files",
                  "watch = { paths = [\"src/**\"] }"),
              new ConfigKey(
                  "ignore",
                  ValueTypes.GLOBS,
                  "",
                  "globs of files whose changes do not count",
                  "watch = { ignore = \"*.test.js\" }"),
              new ConfigKey(
                  "debounce",
                  ValueTypes.DURATION,
                  "200ms",
                  "time without a further change before the restart",
                  "watch = { debounce = \"1s\" }")),
          List.of());

  static final KeyType TYPE =
      new AnyOfType(
          "a string or a list of strings, true, false, or a table",
          List.of(ValueTypes.FLAG, ValueTypes.GLOBS, new TableType(TABLE)));

  private WatchKeys() {}
}
