package dev.brummer.app.command;

import java.util.List;

/// Positional arguments of `brummer run NAME… -- COMMAND…`. Pure.
///
/// @param targets names, globs and groups; those after `--` too if the first of them starts with
///   `-`
/// @param command program and its arguments; empty without `--`
record RunArguments(List<String> targets, List<String> command) {
  private static final String SEPARATOR = "--";

  /// Splits the positional arguments at the separator. If the first word after it starts with `-`,
  /// all words are names: no program has such a name, but a script can.
  ///
  /// @param positional positional arguments of the parser, without the separator
  /// @param typed all arguments as typed, which contain the separator
  static RunArguments split(List<String> positional, List<String> typed) {
    int separator = typed.indexOf(SEPARATOR);
    int commandLength = separator < 0 ? 0 : typed.size() - separator - 1;
    int names = positional.size() - commandLength;
    boolean onlyNames = names < positional.size() && positional.get(names).startsWith("-");
    int targets = onlyNames ? positional.size() : names;
    return new RunArguments(
        positional.subList(0, targets), positional.subList(targets, positional.size()));
  }
}
