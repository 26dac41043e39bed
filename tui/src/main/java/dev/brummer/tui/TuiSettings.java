package dev.brummer.tui;

import dev.brummer.tui.model.DisplayZone;
import dev.brummer.tui.model.ProxyControl;
import dev.brummer.tui.paint.Theme;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Settings of the UI, fixed for its lifetime.
///
/// @param project name shown in the header
/// @param theme initial theme
/// @param browser opens a URL; called on the thread `tui`, must not block
/// @param proxy null when the proxy is off
/// @param maxRequests number of requests kept
/// @param plainOutput starts plain output on the stream, which shows it on the terminal's normal
///   screen; closing the result ends it
/// @param attachable whether other terminals can attach themselves, so that the UI may be detached
/// @param detachOnHangup whether the UI goes on without a terminal when the program's own one
///   disconnects; otherwise the run ends
/// @param clock wall clock of all ages and times on the screen
/// @param applyConfig applies changed configuration files; called on the thread `tui`, must not
///   block
/// @param guidance what the UI explains at its start
public record TuiSettings(
    String project,
    Theme theme,
    Consumer<String> browser,
    @Nullable ProxyControl proxy,
    int maxRequests,
    Function<OutputStream, AutoCloseable> plainOutput,
    boolean attachable,
    boolean detachOnHangup,
    Clock clock,
    Runnable applyConfig,
    Guidance guidance) {
  private static final int DEFAULT_MAX_REQUESTS = 1000;

  /// The system clock in the default zone, which it looks up when it is asked for, see
  /// [DisplayZone#SYSTEM].
  private static final class LocalClock extends Clock {
    private final Clock clock = Clock.systemUTC();

    @Override
    public ZoneId getZone() {
      return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return clock.withZone(zone);
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public long millis() {
      return clock.millis();
    }
  }

  public static TuiSettings of(String project, Theme theme, Consumer<String> browser) {
    return new TuiSettings(
        project,
        theme,
        browser,
        null,
        DEFAULT_MAX_REQUESTS,
        _ -> () -> {},
        false,
        false,
        new LocalClock(),
        () -> {},
        Guidance.NONE);
  }

  /// @param requests number of requests kept
  public TuiSettings withProxy(ProxyControl proxyControl, int requests) {
    return new TuiSettings(
        project,
        theme,
        browser,
        proxyControl,
        requests,
        plainOutput,
        attachable,
        detachOnHangup,
        clock,
        applyConfig,
        guidance);
  }

  public TuiSettings withPlainOutput(Function<OutputStream, AutoCloseable> startOutput) {
    return new TuiSettings(
        project,
        theme,
        browser,
        proxy,
        maxRequests,
        startOutput,
        attachable,
        detachOnHangup,
        clock,
        applyConfig,
        guidance);
  }

  /// Lets the UI go on without a terminal.
  public TuiSettings withDetach(boolean onHangup) {
    return new TuiSettings(
        project,
        theme,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        true,
        onHangup,
        clock,
        applyConfig,
        guidance);
  }

  public TuiSettings withApplyConfig(Runnable apply) {
    return new TuiSettings(
        project,
        theme,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        attachable,
        detachOnHangup,
        clock,
        apply,
        guidance);
  }

  public TuiSettings withGuidance(Guidance atStart) {
    return new TuiSettings(
        project,
        theme,
        browser,
        proxy,
        maxRequests,
        plainOutput,
        attachable,
        detachOnHangup,
        clock,
        applyConfig,
        atStart);
  }

  DisplayZone zone() {
    return clock instanceof LocalClock ? DisplayZone.SYSTEM : DisplayZone.of(clock.getZone());
  }
}
