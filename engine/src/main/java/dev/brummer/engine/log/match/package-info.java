/// Matches lines against literals and regular expressions. A leaf: depends on no other package of
/// brummer.
///
/// ```
///   LogQuery.Search ▸ LineMatcher ▸ LiteralSearcher                      (literal, on bytes)
///                                 ▸ RequiredLiterals, then RegexInput    (regular expression)
/// ```
///
/// A matcher is confined to one thread; [LiteralSearcher] is pure.
///
/// ## Decisions
///
/// - A regular expression that reads ten million characters of one line does not match it:
///   catastrophic backtracking would otherwise block the UI for hours.
package dev.brummer.engine.log.match;
