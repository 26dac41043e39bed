/// Recognition and masking of secrets in URLs.
///
/// ```
/// request target, header value, telemetry text ─▶ UrlRedactor ─▶ text for people
///                                                     │ asks for each name
///                                                     ▼
///                                                SecretNames
/// ```
///
/// A leaf: depends on the JDK only. Recorded requests keep their raw targets for replays; what is
/// shown, copied, searched, exported or published went through here.
@NullMarked
package dev.brummer.proxy.redact;

import org.jspecify.annotations.NullMarked;
