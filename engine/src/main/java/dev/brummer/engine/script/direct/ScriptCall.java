package dev.brummer.engine.script.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A command line that runs one script of a `package.json`: `npm run dev -- --port 1`, `yarn dev`.
///
/// @param command subcommand as written: `run`, `start`; for `yarn dev` and `pnpm dev` empty
/// @param script name of the script
/// @param arguments words after the name, without the separator `--` that the manager drops
record ScriptCall(Manager manager, String command, String script, List<String> arguments) {
  /// Managers whose calls are recognised.
  enum Manager {
    NPM,
    PNPM,
    YARN,
    BUN;

    String program() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final String SEPARATOR = "--";
  private static final Set<String> SHELLS = Set.of("sh", "/bin/sh");
  private static final Set<String> RUN = Set.of("run", "run-script");
  private static final Set<String> NAMED = Set.of("start", "test", "stop");

  /// Scripts that `yarn` and `pnpm` run without `run`: they have no commands of these names.
  private static final Pattern SHORT_CALL =
      Pattern.compile("(?:dev|develop|serve|watch|build|preview|storybook)(?:[:-][\\w:.-]+)?");

  /// A shell line that is one command of words without any meaning to the shell.
  private static final Pattern PLAIN_LINE =
      Pattern.compile("\\s*[\\w./-]+(?:[ \\t]+[\\w@%+=:,./-]+)*\\s*");

  /// A longer line is left to the shell.
  private static final int MAX_LINE = 1_000;

  /// Recognises a command; null if it does not run a script, or runs more than that.
  ///
  /// @throws ManagerNeededException if it has options that only the manager knows
  static @Nullable ScriptCall parse(List<String> command) throws ManagerNeededException {
    List<String> words = words(command);
    Manager manager = words.size() < 2 ? null : manager(words.getFirst());
    if (manager == null) {
      return null;
    }
    String verb = words.get(1);
    if (RUN.contains(verb)) {
      return words.size() == 2 ? null : of(manager, verb, words.subList(2, words.size()));
    }
    List<String> rest = words.subList(1, words.size());
    if (NAMED.contains(verb) && manager != Manager.BUN) {
      return of(manager, verb, rest);
    }
    return manager != Manager.NPM && SHORT_CALL.matcher(verb).matches()
        ? of(manager, "", rest)
        : null;
  }

  private static List<String> words(List<String> command) {
    boolean line =
        command.size() == 3 && SHELLS.contains(command.get(0)) && command.get(1).equals("-c");
    if (!line) {
      return command;
    }
    String text = command.get(2);
    return text.length() <= MAX_LINE && PLAIN_LINE.matcher(text).matches()
        ? List.of(text.strip().split("[ \\t]+"))
        : command;
  }

  private static @Nullable Manager manager(String program) {
    for (Manager manager : Manager.values()) {
      if (program.equals(manager.program())) {
        return manager;
      }
    }
    return null;
  }

  /// @param words the name of the script and what follows
  private static ScriptCall of(Manager manager, String command, List<String> words)
      throws ManagerNeededException {
    boolean separated = words.getFirst().equals(SEPARATOR) && manager == Manager.NPM;
    List<String> named = separated ? words.subList(1, words.size()) : words;
    if (named.isEmpty() || (!separated && named.getFirst().startsWith("-"))) {
      throw new ManagerNeededException("options of " + manager.program());
    }
    List<String> after = named.subList(1, named.size());
    return new ScriptCall(
        manager,
        command,
        named.getFirst(),
        separated ? List.copyOf(after) : arguments(manager, after));
  }

  private static List<String> arguments(Manager manager, List<String> words)
      throws ManagerNeededException {
    return switch (manager) {
      case NPM -> npmArguments(words);
      case YARN -> words.contains(SEPARATOR) ? yarnArguments(words) : List.copyOf(words);
      case PNPM, BUN -> List.copyOf(words);
    };
  }

  /// npm reads options up to the separator.
  private static List<String> npmArguments(List<String> words) throws ManagerNeededException {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(SEPARATOR)) {
        arguments.addAll(words.subList(i + 1, words.size()));
        return List.copyOf(arguments);
      }
      if (word.startsWith("-")) {
        throw new ManagerNeededException("options of npm");
      }
      arguments.add(word);
    }
    return List.copyOf(arguments);
  }

  /// yarn drops a separator right after the name, with a warning.
  private static List<String> yarnArguments(List<String> words) throws ManagerNeededException {
    if (words.lastIndexOf(SEPARATOR) > 0) {
      throw new ManagerNeededException("options of yarn");
    }
    return List.copyOf(words.subList(1, words.size()));
  }
}
