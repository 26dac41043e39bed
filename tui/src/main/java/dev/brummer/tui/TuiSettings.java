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

/// Settings of the UI, fixed for its lifetime.
///
/// @param project name shown in the header
/// @param colourDepth number of colours of the terminal
/// @param terminalColours known colours of the terminal itself
/// @param theme initial theme
/// @param ascii draws with ASCII only, for locales without UTF-8
/// @param browser opens a URL; called on the thread `tui`, must not block
/// @param proxy null when the proxy is off
/// @param maxRequests number of requests kept
/// @param plainOutput starts plain output on the terminal's normal screen; closing the result ends
///   it
/// @param clock wall clock of all ages and times on the screen
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

  /// Settings derived from the environment: `NO_COLOR`, `COLORTERM`, `TERM` and the locale.
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

  /// Whether the locale uses UTF-8, by the POSIX precedence of its variables; the JVM's default
  /// where none is set.
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

  public TuiSettings withTheme(Theme selected) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        selected,
        ascii,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        clock);
  }

  /// Disables colours; text attributes remain.
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

  /// @param requests number of requests kept
  public TuiSettings withProxy(ProxyControl proxyControl, int requests) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        theme,
        ascii,
        browser,
        proxyControl,
        requests,
        plainOutput,
        clock);
  }

  public TuiSettings withPlainOutput(Supplier<AutoCloseable> startOutput) {
    return new TuiSettings(
        project,
        colourDepth,
        terminalColours,
        theme,
        ascii,
        browser,
        proxy,
        maxRequests,
        startOutput,
        clock);
  }
}
