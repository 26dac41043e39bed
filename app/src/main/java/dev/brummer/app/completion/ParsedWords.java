package dev.brummer.app.completion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The complete words of a command line, assigned to the options and operands of its command.
/// Unlike the parser, accepts every line: an unfinished one is the rule.
final class ParsedWords {
  private CommandSpec command;
  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String> operands = new ArrayList<>();
  private @Nullable OptionSpec pending;
  private boolean afterSeparator;

  private ParsedWords(CommandSpec program) {
    this.command = program;
  }

  static ParsedWords of(CommandSpec program, List<String> words) {
    ParsedWords parsed = new ParsedWords(program);
    words.forEach(parsed::add);
    return parsed;
  }

  private void add(String word) {
    if (pending != null) {
      value(pending, word);
      pending = null;
    } else if (afterSeparator) {
      operands.add(word);
    } else if (word.equals("--")) {
      afterSeparator = true;
    } else if (word.startsWith("--")) {
      longOption(word);
    } else if (word.startsWith("-") && word.length() > 1) {
      shortOptions(word);
    } else {
      operand(word);
    }
  }

  private void longOption(String word) {
    int equals = word.indexOf('=');
    OptionSpec option = command.findOption(equals < 0 ? word : word.substring(0, equals));
    if (option == null) {
      return;
    }
    if (equals >= 0) {
      value(option, word.substring(equals + 1));
    } else {
      takeValue(option);
    }
  }

  /// `-k`, `-kd DIR`, `-n10`.
  private void shortOptions(String word) {
    for (int i = 1; i < word.length(); i++) {
      OptionSpec option = command.findOption("-" + word.charAt(i));
      if (option == null) {
        return;
      }
      if (option.arity().max() > 0 && i + 1 < word.length()) {
        value(option, word.substring(i + 1));
        return;
      }
      takeValue(option);
    }
  }

  private void takeValue(OptionSpec option) {
    values.computeIfAbsent(option.longestName(), _ -> new ArrayList<>());
    pending = option.arity().max() > 0 ? option : null;
  }

  private void value(OptionSpec option, String value) {
    values.computeIfAbsent(option.longestName(), _ -> new ArrayList<>()).add(value);
  }

  private void operand(String word) {
    CommandLine subcommand = operands.isEmpty() ? command.subcommands().get(word) : null;
    if (subcommand == null) {
      operands.add(word);
    } else {
      command = subcommand.getCommandSpec();
    }
  }

  /// The innermost command.
  CommandSpec command() {
    return command;
  }

  /// Longest names of the options on the line.
  Set<String> given() {
    return values.keySet();
  }

  /// Values of an option, by its longest name.
  List<String> values(String option) {
    return values.getOrDefault(option, List.of());
  }

  List<String> operands() {
    return operands;
  }

  /// The option that the current word is the value of.
  @Nullable OptionSpec pendingOption() {
    return pending;
  }

  /// Whether the current word comes after `--`.
  boolean isAfterSeparator() {
    return afterSeparator;
  }
}
