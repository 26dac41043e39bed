package dev.brummer.app.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Settings of the whole program; null where not set.
///
/// @param theme UI theme
/// @param onHangup `stop` or [#DETACH]
/// @param proxyEnabled false turns the proxy off
/// @param proxyPort first port of the proxy
/// @param mcpEnabled false keeps agents out
/// @param mcpPort first port of MCP over HTTP
/// @param requestReplay whether agents may replay requests
public record GeneralConfig(
    @Nullable String theme,
    @Nullable String onHangup,
    @Nullable Boolean proxyEnabled,
    @Nullable Integer proxyPort,
    @Nullable Boolean mcpEnabled,
    @Nullable Integer mcpPort,
    @Nullable Boolean requestReplay) {
  /// Nothing is set.
  public static final GeneralConfig NONE =
      new GeneralConfig(null, null, null, null, null, null, null);

  /// Value of `on_hangup` that lets a run go on without its terminal.
  private static final String DETACH = "detach";

  static GeneralConfig read(TomlSection top) {
    TomlSection proxy = top.section("proxy");
    TomlSection mcp = top.section("mcp");
    return new GeneralConfig(
        top.text("theme"),
        top.text("on_hangup"),
        proxy == null ? null : proxy.flag("enabled"),
        proxy == null ? null : proxy.number("port"),
        mcp == null ? null : mcp.flag("enabled"),
        mcp == null ? null : mcp.number("port"),
        mcp == null ? null : mcp.flag("request_replay"));
  }

  /// These settings, and those of another file where they are not set.
  GeneralConfig orElse(GeneralConfig other) {
    return new GeneralConfig(
        first(theme, other.theme),
        first(onHangup, other.onHangup),
        first(proxyEnabled, other.proxyEnabled),
        first(proxyPort, other.proxyPort),
        first(mcpEnabled, other.mcpEnabled),
        first(mcpPort, other.mcpPort),
        first(requestReplay, other.requestReplay));
  }

  /// Whether a run with a UI goes on when its terminal disconnects.
  public boolean detachOnHangup() {
    return Objects.equals(onHangup, DETACH);
  }

  private static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
    return value == null ? other : value;
  }
}
