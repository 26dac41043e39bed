/// JSON files that a person wrote, as values with positions. A leaf but for the access to files.
///
///     file ─▶ JsonFile ─▶ StrictJsonParser, else Jackson ─▶ JsonObject ─▶ text, flag, texts …
///                └────────────────────────────────────────────┴─▶ JsonProblems: one sentence
///                                                                  with file, line and column
///
/// Everything before a syntax error is kept. A value of the wrong type is reported and counts as
/// absent, so that the rest of a file works.
///
/// ## Decisions
///
/// - Valid JSON is read without Jackson. Its first use took 12 ms of the 85 ms of CPU time of
///   `brummer list`, and 20 ms of the time to the first line of a run. Whatever else a file contains
///   is read with Jackson, so comments and messages about errors are the same as ever.
/// - A parser of its own tree over Jackson's tokens: Jackson's tree forgets positions.
/// - Of a name that occurs twice, the last value counts, as in JavaScript; [JsonMember] has the
///   lines of the earlier ones.
package dev.brummer.engine.json;
