package dev.brummer.proxy.http;

import dev.brummer.proxy.history.RequestIds;
import dev.brummer.proxy.route.ProcessStatusLookup;
import dev.brummer.proxy.route.Upstreams;
import dev.brummer.proxy.telemetry.TelemetryEndpoint;

/// Dependencies of exchanges outside their event loop. All components are thread-safe.
///
/// @param upstreamTimeoutNanos maximum time until a server starts its response
/// @param headTimeoutNanos maximum time for a client to send a head
/// @param inject whether documents get the script
public record ExchangeContext(
    Upstreams upstreams,
    ProcessStatusLookup processStatus,
    TelemetryEndpoint telemetry,
    RequestIds ids,
    long upstreamTimeoutNanos,
    long headTimeoutNanos,
    boolean inject) {}
