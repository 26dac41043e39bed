package dev.brummer.app.run;

import dev.brummer.app.config.GeneralConfig;
import dev.brummer.app.plain.CompletionTracker;
import dev.brummer.app.plain.PrefixTemplate;
import dev.brummer.tui.Guidance;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Settings of a run from the command line.
///
/// @param proxyAllowed false turns the proxy off
/// @param proxyPort first port of the proxy; a port also turns it on in a run without a UI
/// @param forwardProxyPort first port of the forward proxy; null for none
/// @param tunnelsAnywhere whether the forward proxy tunnels to public addresses
/// @param keepPorts whether the proxy takes the ports that servers print
/// @param requestHistorySize number of requests the proxy keeps
/// @param prefix prefix of lines in plain output
/// @param policy when a run without a UI ends and with which exit code
/// @param theme UI theme; null for the configured one
/// @param noColour true turns all colours off
/// @param mouse false leaves the mouse to the terminal
/// @param mcpAllowed false keeps agents out
/// @param mcpPort first port of MCP over HTTP; a port also opens it in a run without a UI
/// @param reveal true masks no secrets
/// @param startReport socket of the brummer that has started this one in the background; null in
///   the foreground
/// @param guidance what the UI explains at its start; first steps only to a new user
public record RunSettings(
    boolean proxyAllowed,
    @Nullable Integer proxyPort,
    @Nullable Integer forwardProxyPort,
    boolean tunnelsAnywhere,
    boolean keepPorts,
    int requestHistorySize,
    PrefixTemplate prefix,
    CompletionTracker.Policy policy,
    @Nullable Theme theme,
    boolean noColour,
    boolean mouse,
    boolean mcpAllowed,
    @Nullable Integer mcpPort,
    boolean reveal,
    @Nullable Path startReport,
    Guidance guidance) {
  public RunSettings withGuidance(Guidance atStart) {
    return new RunSettings(
        proxyAllowed,
        proxyPort,
        forwardProxyPort,
        tunnelsAnywhere,
        keepPorts,
        requestHistorySize,
        prefix,
        policy,
        theme,
        noColour,
        mouse,
        mcpAllowed,
        mcpPort,
        reveal,
        startReport,
        atStart);
  }

  /// Whether the run has no terminal of its own.
  boolean background() {
    return startReport != null;
  }

  /// Whether the run has a proxy. Options override the configuration.
  boolean proxyEnabled(boolean ui, GeneralConfig config) {
    boolean asked = proxyPort != null || forwardProxyPort != null || keepPorts;
    boolean configured = ui && !Boolean.FALSE.equals(config.proxyEnabled());
    return proxyAllowed && (asked || configured);
  }

  /// First port of the proxy: that of the option, else the configured one.
  @Nullable Integer proxyPort(GeneralConfig config) {
    return proxyPort == null ? config.proxyPort() : proxyPort;
  }

  /// Whether agents may connect. Options override the configuration.
  boolean mcpAllowed(GeneralConfig config) {
    return mcpAllowed && (mcpPort != null || !Boolean.FALSE.equals(config.mcpEnabled()));
  }

  /// First port of MCP over HTTP: that of the option, else the configured one.
  @Nullable Integer mcpPort(GeneralConfig config) {
    return mcpPort == null ? config.mcpPort() : mcpPort;
  }
}
