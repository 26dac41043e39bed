package dev.brummer.engine.secret;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Values that are no secrets although an env file has them, and names of settings. Pure.
final class OrdinaryValues {
  private static final Set<String> COMMON_WORDS =
      Set.of(
          "production",
          "development",
          "developer",
          "localhost",
          "postgres",
          "postgresql",
          "database",
          "undefined",
          "disabled",
          "enabled",
          "password",
          "changeme",
          "username",
          "administrator",
          "minioadmin",
          "anonymous",
          "required",
          "optional",
          "internal",
          "external",
          "testing",
          "staging",
          "preview",
          "default",
          "example",
          "standard",
          "verbose",
          "critical",
          "warning",
          "information",
          "mongodb",
          "mariadb",
          "rabbitmq",
          "redis-server",
          "sqlite3",
          "in-memory",
          "filesystem",
          "cloudinary",
          "sendmail",
          "mailhog",
          "mailpit",
          "europe/berlin",
          "etc/utc",
          "en_us.utf-8",
          "c.utf-8",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "eu-west-2",
          "eu-central-1",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "application/json",
          "text/plain",
          "text/html",
          "https://",
          "http://",
          "truefalse",
          "services",
          "frontend",
          "container");

  /// Last words of names whose values are settings.
  private static final Pattern SETTING_NAME =
      Pattern.compile(
          "(?:.*_)?(?:ENV|ENVIRONMENT|NAME|HOST|HOSTNAME|REGION|LEVEL|TZ|LANG|LOCALE|MODE|STAGE"
              + "|FORMAT|VERSION|PORT|DIR|DIRECTORY|PATH|FILE)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBER_LIKE =
      Pattern.compile("[-+\\d.,:_/TZ %]+(?:ms|[smhd]|[kmgKMG]i?[bB])?");
  private static final Pattern HOST =
      Pattern.compile(
          "(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[?::1\\]?"
              + "|[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.(?:com|org|net|io|dev|local|localhost|internal|test))"
              + "(?::\\d{1,5})?");

  private OrdinaryValues() {}

  /// Whether a variable of this name is a setting, unless the name is that of a secret.
  static boolean isSettingName(String name) {
    return SETTING_NAME.matcher(name).matches();
  }

  /// Whether a value is a common word, a number, a date, a host or a repeated character.
  static boolean contain(String value) {
    return COMMON_WORDS.contains(value.toLowerCase(Locale.ROOT))
        || NUMBER_LIKE.matcher(value).matches()
        || HOST.matcher(value).matches()
        || isSingleCharacter(value);
  }

  /// Whether a value is a line of `=` or `*`.
  private static boolean isSingleCharacter(String value) {
    return value.chars().distinct().limit(2).count() == 1;
  }
}
