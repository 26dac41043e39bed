/// Publishes the URLs that processes print. [UrlScanner] finds URLs in a line, [Claim] judges the
/// words next to each, [UrlLabel] derives their labels, [NormalizedUrl] their canonical form.
/// [UrlDetector] passes each once per run to [UrlClaims]: [UrlResolver] waits until a process
/// listens on the port and [UrlOwnership] assigns the URL to that process.
///
///     ScannedLine ─▶ UrlScanner ─▶ UrlDetector ─claim─▶ UrlResolver ─▶ UrlOwnership ─▶ UrlDetected
///                                   (bus worker)        (thread url-owner, reads PortTable)
///
/// ## Decisions
///
/// - The port table decides, not the line: a URL on a port that the process's own tree listens on
///   belongs to the process, even in a line about an error. The words next to a URL decide only
///   where the table cannot: if another program, such as a container, holds the port.
/// - Only the clause of a URL is judged. "Connected to MongoDB, server running on" is about two
///   servers.
/// - A bare port needs a word such as "listening" in front and a clause about no other protocol:
///   numbers are too common in logs.
/// - A database owns no URL, see [dev.brummer.engine.process.DatabaseServers].
/// - At most 64 URLs per run and 8 per origin are published: a process may log every request's URL.
package dev.brummer.engine.detect.url;
