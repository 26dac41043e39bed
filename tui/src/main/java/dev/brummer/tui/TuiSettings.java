package dev.brummer.tui;

import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import dev.brummer.tui.paint.Theme;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the UI is told once.
///
/// @param project name shown in the header
/// @param colourDepth how many the terminal can show
/// @param terminalColours what is known of its own colours
/// @param theme the theme to begin with
/// @param ascii draws with ASCII only, for locales that are not UTF-8
/// @param browser opens a URL; called on the thread `tui`, must return at once
/// @param proxy null where there is none
/// @param maxRequests how many of them are remembered
/// @param plainOutput begins to print what processes print on the terminal's own screen, until it
///   is closed
/// @param clock the wall clock of all ages and times on the screen
public record TuiSettings(
    String project,
    ColourDepth colourDepth,
    TerminalColours terminalColours,
    Theme theme,
    boolean ascii,
    Consumer<String> browser,
    @Nullable ProxyControl proxy,
    int maxRequests,
    Supplier<AutoCloseable> plainOutput,
    Clock clock) {
  private static final int DEFAULT_MAX_REQUESTS = 1000;

  /// Settings as the environment asks for them: `NO_COLOR`, `COLORTERM`, `TERM` and the locale.
  public static TuiSettings of(
      String project, Map<String, String> environment, Consumer<String> browser) {
    return new TuiSettings(
        project,
        ColourDepth.of(environment),
        TerminalColours.of(environment),
        Theme.AUTO,
        !isUtf8(environment),
        browser,
        null,
        DEFAULT_MAX_REQUESTS,
        () -> () -> {},
        Clock.systemDefaultZone());
  }

  /// The locale's character set by POSIX order; the JVM's where the environment says nothing.
  private static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return Charset.defaultCharset().name().equals("UTF-8");
  }

  public TuiSettings withTheme(Theme wanted) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        wanted,
        ascii,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        clock);
  }

  /// Attributes only, whatever the environment says.
  public TuiSettings withoutColours() {
    return new TuiSettings(
        project,
        ColourDepth.NONE,
        terminalColours,
        theme,
        ascii,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        clock);
  }

  /// @param remembered how many requests are kept for their view
  public TuiSettings withProxy(ProxyControl control, int remembered) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        theme,
        ascii,
        browser,
        control,
        remembered,
        plainOutput,
        clock);
  }

  public TuiSettings withPlainOutput(Supplier<AutoCloseable> printing) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        theme,
        ascii,
        browser,
        proxy,
        maxRequests,
        printing,
        clock);
  }
}
