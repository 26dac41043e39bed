package dev.brummer.app.doctor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether the locale is one of UTF-8: brummer prints UTF-8 in any case.
final class LocaleCheck implements HealthCheck {
  @Override
  public String topic() {
    return "locale";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    String locale =
        Stream.of("LC_ALL", "LC_CTYPE", "LANG")
            .map(context::variable)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    String lower = locale.toLowerCase(Locale.ROOT);
    if (lower.contains("utf-8") || lower.contains("utf8")) {
      return List.of(Finding.ok(topic(), locale));
    }
    return List.of(
        Finding.warning(
            topic(),
            (locale.isEmpty() ? "no locale is set" : locale + " is not a UTF-8 locale")
                + ": programs may print ? for letters and borders",
            "set LANG=C.UTF-8, or the UTF-8 locale of your language"));
  }
}
