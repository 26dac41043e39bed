package dev.brummer.app.completion;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// `brummer __complete SHELL …`: what a completion function calls. The command line is not parsed:
/// its words are those of another one, options included.
///
///     brummer __complete bash LINE WORDBREAKS     the line up to the cursor
///     brummer __complete zsh|fish WORD…           the program first, the current word last
///
/// Prints the action and the candidates, see [ShellWriter]; nothing on an error or after the
/// deadline. The exit code is always 0.
public final class CompleteCommand {
  public static final String NAME = "__complete";

  /// A person waits for it.
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private CompleteCommand() {}

  /// @param arguments of the program, the first is [#NAME]
  public static int run(
      CommandModel model, Map<String, String> environment, List<String> arguments) {
    AtomicReference<List<String>> lines = new AtomicReference<>(List.of());
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name("complete")
            .uncaughtExceptionHandler((_, _) -> {}) // a broken project completes to nothing
            .start(() -> lines.set(complete(model, environment, arguments)));
    try {
      thread.join(TIMEOUT);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    if (!lines.get().isEmpty()) {
      StandardStreams.out().print(String.join("\n", lines.get()) + "\n");
    }
    return ExitCodes.OK;
  }

  static List<String> complete(
      CommandModel model, Map<String, String> environment, List<String> arguments) {
    Completer completer = new Completer(model, words -> ProjectNames.of(words, environment));
    String shell = arguments.size() < 3 ? "" : arguments.get(1).toUpperCase(Locale.ROOT);
    List<String> words = arguments.subList(Math.min(2, arguments.size()), arguments.size());
    return switch (shell) {
      case "BASH" -> bash(completer, words, environment);
      case "ZSH" -> ShellWriter.zsh(completer.complete(words(words, environment)));
      case "FISH" -> ShellWriter.fish(completer.complete(words(words, environment)));
      default -> List.of();
    };
  }

  private static CommandWords words(List<String> words, Map<String, String> environment) {
    return CommandWords.of(words, environment.getOrDefault("HOME", "~"));
  }

  private static List<String> bash(
      Completer completer, List<String> words, Map<String, String> environment) {
    String breaks = words.size() < 2 ? "" : words.get(1);
    BashLine line = BashLine.parse(words.getFirst(), breaks, environment);
    Completion completion =
        line.isRedirection()
            ? Completion.by(Completion.Action.FILES)
            : completer.complete(line.words());
    return ShellWriter.bash(completion, line);
  }
}
