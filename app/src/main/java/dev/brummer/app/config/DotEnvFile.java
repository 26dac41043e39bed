package dev.brummer.app.config;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.ProjectTextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of `.env` files with the syntax of the npm package dotenv 17: `NAME=value` or `NAME:
/// value`, an optional `export`, and values in `"`, `'` or backticks, which may span lines. In
/// double quotes, `\n` and `\r` are escapes. An unquoted value ends at `#`. References such as `$A`
/// and `${A:-default}` are expanded as by dotenv-expand, but not in single quotes.
///
/// Bytes that are not UTF-8 become U+FFFD, as in dotenv. Unlike in dotenv-expand, an escaped `\$A`
/// stays as it is beside a reference `$A`.
public final class DotEnvFile {
  /// The pattern needs time that grows with the square of the size for hostile files.
  private static final int MAX_BYTES = 64 << 10;

  private static final String BLANK = "[\\s\\u00A0\\uFEFF]*";

  /// Unlike in dotenv, an escaped quote is matched by a look-behind: the alternation of dotenv
  /// overflows the stack of Java's matcher on long values.
  private static final Pattern ENTRY =
      Pattern.compile(
          "^(?<blank>BLANK)(?:export\\s+)?(?<name>[\\w.-]+)(?:\\s*=\\s*?|:\\s+?)"
                  .replace("BLANK", BLANK)
              + "(?<value>"
              + quoted("'")
              + "|"
              + quoted("\"")
              + "|"
              + quoted("`")
              + "|[^#\\n]+)?(?<end>BLANK)(?:#.*)?$".replace("BLANK", BLANK),
          Pattern.MULTILINE | Pattern.UNIX_LINES);

  private static final Pattern QUOTES =
      Pattern.compile("^(['\"`])([\\s\\S]*)\\1$", Pattern.MULTILINE | Pattern.UNIX_LINES);

  private DotEnvFile() {}

  /// A quoted value up to the first quote without a backslash, else up to the first with one.
  private static String quoted(String quote) {
    return "\\s*Q[^Q]*+(?:(?<=\\\\)Q[^Q]*+)*+Q|\\s*Q[^Q]*(?<=\\\\)Q".replace("Q", quote);
  }

  /// A value before expansion.
  record RawValue(String text, boolean literal, int line) {}

