package dev.brummer.engine.detect.url;

/// A URL in a line.
///
/// @param label the name in the text before the URL; may be empty
/// @param guessed the line names a host or a port only; the scheme is an assumption
record PrintedUrl(NormalizedUrl url, String label, Claim claim, boolean guessed) {}
