package dev.brummer.app.operation.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The status of one process.
///
/// @param state "idle", "waiting", "starting", "running", "ready", "down", "stopping", "paused",
///   "done", "failed", "stopped", "restarting" or "scheduled"
/// @param alive whether a child may exist
/// @param reason why it is in this state: evidence of readiness, unmet dependency, failure, or the
///   client that stopped it
/// @param exitCode of the last exit; null while it runs, or if it never ran
/// @param runNumber number of starts
/// @param pid 0 if there is no child
/// @param sinceMillis when it entered the state
/// @param url the URL of its server, empty if none is known
/// @param proxiedUrl that URL through the proxy, empty without a proxy
/// @param cpuPercent percent of one core, of the whole tree
/// @param rssBytes resident memory of the whole tree
/// @param scriptRunner how its script of a `package.json` was started: `direct`, or `manager: `
///   with the reason; empty if it runs none
/// @param newErrors distinct errors since the cursor of the request
public record ProcessItem(
    String name,
    String state,
    boolean alive,
    String reason,
    @Nullable Integer exitCode,
    int runNumber,
    long pid,
    long sinceMillis,
    List<Integer> ports,
    String url,
    String proxiedUrl,
    double cpuPercent,
    long rssBytes,
    String scriptRunner,
    int newErrors) {}
