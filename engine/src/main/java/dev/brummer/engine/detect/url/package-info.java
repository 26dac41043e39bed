/// Publishes the URLs that processes print. [UrlScanner] finds URLs in a line, [UrlLabel] derives
/// their labels, [NormalizedUrl] their canonical form; [UrlDetector] publishes each once per run
/// and expires them with the process. State is per process and confined to the bus worker of the
/// subscriber.
///
/// ## Decisions
///
/// - A local URL in a line about a connection, a request or a failure is ignored: it names a server
///   that the process uses, not one that it offers.
/// - A bare port needs a word such as "listening" in front and a line about nothing else: numbers
///   are too common in logs.
/// - At most 64 URLs per run and 8 per origin are published: a process may log every request's URL.
package dev.brummer.engine.detect.url;
