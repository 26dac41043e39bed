/// Masking of what readers of the log store and of the bus see.
///
/// ```
///   SecretValues ─▶ Masking ◀─ processes without masking
///                      │ SecretMasker
///        ┌─────────────┼──────────────┬──────────────────┐
///   MaskedLog     MaskedLines     MaskedEvents      text of any kind
///   pages of the  a sequence      events, request   (HAR, error pages,
///   log store     of lines        details           answers to agents)
/// ```
///
/// Store and bus keep the raw text: a URL has to be opened and a request replayed as it is, and the
/// recording on disk is of use only if it is complete. The code that shows text masks it.
///
/// [Masking] and [MaskedLog] are thread-safe, [MaskedLines] is confined to one thread,
/// [MaskedEvents] is pure.
///
/// ## Decisions
///
/// - A search through [MaskedLog] runs over the masked text: otherwise the hits of a search tell a
///   client that may search, character by character, what is masked.
/// - The values are kept in memory only. A reader of a recorded session learns them from the env
///   files again.
package dev.brummer.engine.mask;
