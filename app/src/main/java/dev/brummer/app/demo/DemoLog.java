package dev.brummer.app.demo;

import dev.brummer.app.program.StandardStreams;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/// Prints log lines in the style of a server, coloured on a terminal, or if `FORCE_COLOR` is set.
public final class DemoLog {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final boolean COLOUR =
      (isTerminal() || !System.getenv().getOrDefault("FORCE_COLOR", "").isEmpty())
          && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();

  private DemoLog() {}

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  public static void info(String text) {
    line("32", "INFO ", text);
  }

  public static void warn(String text) {
    line("33", "WARN ", text);
  }

  public static void print(String text) {
    StandardStreams.out().printlnStyled(text);
  }

  /// The text in an ANSI colour, if colours are on.
  public static String colour(String colour, String text) {
    return COLOUR ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }

  private static void line(String colour, String level, String text) {
    print(colour("2", LocalTime.now().format(TIME)) + " " + colour(colour, level) + " " + text);
  }
}
