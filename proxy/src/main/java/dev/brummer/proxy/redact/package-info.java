/// Recognition and masking of secrets in URLs.
///
/// ```
/// request target, header value, telemetry text ─▶ UrlRedactor ─▶ text for people
///                                                     │ asks for each name
///                                                     ▼
///                                        engine.secret.SecretNames
/// ```
///
/// A leaf. Secrets are recognised by the names of their parameters; secrets whose values are known
/// are masked by `engine.mask` where text is shown. Recorded requests keep their raw targets for
/// replays; what is shown, copied, searched, exported or published went through here.
@NullMarked
package dev.brummer.proxy.redact;

import org.jspecify.annotations.NullMarked;
