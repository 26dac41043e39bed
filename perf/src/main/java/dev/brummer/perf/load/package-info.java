/// `brummer bench load`: a working day's load on the whole product, and whether anything gets worse
/// meanwhile.
///
///     Load ─▶ LoadEnvironment: engine, proxy, seven printers, a web server: real processes and sockets
///       ├──▶ four Generators, open loop ─▶ LineRoundTrips, LoadEvents, a look, PageClient ─▶ Latencies
///       ├──▶ Series: a Sample each interval, GcLog ─▶ PerformanceMonitor ─▶ Judgement each metric
///       └──▶ Checks: what was promised ─▶ LoadResult ─▶ LoadReport, LoadJson
///
/// Decisions: printers are `cat` on a terminal that echoes nothing, and the log generator types to
/// them: a line goes through the whole product, its rate and due moment are ours, and a child costs
/// nothing beside it. The web server is a child that prints its URL, so the proxy finds it as it
/// finds anybody's. The time is cut into three windows: the first warms up, the other two are
/// compared, whatever the duration; so a run of 20 seconds sees what happens at once, and one of an
/// hour what creeps. Memory is what the system counts for the process, not the heap in use, which
/// goes up and down with each collection. The generators live in the measured process: what they
/// cost is in its memory and threads, the same all the time.
package dev.brummer.perf.load;
