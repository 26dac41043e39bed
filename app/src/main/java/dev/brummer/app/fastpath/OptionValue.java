package dev.brummer.app.fastpath;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;

/// One option and its value, from the command line or from the environment. Its methods throw
/// [UnsupportedArgumentException] for a value that is not plainly valid.
public final class OptionValue {
  private final String name;
  private final @Nullable String assigned;
  private final @Nullable ListIterator<String> following;
  private boolean repeatable;

  private OptionValue(
      String name, @Nullable String assigned, @Nullable ListIterator<String> following) {
    this.name = name;
    this.assigned = assigned;
    this.following = following;
  }

  /// An option of the command line.
  ///
  /// @param assigned text after `=`; null without
  /// @param following the next arguments, the first of which can be the value
  static OptionValue typed(String name, @Nullable String assigned, ListIterator<String> following) {
    return new OptionValue(name, assigned, following);
  }

  /// An option whose default value is an environment variable.
  static OptionValue ofEnvironment(String name, String value) {
    return new OptionValue(name, value, null);
  }

  /// The long name.
  public String name() {
    return name;
  }

  /// Whether the option can occur more than once; known once its value has been read.
  boolean isRepeatable() {
    return repeatable;
  }

  /// The value of an option without an argument: true, unless the environment says no.
  public boolean flag() {
    if (following != null && assigned == null) {
      return true;
    }
    if (following != null || assigned == null) {
      throw new UnsupportedArgumentException();
    }
    return switch (assigned.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "on", "true" -> true;
      case "0", "no", "off", "false" -> false;
      default -> throw new UnsupportedArgumentException();
    };
  }

  /// The value of an option without an argument whose name negates it. The environment has none.
  public boolean negatedFlag() {
    if (following == null) {
      throw new UnsupportedArgumentException();
    }
    return !flag();
  }

  public String text() {
    String value = assigned;
    if (value == null && following != null && following.hasNext()) {
      value = following.next();
    }
    if (value == null || value.isEmpty() || value.startsWith("-")) {
      throw new UnsupportedArgumentException();
    }
    return value;
  }

  public Path path() {
    return Path.of(text());
  }

  /// A list with the value added. The option can be repeated.
  public List<Path> addTo(List<Path> paths) {
    if (following == null) {
      throw new UnsupportedArgumentException();
    }
    repeatable = true;
    List<Path> all = new ArrayList<>(paths);
    all.add(path());
    return all;
  }

  /// A number from 0 to 999,999,999.
  public int number() {
    String value = text();
    boolean octal = value.length() > 1 && value.charAt(0) == '0';
    if (octal || value.length() > 9 || !isDigits(value)) {
      throw new UnsupportedArgumentException();
    }
    return Integer.parseInt(value);
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// The constant of this name in any case.
  public <E extends Enum<E>> E oneOf(E[] constants) {
    String value = text();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new UnsupportedArgumentException();
  }

  public <T> T convert(ITypeConverter<T> converter) {
    String value = text();
    try {
      return converter.convert(value);
    } catch (Exception invalid) { // picocli reports it
      throw new UnsupportedArgumentException();
    }
  }
}