  /// Reads `.env` and `.env.local` of the project if they exist, then the requested files. A later
  /// file overrides an earlier one; variables that are already in `environment` are left out.
  ///
  /// @param warn receives one sentence per invalid line
  /// @throws UserException if a requested file cannot be read
  public static Map<String, String> load(
      Path directory,
      List<Path> requested,
      Map<String, String> environment,
      Consumer<String> warn) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : List.of(".env", ".env.local")) {
      Path file = directory.resolve(name);
      if (ProjectTextFile.exists(file)
          && !Files.isDirectory(file)) { // .env may be a Python environment
        try {
          parse(file, ProjectTextFile.read(file), environment, all, warn);
        } catch (IOException unreadable) {
          warn.accept(file + ": ignored, cannot be read: " + IoErrorMessage.of(unreadable));
        }
      }
    }
    requested.forEach(file -> read(file, "--env-file", environment, all, warn));
    all.keySet().removeAll(environment.keySet());
    return all;
  }

  /// Reads one file.
  ///
  /// @param source the option or key that names the file, for error messages
  /// @param environment variables that override those of the file in references
  /// @param into receives the variables; those in it can be referenced
  /// @throws UserException if it cannot be read
  public static void read(
      Path file,
      String source,
      Map<String, String> environment,
      Map<String, String> into,
      Consumer<String> warn) {
    try {
      boolean substitution = file.startsWith("/dev/fd") || file.startsWith("/proc/self/fd");
      byte[] bytes = substitution ? Files.readAllBytes(file) : ProjectTextFile.read(file);
      parse(file, bytes, environment, into, warn);
    } catch (NoSuchFileException missing) {
      throw UserException.usage("no such file: " + file + " (" + source + ")");
    } catch (IOException unreadable) {
      throw UserException.failure(
          "cannot read " + file + " (" + source + "): " + IoErrorMessage.of(unreadable));
    }
  }

  /// Passes each variable of a file on with its value after expansion and, where that differs, as
  /// it is written. A file that cannot be read has no variables.
  ///
  /// @param environment variables that override those of the file in references
  public static void forEachValue(
      Path file, Map<String, String> environment, BiConsumer<String, String> values) {
    byte[] bytes;
    try {
      bytes = ProjectTextFile.read(file);
    } catch (IOException unreadable) {
      return;
    }
    if (bytes.length <= MAX_BYTES) {
      Consumer<String> silent = warning -> {};
      Map<String, String> expanded = new LinkedHashMap<>();
      Map<String, RawValue> raw = parse(file, bytes, environment, expanded, silent);
      expanded.forEach(values);
      raw.forEach((name, value) -> values.accept(name, value.text()));
    }
  }

  /// @return the values before expansion
  static Map<String, RawValue> parse(
      Path file,
      byte[] bytes,
      Map<String, String> environment,
      Map<String, String> into,
      Consumer<String> warn) {
    if (bytes.length > MAX_BYTES) {
      warn.accept(file + ": ignored, larger than 64 KiB");
      return Map.of();
    }
    String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\r\n?", "\n");
    Warnings warnings = new Warnings(file, text, warn);
    Map<String, RawValue> raw = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(text);
    int end = 0;
    while (entry.find()) {
      warnings.skipped(end, entry.start());
      end = entry.end();
      int line = warnings.lineOf(entry.start("name"));
      String value = entry.group("value") == null ? "" : trim(entry.group("value"));
      warnings.checkValue(entry, value, line);
      if (value.indexOf('\0') < 0) {
        raw.put(entry.group("name"), rawValue(value, line));
      }
    }
    warnings.skipped(end, text.length());
    into.putAll(new Expansion(file, raw, environment, into, warn).all());
    return raw;
  }

  private static RawValue rawValue(String value, int line) {
    String unquoted = QUOTES.matcher(value).replaceAll("$2");
    if (value.startsWith("\"")) {
      unquoted = unquoted.replace("\\n", "\n").replace("\\r", "\r");
    }
    boolean literal = value.startsWith("'") && !unquoted.equals(value);
    return new RawValue(unquoted, literal, line);
  }

  private static String trim(String text) {
    return text.replaceAll("^" + BLANK + "|" + BLANK + "\\z", "");
  }

  /// Warnings with the line they are about.
  private record Warnings(Path file, String text, Consumer<String> warn) {
    int lineOf(int at) {
      return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private void at(int line, String sentence) {
      warn.accept(file + ":" + line + ": " + sentence);
    }

    /// Reports the lines between two entries that are no comments.
    void skipped(int from, int to) {
      int at = from;
      for (String line : text.substring(from, to).split("\n", -1)) {
        String content = trim(line);
        if (!content.isEmpty() && !content.startsWith("#")) {
          at(lineOf(at), "line ignored, expected NAME=value");
        }
        at += line.length() + 1;
      }
    }

    void checkValue(Matcher entry, String value, int line) {
      String name = entry.group("name");
      int hash = entry.end("end");
      boolean comment = hash < entry.end() && text.charAt(hash) == '#';
      boolean quoted = !value.isEmpty() && "'\"`".indexOf(value.charAt(0)) >= 0;
      boolean spaced = Character.isWhitespace(text.charAt(hash - 1));
      if (value.indexOf('\0') >= 0) {
        at(line, name + " ignored, the value contains a NUL character");
      } else if (value.indexOf('\uFFFD') >= 0) {
        at(line, name + " contains a byte that is not UTF-8; save the file as UTF-8");
      } else if (quoted && !value.matches("(?s)(['\"`]).*\\1")) {
        at(line, "the quotation mark before the value of " + name + " is not closed");
      } else if (comment && !quoted && !spaced) {
        at(line, "the value of " + name + " ends before #; quote the value to keep it");
      }
    }
  }

  /// Expansion of the references in one file, also to later lines. Unlike in dotenv-expand, a `$`
  /// in the value of a referenced variable is no reference, or single quotes would not protect it.
  /// Confined to one thread.
  ///
  /// Warnings do not quote values: what looks like a reference may be part of a password.
  private static final class Expansion {
    private static final Pattern REFERENCE =
        Pattern.compile("(?<!\\\\)\\$(?:\\{([^{}]+)}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final Pattern OPERATOR = Pattern.compile(":\\+|\\+|:-|-");

    /// Maximum length of all values with references, because references can multiply them.
    private static final int MAX_EXPANDED = 1 << 20;

    private static final int MAX_REFERENCES = 1_000;
    private static final int MAX_DEPTH = 100;
    private static final String TOO_MUCH =
        " is empty, because its references make it too long or too deep";

    /// Stands for a `$` that is no reference; a value contains no NUL.
    private static final char DOLLAR = '\0';

    private final Path file;
    private final Map<String, RawValue> raw;
    private final Map<String, String> environment;
    private final Map<String, String> earlier;
    private final Map<String, String> expanded = new LinkedHashMap<>();
    private final Consumer<String> warn;
    private int remaining = MAX_EXPANDED;
    private int depth;

    Expansion(
        Path file,
        Map<String, RawValue> raw,
        Map<String, String> environment,
        Map<String, String> earlier,
        Consumer<String> warn) {
      this.file = file;
      this.raw = raw;
      this.environment = environment;
      this.earlier = earlier;
      this.warn = warn;
    }

    Map<String, String> all() {
      Map<String, String> all = new LinkedHashMap<>();
      raw.forEach((name, value) -> all.put(name, valueOf(name, value)));
      return all;
    }

    private String valueOf(String name, RawValue value) {
      String known = expanded.get(name);
      if (known != null) {
        return known;
      }
      expanded.put(name, ""); // a reference to itself is empty
      if (depth == MAX_DEPTH) {
        warn(value.line, name + TOO_MUCH);
        return "";
      }
      depth++;
      String result = value.literal ? value.text : expand(name, value);
      depth--;
      expanded.put(name, result);
      return result;
    }

    private String expand(String name, RawValue value) {
      String text = value.text;
      Matcher reference = REFERENCE.matcher(text);
      for (int i = 0; reference.find(); i++) {
        String replacement =
            reference.group(1) == null
                ? plain(name, reference.group(2), value.line)
                : braced(reference.group(1));
        text = text.substring(0, reference.start()) + replacement + text.substring(reference.end());
        if (i == MAX_REFERENCES || text.length() > remaining) {
          warn(value.line, name + TOO_MUCH);
          return "";
        }
        reference = REFERENCE.matcher(text);
      }
      remaining -= text.length() == value.text.length() ? 0 : text.length();
      return text.replace("\\$", "$").replace(DOLLAR, '$');
    }

    private String plain(String owner, String name, int line) {
      String found = lookUp(name);
      if (found == null) {
        warn(line, owner + " refers to a variable that is not set; for a dollar sign write \\$");
      }
      return found == null ? "" : found.replace('$', DOLLAR);
    }

    /// Expands `NAME`, `NAME:-default`, `NAME-default`, `NAME:+other` or `NAME+other`.
    private String braced(String expression) {
      Matcher operator = OPERATOR.matcher(expression);
      boolean plain = !operator.find();
      String name = plain ? expression : expression.substring(0, operator.start());
      String argument = plain ? "" : expression.substring(operator.end());
      String found = lookUp(name);
      boolean empty = found == null || found.isEmpty();
      if (!plain && operator.group().endsWith("+")) {
        return empty ? "" : argument;
      }
      return found == null || empty ? argument : found.replace('$', DOLLAR);
    }

    private @Nullable String lookUp(String name) {
      String own = environment.get(name);
      if (own != null) {
        return own;
      }
      RawValue value = raw.get(name);
      return value == null ? earlier.get(name) : valueOf(name, value);
    }

    private void warn(int line, String sentence) {
      warn.accept(file + ":" + line + ": " + sentence);
    }
  }
}
