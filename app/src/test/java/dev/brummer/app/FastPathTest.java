package dev.brummer.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.command.EnvironmentDefaults;
import dev.brummer.app.fastpath.FastCommand;
import dev.brummer.app.fastpath.FastParser;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares [FastParser] with picocli, which defines the command lines.
final class FastPathTest {
  private static final int RANDOM_LINES = 1500;
  private static final List<String> VALUES =
      List.of("7", "all", "a b", "", "-", "-1", "x=y", "@f", "5s", "plain", "09", "100001", "web");

  @ParameterizedTest
  @ValueSource(strings = {"run", "list", "logs"})
  void option_everyNameAndForm_sameAsPicocli(String command) {
    List<OptionSpec> options = options(command);
    assertTrue(options.size() > 3, "options of " + command);
    for (OptionSpec option : options) {
      for (String name : option.names()) {
        assertFast(command, Map.of(), words(option, name));
        if (takesValue(option) && name.startsWith("--")) {
          assertFast(command, Map.of(), List.of(name + "=" + sample(option)));
        }
      }
      if (option.negatable()) {
        String negated = option.longestName().replaceFirst("--", "--no-");
        assertFast(command, Map.of(), List.of(negated));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "list", "logs"})
  void option_everyVariable_sameAsPicocli(String command) {
    for (OptionSpec option : options(command)) {
      String variable = EnvironmentDefaults.variable(option.longestName());
      List<String> values = takesValue(option) ? List.of(sample(option)) : List.of("1", "off");
      for (String value : values) {
        Map<String, String> environment = Map.of(variable, value);
        if (option.isMultiValue()) {
          assertFalse(isFast(command, environment, List.of()), variable);
        } else {
          assertFast(command, environment, List.of());
        }
      }
    }
  }

  @Test
  void operands_beforeAndAfterSeparator_sameAsPicocli() {
    assertFast("run", Map.of(), List.of());
    assertFast("run", Map.of(), List.of("web", "--force", "api"));
    assertFast("run", Map.of(), List.of("web", "--", "node", "-e", "1", "--", "--force", ""));
    assertFast("logs", Map.of(), List.of("web", "-n", "5", "dev:*"));
    assertFast("run", Map.of(), List.of("-e", "a", "--env-file=b", "-f", "c", "-f", "d"));
    assertFast("run", Map.of("BRUMMER_RUN_ID", "1", "BRUMMER_DEBUG", "1"), List.of("list"));
  }

  @Test
  void arguments_notPlainlyValid_leftToPicocli() {
    for (String line :
        List.of(
            "--help",
            "-h",
            "--version",
            "--nope",
            "--ui",
            "--ui nope",
            "--ui=",
            "-kD",
            "-e",
            "@file",
            "--force --force",
            "-d a --dir b",
            "--pty --no-pty",
            "--force=true",
            "--proxy-port 0",
            "--requests x",
            "--dir --force",
            "--grace never")) {
      assertFalse(isFast("run", Map.of(), List.of(line.split(" "))), line);
    }
    assertFalse(isFast("list", Map.of(), List.of("web")));
    assertFalse(isFast("run", Map.of("BRUMMER_UI", "nope"), List.of()));
    assertFalse(isFast("run", Map.of("BRUMMER_FORCE", "maybe"), List.of()));
    assertFalse(isFast("run", Map.of("BRUMMER_UI", "plain"), List.of("--ui", "tui")));
    assertFalse(isFast("run", Map.of("BRUMMER_DIR", "${sys:user.home}"), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "list", "logs"})
  void arguments_random_sameAsPicocliOrLeftToIt(String command) {
    Random random = new Random(25);
    List<OptionSpec> options = options(command);
    int fast = 0;
    for (int i = 0; i < RANDOM_LINES; i++) {
      List<String> words = new ArrayList<>();
      for (int length = random.nextInt(5); length > 0; length--) {
        OptionSpec option = options.get(random.nextInt(options.size()));
        String name = option.names()[random.nextInt(option.names().length)];
        switch (random.nextInt(6)) {
          case 0 -> words.add(VALUES.get(random.nextInt(VALUES.size())));
          case 1 -> words.add(name + "=" + VALUES.get(random.nextInt(VALUES.size())));
          case 2 -> words.addAll(List.of(name, VALUES.get(random.nextInt(VALUES.size()))));
          case 3 -> words.add(random.nextBoolean() ? "--" : name + "x");
          default -> words.addAll(words(option, name));
        }
      }
      if (isFast(command, Map.of(), words)) {
        fast++;
        assertFast(command, Map.of(), words);
      }
    }
    assertTrue(fast > RANDOM_LINES / 5, "fast lines: " + fast);
  }

  private static List<OptionSpec> options(String command) {
    return spec(Brummer.parser(Map.of(), command), command).options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  private static CommandSpec spec(CommandLine line, String command) {
    return line.getSubcommands().get(command).getCommandSpec();
  }

  private static List<String> words(OptionSpec option, String name) {
    return takesValue(option) ? List.of(name, sample(option)) : List.of(name);
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static String sample(OptionSpec option) {
    if (option.typeInfo().isEnum()) {
      List<String> constants = option.typeInfo().getEnumConstantNames();
      return constants.getLast().toLowerCase(Locale.ROOT);
    }
    return option.type() == Duration.class ? "5s" : "7";
  }

  private static boolean isFast(
      String command, Map<String, String> environment, List<String> words) {
    FastCommand parsed = command(command);
    return FastParser.parse(parsed, environment, all(command, words));
  }

  private static FastCommand command(String name) {
    return Objects.requireNonNull(Brummer.fastCommand(name), name);
  }

  private static List<String> all(String command, List<String> words) {
    return Stream.concat(Stream.of(command), words.stream()).toList();
  }

  private static void assertFast(
      String command, Map<String, String> environment, List<String> words) {
    List<String> typed = all(command, words);
    FastCommand fast = command(command);
    assertTrue(FastParser.parse(fast, environment, typed), () -> "left to picocli: " + typed);
    CommandLine line = Brummer.parser(environment, command);
    line.parseArgs(typed.toArray(String[]::new));
    Object expected = spec(line, command).userObject();
    assertEquals(values(expected), values(fast), () -> typed + " with " + environment);
    assertEquals(line.getParseResult().originalArgs(), typed);
  }

  /// The values of all options and operands, by field.
  private static Map<String, String> values(Object parsed) {
    Map<String, String> values = new TreeMap<>();
    addValues(parsed, "", values);
    return values;
  }

  private static void addValues(Object parsed, String prefix, Map<String, String> values) {
    for (Field field : parsed.getClass().getDeclaredFields()) {
      try {
        field.setAccessible(true);
        String name = prefix + field.getName();
        if (field.isAnnotationPresent(Mixin.class)) {
          addValues(field.get(parsed), name + ".", values);
        } else if (field.isAnnotationPresent(Option.class)
            || field.isAnnotationPresent(Parameters.class)) {
          values.put(name, String.valueOf(field.get(parsed)));
        }
      } catch (IllegalAccessException inaccessible) {
        throw new AssertionError(inaccessible);
      }
    }
  }
}
