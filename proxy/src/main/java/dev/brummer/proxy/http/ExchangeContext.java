package dev.brummer.proxy.http;

import dev.brummer.proxy.history.RequestIds;
import dev.brummer.proxy.route.ProcessStatusLookup;
import dev.brummer.proxy.route.Upstreams;
import dev.brummer.proxy.telemetry.Telemetry;

/// What exchanges need from outside their event loop. All of it may be used from any thread.
///
/// @param upstreamTimeoutNanos how long a server may take to begin its answer
/// @param headTimeoutNanos how long a client may take to send a head
/// @param inject whether documents get the script
public record ExchangeContext(
    Upstreams upstreams,
    ProcessStatusLookup processStatus,
    Telemetry telemetry,
    RequestIds ids,
    long upstreamTimeoutNanos,
    long headTimeoutNanos,
    boolean inject) {}
