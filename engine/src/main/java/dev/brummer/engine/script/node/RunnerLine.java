package dev.brummer.engine.script.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A script that does nothing but run commands beside each other through `concurrently`, `run-p` or
/// `npm-run-all --parallel`. Their options for prefixes and colours do not count; a line with an
/// option that changes what is run is no runner line. Pure.
///
/// @param parts at least two, unless a part stands for several scripts
public record RunnerLine(List<Part> parts) {
  /// What runs beside the others.
  public sealed interface Part {}

  /// The scripts that a name or pattern stands for.
  ///
  /// @param arguments appended to the command of each script
  public record Scripts(String name, Pattern pattern, List<String> arguments) implements Part {}

  /// A shell line.
  ///
  /// @param label short name
  public record Line(String label, String text) implements Part {}

  private static final Set<String> LAUNCHERS = Set.of("npx", "bunx", "yarn", "pnpm", "bun");
  private static final Set<String> LAUNCHER_WORDS =
      Set.of("run", "exec", "x", "-y", "--yes", "--no");

  /// Options of concurrently that change only how its output looks, or when it ends.
  private static final Set<String> PLAIN_OPTIONS =
      Set.of(
          "-k",
          "--kill-others",
          "--kill-others-on-fail",
          "-r",
          "--raw",
          "--no-color",
          "--color",
          "-g",
          "--group",
          "--timings",
          "--pad-prefix");

  private static final Set<String> NAMES = Set.of("-n", "--names");
  private static final String SEPARATOR = "--name-separator";

  private static final Set<String> OPTIONS_WITH_VALUE =
      Set.of(
          "-c",
          "--prefix-colors",
          "-p",
          "--prefix",
          "-l",
          "--prefix-length",
          "-t",
          "--timestamp-format",
          "-h",
          "--hide",
          "-s",
          "--success",
          "--kill-signal",
          SEPARATOR);

  private static final Set<String> RUN_P_OPTIONS =
      Set.of(
          "--continue-on-error",
          "--print-label",
          "--print-name",
          "--silent",
          "--race",
          "--aggregate-output");

  private static final Pattern SHORT_OPTIONS = Pattern.compile("-[clnr]+");
  private static final Pattern SHORTCUT = Pattern.compile("(?:npm|pnpm|yarn|bun):(\\S+)(.*)");
  private static final Pattern RUN =
      Pattern.compile("(?:(?:npm|pnpm|yarn|bun)\\s+run|yarn|pnpm)\\s+([\\w:@./-]+)\\s*");
  private static final Pattern START = Pattern.compile("npm\\s+(start|test)\\s*");
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:--prefix|--filter|--workspace|--cwd|-w|-C|-F|\\bworkspace|\\bcd)[= ]\\s*['\"]?([^\\s'\"&;]+)");

  /// Programs and variables before the program that a label names.
  private static final Pattern BEFORE_PROGRAM =
      Pattern.compile(
          "^(?:(?:cross-env|npx|bunx|dotenv|env|exec|--|pnpm exec|yarn exec|\\w+=\\S*)\\s+)+(?=\\S)");

  /// The parts of a script's text; null if it does anything else.
  public static @Nullable RunnerLine parse(String text) {
    if (!text.contains("conc") && !text.contains("run-")) {
      return null; // most scripts: not worth splitting
    }
    List<String> words = ShellWords.of(text);
    int first = 0;
    while (first + 1 < words.size()
        && (first == 0 ? LAUNCHERS : LAUNCHER_WORDS).contains(words.get(first))) {
      first++;
    }
    if (first + 1 >= words.size()) {
      return null;
    }
    List<String> arguments = words.subList(first + 1, words.size());
    List<Part> parts =
        switch (words.get(first)) {
          case "concurrently", "conc" -> concurrently(arguments);
          case "run-p" -> runP(arguments, true);
          case "npm-run-all", "npm-run-all2" -> runP(arguments, false);
          default -> List.of();
        };
    return parts.isEmpty() ? null : new RunnerLine(parts);
  }

  private static List<Part> concurrently(List<String> arguments) {
    List<String> commands = new ArrayList<>();
    String names = "";
    String separator = ",";
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String option = equals < 0 ? word : word.substring(0, equals);
      if (!word.startsWith("-")) {
        commands.add(word);
      } else if (NAMES.contains(option) || OPTIONS_WITH_VALUE.contains(option)) {
        String value =
            equals >= 0
                ? word.substring(equals + 1)
                : i + 1 < arguments.size() ? arguments.get(++i) : "";
        names = NAMES.contains(option) ? value : names;
        separator = option.equals(SEPARATOR) && !value.isEmpty() ? value : separator;
      } else if (!PLAIN_OPTIONS.contains(word)) {
        return List.of();
      }
    }
    String[] labels = names.isEmpty() ? new String[0] : names.split(Pattern.quote(separator), -1);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      parts.add(command(commands.get(i).strip(), i < labels.length ? labels[i].strip() : ""));
    }
    return parts;
  }

  private static Part command(String command, String label) {
    Matcher shortcut = SHORTCUT.matcher(command);
    if (shortcut.matches()) {
      List<String> rest = ShellWords.of(shortcut.group(2));
      boolean plain = shortcut.group(2).isBlank() || !rest.isEmpty();
      String name = shortcut.group(1);
      if (plain && name.indexOf('(') < 0) {
        return new Scripts(name, glob(name, ".*"), withoutSeparator(rest));
      }
    }
    for (Pattern known : List.of(RUN, START)) {
      Matcher run = known.matcher(command);
      if (run.matches()) {
        return new Scripts(run.group(1), glob(run.group(1), ".*"), List.of());
      }
    }
    return new Line(label.isEmpty() ? label(command) : label, command);
  }

  /// A short name for a shell line: the package or directory that it names, else its program.
  private static String label(String command) {
    Matcher place = PLACE.matcher(command);
    String word =
        place.find()
            ? place.group(1)
            : BEFORE_PROGRAM.matcher(command).replaceFirst("").split("\\s+", 2)[0];
    String name = word.replaceFirst("/+$", "");
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// @param parallel whether patterns are parallel without a further option
  private static List<Part> runP(List<String> arguments, boolean parallel) {
    boolean isParallel = parallel;
    List<Part> parts = new ArrayList<>();
    for (String word : arguments) {
      if (!parallel && (word.equals("-p") || word.equals("--parallel"))) {
        isParallel = true;
      } else if (word.startsWith("-")) {
        boolean harmless = RUN_P_OPTIONS.contains(word) || SHORT_OPTIONS.matcher(word).matches();
        if (!harmless && !(parallel && word.equals("-s"))) {
          return List.of();
        }
      } else if (!isParallel || word.indexOf('{') >= 0) {
        return List.of();
      } else {
        List<String> words = ShellWords.of(word);
        if (words.isEmpty()) {
          return List.of();
        }
        parts.add(
            new Scripts(
                words.getFirst(),
                glob(words.getFirst(), "[^:]*"),
                withoutSeparator(words.subList(1, words.size()))));
      }
    }
    return parts;
  }

  private static List<String> withoutSeparator(List<String> arguments) {
    return !arguments.isEmpty() && arguments.getFirst().equals("--")
        ? List.copyOf(arguments.subList(1, arguments.size()))
        : List.copyOf(arguments);
  }

  /// @param star regular expression for `*`; `**` is anything
  private static Pattern glob(String glob, String star) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
      regex.append(part.startsWith("**") ? ".*" : part.equals("*") ? star : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
