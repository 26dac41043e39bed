package dev.brummer.engine.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The secret values among variables, with the names of their variables.
///
/// Not secret are values of less than eight characters, common words, numbers, dates, host names,
/// paths, and URLs without credentials. Of a URL with credentials the password is secret, of a
/// value of several lines each line, of a JSON document also the members with secret names.
/// Confined to one thread.
public final class SecretValues {
  /// Shorter values are not masked: they occur in ordinary text.
  public static final int MIN_LENGTH = 8;

  private static final int MAX_VALUES = 10_000;

  private static final Pattern URL =
      Pattern.compile("(?s)((?:[a-zA-Z][a-zA-Z0-9+.-]*:)+)//(?:([^/?#@\\s]*)@)?(.*)");
  private static final Pattern PARAMETER = Pattern.compile("[?&;#]([^=&;#?\\s]+)=([^&;#\\s]*)");
  private static final Pattern JSON_MEMBER =
      Pattern.compile("\"([^\"\\\\]{1,64})\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r?\\n|\\r|(?:\\\\r)?\\\\n");

  private final Map<String, String> namesByValue = new LinkedHashMap<>();
  private final Predicate<String> isPath;

  /// @param isPath whether a value is the path of a file of the project or of the user
  public SecretValues(Predicate<String> isPath) {
    this.isPath = isPath;
  }

  /// Adds a variable of an env file: all values are secret but those that are evidently settings.
  public void addFromFile(String name, String value) {
    if (SecretNames.isSecret(name) || !OrdinaryValues.isSettingName(name) || isUrl(value)) {
      add(name, value.strip());
    }
  }

  /// Adds a variable of an environment: secret if its name says so, or if it is a URL with
  /// credentials.
  public void addFromEnvironment(String name, String value) {
    if (SecretNames.isSecret(name) || isUrl(value)) {
      add(name, value.strip());
    }
  }

  /// Adds the values of another set.
  public void addAll(SecretValues others) {
    others.namesByValue.forEach(this::put);
  }

  /// Names of variables by their secret values, in the order of addition.
  Map<String, String> namesByValue() {
    return Collections.unmodifiableMap(namesByValue);
  }

  /// Number of values.
  public int size() {
    return namesByValue.size();
  }

  private static boolean isUrl(String value) {
    return value.contains("://") && URL.matcher(value.strip()).matches();
  }

  private void add(String name, String value) {
    Matcher url = URL.matcher(value);
    if (url.matches()) {
      addUrl(name, url.group(2) == null ? "" : url.group(2), url.group(3));
      return;
    }
    if (isOrdinary(value)) {
      return;
    }
    put(value, name);
    String[] lines = LINE_BREAK.split(value);
    for (String line : lines) {
      String text = line.strip();
      if (lines.length > 1 && !text.startsWith("-----") && !isOrdinary(text)) {
        put(text, name);
      }
    }
    addJsonMembers(name, value);
  }

  /// Adds the password, or a user name that stands alone and is a token, and secret parameters.
  private void addUrl(String name, String userInfo, String rest) {
    int colon = userInfo.indexOf(':');
    String password = colon < 0 ? userInfo : userInfo.substring(colon + 1);
    addPart(name, password);
    Matcher parameter = PARAMETER.matcher(rest);
    while (parameter.find()) {
      if (SecretNames.isSecret(parameter.group(1))) {
        addPart(name, parameter.group(2));
      }
    }
  }

  /// Adds a part of a URL as it is written and decoded.
  private void addPart(String name, String part) {
    if (!isOrdinary(part)) {
      put(part, name);
    }
    try {
      String decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!isOrdinary(decoded)) {
        put(decoded, name);
      }
    } catch (IllegalArgumentException notEncoded) {
      return; // the part as written is masked
    }
  }

  private void addJsonMembers(String name, String value) {
    if (!value.startsWith("{") && !value.startsWith("[")) {
      return;
    }
    Matcher member = JSON_MEMBER.matcher(value);
    while (member.find()) {
      if (SecretNames.isSecret(member.group(1))) {
        add(name, member.group(2).replace("\\\"", "\"").replace("\\/", "/"));
      }
    }
  }

  private void put(String value, String name) {
    if (value.length() >= MIN_LENGTH && namesByValue.size() < MAX_VALUES) {
      namesByValue.putIfAbsent(value, name);
    }
  }

  private boolean isOrdinary(String value) {
    return value.length() < MIN_LENGTH || OrdinaryValues.contain(value) || isPath.test(value);
  }
}
