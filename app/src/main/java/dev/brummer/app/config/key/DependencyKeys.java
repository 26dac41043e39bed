package dev.brummer.app.config.key;

import dev.brummer.app.config.key.TableRule.OneOf;
import java.util.List;

/// The forms of `depends_on`.
final class DependencyKeys {
  private static final TextType CONDITION =
      TextType.choice(List.of("started", "ready", "completed", "exited"));

  static final KeyTable LOG_LINE =
      new KeyTable(
          List.of(
              new ConfigKey(
                  "log",
                  ValueTypes.REGEX,
                  "",
                  "a line of its current run matches a regular expression",
                  "depends_on = { db = { log = \"accepting connections\" } }")),
          List.of(new OneOf(List.of("log"), "{ log = \"started\" }")));

  private static final KeyType VALUE =
      new AnyOfType(
          CONDITION.noun() + ", or a table such as { log = \"started\" }",
          List.of(CONDITION, new TableType(LOG_LINE)));

  static final KeyType TYPE =
      new AnyOfType(
          "a string or a list of strings, or a table",
          List.of(
              ValueTypes.TEXTS,
              new NamedTablesType("table of conditions", VALUE, "must be " + VALUE.noun())));

  private DependencyKeys() {}
}
