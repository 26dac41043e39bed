package dev.brummer.app.config.key;

import dev.brummer.engine.process.StopPolicy;
import dev.brummer.engine.text.VisibleText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The types of values that several keys share.
final class ValueTypes {
  private static final int MAX_PORT = 65_535;
  private static final String TEXT_OR_LIST = "a string or a list of strings";
  private static final String COMMAND_NOUN = "a shell command or a list of strings";
  private static final String CODES_NOUN = "a number or a list of numbers from 0 to 255";

  static final KeyType TEXT = TextType.ANY;
  static final KeyType NAME = TextType.NOT_BLANK;
  static final KeyType FLAG = new FlagType();
  static final KeyType DURATION = new DurationType(true);
  static final KeyType INTERVAL = new DurationType(false);
  static final KeyType PORT = number(1, MAX_PORT);
  static final KeyType TEXTS = textOrList(TextType.ANY);

  /// Names of environment variables.
  static final KeyType NAMES =
      textOrList(
          TextType.of(
              "string",
              "^[^=\\u0000]+$",
              text ->
                  text.isEmpty() || text.indexOf('=') >= 0 || text.indexOf('\0') >= 0
                      ? "must be names of variables, not " + VisibleText.quoted(text)
                      : null));

  static final KeyType GLOBS = textOrList(TextType.of("glob", null, ValueTypes::globProblem));

  static final KeyType COMMAND =
      new AnyOfType(
          COMMAND_NOUN,
          List.of(
              TextType.of(
                  "string", "\\S", text -> text.isBlank() ? "must be " + COMMAND_NOUN : null),
              new ListType(COMMAND_NOUN, TextType.ANY, 1)));

  static final KeyType EXIT_CODES =
      new AnyOfType(
          CODES_NOUN, List.of(number(0, 255), new ListType(CODES_NOUN, number(0, 255), 0)));

  static final KeyType REGEX = TextType.of("regular expression", null, ValueTypes::regexProblem);
  static final KeyType SIGNAL = TextType.of("signal", "^\\w+$", ValueTypes::signalProblem);
  static final KeyType ZONE = TextType.of("time zone", "\\S", ValueTypes::zoneProblem);

  static final KeyType WEB_URL =
      TextType.of(
          "URL",
          "^[Hh][Tt][Tt][Pp][Ss]?://\\S+$",
          text ->
              isUrl(text)
                  ? null
                  : "must be an http or https URL such as \"http://localhost:3000\", not "
                      + VisibleText.quoted(text));

  static final KeyType HOST_AND_PORT =
      TextType.of("address", ":[0-9]{1,5}$", ValueTypes::addressProblem);

  private ValueTypes() {}

  static KeyType number(int min, int max) {
    return new NumberType(min, max);
  }

  static KeyType choice(List<String> words) {
    return TextType.choice(words);
  }

  /// One or several of some words.
  static KeyType choices(List<String> words) {
    TextType word = TextType.choice(words);
    String noun = word.noun() + ", or a list of them";
    return new AnyOfType(noun, List.of(word, new ListType(noun, word, 1)));
  }

  private static KeyType textOrList(TextType element) {
    return new AnyOfType(TEXT_OR_LIST, List.of(element, new ListType(TEXT_OR_LIST, element, 0)));
  }

  private static @Nullable String globProblem(String glob) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return null;
    } catch (PatternSyntaxException invalid) {
      return "contains an invalid glob, " + VisibleText.quoted(glob);
    }
  }

  private static @Nullable String regexProblem(String text) {
    try {
      Pattern.compile(text);
      return null;
    } catch (PatternSyntaxException invalid) {
      return "is not a valid regular expression: " + invalid.getDescription();
    } catch (StackOverflowError deep) {
      return "is nested too deeply";
    }
  }

  private static @Nullable String signalProblem(String name) {
    return StopPolicy.signalNamed(name) == null
        ? "must be a signal name such as \"SIGINT\", not " + VisibleText.quoted(name)
        : null;
  }

  private static @Nullable String zoneProblem(String zone) {
    try {
      ZoneId.of(zone);
      return null;
    } catch (DateTimeException invalid) {
      return "must be a time zone such as \"Europe/Berlin\", not " + VisibleText.quoted(zone);
    }
  }

  private static boolean isUrl(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      return web && url.getHost() != null && url.getPort() != 0 && url.getPort() <= MAX_PORT;
    } catch (URISyntaxException invalid) {
      return false;
    }
  }

  private static @Nullable String addressProblem(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    boolean valid =
        colon > 0
            && !text.substring(0, colon).isBlank()
            && port.matches("[0-9]{1,5}")
            && Integer.parseInt(port) >= 1
            && Integer.parseInt(port) <= MAX_PORT;
    return valid
        ? null
        : "must be a host and a port such as \"localhost:5432\", not " + VisibleText.quoted(text);
  }
}
