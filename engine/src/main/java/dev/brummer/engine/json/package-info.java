/// JSON files that a person wrote, as values with positions. A leaf but for the access to files.
///
///     file ─▶ JsonFile ─▶ JsonObject ─▶ text, flag, object, texts …
///                └──────────────┴─▶ JsonProblems: one sentence with file, line and column
///
/// Everything before a syntax error is kept. A value of the wrong type is reported and counts as
/// absent, so that the rest of a file works.
///
/// ## Decisions
///
/// - A parser of its own tree over Jackson's tokens: Jackson's tree forgets positions.
/// - Of a name that occurs twice, the last value counts, as in JavaScript; [JsonMember] has the
///   lines of the earlier ones.
package dev.brummer.engine.json;
