package dev.brummer.app.completion;

import dev.brummer.app.completion.Completion.Action;
import dev.brummer.app.config.key.KeyPaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Completes the current word of a command line. Pure, but for its source of names.
final class Completer {
  private static final Set<String> ALL_OPERANDS = Set.of("start", "stop", "kill", "restart", "ps");

  private final CommandModel model;
  private final Function<ParsedWords, NameSource> names;

  /// @param names the source of names for the project of a command line
  Completer(CommandModel model, Function<ParsedWords, NameSource> names) {
    this.model = model;
    this.names = names;
  }

  Completion complete(CommandWords words) {
    String command = words.complete().isEmpty() ? "" : words.complete().getFirst();
    ParsedWords parsed = ParsedWords.of(model.program(command), words.complete());
    String current = words.current();
    if (parsed.pendingOption() != null) {
      return values(parsed, parsed.pendingOption(), "");
    }
    if (parsed.isAfterSeparator()) {
      return afterSeparator(parsed);
    }
    if (current.startsWith("--") && current.contains("=")) {
      String name = current.substring(0, current.indexOf('='));
      OptionSpec option = parsed.command().findOption(name);
      return option == null || option.arity().max() == 0
          ? Completion.NONE
          : values(parsed, option, name + "=");
    }
    return current.startsWith("-") ? options(parsed, current) : operands(parsed);
  }

  /// Words after `--` are a command where one can be run, else operands.
  private Completion afterSeparator(ParsedWords parsed) {
    boolean runs = Set.of("run", "up").contains(parsed.command().name());
    return runs ? Completion.by(Action.COMMAND) : operands(parsed);
  }

  private Completion values(ParsedWords parsed, OptionSpec option, String prefix) {
    Completion all = ofKind(parsed, ValueKind.of(parsed.command().name(), option), option);
    if (prefix.isEmpty()) {
      return all;
    }
    return new Completion(
        all.action(),
        all.candidates().stream()
            .map(it -> new Candidate(prefix + it.value(), it.description()))
            .toList());
  }

  private Completion operands(ParsedWords parsed) {
    CommandSpec command = parsed.command();
    if (command.parent() == null) {
      return Completion.of(commands());
    }
    List<Candidate> subcommands = new ArrayList<>();
    if (parsed.operands().isEmpty()) {
      command
          .subcommands()
          .forEach((name, line) -> subcommands.add(new Candidate(name, summary(line))));
    }
    PositionalParamSpec positional = positional(command, parsed.operands().size());
    if (positional == null) {
      return subcommands.isEmpty() ? options(parsed, "--") : Completion.of(subcommands);
    }
    Completion own = ofKind(parsed, ValueKind.of(command.name(), positional), positional);
    subcommands.addAll(own.candidates());
    Set<String> typed = new HashSet<>(parsed.operands());
    subcommands.removeIf(it -> typed.contains(it.value()));
    return new Completion(own.action(), subcommands);
  }

  private static @Nullable PositionalParamSpec positional(CommandSpec command, int index) {
    for (PositionalParamSpec it : command.positionalParameters()) {
      if (it.index().contains(index) && !it.hidden()) {
        return it;
      }
    }
    return null;
  }

  private Completion ofKind(ParsedWords parsed, ValueKind kind, ArgSpec argument) {
    String command = parsed.command().name();
    return switch (kind) {
      case FILES -> Completion.by(Action.FILES);
      case DIRECTORIES -> Completion.by(Action.DIRECTORIES);
      case TARGETS -> Completion.of(names.apply(parsed).targets());
      case PROCESSES -> Completion.of(processes(parsed, command));
      case UNTIL -> Completion.of(until(parsed, argument));
      case INSTANCES -> Completion.of(names.apply(parsed).instances());
      case SESSIONS -> Completion.of(names.apply(parsed).sessions());
      case COMMANDS -> Completion.of(commands());
      case KEYS -> Completion.of(keys(parsed));
      case CONSTANTS -> Completion.of(ValueKind.constants(argument));
      case FREE -> Completion.NONE;
    };
  }

  private List<Candidate> processes(ParsedWords parsed, String command) {
    List<Candidate> all = new ArrayList<>(names.apply(parsed).processes(ValueKind.group(command)));
    if (ALL_OPERANDS.contains(command) && all.size() > 1) {
      all.add(new Candidate("all", "every process"));
    }
    return all;
  }

  /// The keywords that the help of the option names, and the processes of the command line.
  private static List<Candidate> until(ParsedWords parsed, ArgSpec argument) {
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate("all", ""));
    List<String> words =
        argument.paramLabel().equals("WHAT") ? List.of("any") : List.of("first", "last");
    words.forEach(word -> all.add(new Candidate(word, "")));
    parsed.operands().forEach(name -> all.add(new Candidate(name, "")));
    return all;
  }

  /// Keys of the file, and those of each process of the project.
  private List<Candidate> keys(ParsedWords parsed) {
    List<Candidate> all = new ArrayList<>();
    List<Candidate> targets = names.apply(parsed).targets();
    for (KeyPaths.Entry it : KeyPaths.all()) {
      if (it.path().contains(KeyPaths.ANY_NAME)) {
        for (Candidate target : targets) {
          String path = it.path().replace(KeyPaths.ANY_NAME, target.value());
          all.add(new Candidate(path, it.key().description()));
        }
      } else {
        all.add(new Candidate(it.path(), it.key().description()));
      }
    }
    return all;
  }

  private List<Candidate> commands() {
    return model.names().stream().map(name -> new Candidate(name, model.summary(name))).toList();
  }

  private static Completion options(ParsedWords parsed, String current) {
    List<Candidate> all = new ArrayList<>();
    for (OptionSpec option : parsed.command().options()) {
      boolean again = option.isMultiValue() || !parsed.given().contains(option.longestName());
      if (option.hidden() || !again) {
        continue;
      }
      String description = first(option.description());
      for (String name : option.names()) {
        if (name.startsWith("--") || !current.startsWith("--")) {
          all.add(new Candidate(name, description));
        }
      }
      if (option.negatable()) {
        all.add(new Candidate(option.longestName().replaceFirst("^--", "--no-"), description));
      }
    }
    all.sort((one, other) -> Boolean.compare(isHelp(one), isHelp(other)));
    return Completion.of(all);
  }

  private static boolean isHelp(Candidate option) {
    return Set.of("--help", "-h", "--version", "-V").contains(option.value());
  }

  private static String summary(CommandLine line) {
    return first(line.getCommandSpec().usageMessage().description());
  }

  /// The first line of a description, without its default.
  private static String first(String... description) {
    String text = description.length == 0 ? "" : description[0];
    int end = text.indexOf(" (default");
    return end < 0 ? text : text.substring(0, end);
  }
}
