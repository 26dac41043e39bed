package dev.brummer.app.command;

import java.util.List;

/// Positional arguments of `brummer run NAME… -- COMMAND…`. Pure.
///
/// @param targets names, globs and groups; those after `--` too if the first of them starts with
///   `-`
/// @param command program and its arguments; empty without `--`
record RunArguments(List<String> targets, List<String> command) {
  private static final String SEPARATOR = "--";

  /// Splits the positional arguments at the separator.
  ///
  /// @param positional positional arguments of the parser, without the separator
  /// @param typed all arguments as typed, which contain the separator
  static RunArguments split(List<String> positional, List<String> typed) {
    int separator = typed.indexOf(SEPARATOR);
    int commandLength = separator < 0 ? 0 : typed.size() - separator - 1;
    int names = positional.size() - commandLength;
    if (commandLength > 0 && positional.get(names).startsWith("-")) {
      names = positional.size(); // a script can have such a name, a program cannot be run by it
    }
    return new RunArguments(
        positional.subList(0, names), positional.subList(names, positional.size()));
  }
}
