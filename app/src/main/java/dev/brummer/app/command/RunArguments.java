package dev.brummer.app.command;

import java.util.List;

/// The words of `brummer run NAME… -- COMMAND…`, divided. Pure.
///
/// @param targets of scripts, globs, groups
/// @param command program and its arguments; empty without `--`
record RunArguments(List<String> targets, List<String> command) {
  private static final String SEPARATOR = "--";

  /// @param positional what the parser took for words, without the separator
  /// @param typed all arguments as they were typed: only they tell where the separator stood
  static RunArguments split(List<String> positional, List<String> typed) {
    int separator = typed.indexOf(SEPARATOR);
    int commandLength = separator < 0 ? 0 : typed.size() - separator - 1;
    int names = positional.size() - commandLength;
    return new RunArguments(
        positional.subList(0, names), positional.subList(names, positional.size()));
  }
}
