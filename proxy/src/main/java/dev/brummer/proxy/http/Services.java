package dev.brummer.proxy.http;

import dev.brummer.proxy.history.Ids;
import dev.brummer.proxy.route.Sites;
import dev.brummer.proxy.route.UpstreamStory;
import dev.brummer.proxy.telemetry.Telemetry;

/// What exchanges need from outside their event loop. All of it may be used from any thread.
///
/// @param upstreamNanos how long a server may take to begin its answer
/// @param headNanos how long a client may take to send a head
/// @param inject whether documents get the script
public record Services(
    Sites sites,
    UpstreamStory story,
    Telemetry telemetry,
    Ids ids,
    long upstreamNanos,
    long headNanos,
    boolean inject) {}
